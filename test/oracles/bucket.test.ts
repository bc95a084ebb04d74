/** A bucket in overload admits what it held and what is refilled, and nothing else. */
import { describe, expect, it } from "vitest";
import { plainScenario } from "../support/scenarios.ts";
import { figure, simulate } from "../support/simulate.ts";

describe("a bucket of which more is asked than is refilled", () => {
  for (const [load, capacity] of [
    [3, 6],
    [1.5, 40],
    [20, 1],
  ] as const) {
    it(`lets through its ${capacity} requests, and one a second, at ${load} times its rate`, () => {
      const days = 0.2;
      const tallies = simulate(
        plainScenario({
          tasksPerDay: load * 86_400,
          model: { latency: { total: 0.1 }, limits: { requestsPerMinute: 60, burstSeconds: capacity } },
        }),
        4,
        { days },
      );
      for (const tally of tallies) {
        const admitted = figure(tally, "arrived") - figure(tally, "throttled");
        const refilled = days * 86_400;
        expect(admitted).toBeLessThanOrEqual(refilled + capacity + 1e-6);
        // what drips in before the first arrivals, or between two at a bucket of one, is lost
        if (capacity > 1) expect(admitted).toBeGreaterThan(refilled - 3);
        expect(tally.quota[0]!.meanShare).toBeCloseTo(admitted / refilled, 9);
      }
    });
  }
});
