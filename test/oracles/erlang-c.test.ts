/** Waits for slots of a model at many servers; smaller systems stand in the table of docs/validation.md. */
import { describe, expect, it } from "vitest";
import { erlangC, Mmc } from "../support/queueing.ts";
import { plainScenario } from "../support/scenarios.ts";
import { figure, meanOf, simulate } from "../support/simulate.ts";

describe("waits for slots of a model against Erlang C", () => {
  for (const [servers, load] of [
    [8, 0.8],
    [8, 0.95],
    [20, 0.9],
  ] as const) {
    it(`M/M/${servers} at load ${load} waits as long as the formula says`, () => {
      // long enough that a day is a few thousand services of each server
      const service = 8;
      const scenario = plainScenario({
        tasksPerDay: (servers * load * 86_400) / service,
        model: { latency: { total: { exponential: { mean: service } } }, concurrency: servers },
      });
      const tallies = simulate(scenario, 12);
      const waits = tallies.map((tally) => figure(tally, "waitSeconds") / figure(tally, "arrived"));
      const { mean, standardError } = meanOf(waits);
      const exact = new Mmc(servers, (servers * load) / service, service).meanWait;
      expect(standardError).toBeLessThan(0.15 * exact);
      expect(Math.abs(mean - exact)).toBeLessThan(3 * standardError);
    }, 60_000);
  }

  it("the share that waits at all is Erlang's C", () => {
    const scenario = plainScenario({
      tasksPerDay: (8 * 0.8 * 86_400) / 8,
      model: { latency: { total: { exponential: { mean: 8 } } }, concurrency: 8 },
    });
    const shares = simulate(scenario, 12).map(({ histograms: { wait } }) => {
      const total = wait.counts.reduce((sum, count) => sum + count, 0);
      const atOnce = wait.bins[0] === 0 ? wait.counts[0]! : 0;
      return 1 - atOnce / total;
    });
    const { mean, standardError } = meanOf(shares);
    expect(Math.abs(mean - erlangC(8, 6.4))).toBeLessThan(3 * standardError + 2e-4);
  }, 60_000);
});
