import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../../shared/distribution/special.ts";
import { coarseOf, Histogram } from "../../../shared/statistics/histogram.ts";
import { Percentiles, tasksNeeded } from "../../../shared/statistics/percentile.ts";
import { PooledDistribution } from "../../../shared/statistics/pooled-distribution.ts";
import { WorldSample } from "../../../shared/statistics/world-sample.ts";
import { Chance, histogramOf } from "../../support/synthetic-tallies.ts";

/** Percentiles of replications given by their values; two a world, all on Mondays unless weekdays are given. */
function percentilesOf(replications: readonly (readonly number[])[], weekly = false): Percentiles {
  const rows = replications.map((_, i) => ({
    world: Math.floor(i / 2),
    weekday: weekly ? Math.floor(i / 2) % 7 : 0,
  }));
  const sample = new WorldSample(rows);
  const histograms: Histogram[] = Array.from({ length: 7 }, () => new Histogram());
  const each = replications.map((values, i) => {
    const sparse = histogramOf(values);
    histograms[rows[i]?.weekday ?? 0]?.addSparse(sparse);
    return coarseOf(sparse);
  });
  return new Percentiles(new PooledDistribution(histograms, sample.weekdayWeights), sample, each, 0.95);
}

const lognormal = (chance: Chance, count: number, median: number, sigma: number) =>
  Array.from({ length: count }, () => median * Math.exp(sigma * chance.normal()));

describe("the tasks that a percentile needs", () => {
  it("are 72 for p95, 368 for p99 and 3,688 for p99.9", () => {
    expect([0.95, 0.99, 0.999].map(tasksNeeded)).toEqual([72, 368, 3688]);
  });

  it("are the fewest of which one lies above the percentile with 97.5 %", () => {
    for (const p of [0.5, 0.9, 0.95, 0.99, 0.999]) {
      expect(p ** tasksNeeded(p)).toBeLessThan(0.025);
      expect(p ** (tasksNeeded(p) - 1)).toBeGreaterThanOrEqual(0.025);
    }
  });
});

