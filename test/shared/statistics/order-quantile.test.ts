import { describe, expect, it } from "vitest";
import { orderQuantile } from "../../../shared/statistics/order-quantile.ts";

describe("the quantile of a few values", () => {
  it("agrees with R's quantile(type = 8)", () => {
    // R: quantile(c(1, 2, 4, 8, 16), c(0.05, 0.25, 0.5, 0.9), type = 8)
    const values = [1, 2, 4, 8, 16];
    expect(orderQuantile(values, 0.05)).toBe(1);
    expect(orderQuantile(values, 0.25)).toBeCloseTo(1 + 2 / 3, 12);
    expect(orderQuantile(values, 0.5)).toBe(4);
    expect(orderQuantile(values, 0.75)).toBeCloseTo(8 + 8 / 3, 12);
    expect(orderQuantile(values, 0.9)).toBe(16);
  });

  it("is the value itself of one, and nothing of none", () => {
    expect(orderQuantile([3], 0.01)).toBe(3);
    expect(orderQuantile([3], 0.99)).toBe(3);
    expect(orderQuantile([], 0.5)).toBeNaN();
  });

  it("is infinite where it reaches into infinite values, and only there", () => {
    const values = [1, 2, 3, Number.POSITIVE_INFINITY];
    expect(orderQuantile(values, 0.5)).toBe(2.5);
    expect(orderQuantile(values, 0.8)).toBe(Number.POSITIVE_INFINITY);
  });
});
