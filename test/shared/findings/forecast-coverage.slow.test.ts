import { describe, expect, it } from "vitest";
import { forecastCoverage, PLAIN_FORECAST } from "./forecast-coverage.ts";

describe("of 150 seeds, as many intervals of a forecast hold the truth as they promise", () => {
  it.each([
    ["64 worlds", PLAIN_FORECAST, 136],
    ["a budget that hardly any world passes", { ...PLAIN_FORECAST, budget: 2.6 }, 136],
    // Nine tenths of what differs is luck: how far the worlds themselves differ is then known badly.
    ["days that differ far more than worlds", { ...PLAIN_FORECAST, worldSd: 0.06, daySd: 0.3 }, 128],
  ])("with %s", (_, synthetic, least) => {
    const held = forecastCoverage(synthetic, 1, 150);
    for (const count of Object.values(held)) expect(count).toBeGreaterThanOrEqual(least);
  });
});
