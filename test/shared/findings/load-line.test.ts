import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../../shared/distribution/special.ts";
import { CancelledError } from "../../../shared/errors.ts";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import { contextOf } from "../../../shared/findings/context.ts";
import { loadLineAnswer } from "../../../shared/findings/load-line.ts";
import { loadLineAnswerSchema } from "../../../shared/findings/load-line-answer.ts";
import { type LoadLineOptions, studyLoad } from "../../../shared/findings/load-line-study.ts";
import { inlinePort } from "../../../shared/run/inline-port.ts";
import { prepareRun } from "../../../shared/run/prepare.ts";
import { Simulator } from "../../../shared/run/simulator.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { plainScenario } from "../../support/scenarios.ts";

const MONTH = 30.4375;
const TASKS = 400;
/** Nearly regular arrivals: as many tasks as the traffic says. */
const REGULAR = { burstiness: 10_000 };

function prepared(scenario: Scenario, replications: number, load = 1) {
  const made = prepareRun(scenario, {}, { replications, load, today: "2026-12-01" });
  if (!made.ok) throw new Error(made.error[0]?.message);
  return made.value;
}

async function lineOfScenario(
  scenario: Scenario,
  replications: number,
  options: LoadLineOptions = {},
  workers = 1,
) {
  const run = prepared(scenario, replications);
  const context = contextOf(run, "0".repeat(64));
  const simulator = new Simulator(inlinePort, workers);
  const study = await studyLoad(simulator, run, context, run.chosen, options);
  simulator.close();
  return loadLineAnswer(context, run.chosen, study, 0);
}

/** A cent a task, and a fixed cost a month. */
const costly = (targets: NonNullable<Scenario["targets"]>, users: Scenario["traffic"]["users"] = TASKS) =>
  plainScenario({
    model: { price: { input: 10 }, latency: { total: 2 } },
    traffic: { users, ...REGULAR },
    rest: { costs: { monthly: { rent: 100 } }, targets: { confidence: 0.5, ...targets } },
  });

