import { describe, expect, it } from "vitest";
import { WorldSample } from "../../../shared/statistics/world-sample.ts";

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