describe("a percentile of all tasks", () => {
  it("is that of the pooled tasks, within 0.1 %, and lies in its interval", () => {
    const chance = new Chance(4);
    const replications = Array.from({ length: 20 }, () => lognormal(chance, 300, 3, 0.7));
    const sorted = replications.flat().sort((a, b) => a - b);
    const percentiles = percentilesOf(replications);
    for (const p of [0.5, 0.9, 0.95, 0.99]) {
      const { value, low, high, state } = percentiles.at(p);
      expect(state).toBe("known");
      expect(Math.abs(value / (sorted[Math.ceil(p * 6000) - 1] ?? 0) - 1)).toBeLessThan(0.001);
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
    }
  });

  it("is as uncertain as independent tasks make it where worlds are all alike", () => {
    const chance = new Chance(5);
    const replications = Array.from({ length: 200 }, () => lognormal(chance, 100, 3, 0.7));
    const { effective, low, high } = percentilesOf(replications).at(0.95);
    expect(effective).toBeGreaterThan(14_000);
    // Order statistics of 20,000 independent tasks: 0.95 ± 1.96 √(0.95 · 0.05 / 20,000).
    const [lower, upper] = [0.947, 0.953].map((p) => 3 * Math.exp(0.7 * normalQuantile(p)));
    expect(Math.abs(low / (lower ?? 0) - 1)).toBeLessThan(0.02);
    expect(Math.abs(high / (upper ?? 0) - 1)).toBeLessThan(0.02);
  });

  it("is as uncertain as the few worlds it comes from, however many tasks they had", () => {
    const chance = new Chance(6);
    const replications = Array.from({ length: 20 }, (_, i) =>
      lognormal(chance, 1000, 3 * Math.exp(0.5 * new Chance(6, Math.floor(i / 2)).normal()), 0.3),
    );
    const { effective, low, high } = percentilesOf(replications).at(0.9);
    expect(effective).toBeLessThan(60);
    expect(high / low).toBeGreaterThan(1.5);
  });

  it("has too few tasks for it below what it needs", () => {
    const chance = new Chance(7);
    const percentiles = percentilesOf(Array.from({ length: 10 }, () => lognormal(chance, 20, 3, 0.5)));
    expect(percentiles.at(0.5).state).toBe("known");
    expect(percentiles.at(0.95).state).toBe("known");
    expect(percentiles.at(0.99).state).toBe("too few");
    expect(percentiles.at(0.999).effective).toBeLessThanOrEqual(200);
  });

  it("is slower than any number where tasks above it were never answered, from its lower end on", () => {
    const chance = new Chance(8);
    const replications = Array.from({ length: 20 }, () => [
      ...lognormal(chance, 94, 3, 0.5),
      ...new Array<number>(6).fill(Number.POSITIVE_INFINITY),
    ]);
    const percentiles = percentilesOf(replications);
    expect(percentiles.at(0.9).state).toBe("known");
    expect(percentiles.at(0.95)).toMatchObject({ state: "never", value: Number.POSITIVE_INFINITY });
    expect(percentiles.at(0.95).low).toBe(Number.POSITIVE_INFINITY);
    // what p95 never reaches, no higher percentile reaches, however few the tasks
    expect(percentiles.at(0.99).state).toBe("never");
    expect(percentiles.at(0.999).state).toBe("never");
  });

  it("may or may not be slower than any number where the share never answered is about that of the percentile", () => {
    const chance = new Chance(9);
    const replications = Array.from({ length: 40 }, () =>
      Array.from({ length: 50 }, () =>
        chance.uniform() < 0.05 ? Number.POSITIVE_INFINITY : 1 + chance.uniform(),
      ),
    );
    const { low, high } = percentilesOf(replications).at(0.95);
    expect(low).toBeGreaterThan(1.5);
    expect(low).toBeLessThan(2);
    expect(high).toBe(Number.POSITIVE_INFINITY);
  });

  it("has no upper end from a single world, nor a value of nothing", () => {
    const chance = new Chance(10);
    const one = percentilesOf([lognormal(chance, 100, 3, 0.5), lognormal(chance, 100, 3, 0.5)]).at(0.9);
    expect(one).toMatchObject({ state: "known", low: 0, high: Number.POSITIVE_INFINITY });
    expect(percentilesOf([[], []]).at(0.9).state).toBe("nothing");
    const never = new Array<number>(100).fill(Number.POSITIVE_INFINITY);
    expect(percentilesOf([never, never, never, never]).at(0.5)).toMatchObject({
      state: "never",
      low: Number.POSITIVE_INFINITY,
    });
  });

  it("is a constant where every task takes as long", () => {
    const same = new Array<number>(50).fill(0.12);
    const { value, low, high } = percentilesOf([same, same, same, same]).at(0.95);
    for (const x of [value, low, high]) expect(x).toBeCloseTo(0.12, 4);
  });

  it("weighs weekdays alike", () => {
    // Eight worlds, two of them Mondays, on which tasks take ten times as long.
    const replications = Array.from({ length: 16 }, (_, i) => {
      const weekday = Math.floor(i / 2) % 7;
      return Array.from({ length: 70 }, (_, task) => (weekday === 0 ? 10 : 1) + task / 1000);
    });
    const percentiles = percentilesOf(replications, true);
    expect(percentiles.at(6 / 7 - 0.001).value).toBeLessThan(1.1);
    expect(percentiles.at(6 / 7 + 0.001).value).toBeGreaterThan(9.9);
  });
});

describe("the interval of a percentile", () => {
  // Longer runs, more of them and rougher worlds: coverage.slow.test.ts.
  it.each([{ sd: 0.05 }, { sd: 0.2 }])(
    "holds the truth in 95 % of runs where worlds differ by e^±$sd",
    ({ sd }) => {
      const sigma = 0.6;
      const truth = 4 * Math.exp(normalQuantile(0.95) * Math.sqrt(sigma ** 2 + sd ** 2));
      let covered = 0;
      const runs = 400;
      for (let seed = 0; seed < runs; seed++) {
        const chance = new Chance(seed, 100 * sd, 31);
        let median = 0;
        let traffic = 0;
        const replications = Array.from({ length: 32 }, (_, i) => {
          if (i % 2 === 0) {
            median = 4 * Math.exp(sd * chance.normal());
            traffic = 50 * chance.factor(0.2);
          }
          return lognormal(chance, chance.poisson(traffic), median, sigma);
        });
        const { low, high } = percentilesOf(replications).at(0.95);
        covered += +(low <= truth && truth <= high);
      }
      expect(covered / runs).toBeGreaterThan(0.925);
      expect(covered / runs).toBeLessThan(0.98);
    },
  );
});
