/** Little's law on single paths, whatever happens on them: what slots and workers count against what tasks say. */
import { describe, expect, it } from "vitest";
import { plainScenario } from "../support/scenarios.ts";
import { figure, simulate } from "../support/simulate.ts";

/** Everything that makes a task take longer than its answer. */
const troubled = {
  model: {
    latency: { total: { lognormal: { mean: 2, cv: 1 } } },
    failures: { errorShare: 0.1, errorSeconds: 0.5 },
    limits: { requestsPerMinute: 90, burstSeconds: 1.5 },
  },
  design: {
    timeout: 5,
    onCancel: "stops",
    retry: { attempts: 4, firstDelay: 1, maxDelay: 8, jitter: "full" },
  },
} as const;

const DAYS = 0.5;
const HORIZON = DAYS * 86_400;

describe("Little's law holds on every path, from an empty start until all are done", () => {
  it("workers held over time are the sum of the times of the tasks, less their waits for one", () => {
    const workers = 3;
    const tallies = simulate(
      plainScenario({
        ...troubled,
        tasksPerDay: 70_000,
        design: { ...troubled.design, mode: "async", workers, route: { answer: ["model", "human"] } },
        rest: { costs: { human: { minutes: 0, perHour: 1 } } },
      }),
      4,
      { days: DAYS },
    );
    for (const tally of tallies) {
      // the workers are busier than anything else, so theirs is the load that is recorded
      const held = figure(tally, "offeredLoad") * workers * HORIZON;
      const inService = figure(tally, "resultSeconds") - figure(tally, "waitSeconds");
      expect(figure(tally, "waitSeconds")).toBeGreaterThan(0.05 * inService);
      expect(figure(tally, "throttled")).toBeGreaterThan(100);
      expect(figure(tally, "timedOut")).toBeGreaterThan(100);
      expect(held / inService).toBeCloseTo(1, 9);
    }
  });

  it("slots of a design held over time are what tasks take beside their waits for one", () => {
    const slots = 4;
    const tallies = simulate(
      plainScenario({
        tasksPerDay: 100_000,
        model: { latency: { total: { exponential: { mean: 3 } } } },
        design: { concurrency: slots },
      }),
      4,
      { days: DAYS },
    );
    for (const tally of tallies) {
      const held = figure(tally, "offeredLoad") * slots * HORIZON;
      const inService = figure(tally, "resultSeconds") - figure(tally, "waitSeconds");
      expect(figure(tally, "waitSeconds")).toBeGreaterThan(0.1 * inService);
      expect(held / inService).toBeCloseTo(1, 9);
    }
  });
});