describe("where nothing varies, the line of", () => {
  it("a monthly budget is what is left beside the fixed costs, over what a task costs", async () => {
    const { targets, finding } = await lineOfScenario(costly({ monthlyCost: 300 }), 14);
    const exact = (300 - 100) / (0.01 * TASKS * MONTH);
    const { status, line, headroom } = targets[0]!;
    expect(status).toBe("holds");
    expect(Math.abs((line.value ?? 0) / exact - 1)).toBeLessThan(0.004);
    expect(line.low).toBeLessThanOrEqual(exact * 1.003);
    expect(line.high).toBeGreaterThanOrEqual(exact * 0.997);
    expect((line.high ?? 99) / (line.low ?? 1)).toBeLessThan(1.06);
    expect(headroom.value).toBeCloseTo(exact - 1, 1);
    expect(finding).toMatch(/^the monthly budget breaks first, at 1\.6\d*× today's traffic/);
  });

  it("a cost per unit is a least traffic: the fixed cost over what a unit may cost beside its own", async () => {
    const { targets, finding } = await lineOfScenario(costly({ costPerUnit: 0.03 }), 14);
    const exact = 100 / MONTH / TASKS / (0.03 - 0.01);
    const { status, from, line } = targets[0]!;
    expect(status).toBe("beyond");
    expect(line.value).toBeNull();
    expect(Math.abs((from?.value ?? 0) / exact - 1)).toBeLessThan(0.006);
    expect(from?.low).toBeLessThanOrEqual(exact * 1.003);
    expect(from?.high).toBeGreaterThanOrEqual(exact * 0.997);
    expect(finding).toBe("no promise breaks up to 8× today's traffic, the most that was looked at");
  });

  it("a cost per unit today's traffic is too little for says from where on it is met", async () => {
    const { targets, finding } = await lineOfScenario(costly({ costPerUnit: 0.0125 }), 14);
    const exact = 100 / MONTH / TASKS / 0.0025;
    expect(targets[0]!.status).toBe("short");
    expect(Math.abs((targets[0]!.from?.value ?? 0) / exact - 1)).toBeLessThan(0.006);
    expect(finding).toMatch(
      /there is too little traffic for the cost per unit, which holds from 3\.[23]\d*× \(.*\) on/,
    );
  });
});

/** Half a request a minute, thirty at once, and no second try. */
const limited = (targets: NonNullable<Scenario["targets"]>, design: Partial<Scenario["designs"][string]>) =>
  plainScenario({
    model: { limits: { requestsPerMinute: 0.5, burstSeconds: 3600 }, latency: { total: 2 } },
    traffic: { users: TASKS, ...REGULAR },
    design,
    rest: { targets: { confidence: 0.5, ...targets } },
  });

describe("a quota's line", () => {
  it("of the share delivered is what the bucket lets through, over that share", async () => {
    const { targets, points } = await lineOfScenario(limited({ deliveredShare: 0.8 }, {}), 14);
    // 720 a day, and the 30 that the bucket holds at first.
    const exact = 750 / 0.8 / TASKS;
    expect(targets[0]!.status).toBe("holds");
    expect(Math.abs((targets[0]!.line.value ?? 0) / exact - 1)).toBeLessThan(0.02);
    const last = points.at(-1)!;
    expect(last.curves.throttledShare.value).toBeCloseTo(1 - 750 / TASKS / last.multiple, 2);
  });

  it("of work that can be done is where the line before it begins to grow for good", async () => {
    const scenario = limited(
      { latency: [{ percentile: 95, seconds: 1e6, of: "result" }] },
      { onLimit: "wait" },
    );
    const { saturation, targets, finding } = await lineOfScenario(scenario, 14, { runs: 20 });
    const exact = 720 / TASKS;
    expect(Math.abs((saturation.line.value ?? 0) / exact - 1)).toBeLessThan(0.01);
    expect(targets[0]!.status).toBe("holds");
    expect(targets[0]!.line.value).toBeCloseTo(saturation.line.value ?? 0, 1);
    expect(finding).toMatch(/beyond 1\.8\d*× .* more work arrives than can be done/);
  });
});

describe("where worlds differ", () => {
  const sigma = 0.3;
  const users = { lognormal: { p5: TASKS / Math.exp(1.645 * sigma), p95: TASKS * Math.exp(1.645 * sigma) } };
  const scenario = costly({ confidence: 0.8, monthlyCost: 300 }, users);

  it("the line is the multiple that the wanted share of worlds survives, and its interval holds that", async () => {
    const { targets } = await lineOfScenario(scenario, 56, { runs: 10 });
    const exact = (200 / (0.01 * TASKS * MONTH)) * Math.exp(sigma * normalQuantile(0.2));
    const { line } = targets[0]!;
    expect(line.low).toBeLessThan(exact);
    expect(line.high).toBeGreaterThan(exact);
    expect((line.high ?? 99) / (line.low ?? 1)).toBeLessThan(1.8);
  });
});

const small = plainScenario({
  tasksPerDay: 300,
  step: { output: { lognormal: { p50: 200, p95: 600 } } },
  model: {
    price: { input: 1, output: 4 },
    limits: { requestsPerMinute: 1 },
    latency: { firstToken: 0.5, perOutputToken: 0.01 },
    success: { passed: 90, of: 100 },
  },
  traffic: { adoption: { beta: { p5: 0.4, p95: 0.8 } } },
  rest: {
    costs: { monthly: { rent: 10 } },
    targets: {
      monthlyCost: 40,
      costPerUnit: 0.005,
      latency: [{ percentile: 95, seconds: 10 }],
      successShare: 0.7,
      deliveredShare: 0.9,
    },
  },
});

describe("a study of traffic", () => {
  it("says of today's traffic what a run says", async () => {
    const run = prepared(small, 14);
    const context = contextOf(run, "");
    const simulator = new Simulator(inlinePort, 1);
    const fold = await simulator.simulate(run.request);
    simulator.close();
    const { targets, allTargets, cost, resultSeconds } = answerOf(context, fold, 0).designs[run.chosen]!;
    const { points } = await lineOfScenario(small, 14, { runs: 2 });
    const today = points.find(({ multiple }) => multiple === 1)!;
    expect(today.targets.map(({ worldsMeeting, verdict }) => ({ worldsMeeting, verdict }))).toEqual(
      targets.map(({ worldsMeeting, verdict }) => ({ worldsMeeting, verdict })),
    );
    expect(today.allTargets).toEqual(allTargets);
    expect(today.curves.monthlyCost).toEqual(cost.perMonth);
    expect(today.curves.resultSeconds.p95).toEqual(resultSeconds.p95);
  });

  it("gives the same bytes whatever the number of workers, and keeps to its schema", async () => {
    const one = await lineOfScenario(small, 14, { runs: 20 });
    const two = await lineOfScenario(small, 14, { runs: 20 }, 2);
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    expect(loadLineAnswerSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
  });

  it("keeps to the work that it is allowed", async () => {
    const { searched } = await lineOfScenario(small, 14, { runs: 8 });
    expect(searched.runs).toBeLessThanOrEqual(8.5);
  });

  it("looks no further than it is told to", async () => {
    const { points, searched } = await lineOfScenario(small, 14, { from: 0.5, to: 3, runs: 10 });
    expect(searched).toMatchObject({ from: 0.5, to: 3 });
    expect(points.every(({ multiple }) => multiple >= 0.5 && multiple <= 3)).toBe(true);
  });

  it("tells beforehand about how much there is to do, and what it knows on the way", async () => {
    const run = prepared(small, 14);
    const context = contextOf(run, "");
    const simulator = new Simulator(inlinePort, 1);
    const expected: number[] = [];
    const known: number[] = [];
    await studyLoad(
      simulator,
      run,
      context,
      run.chosen,
      { runs: 20 },
      {
        expect: (replications) => expected.push(replications),
        onPoint: (points) => {
          expect(loadLineAnswer(context, run.chosen, { points, runs: 1 }, 0).points).toHaveLength(
            points.length,
          );
          known.push(points.length);
        },
      },
    );
    simulator.close();
    expect(expected[0]).toBeGreaterThan(14);
    expect(known).toEqual(known.map((_, i) => i + 1));
  });

  it("stops when its simulator is stopped", async () => {
    const run = prepared(small, 14);
    const simulator = new Simulator(inlinePort, 1);
    const study = studyLoad(
      simulator,
      run,
      contextOf(run, ""),
      run.chosen,
      {},
      {
        onPoint: () => simulator.stop(),
      },
    );
    await expect(study).rejects.toBeInstanceOf(CancelledError);
    simulator.close();
  });

  it("says that nothing can break where no task arrives", async () => {
    const none = plainScenario({
      tasksPerDay: 0,
      rest: { targets: { monthlyCost: 5, deliveredShare: 0.9 } },
    });
    const { finding, targets } = await lineOfScenario(none, 14);
    expect(finding).toBe("no task arrives at any multiple, so nothing can break");
    expect(targets[1]).toMatchObject({ status: "not known", line: { value: null } });
  });

  it("has a saturation, and nothing to break, where no targets are set", async () => {
    const { finding, targets } = await lineOfScenario(
      plainScenario({ tasksPerDay: 50, design: { concurrency: 1 }, model: { latency: { total: 600 } } }),
      14,
    );
    expect(targets).toEqual([]);
    expect(finding).toMatch(/^no targets are set; beyond .* more work arrives than can be done$/);
  });

  it("gives no intervals with a single world", async () => {
    const { targets } = await lineOfScenario(costly({ monthlyCost: 300 }), 2);
    expect(targets[0]!.line).toMatchObject({ low: null, high: null, why: "too few worlds for an interval" });
    expect(targets[0]!.line.value).toBeGreaterThan(1.5);
  });

  it("leaves out the traffic that the machine can't do", async () => {
    const machine = { memoryBytes: 4 * 2 ** 30, workers: 1, longestSeconds: 0.003 };
    const { searched } = await lineOfScenario(costly({ monthlyCost: 5000 }), 14, { machine });
    expect(searched.to).toBeLessThan(8);
  });
});
