import { describe, expect, it } from "vitest";
import { Histogram } from "../../../shared/statistics/histogram.ts";
import { PooledDistribution } from "../../../shared/statistics/pooled-distribution.ts";
import { Chance } from "../../support/synthetic-tallies.ts";

function histogram(values: readonly number[]): Histogram {
  const made = new Histogram();
  for (const value of values) made.add(value);
  return made;
}

describe("values merged over weekdays", () => {
  const chance = new Chance(3);
  const monday = Array.from({ length: 700 }, () => Math.exp(chance.normal()));
  const sunday = Array.from({ length: 300 }, () => 2 * Math.exp(chance.normal()));

  it("have the quantiles of all of them when all weigh the same", () => {
    const pooled = new PooledDistribution([histogram(monday), undefined, histogram(sunday)], [1, 1, 1]);
    const together = histogram([...monday, ...sunday]);
    for (const p of [0, 0.001, 0.3, 0.5, 0.95, 0.999, 1])
      expect(pooled.quantile(p)).toBe(together.quantile(p));
    expect([pooled.total, pooled.counted, pooled.max]).toEqual([1000, 1000, together.max]);
  });

  it("count as often as they weigh", () => {
    const pooled = new PooledDistribution([histogram([1, 1, 1]), histogram([5])], [1, 3]);
    expect(pooled.quantile(0.5)).toBeCloseTo(1, 2);
    expect(pooled.quantile(0.51)).toBe(5);
    expect(pooled.mean).toBeCloseTo(3, 2);
    expect([pooled.total, pooled.counted]).toEqual([6, 4]);
  });

  it("are slower than any number where they never came", () => {
    const pooled = new PooledDistribution([histogram([1, 2, 3, Number.POSITIVE_INFINITY])], [1]);
    expect(pooled.served).toBe(0.75);
    expect(pooled.quantile(0.75)).toBe(3);
    expect(pooled.quantile(0.76)).toBe(Number.POSITIVE_INFINITY);
    expect(pooled.mean).toBeCloseTo(2, 2);
  });

  it("have no quantile when there are none", () => {
    const pooled = new PooledDistribution([], []);
    expect(pooled.quantile(0.5)).toBeNaN();
    expect(pooled.mean).toBeNaN();
  });

  it("lie up to a place in coarse bins exactly as often as asked", () => {
    const pooled = new PooledDistribution([histogram(monday)], [1]);
    for (const p of [0.01, 0.5, 0.95, 0.999]) {
      const { coarse, part } = pooled.placeAt(p);
      expect(part).toBeGreaterThan(0);
      expect(part).toBeLessThanOrEqual(1);
      // The coarse bin of the quantile, whose edges are 1/32 of an octave apart.
      expect(2 ** ((coarse - 1) / 32 - 14)).toBeLessThan(pooled.quantile(p) * 1.03);
      expect(2 ** ((coarse + 1) / 32 - 14)).toBeGreaterThan(pooled.quantile(p) * 0.97);
    }
  });
});
