import { describe, expect, it } from "vitest";
import { forecastCoverage, PLAIN_FORECAST } from "./forecast-coverage.ts";

describe("of 60 seeds, as many intervals of a forecast hold the truth as they promise", () => {
  it.each([
    ["64 worlds", PLAIN_FORECAST, 52],
    ["a budget that hardly any world passes", { ...PLAIN_FORECAST, budget: 2.6 }, 52],
    // Nine tenths of what differs is luck: how far the worlds themselves differ is then known badly.
    ["days that differ far more than worlds", { ...PLAIN_FORECAST, worldSd: 0.06, daySd: 0.3 }, 48],
  ])("with %s", (_, synthetic, least) => {
    const held = forecastCoverage(synthetic, 1, 60);
    for (const count of Object.values(held)) expect(count).toBeGreaterThanOrEqual(least);
  });
});
