import { describe, expect, it } from "vitest";
import { coarseQuantile, countUpTo, finiteCount, placeOf } from "../../../shared/statistics/coarse-counts.ts";
import { coarseBinOf, coarseOf, firstFineBin, Histogram } from "../../../shared/statistics/histogram.ts";
import { Chance, histogramOf } from "../../support/synthetic-tallies.ts";

const chance = new Chance(11);
const values = Array.from({ length: 3000 }, () => 4 * Math.exp(0.8 * chance.normal()));

describe("coarse counts of a replication", () => {
  it("are exact sums of sixteen fine bins", () => {
    const fine = new Histogram();
    for (const value of values) fine.add(value);
    const coarse = coarseOf(fine.toSparse());
    expect(finiteCount(coarse)).toBe(3000);
    coarse.cumulative.forEach((count, at) => {
      const end = firstFineBin(coarse.first + at + 1);
      const exact = fine.counts.slice(0, end).reduce((sum, each) => sum + each, 0);
      expect(count).toBe(exact);
    });
  });

  it("put sixteen fine bins into one coarse bin, and what has no bin into the first", () => {
    expect([0, 1, 16, 17, 32, 33].map(coarseBinOf)).toEqual([0, 1, 1, 2, 2, 3]);
    expect([0, 1, 2, 3].map(firstFineBin)).toEqual([0, 1, 17, 33]);
  });

  it("count the values up to a time to within what lies in its bin", () => {
    const coarse = coarseOf(histogramOf(values));
    for (const x of [0.5, 2, 4.1, 9, 30]) {
      const exact = values.filter((value) => value <= x).length;
      expect(Math.abs(countUpTo(coarse, placeOf(x)) - exact)).toBeLessThan(15);
    }
    expect(countUpTo(coarse, placeOf(1e6))).toBe(3000);
    expect(countUpTo(coarse, placeOf(0.001))).toBe(0);
  });

  it("give percentiles within 1 %, of one replication or of several together", () => {
    const sorted = [...values].sort((a, b) => a - b);
    const parts = [0, 1, 2].map((i) => coarseOf(histogramOf(values.filter((_, j) => j % 3 === i))));
    for (const p of [0.1, 0.5, 0.9, 0.95, 0.99]) {
      const exact = sorted[Math.ceil(p * 3000) - 1] ?? Number.NaN;
      expect(coarseQuantile([coarseOf(histogramOf(values))], p) / exact).toBeCloseTo(1, 1.7);
      expect(coarseQuantile(parts, p)).toBe(coarseQuantile([coarseOf(histogramOf(values))], p));
    }
  });

  it("weigh replications as asked", () => {
    const slow = coarseOf(histogramOf([10, 10, 10]));
    const fast = coarseOf(histogramOf([1]));
    expect(coarseQuantile([slow, fast], 0.5)).toBeGreaterThan(9);
    expect(coarseQuantile([slow, fast], 0.5, [1, 4])).toBeLessThan(1.1);
  });

  it("know of values that never came, of zeros, and of nothing", () => {
    const some = coarseOf(histogramOf([0, 0, 1, Number.POSITIVE_INFINITY]));
    expect(coarseQuantile([some], 0.5)).toBe(0);
    expect(coarseQuantile([some], 0.75)).toBe(1);
    expect(coarseQuantile([some], 0.76)).toBe(Number.POSITIVE_INFINITY);
    expect(coarseQuantile([coarseOf(histogramOf([]))], 0.5)).toBeNaN();
    expect(finiteCount(coarseOf(histogramOf([])))).toBe(0);
  });
});
