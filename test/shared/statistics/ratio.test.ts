import { describe, expect, it } from "vitest";
import { effectiveCount, ratioOfSums, shareOfSums, sumOfRatios } from "../../../shared/statistics/ratio.ts";
import { studentTQuantile } from "../../../shared/statistics/student-t.ts";
import { WorldSample } from "../../../shared/statistics/world-sample.ts";
import { Chance } from "../../support/synthetic-tallies.ts";

const single = (worlds: number, weekly = false) =>
  new WorldSample(Array.from({ length: worlds }, (_, world) => ({ world, weekday: weekly ? world % 7 : 0 })));

describe("a ratio of sums", () => {
  it("is the ratio of the totals, not the mean of ratios", () => {
    const { value } = ratioOfSums(single(2), [1, 100], [10, 100], 0.95);
    expect(value).toBeCloseTo(101 / 110, 14);
  });

  it("has the interval of a mean where the denominator is the same everywhere", () => {
    const y = [3, 5, 4, 7, 6, 5];
    const { value, low, high } = ratioOfSums(single(6), y, [1, 1, 1, 1, 1, 1], 0.95);
    const half = studentTQuantile(0.975, 5) * Math.sqrt((4 + 0 + 1 + 4 + 1 + 0) / 5 / 6);
    expect([value, low, high].map((x) => x.toFixed(9))).toEqual(
      [5, 5 - half, 5 + half].map((x) => x.toFixed(9)),
    );
  });

  it("is known exactly where numerator and denominator move together", () => {
    const { value, low, high } = ratioOfSums(single(4), [2, 4, 6, 8], [1, 2, 3, 4], 0.95);
    expect([value, low, high]).toEqual([2, 2, 2]);
  });

  it("never has a lower end below zero, and no ends with a single world", () => {
    expect(ratioOfSums(single(3), [0, 0, 9], [1, 1, 1], 0.95).low).toBe(0);
    expect(ratioOfSums(single(1), [3], [2], 0.95)).toEqual({
      value: 1.5,
      low: 0,
      high: Number.POSITIVE_INFINITY,
    });
    expect(ratioOfSums(single(3), [1, 1, 1], [0, 0, 0], 0.95).value).toBeNaN();
  });

  it("weighs weekdays alike: eight worlds of which two are Mondays", () => {
    const cost = [8, 1, 1, 1, 1, 1, 1, 8];
    expect(ratioOfSums(single(8, true), cost, new Array(8).fill(1), 0.95).value).toBeCloseTo((8 + 6) / 7, 12);
  });

  it("adds up with others, and so do their errors", () => {
    const a = { numerator: [1, 2, 3], denominator: [1, 1, 1] };
    const b = { numerator: [3, 2, 1], denominator: [1, 1, 1] };
    const both = sumOfRatios(single(3), [a, b], 0.95);
    expect(both.value).toBe(4);
    expect(both.high - both.low).toBeCloseTo(0, 12);
    const twice = sumOfRatios(single(3), [a, a], 0.95);
    const once = sumOfRatios(single(3), [a], 0.95);
    expect(twice.high - twice.low).toBeCloseTo(2 * (once.high - once.low), 12);
  });

  it.each([
    { sd: 0.05, replications: 28 },
    { sd: 0.2, replications: 28 },
    { sd: 0.2, replications: 84 },
  ])(
    "holds the truth in 95 % of runs when worlds differ by e^±$sd, with $replications replications",
    ({ sd, replications }) => {
      const covered = coverage(1000, (seed) => {
        const chance = new Chance(seed, replications, 5);
        const rows = Array.from({ length: replications }, (_, i) => ({
          world: Math.floor(i / 2),
          weekday: Math.floor(i / 2) % 7,
        }));
        const cost: number[] = [];
        const units: number[] = [];
        let price = 0;
        let traffic = 0;
        for (const { weekday } of rows) {
          if (cost.length % 2 === 0) {
            price = chance.factor(sd);
            traffic = chance.factor(sd) * (weekday > 4 ? 0.65 : 1.14);
          }
          const tasks = 100 * traffic * chance.factor(0.1);
          units.push(tasks);
          cost.push(tasks * price * chance.factor(0.05));
        }
        return { ...ratioOfSums(new WorldSample(rows), cost, units, 0.95), truth: 1 };
      });
      expect(covered).toBeGreaterThan(0.93);
      expect(covered).toBeLessThan(0.975);
    },
  );
});

describe("a share of counted things", () => {
  it("does not become certain because every single one was a success", () => {
    const { value, low, high } = shareOfSums(single(4), [10, 10, 10, 10], [10, 10, 10, 10], 0.95);
    expect([value, high]).toEqual([1, 1]);
    expect(low).toBeCloseTo(0.025 ** (1 / 40), 10);
  });

  it("stays inside 0…1 and knows nothing of other worlds from one", () => {
    expect(shareOfSums(single(1), [4], [10], 0.95)).toEqual({ value: 0.4, low: 0, high: 1 });
    const rare = shareOfSums(single(3), [0, 0, 1], [10, 10, 10], 0.95);
    expect(rare.low).toBeGreaterThanOrEqual(0);
    expect(rare.high).toBeLessThan(1);
  });

  it("holds the truth in 95 % of runs when worlds differ", () => {
    const covered = coverage(600, (seed) => {
      const chance = new Chance(seed, 6);
      const sample = single(24);
      const right: number[] = [];
      const all: number[] = [];
      for (let world = 0; world < 24; world++) {
        // Uniform over worlds: mean 0.8.
        const share = 0.7 + 0.2 * chance.uniform();
        let count = 0;
        for (let i = 0; i < 60; i++) count += +(chance.uniform() < share);
        right.push(count);
        all.push(60);
      }
      return { ...shareOfSums(sample, right, all, 0.95), truth: 0.8 };
    });
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(0.98);
  });

  it("holds the truth in 95 % of runs of few worlds", () => {
    const covered = coverage(1000, (seed) => {
      const chance = new Chance(seed, 9);
      const worlds = Array.from({ length: 7 }, () => 0.7 + 0.2 * chance.uniform());
      const right = worlds.map((share) => Math.round(2000 * share));
      return { ...shareOfSums(single(7), right, Array(7).fill(2000), 0.95), truth: 0.8 };
    });
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(0.97);
  });

  it("is no less certain than a quota makes it that lets nearly the same number through everywhere", () => {
    const covered = coverage(1000, (seed) => {
      const chance = new Chance(seed, 11);
      const right = Array.from({ length: 20 }, () => 500 + Math.floor(5 * chance.uniform()));
      return { ...shareOfSums(single(20), right, Array(20).fill(1000), 0.95), truth: 0.502 };
    });
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(0.97);
  });

  it("is as certain as that many independent things", () => {
    expect(effectiveCount(0.5, 0.0025, 1000)).toBe(100);
    expect(effectiveCount(0.5, 0.0025, 40)).toBe(40);
    expect(effectiveCount(0.5, 0, 40)).toBe(40);
  });
});

interface Attempt {
  readonly low: number;
  readonly high: number;
  readonly truth: number;
}

/** Share of the seeds 0 … runs − 1 whose interval holds the truth. */
function coverage(runs: number, attempt: (seed: number) => Attempt): number {
  let covered = 0;
  for (let seed = 0; seed < runs; seed++) {
    const { low, high, truth } = attempt(seed);
    if (low <= truth && truth <= high) covered++;
  }
  return covered / runs;
}
