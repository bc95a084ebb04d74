import { expect, it } from "vitest";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import { contextOf } from "../../../shared/findings/context.ts";
import { loadLineAnswer } from "../../../shared/findings/load-line.ts";
import { studyLoad } from "../../../shared/findings/load-line-study.ts";
import { atLoad } from "../../../shared/run/at-load.ts";
import { inlinePort } from "../../../shared/run/inline-port.ts";
import { prepareRun } from "../../../shared/run/prepare.ts";
import { Simulator } from "../../../shared/run/simulator.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { chanceOfVerdicts, loadLineCoverage } from "./load-line-coverage.ts";

/** Every promise kind, and worlds that differ in traffic. */
const scenario = plainScenario({
  tasksPerDay: 200,
  step: { output: { lognormal: { p50: 200, p95: 600 } } },
  model: {
    price: { input: 1, output: 4 },
    concurrency: 1,
    latency: { firstToken: 20, perOutputToken: 0.4 },
  },
  traffic: { adoption: { beta: { p5: 0.4, p95: 0.8 } } },
  rest: {
    costs: { monthly: { rent: 2 } },
    targets: {
      confidence: 0.85,
      monthlyCost: 14,
      costPerUnit: 0.0026,
      latency: [{ percentile: 95, seconds: 900 }],
    },
  },
});

/** How far apart neighbouring multiples of the fine grid are. */
const STEP = 1.03;

it("the search finds what a fine grid of whole runs shows", async () => {
  // As many replications as are simulated near a line.
  const run = prepareRun(scenario, {}, { replications: 84, today: "2026-12-01" });
  if (!run.ok) throw new Error(run.error[0]?.message);
  const { request, chosen } = run.value;
  const context = contextOf(run.value, "");
  const simulator = new Simulator(inlinePort, 1);
  const study = await studyLoad(simulator, run.value, context, chosen, { precision: 0.02, runs: 60 });
  const { targets, points } = loadLineAnswer(context, chosen, study, 0);
  const grid: { multiple: number; shares: number[] }[] = [];
  for (let multiple = 0.25; multiple < 5; multiple *= STEP) {
    const { designs } = answerOf(context, await simulator.simulate(atLoad(request, multiple)), 0);
    const shares = designs[chosen]!.targets.map(({ worldsMeeting }) => worldsMeeting.value);
    grid.push({ multiple, shares });
  }
  simulator.close();
  const found = targets.map(({ name, line, from }) => ({ name, line: line.value, from: from?.value }));
  expect(found.map(({ name }) => name)).toEqual(["monthlyCost", "costPerUnit", "result.p95"]);
  targets.forEach(({ line, from }, i) => {
    const met = grid.filter(({ shares }) => (shares[i] ?? 0) >= 0.85).map(({ multiple }) => multiple);
    const [first = 0, last = 0] = [met[0], met.at(-1)];
    if (line.value !== null) expect(Math.abs(Math.log(line.value / last))).toBeLessThan(2 * Math.log(STEP));
    else expect(last).toBe(grid.at(-1)?.multiple);
    if (from !== null) expect(Math.abs(Math.log((from.value ?? 0) / first))).toBeLessThan(2 * Math.log(STEP));
    else expect(first).toBe(grid[0]?.multiple);
  });
  expect(targets[0]!.line.value).not.toBeNull();
  expect(targets[1]!.from).not.toBeNull();
  expect(targets[2]!.line.value).not.toBeNull();
  expect(points.length).toBeLessThan(grid.length);
});

it("the interval of a line holds the truth as often as it says", () => {
  const { runs, held, below, above } = loadLineCoverage(1, 2000);
  const promised = chanceOfVerdicts(64, 0.9);
  expect(held / runs).toBeGreaterThan(promised - 0.012);
  expect(below / runs).toBeLessThan(0.03);
  expect(above / runs).toBeLessThan(0.03);
});
