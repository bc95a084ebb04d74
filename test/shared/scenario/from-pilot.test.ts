import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import { contextOf } from "../../../shared/findings/context.ts";
import { Fold } from "../../../shared/run/fold.ts";
import { prepareRun } from "../../../shared/run/prepare.ts";
import { type PilotNumbers, scenarioFromPilot } from "../../../shared/scenario/from-pilot.ts";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { CompiledScenario } from "../../../shared/simulate/replication.ts";

const PILOT: PilotNumbers = { calls: 3100, cost: 30, usersPerDay: 400, callsPerUser: 2.5 };

function textOf(numbers: PilotNumbers): string {
  const made = scenarioFromPilot(numbers);
  if (!made.ok) throw new Error(made.error.map(({ message }) => message).join(" "));
  return made.value;
}

function scenarioOf(numbers: PilotNumbers): Scenario {
  const parsed = parseScenario(textOf(numbers));
  if (!parsed.ok) throw new Error(parsed.error.map(({ path, message }) => `${path}: ${message}`).join(" "));
  return parsed.value;
}

function answerFor(scenario: Scenario, replications: number) {
  const prepared = prepareRun(scenario, {}, { replications, today: "2026-12-01" });
  if (!prepared.ok) throw new Error(prepared.error[0]?.message);
  const { request } = prepared.value;
  const compiled = new CompiledScenario(request);
  const fold = new Fold(request.designs);
  for (let replication = 0; replication < replications; replication++)
    fold.addAll(compiled.simulate(replication));
  return answerOf(contextOf(prepared.value, ""), fold, 0);
}

describe("a scenario from four numbers", () => {
  it("costs per call what the pilot's calls did, to 2 %, and agrees with its own pilot", () => {
    const { pilot } = answerFor(scenarioOf(PILOT), 256);
    expect(pilot?.finding).toBe("as expected");
    expect((pilot?.modelCostPerCall.value ?? 0) / (30 / 3100)).toBeGreaterThan(0.98);
    expect((pilot?.modelCostPerCall.value ?? 0) / (30 / 3100)).toBeLessThan(1.02);
  });

  it("brings the calls of its users, and answers at once in two designs, without a target that nobody set", () => {
    const { designs, notSimulated } = answerFor(scenarioOf({ ...PILOT, usersPerDay: 40 }), 256);
    expect(notSimulated).toBeUndefined();
    expect(Object.keys(designs)).toEqual(["sync", "streamed"]);
    // 100 a day; give or take three standard errors of 128 worlds that differ by 30 %.
    const arrived = (designs["sync"]?.tasks.arrived ?? 0) / 256;
    expect(arrived).toBeGreaterThan(92);
    expect(arrived).toBeLessThan(108);
    expect(designs["streamed"]?.targets).toEqual([]);
    expect(designs["streamed"]?.responseSeconds.p95.value).toBeLessThan(
      designs["sync"]?.responseSeconds.p95.value ?? 0,
    );
  });

  it("has a budget as its target where one is given, its currency, its unit and its name", () => {
    const scenario = scenarioOf({ ...PILOT, budget: 900, currency: "EUR", unit: "summary", name: "Minutes" });
    expect(scenario).toMatchObject({ name: "Minutes", currency: "EUR", targets: { monthlyCost: 900 } });
    expect(scenario.task.unit).toBe("summary");
    expect(scenario.question).toBe("Can 400 users a day be served for 900 EUR a month?");
    expect(answerFor(scenario, 4).designs["streamed"]?.targets).toHaveLength(1);
  });

  it("says of every figure that is not the user's that it is a guess, and why", () => {
    const assumptions = Object.entries(scenarioOf(PILOT).assumptions ?? {});
    expect(assumptions.length).toBeGreaterThan(8);
    for (const [, { source, note }] of assumptions) {
      expect(source).toBe("guess");
      expect(note?.length).toBeGreaterThan(9);
    }
  });

  it("is valid whatever the numbers, and of a size that is simulated in seconds", () => {
    const size = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        size,
        size,
        size,
        (calls, cost, usersPerDay, callsPerUser) => {
          const scenario = scenarioOf({ calls, cost, usersPerDay, callsPerUser });
          const prepared = prepareRun(scenario, {}, { today: "2026-12-01" });
          expect(prepared.ok).toBe(true);
          const { days = 1, replications = 0 } = scenario.simulation ?? {};
          expect(usersPerDay * callsPerUser * days * replications).toBeLessThan(2.1e7);
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  it("refuses numbers that can't be, each by its name", () => {
    const made = scenarioFromPilot({
      calls: 2.5,
      cost: 0,
      usersPerDay: -1,
      callsPerUser: Number.NaN,
      budget: Number.POSITIVE_INFINITY,
      currency: "dollars",
      unit: " ",
    });
    expect(made.ok ? [] : made.error.map(({ path }) => path)).toEqual([
      ...["calls", "cost", "usersPerDay", "callsPerUser", "budget", "currency", "unit"],
    ]);
  });

  it("is written as people write: short things on one line, none wider than a screen", () => {
    const lines = textOf({ ...PILOT, budget: 900 }).split("\n");
    expect(lines.length).toBeLessThan(65);
    expect(lines).toContain('  "pilot": { "calls": 3100, "cost": 30 },');
    expect(lines.at(-1)).toBe("");
  });
});
