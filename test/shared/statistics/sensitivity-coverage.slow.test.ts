import { expect, it } from "vitest";
import {
  correlatedCoverage,
  EFFECT_CASES,
  effectCoverage,
  nullsAboveFloor,
  nullsOfWorth,
  worthCoverage,
} from "./sensitivity-coverage.ts";

it.each(EFFECT_CASES)(
  "the effect of an input lies in its interval in about 95 % of 1,000 runs: $name",
  (example) => {
    const { runs, held } = effectCoverage(example, 1001, 1000);
    expect(held / runs).toBeGreaterThan(0.93);
  },
);

it("so do effects of inputs that go together", () => {
  const { together, alone } = correlatedCoverage(1001, 1000);
  expect(together.held / together.runs).toBeGreaterThan(0.93);
  expect(alone.held / alone.runs).toBeGreaterThan(0.93);
});

it("no input without effect rises above the noise floor in 95 % of runs, nor seems to be worth knowing", () => {
  // 5 %, and three standard errors of so many runs.
  expect(nullsAboveFloor(1001, 150) / 150).toBeLessThan(0.104);
  expect(nullsOfWorth(1001, 30) / 30).toBeLessThan(0.17);
});

it.each([
  [0.3, 1],
  [2, 1],
  [0.5, 3],
])("the value of knowing lies in its interval, with a mean of %d and luck of %d", (shift, luck) => {
  const { runs, held } = worthCoverage(shift, luck, 1001, 400);
  expect(held / runs).toBeGreaterThan(0.92);
});
