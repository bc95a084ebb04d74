/** Workload W is an ordinary scenario, and means what the benchmark says it means. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { measure, requestOf } from "../../bench/measure.ts";
import workloadText from "../../bench/workload.json?raw";
import { PROJECT } from "../../scripts/setup/project.mjs";
import { parseScenario } from "../../shared/scenario/parse.ts";

const file = join(PROJECT, "bench", "workload.json");

/** Mean of the lognormal with this median and 95th percentile: m e^(σ²/2), with σ = ln(p95 / m) / z₉₅. */
function lognormalMean(median: number, p95: number): number {
  const sigma = Math.log(p95 / median) / 1.6448536269514722;
  return median * Math.exp(sigma ** 2 / 2);
}

describe("workload W", () => {
  it("is a valid scenario with a single design that can be simulated", () => {
    const parsed = parseScenario(workloadText);
    expect(parsed.ok).toBe(true);
    expect(requestOf(workloadText, {}).designs).toEqual(["sync"]);
  });

  it("brings 200,000 tasks to a replication, at 0.85 of what its slots can carry", () => {
    const { scenario, days } = requestOf(workloadText, {});
    const { users, tasksPerUser } = scenario.traffic;
    const perSecond = (Number(users) * Number(tasksPerUser)) / 86_400;
    expect(perSecond * days * 86_400).toBeCloseTo(200_000, -2);
    const service = lognormalMean(0.4, 1.5) + 0.02 * lognormalMean(250, 1200);
    expect((perSecond * service) / 64).toBeCloseTo(0.85, 4);
  });

  it("has quota for 1.06 times its requests and 1.04 times its tokens", () => {
    const { scenario } = requestOf(workloadText, {});
    const perMinute = (Number(scenario.traffic.users) * Number(scenario.traffic.tasksPerUser)) / 1440;
    const tokens = lognormalMean(800, 4000) + lognormalMean(250, 1200);
    const limits = scenario.models["only"]?.limits;
    if (typeof limits !== "object") throw new Error("the workload writes its limits out");
    expect(Number(limits.requestsPerMinute) / perMinute).toBeCloseTo(1.06, 6);
    expect(Number(limits.tokensPerMinute) / perMinute / tokens).toBeCloseTo(1.04, 5);
  });

  it("is measured from the file to the figures of every task", () => {
    const { first, designs, notSimulated } = measure({
      file,
      seed: 3,
      warm: 1,
      replications: 2,
      days: 0.004,
    });
    expect(notSimulated).toEqual([]);
    // Poisson with mean 2 · 0.004 · 557,479: five deviations
    expect(Math.abs(first.tasks - 4460)).toBeLessThan(5 * Math.sqrt(4460));
    const attempts = designs["sync"]?.attempts ?? 0;
    expect(attempts / first.tasks).toBeGreaterThanOrEqual(1);
    // each attempt is answered, or rejected; a task that failed was rejected five times
    const rejected = Math.round(first.rejectionsPerTask * first.tasks);
    const failed = Math.round(first.failedShare * first.tasks);
    expect(attempts - rejected).toBe(first.tasks - failed);
  });
});
