import { describe, expect, it } from "vitest";
import { valueOfKnowing, worthOfEverything } from "../../../shared/statistics/value-of-information.ts";
import { curveOf, normalWorth, nullsOfWorth, scoresOf, worthCoverage } from "./sensitivity-coverage.ts";

const WORLDS = 128;
const scores = scoresOf(1, "input", WORLDS);
const nothing = new Float64Array(WORLDS);
const mean = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0) / column.length;

describe("the value of knowing an input", () => {
  it("of a normal net benefit is the unit normal loss integral times its standard deviation", () => {
    for (const shift of [0, 0.5, -1]) {
      const worth = valueOfKnowing(curveOf(scores), [nothing, scores.map((z) => 3 * z + 3 * shift)], 0.95, 1);
      // Hundredths of the normal distribution stand for all of it.
      expect(Math.abs(worth.raw - 3 * normalWorth(shift, 1))).toBeLessThan(0.01);
    }
  });

  it("is nothing where the same option is best wherever the input lies", () => {
    const worth = valueOfKnowing(curveOf(scores), [nothing, scores.map((z) => 20 + z)], 0.95, 1);
    expect(worth).toMatchObject({ value: 0, raw: 0, low: 0, high: 0, sure: false, bestAt: [1, 1] });
  });

  it("says what is best where the input is low and where it is high", () => {
    const worth = valueOfKnowing(curveOf(scores), [nothing, scores.map((z) => 5 * z)], 0.95, 1);
    expect(worth).toMatchObject({ sure: true, bestAt: [0, 1] });
  });

  it.each([
    [0, 1],
    [0.3, 1],
    [1, 1],
    [2, 1],
    [0.5, 3],
    [1, 0.1],
  ])("lies in its interval and is about unbiased, with a mean of %d and luck of %d", (shift, luck) => {
    const { runs, held, sum } = worthCoverage(shift, luck, 1, 60);
    expect(held / runs).toBeGreaterThan(0.86);
    const spread = Math.sqrt(1 + luck * luck) / Math.sqrt(128);
    expect(Math.abs(sum / runs - normalWorth(shift, 1))).toBeLessThan(0.4 * spread);
  });
});

it("what chance makes knowing seem worth is not risen above by inputs of no worth, in 95 % of runs", () => {
  expect(nullsOfWorth(1, 3)).toBeLessThanOrEqual(1);
});

describe("the value of knowing everything", () => {
  it("is the best of each world against the best for all", () => {
    const options = [Float64Array.of(1, 5), Float64Array.of(4, 0), Float64Array.of(0, 0)];
    expect(worthOfEverything(options, mean)).toBe((4 + 5) / 2 - 3);
  });
});
