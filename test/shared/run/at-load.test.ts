import { describe, expect, it } from "vitest";
import { atLoad } from "../../../shared/run/at-load.ts";
import { prepareRun } from "../../../shared/run/prepare.ts";
import { CompiledScenario } from "../../../shared/simulate/replication.ts";
import { MEASURES } from "../../../shared/simulate/tally.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { figure } from "../../support/simulate.ts";

describe("more traffic", () => {
  it("comes from the same tasks, earlier, and further ones behind them", () => {
    const scenario = plainScenario({
      tasksPerDay: 500,
      step: { input: { lognormal: { p50: 1000, p95: 4000 } } },
    });
    const run = prepareRun(scenario, {}, { replications: 2, today: "2026-12-01" });
    if (!run.ok) throw new Error(run.error[0]?.message);
    // A day at twice the traffic holds, in its first half, the very tasks of a day at today's.
    const today = new CompiledScenario(run.value.request).simulate(0)[0]!;
    const twice = { ...atLoad(run.value.request, 2), days: 0.5 };
    const half = new CompiledScenario(twice).simulate(0)[0]!;
    expect(figure(half, "arrived")).toBe(figure(today, "arrived"));
    for (const measure of MEASURES) expect(half.histograms[measure]).toEqual(today.histograms[measure]);
    const whole = new CompiledScenario(atLoad(run.value.request, 2)).simulate(0)[0]!;
    expect(figure(whole, "arrived")).toBeGreaterThan(1.7 * figure(today, "arrived"));
  });
});

describe("a trace at other traffic", () => {
  it("is played to its end, the faster the more traffic there is", () => {
    const scenario = plainScenario({ traffic: { trace: { file: "t.csv", columns: { time: "at" } } } });
    const columns = { "t.csv#at": Float64Array.from({ length: 101 }, (_, i) => i * 864) };
    const run = prepareRun(scenario, columns, { today: "2026-12-01" });
    if (!run.ok) throw new Error(run.error[0]?.message);
    expect(run.value.request.days).toBe(1);
    expect(atLoad(run.value.request, 4)).toMatchObject({ load: 4, days: 0.25 });
    expect(atLoad(run.value.request, 0.5)).toMatchObject({ load: 0.5, days: 2 });
  });

  it("that was cut off stays so", () => {
    const scenario = plainScenario({ traffic: { trace: { file: "t.csv", columns: { time: "at" } } } });
    const columns = { "t.csv#at": Float64Array.from({ length: 101 }, (_, i) => i * 864) };
    const run = prepareRun(scenario, columns, { days: 0.5, today: "2026-12-01" });
    if (!run.ok) throw new Error(run.error[0]?.message);
    expect(atLoad(run.value.request, 0.5).days).toBe(0.5);
  });
});
