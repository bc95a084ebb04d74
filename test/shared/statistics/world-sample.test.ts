import { describe, expect, it } from "vitest";
import { WorldSample } from "../../../shared/statistics/world-sample.ts";
import { HEAVY_LAWS, heavyTailCoverage } from "./heavy-tail-coverage.ts";

/** Two replications of each world, on weekday world mod 7 (or always Monday). */
function rows(worlds: number, weekly = true) {
  return Array.from({ length: 2 * worlds }, (_, i) => {
    const world = Math.floor(i / 2);
    return { world, weekday: weekly ? world % 7 : 0 };
  });
}

describe("the worlds of a run", () => {
  it("give every weekday present the same weight, however many worlds it has", () => {
    const sample = new WorldSample(rows(16));
    const byWeekday = new Float64Array(7);
    rows(16).forEach(({ weekday }, row) => {
      byWeekday[weekday] = (byWeekday[weekday] ?? 0) + (sample.weights[row] ?? 0);
    });
    for (const sum of byWeekday) expect(sum).toBeCloseTo(32 / 7, 12);
    expect(sample.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(32, 12);
  });

  it("weigh alike where horizons are whole weeks, and where only some weekdays were simulated alike often", () => {
    expect([...new Set(new WorldSample(rows(5, false)).weights)]).toEqual([1]);
    expect([...new Set(new WorldSample(rows(3)).weights)]).toEqual([1]);
  });

  it("are strata by weekday only where each weekday has two worlds", () => {
    expect(new WorldSample(rows(14)).degreesOfFreedom).toBe(7);
    expect(new WorldSample(rows(13)).degreesOfFreedom).toBe(12);
    expect(new WorldSample(rows(13, false)).degreesOfFreedom).toBe(12);
    expect(new WorldSample(rows(1)).degreesOfFreedom).toBe(0);
  });

  it("have the variance of a sum that textbooks give: n times the variance, replications of a world taken together", () => {
    const sample = new WorldSample(rows(4, false));
    // Sums by world 1, 2, 3, 6: mean 3, variance (4 + 1 + 0 + 9) / 3.
    const { variance } = sample.spreadOf([0.5, 0.5, 2, 0, 1, 2, 3, 3]);
    expect(variance).toBeCloseTo((4 * 14) / 3, 12);
  });

  it("take no notice of differences between weekdays, which are not chance", () => {
    const terms = rows(14).map(({ weekday }) => 100 * weekday);
    expect(new WorldSample(rows(14)).spreadOf(terms).variance).toBe(0);
    expect(new WorldSample(rows(13)).spreadOf(terms.slice(0, 26)).variance).toBeGreaterThan(1e5);
  });

  it("have fewer degrees of freedom where a few stand out", () => {
    const alike = Array.from({ length: 40 }, (_, i) => i % 4);
    const one = Array.from({ length: 40 }, (_, i) => (i < 2 ? 50 : i % 4));
    expect(new WorldSample(rows(20, false)).spreadOf(alike).degreesOfFreedom).toBe(19);
    expect(new WorldSample(rows(20, false)).spreadOf(one).degreesOfFreedom).toBeLessThan(3);
  });

  it("reach as far as Student's t to both sides where they are alike on both", () => {
    const sample = new WorldSample(rows(4, false));
    // Sums by world 1, 2, 3, 4.
    const { below, above } = sample.reachOf([1, 0, 1, 1, 3, 0, 2, 2], 0.95);
    expect(below).toBeCloseTo(3.182446305284263 * Math.sqrt((4 * 5) / 3), 8);
    expect(above).toBeCloseTo(below, 12);
  });

  it("reach where Hall's transformation meets Student's t, further to the side on which a few stand out", () => {
    const terms = Array.from({ length: 40 }, (_, i) => ((i >> 1) % 5) ** 3 / 100);
    const sample = new WorldSample(rows(20, false));
    const sums = sample.sumByWorld(terms);
    const mean = sums.reduce((sum, each) => sum + each, 0) / 20;
    const moment = (k: number) => sums.reduce((sum, each) => sum + (each - mean) ** k, 0);
    const a = moment(3) / moment(2) ** 1.5;
    const error = Math.sqrt((20 / 19) * moment(2));
    const transformed = (t: number) => t + (a * t * t) / 3 + (a * a * t ** 3) / 27 + a / 6;
    const { below, above } = sample.reachOf(terms, 0.95);
    expect(transformed(below / error)).toBeCloseTo(2.093024054408263, 8);
    expect(transformed(-above / error)).toBeCloseTo(-2.093024054408263, 8);
    expect(above).toBeGreaterThan(1.2 * below);
  });

  it("reach little below what all others show where one stands out, and above no further than t of two degrees", () => {
    const sample = new WorldSample(rows(64, false));
    const terms = Array.from({ length: 128 }, (_, i) => (i < 2 ? 1 : 0));
    const { below, above } = sample.reachOf(terms, 0.95);
    // Two replications of one world: the sum is 2, and without that world nothing.
    expect(below).toBeLessThan(1.35 * 2);
    expect(above).toBeGreaterThan(4 * 2);
    expect(above).toBeLessThan(4.4 * 2);
  });

  it.each(HEAVY_LAWS)("hold the truth in nine of ten runs and more where few make the tail: $name", (law) => {
    const { held, runs, above } = heavyTailCoverage(law, law.fewestWorlds, 500);
    // 92 to 97 % of 2,000.
    expect(held / runs).toBeGreaterThan(0.89);
    expect(above / runs).toBeLessThan(0.05);
  });

  it("bound nothing when there is only one", () => {
    const sample = new WorldSample(rows(1));
    expect(sample.halfWidth(sample.spreadOf([1, 2]), 0.95)).toBe(Number.POSITIVE_INFINITY);
  });

  it("pair the replications of a world, and leave alone one whose twin is missing", () => {
    const sample = new WorldSample(rows(3).slice(0, 5));
    expect(sample.pairs).toEqual([
      { world: 0, first: 0, second: 1 },
      { world: 1, first: 2, second: 3 },
    ]);
    expect(sample.worlds).toBe(3);
  });
});
