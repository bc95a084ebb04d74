import { describe, expect, it } from "vitest";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import { NINES_GRID, quantileDots, seriesOf } from "../../../shared/series/series-of.ts";
import { contextFor, foldFor } from "../../support/synthetic-context.ts";
import { PLAIN_DESIGN, PLAIN_RUN } from "../../support/synthetic-tallies.ts";

const run = {
  ...PLAIN_RUN,
  replications: 56,
  fixedPerDay: 2,
  designs: [
    PLAIN_DESIGN,
    { ...PLAIN_DESIGN, name: "failing", failedShare: 0.04 },
    { ...PLAIN_DESIGN, name: "overloaded", offeredLoad: 1.1 },
  ],
};
const context = contextFor(run, { modes: { plain: "sync", failing: "sync", overloaded: "async" } });
const fold = foldFor(run);
const series = seriesOf(context, fold);
const [plain, failing, overloaded] = [series[0]!, series[1]!, series[2]!];

describe("the nines axis", () => {
  it("goes from p1 to p99.99 in equal steps of nines", () => {
    expect(NINES_GRID).toHaveLength(90);
    expect(NINES_GRID[0]).toBeCloseTo(0.01, 12);
    expect(NINES_GRID[89]).toBeCloseTo(0.9999, 12);
    const nines = NINES_GRID.map((p) => -Math.log10(1 - p));
    const steps = nines.slice(1).map((each, i) => each - (nines[i] ?? 0));
    expect(Math.max(...steps) / Math.min(...steps)).toBeCloseTo(1, 6);
  });
});

describe("a latency curve", () => {
  it("rises, inside its band", () => {
    let before = 0;
    for (const { value, low, high } of plain.result) {
      expect(value).toBeGreaterThanOrEqual(before);
      before = value ?? before;
      expect(low ?? 0).toBeLessThanOrEqual(value ?? Number.NaN);
      expect(high ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(value ?? Number.NaN);
    }
  });

  it("goes through the percentiles that the answer gives", () => {
    const { p95 } = answerOf(context, fold, 0).designs["plain"]!.resultSeconds;
    const at = plain.result.findIndex(({ p }) => p > 0.95);
    expect(plain.result[at - 1]!.value).toBeLessThanOrEqual(p95.value ?? 0);
    expect(plain.result[at]!.value).toBeGreaterThanOrEqual(p95.value ?? 0);
  });

  it("says where there are too few tasks", () => {
    const tooFew = plain.result.filter(({ tooFew }) => tooFew).map(({ p }) => p);
    expect(Math.min(...tooFew)).toBeGreaterThan(0.99);
    expect(plain.result.at(-1)!.tooFew).toBe(true);
    expect(plain.result[0]!.tooFew).toBe(false);
  });

  it("ends where tasks were never answered: no value, but where it begins", () => {
    const unsure = failing.result.filter(({ value, high }) => value !== null && high === null);
    expect(unsure.length).toBeGreaterThan(0);
    const later = failing.result.find(({ p }) => p > 0.97)!;
    expect([later.value, later.high]).toEqual([null, null]);
    expect(failing.result.find(({ p }) => p > 0.9)!.value).toBeGreaterThan(0);
  });

  it("is not drawn of the result of an unstable design, but of its acknowledgements", () => {
    expect([overloaded.stable, overloaded.result, overloaded.response.length]).toEqual([false, [], 90]);
  });
});

describe("costs by world", () => {
  it("are one a world, ascending, and have the median that the answer gives", () => {
    const costs = plain.monthlyCostByWorld;
    expect(costs).toHaveLength(28);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    const { worlds } = answerOf(context, fold, 0).designs["plain"]!.cost.perMonth;
    expect(worlds.p50).toBeGreaterThanOrEqual(costs[13]!);
    expect(worlds.p50).toBeLessThanOrEqual(costs[14]!);
    expect(plain.costPerUnitByWorld).toHaveLength(28);
  });
});

describe("a quantile dotplot", () => {
  it("has as many dots left of a line as there is chance of less", () => {
    const values = Array.from({ length: 999 }, (_, i) => i + 1);
    const dots = quantileDots(values, 20);
    expect(dots).toHaveLength(20);
    expect(dots.filter((dot) => dot <= 250)).toHaveLength(5);
    expect(dots.filter((dot) => dot <= 900)).toHaveLength(18);
    expect(dots[0]).toBeCloseTo(25, 0);
  });

  it("is empty of nothing, and one stack of a single value", () => {
    expect(quantileDots([], 20)).toEqual([]);
    expect(quantileDots([3], 3)).toEqual([3, 3, 3]);
  });
});
