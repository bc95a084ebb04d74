import { describe, expect, it } from "vitest";
import { costEstimate } from "../../../shared/findings/cost-answer.ts";
import { shortfalls } from "../../../shared/statistics/minimum-spend.ts";
import { WorldSample } from "../../../shared/statistics/world-sample.ts";
import { coverage, paidPerMonth, sampleOf } from "./minimum-spend-coverage.ts";

const MONTH = 30.4375;

/** Pairs of days of usage, all at one model. */
function rowsOf(
  days: readonly { world: number; weekday: number; trafficDays: number; spent: number }[],
  minimum: number,
) {
  return days.map(({ spent, ...day }) => ({
    ...day,
    committed: [{ model: "m", spent, minimumPerMonth: minimum }],
  }));
}

function paid(days: Parameters<typeof rowsOf>[0], minimum: number): number[] {
  const rows = rowsOf(days, minimum);
  return [...shortfalls(new WorldSample(rows), rows, 1, MONTH)];
}

const day = (world: number, spent: number, weekday = 0, trafficDays = 1) => ({
  world,
  weekday,
  trafficDays,
  spent,
});

describe("what usage falls short of a minimum", () => {
  it("is paid, by the days of the horizon", () => {
    // 10 a day, 304.375 a month, promised 400
    const days = [day(0, 10), day(0, 10), day(1, 10), day(1, 10)];
    for (const short of paid(days, 400)) expect(short).toBeCloseTo((400 - 304.375) / MONTH, 9);
  });

  it("is nothing where the minimum is used, or none was promised", () => {
    expect(paid([day(0, 10), day(0, 10)], 300)).toEqual([0, 0]);
    const rows = [{ world: 0, weekday: 0, trafficDays: 1 }];
    expect([...shortfalls(new WorldSample(rows), rows, 1, MONTH)]).toEqual([0]);
  });

  it("is the same on a quiet Sunday as on a busy Monday: weekdays are brought to a month", () => {
    const days = [day(0, 12, 0, 1.2), day(0, 12, 0, 1.2), day(1, 6, 6, 0.6), day(1, 6, 6, 0.6)];
    for (const short of paid(days, 400)) expect(short).toBeCloseTo((400 - 304.375) / MONTH, 9);
  });

  it("does not let a day pose as a month: luck that averages out breaks no promise", () => {
    // worlds are alike, and days differ by far: every month comes to some 300 to 310
    const lucky = Array.from({ length: 40 }, (_, i) => day(Math.floor(i / 2), i % 2 === 0 ? 2 : 18));
    for (const short of paid(lucky, 280)) expect(short).toBe(0);
    for (const short of paid(lucky, 400)) expect(short).toBeCloseTo((400 - 304.375) / MONTH, 6);
  });

  it("is each world's own, where worlds differ", () => {
    const days = [day(0, 5), day(0, 5), day(1, 15), day(1, 15)];
    const [poor = 0, , rich] = paid(days, 304.375);
    expect(poor).toBeGreaterThan(4);
    expect(rich).toBe(0);
  });

  it("of a world without any traffic in its days is an average one", () => {
    const days = [day(0, 10), day(0, 10), day(1, 0, 6, 0), day(1, 0, 6, 0)];
    for (const short of paid(days, 400)) expect(short).toBeCloseTo((400 - 304.375) / MONTH, 9);
  });
});

describe("a month's cost under a minimum", () => {
  const promised = { replications: 128, usage: 10_000, worldSd: 0.3, daySd: 0.3, minimum: 10_000 };

  it("is that of the closed form, in many worlds", () => {
    const { value } = costEstimate(sampleOf({ ...promised, replications: 8000 }, 1), "perMonth");
    expect(Math.abs((value ?? 0) / paidPerMonth(promised) - 1)).toBeLessThan(0.01);
  });

  it("has an interval that holds the truth in about 95 % of runs", () => {
    const { runs, held } = coverage(promised, 80);
    expect(held / runs).toBeGreaterThan(0.88);
    expect(held / runs).toBeLessThan(0.99);
  });
});
