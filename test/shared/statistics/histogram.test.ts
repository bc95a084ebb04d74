import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BASE_INDEX,
  BIN_SHIFT,
  BINS,
  binOf,
  Histogram,
  lowerEdge,
  representative,
  sparseOf,
  upperEdge,
} from "../../../shared/statistics/histogram.ts";

/** Values spread evenly over the logarithm of the whole range, from a fixed generator. */
function spread(count: number, from = 2 ** -14, to = 2 ** 24): number[] {
  const values: number[] = [];
  let state = 12345;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values.push(from * (to / from) ** (state / 2 ** 32));
  }
  return values;
}

describe("bins", () => {
  it("cover 2^-14 to 2^24 in 38 octaves of 512 bins, and one bin for what is below", () => {
    expect(BINS).toBe(19_457);
    expect(binOf(2 ** -14)).toBe(1);
    expect(binOf(2 ** 24 * (1 - 2 ** -53))).toBe(BINS - 1);
    expect(lowerEdge(1)).toBe(2 ** -14);
    expect(upperEdge(BINS - 1)).toBe(2 ** 24);
  });

  it("take zero, tiny and negative values below, and everything too large on top", () => {
    for (const low of [0, -0, -3, 5e-324, 2 ** -14 * (1 - 2 ** -53)]) expect(binOf(low)).toBe(0);
    for (const high of [2 ** 24, 1e12, Number.MAX_VALUE]) expect(binOf(high)).toBe(BINS - 1);
  });

  it("hold exactly the values from their lower edge up to the next one", () => {
    const misplaced: number[] = [];
    for (let bin = 1; bin < BINS; bin++) {
      const last = upperEdge(bin) * (1 - 2 ** -53);
      if (binOf(lowerEdge(bin)) !== bin || binOf(last) !== bin) misplaced.push(bin);
    }
    expect(misplaced).toEqual([]);
  });

  it("are the same in a block of doubles seen as 32-bit integers", () => {
    const values = Float64Array.from([...spread(2000, 2 ** -20, 2 ** 30), 0, -1, 1e-300, 1e300]);
    const words = new Int32Array(values.buffer);
    const highWord = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
    const inlined = Array.from(values, (_, i) => {
      const index = ((words[2 * i + highWord] ?? 0) >> BIN_SHIFT) - BASE_INDEX;
      return Math.min(BINS - 1, Math.max(0, index));
    });
    expect(inlined).toEqual(Array.from(values, binOf));
  });

  it("are stood for by a value that is within 0.1 % of everything in them", () => {
    let worst = 0;
    for (let bin = 1; bin < BINS; bin++) {
      const middle = representative(bin);
      worst = Math.max(worst, Math.abs(middle / lowerEdge(bin) - 1), Math.abs(middle / upperEdge(bin) - 1));
    }
    expect(worst).toBeGreaterThan(0.0009);
    expect(worst).toBeLessThan(0.001);
  });
});

describe("a histogram's quantile", () => {
  it("is within 0.1 % of the exact order statistic, over the whole range", () => {
    const values = spread(5000);
    const histogram = new Histogram();
    for (const value of values) histogram.add(value);
    const sorted = [...values].sort((a, b) => a - b);
    const errors = sorted.map((exact, i) =>
      Math.abs(histogram.quantile((i + 1) / sorted.length) / exact - 1),
    );
    expect(Math.max(...errors)).toBeLessThan(0.001);
  });

  it("is within 0.1 % of the order statistic for any small sample, and never above the largest value", () => {
    const value = fc.double({ min: 2 ** -14, max: 2 ** 24, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p) => {
          const histogram = new Histogram();
          for (const each of values) histogram.add(each);
          const sorted = [...values].sort((a, b) => a - b);
          const exact = sorted[Math.max(1, Math.ceil(p * values.length - 1e-12)) - 1] ?? Number.NaN;
          const got = histogram.quantile(p);
          expect(Math.abs(got / exact - 1)).toBeLessThan(0.001);
          expect(got).toBeLessThanOrEqual(Math.max(...values));
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  it("is infinite where the rank falls among values that never came", () => {
    const histogram = new Histogram();
    for (let i = 0; i < 95; i++) histogram.add(1);
    for (let i = 0; i < 5; i++) histogram.add(Number.POSITIVE_INFINITY);
    expect(histogram.quantile(0.95)).toBe(1);
    expect(histogram.quantile(0.9501)).toBe(Number.POSITIVE_INFINITY);
    expect(histogram.total).toBe(100);
  });

  it("is 0 for values too small to have a bin, the largest value beyond the last bin, and NaN of nothing", () => {
    const histogram = new Histogram();
    expect(histogram.quantile(0.5)).toBeNaN();
    histogram.add(0);
    expect(histogram.quantile(0.5)).toBe(0);
    for (let i = 0; i < 9; i++) histogram.add(1e9 + i);
    expect(histogram.quantile(0.9)).toBe(1e9 + 8);
    expect(histogram.max).toBe(1e9 + 8);
  });
});

describe("the share of values at most x", () => {
  it("is exact at edges, linear between, and leaves out what never came", () => {
    const histogram = new Histogram();
    for (const value of [1, 1.0005, 1.001, 1.0015, 5, Number.POSITIVE_INFINITY]) histogram.add(value);
    expect(histogram.shareAtMost(0.5)).toBe(0);
    expect(histogram.shareAtMost(2)).toBeCloseTo(4 / 6, 12);
    expect(histogram.shareAtMost(1 + 1 / 1024)).toBeCloseTo(2 / 6, 12);
    expect(histogram.shareAtMost(5)).toBeCloseTo(5 / 6, 12);
    expect(histogram.shareAtMost(1e9)).toBeCloseTo(5 / 6, 12);
  });

  it("counts zeros as at most zero", () => {
    const histogram = new Histogram();
    for (const value of [0, 0, 0, 4]) histogram.add(value);
    expect(histogram.shareAtMost(0)).toBe(0.75);
  });
});

describe("a sparse histogram", () => {
  it("carries everything across: adding it gives back the same histogram", () => {
    const histogram = new Histogram();
    for (const value of [...spread(1000), 0, Number.POSITIVE_INFINITY]) histogram.add(value);
    const sparse = histogram.toSparse();
    const copy = new Histogram();
    copy.addSparse(sparse);
    expect(copy.counts).toEqual(histogram.counts);
    expect([copy.total, copy.infinite, copy.max]).toEqual([1002, 1, histogram.max]);
    expect(sparseOf(copy.counts, copy.infinite, copy.max)).toEqual(sparse);
    expect([...sparse.bins]).toEqual([...sparse.bins].sort((a, b) => a - b));
  });

  it("adds beyond what 32 bits can count", () => {
    const sparse = { bins: Uint16Array.of(3), counts: Uint32Array.of(4_000_000_000), infinite: 0, max: 1 };
    const histogram = new Histogram();
    for (let i = 0; i < 3; i++) histogram.addSparse(sparse);
    expect(histogram.total).toBe(12_000_000_000);
    expect(histogram.counts[3]).toBe(12_000_000_000);
  });
});
