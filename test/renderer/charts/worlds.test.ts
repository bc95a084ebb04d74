import { describe, expect, test } from "vitest";
import { distributionSteps, quantileDots, quantileOf, shareWithin } from "../../../renderer/charts/worlds.ts";

const identity = (value: number): number => value;

describe("worlds", () => {
  test("have the quantiles of a textbook", () => {
    // Type 7 of Hyndman and Fan: (n − 1)p steps from the smallest.
    expect(quantileOf([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantileOf([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantileOf([5], 0.9)).toBe(5);
    expect(quantileOf([], 0.5)).toBeUndefined();
  });

  test("are counted up to and with a limit", () => {
    expect(shareWithin([1, 2, 3, 4], 3)).toBe(0.75);
    expect(shareWithin([1, 2], 0)).toBe(0);
    expect(shareWithin([1, 2], 9)).toBe(1);
    expect(shareWithin([], 9)).toBe(0);
  });

  test("are dots that stack where they would touch", () => {
    const dots = quantileDots([0, 1, 2, 10, 11, 30], 20, identity, 5);
    expect(dots.map((dot) => dot.level)).toEqual([0, 1, 2, 0, 1, 0]);
    expect(dots.map((dot) => dot.x)).toEqual([1, 1, 1, 10.5, 10.5, 30]);
  });

  test("never stand on both sides of the limit, nor cover one another", () => {
    const dots = quantileDots([8, 9, 10, 11, 12, 16], 20, identity, 5, 10);
    expect(dots.map((dot) => dot.x)).toEqual([7.5, 7.5, 7.5, 12.5, 12.5, 17.5]);
    expect(dots.map((dot) => dot.level)).toEqual([0, 1, 2, 0, 1, 0]);
  });

  test("become twenty equally likely dots where there are many", () => {
    const many = Array.from({ length: 2001 }, (_, index) => index);
    const dots = quantileDots(many, 20, identity, 1);
    expect(dots).toHaveLength(20);
    expect(dots[0]?.value).toBe(50);
    expect(dots[19]?.value).toBe(1950);
  });

  test("climb to one", () => {
    expect(distributionSteps([3, 5])).toEqual([
      { value: 3, share: 0.5 },
      { value: 5, share: 1 },
    ]);
  });
});
