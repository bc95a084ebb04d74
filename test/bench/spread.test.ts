import { describe, expect, it } from "vitest";
import { agree, estimateOf, median, pairedRatios, spreadOf } from "../../bench/spread.ts";

describe("rounds", () => {
  it("have a median in the middle, or between the two in the middle", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it("are told by their median, smallest and largest", () => {
    expect(spreadOf([5, 1, 9])).toEqual({ rounds: 3, median: 5, low: 1, high: 9 });
  });

  it("are compared in pairs: a machine twice as slow in one round changes no ratio", () => {
    const fast = [10, 20, 10];
    const slow = [30, 60, 30];
    expect(pairedRatios(slow, fast)).toEqual([3, 3, 3]);
    // the median of ratios, which is not the ratio of medians
    expect(spreadOf(pairedRatios([1, 10, 100], [1, 5, 10])).median).toBe(2);
  });

  it("can't be paired when one program has more of them", () => {
    expect(() => pairedRatios([1, 2], [1])).toThrow("2 rounds can't be paired with 1");
  });
});

describe("what several rounds say about a figure", () => {
  it("is their mean, with Student's interval at 99.9 %", () => {
    // t₀.₉₉₉₅ with 4 degrees of freedom is 8.610 in every table; the deviation of 1…5 is √2.5
    const { value, plusMinus } = estimateOf([1, 2, 3, 4, 5]);
    expect(value).toBe(3);
    expect(plusMinus).toBeCloseTo(8.61 * Math.sqrt(2.5 / 5), 2);
  });

  it("is without bounds after one round", () => {
    expect(estimateOf([7])).toEqual({ value: 7, plusMinus: Number.POSITIVE_INFINITY });
  });

  it("agrees with another figure within both intervals and what rounding may have taken", () => {
    const a = { value: 10, plusMinus: 3 };
    expect(agree(a, { value: 15, plusMinus: 4 }, 0)).toBe(true);
    expect(agree(a, { value: 15.1, plusMinus: 4 }, 0)).toBe(false);
    expect(agree(a, { value: 15.1, plusMinus: 4 }, 0.2)).toBe(true);
  });
});
