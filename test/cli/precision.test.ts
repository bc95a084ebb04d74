import { describe, expect, test } from "vitest";
import { relativeHalfWidth } from "../../cli/precision.ts";

describe("How precise an estimate is", () => {
  test("is its half-width as a share of its value; the longer side counts", () => {
    expect(relativeHalfWidth({ value: 10, low: 9, high: 10.5 })).toBe(0.1);
    expect(relativeHalfWidth({ value: -10, low: -10.5, high: -8 })).toBe(0.2);
  });

  test("is not at all where an end or the value is missing", () => {
    expect(relativeHalfWidth({ value: null, low: null, high: null, why: "too few tasks" })).toBe(Infinity);
    expect(relativeHalfWidth({ value: 10, low: 9, high: null })).toBe(Infinity);
    expect(relativeHalfWidth({ value: 0, low: -1, high: 1 })).toBe(Infinity);
  });

  test("is perfect where there is no chance in it", () => {
    expect(relativeHalfWidth({ value: 1, low: 1, high: 1 })).toBe(0);
    expect(relativeHalfWidth({ value: 0, low: 0, high: 0 })).toBe(0);
  });
});
