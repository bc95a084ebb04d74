import { describe, expect, test } from "vitest";
import { curveEnd, pointAt } from "../../../renderer/charts/latency-points.ts";
import type { LatencyPoint } from "../../../shared/series/series.ts";

const point = (p: number, value: number | null, tooFew = false): LatencyPoint => ({
  p,
  value,
  low: value,
  high: value,
  tooFew,
});

describe("a latency curve", () => {
  test("is read between its points along the nines, in ratios of time", () => {
    // 90 % and 99 % are one nine apart; half a nine further is 1 − 10^−1.5.
    const read = pointAt([point(0.9, 1), point(0.99, 4)], 1 - 10 ** -1.5);
    expect(read?.value).toBeCloseTo(2, 9);
  });

  test("is read at its own points as they are, and beyond its ends as at them", () => {
    const points = [point(0.5, 1), point(0.9, 3)];
    expect(pointAt(points, 0.9)?.value).toBe(3);
    expect(pointAt(points, 0.1)?.value).toBe(1);
    expect(pointAt(points, 0.99)?.value).toBe(3);
    expect(pointAt([], 0.5)).toBeUndefined();
  });

  test("is never answered between a number and no number", () => {
    expect(pointAt([point(0.9, 1), point(0.99, null)], 0.95)?.value).toBeNull();
  });

  test("ends as a whole, for want of tasks, or at tasks that were never answered", () => {
    expect(curveEnd([point(0.5, 1), point(0.999, 3)], 0.999)).toEqual({ kind: "whole", seconds: 3 });
    expect(curveEnd([point(0.5, 1), point(0.99, 3, true)], 0.999)).toEqual({
      kind: "too few",
      p: 0.5,
      seconds: 1,
    });
    expect(curveEnd([point(0.5, 1), point(0.99, null)], 0.999)).toEqual({ kind: "never", p: 0.5 });
    expect(curveEnd([], 0.999)).toEqual({ kind: "nothing" });
    expect(curveEnd([point(0.5, null)], 0.999)).toEqual({ kind: "never", p: 0 });
  });
});
