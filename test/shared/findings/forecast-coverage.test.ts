import { describe, expect, it } from "vitest";
import { forecastCoverage, PLAIN_FORECAST } from "./forecast-coverage.ts";

describe("intervals of a forecast", () => {
  it("hold the truth: the middle and the upper fifth of a month's worlds, months over budget, worlds within it", () => {
    // Of 40 seeds, 33 or fewer hold it with chance 0.3 % where 95 % do.
    const held = forecastCoverage(PLAIN_FORECAST, 1, 40);
    for (const count of Object.values(held)) expect(count).toBeGreaterThanOrEqual(34);
  });
});
