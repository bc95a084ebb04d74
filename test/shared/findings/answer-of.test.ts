import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { normalQuantile } from "../../../shared/distribution/special.ts";
import { type RunAnswer, runAnswerSchema } from "../../../shared/findings/answer.ts";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import { Fold } from "../../../shared/run/fold.ts";
import type { ReplicationTally } from "../../../shared/simulate/tally.ts";
import { contextFor, foldFor, monthlyBudget, resultWithin } from "../../support/synthetic-context.ts";
import {
  figureOf,
  PLAIN_DESIGN,
  PLAIN_RUN,
  syntheticTallies,
  tallyOf,
} from "../../support/synthetic-tallies.ts";

const run = {
  ...PLAIN_RUN,
  replications: 70,
  designs: [PLAIN_DESIGN, { ...PLAIN_DESIGN, name: "other", cost: 0.06 }],
  weekdayWeights: [1.15, 1.18, 1.15, 1.12, 1.05, 0.7, 0.65],
  fixedPerDay: 3,
  wrongOutput: 0.02,
  targetSeconds: [10],
};
const context = contextFor(run, { targets: [monthlyBudget(400), resultWithin(10)] });
const tallies = syntheticTallies(run).filter(({ design }) => design === "plain");
const sum = (figure: Parameters<typeof figureOf>[1]) =>
  tallies.reduce((total, tally) => total + figureOf(tally, figure), 0);

function answerTo(list: readonly ReplicationTally[], changes = {}): RunAnswer {
  const designs = [...new Set(list.map(({ design }) => design))];
  const fold = new Fold(designs);
  fold.addAll(list);
  return answerOf(
    contextFor({ ...PLAIN_RUN, designs: [] }, { designs, chosen: designs[0] ?? "", ...changes }),
    fold,
    0,
  );
}

describe("the answer of a run", () => {
  let answer: RunAnswer;
  beforeAll(() => {
    answer = answerOf(context, foldFor(run), 1.5);
  });
  const plain = () => answer.designs["plain"]!;

  it("is of the published shape", () => {
    expect(runAnswerSchema.safeParse(JSON.parse(JSON.stringify(answer))).error).toBeUndefined();
    expect(Object.keys(answer.designs)).toEqual(["plain", "other"]);
    expect([answer.replications, answer.elapsedSeconds]).toEqual([70, 1.5]);
  });

  it("has a JSON Schema that others can check it with", () => {
    const schema = z.toJSONSchema(runAnswerSchema);
    expect(schema.required).toContain("designs");
    expect(schema.additionalProperties).toBe(false);
  });

  it("prints counts and parts as sums over replications", () => {
    const { tasks, units, attempts, cost } = plain();
    expect(tasks).toEqual({
      arrived: sum("arrived"),
      delivered: sum("delivered"),
      degraded: 0,
      late: 0,
      failed: sum("failed"),
      rejected: 0,
    });
    expect([units, attempts]).toEqual([sum("units"), sum("attempts")]);
    expect(cost.parts).toMatchObject({
      output: sum("costOutput"),
      fixed: 210,
      wrongOutputs: sum("costWrongOutputs"),
    });
  });

  it("knows costs a task, a unit, a day and a month in whose intervals the truth lies", () => {
    // 200 tasks a day at 0.05, 80 % of them units; 3 a day fixed; a wrong answer costs 0.02.
    const { perTask, perUnit, perDay, perMonth, loadedPerUnit } = plain().cost;
    const truths = [
      [perTask, 13 / 200],
      [perUnit, 13 / 160],
      [perDay, 13],
      [perMonth, 13 * 30.4375],
      [loadedPerUnit, (13 + 0.02 * 40) / 160],
    ] as const;
    for (const [estimate, truth] of truths) {
      expect(estimate.low).toBeLessThan(truth);
      expect(estimate.high).toBeGreaterThan(truth);
      expect(Math.abs((estimate.value ?? 0) / truth - 1)).toBeLessThan(0.05);
      const { p5, p50, p95 } = estimate.worlds;
      expect(p5).toBeLessThan(p50 ?? 0);
      expect(p50).toBeLessThan(p95 ?? 0);
      expect(p5).toBeLessThan(estimate.value ?? 0);
      expect(p95).toBeGreaterThan(estimate.value ?? 0);
    }
  });

  it("knows percentiles over all tasks in whose intervals the truth lies", () => {
    const sd = Math.sqrt(0.36 + 0.05 ** 2 + 0.05 ** 2);
    for (const [name, p] of [
      ["p50", 0.5],
      ["p90", 0.9],
      ["p95", 0.95],
      ["p99", 0.99],
    ] as const) {
      const truth = 4 * Math.exp(sd * normalQuantile(p));
      expect(plain().resultSeconds[name].low).toBeLessThan(truth);
      expect(plain().resultSeconds[name].high).toBeGreaterThan(truth);
      expect(plain().responseSeconds[name].low).toBeLessThan(truth / 4);
      expect(plain().responseSeconds[name].high).toBeGreaterThan(truth / 4);
    }
    expect(plain().resultSeconds.served).toBe(1);
    expect(plain().waitSeconds.p99.value).toBe(0);
  });

  it("splits the variance of each cost and of each latency target into shares that add up to 1", () => {
    const { variance } = plain();
    expect(Object.keys(variance)).toEqual(["costPerUnit", "loadedCostPerUnit", "monthlyCost", "result.p95"]);
    for (const { world, day, task } of Object.values(variance)) {
      expect(world + day + task).toBeCloseTo(1, 12);
      expect(Math.min(world, day, task)).toBeGreaterThanOrEqual(0);
    }
  });

  it("leaves out a design that has not begun, and lists those that are not simulated", () => {
    const fold = new Fold(["plain", "other"]);
    fold.addAll(tallies);
    const partial = answerOf(
      { ...context, notSimulated: { overnight: ["mode batch is not simulated yet"] } },
      fold,
      0,
    );
    expect(Object.keys(partial.designs)).toEqual(["plain"]);
    expect(partial.notSimulated).toEqual({ overnight: ["mode batch is not simulated yet"] });
    expect(partial.comparisons).toEqual([]);
  });
});

describe("weekdays", () => {
  // Two Mondays and one Sunday world; a Sunday has half the traffic and each of its tasks costs twice as much.
  const days = [
    [0, 0, 1.5, 150, 150],
    [1, 0, 1.5, 150, 150],
    [2, 6, 0.5, 50, 100],
    [3, 6, 0.5, 50, 100],
    [14, 0, 1.5, 150, 150],
    [15, 0, 1.5, 150, 150],
  ] as const;
  const answer = answerTo(
    days.map(([replication, weekday, trafficDays, arrived, cost]) =>
      tallyOf({
        replication,
        weekday,
        trafficDays,
        result: new Array<number>(arrived).fill(weekday === 0 ? 2 : 1),
        figures: { units: arrived, costOutput: cost, costFixed: 10 },
        quota: [
          { model: "m", limit: "requestsPerMinute", meanShare: weekday === 0 ? 0.6 : 0.2, peakShare: 0.9 },
        ],
      }),
    ),
  );
  const design = answer.designs["plain"]!;

  it("count alike in ratios, means, percentiles and quota, however many worlds each has", () => {
    expect(design.cost.perTask.value).toBeCloseTo((150 + 100 + 20) / 200, 12);
    expect(design.resultSeconds.mean.value).toBeCloseTo((150 * 2 + 50) / 200, 12);
    expect(design.resultSeconds.p50.value).toBeCloseTo(2, 2);
    expect(design.quota["m"]!["requestsPerMinute"]!.mean).toBeCloseTo(0.4, 12);
    expect(design.quota["m"]!["requestsPerMinute"]!.peak).toBe(0.9);
  });

  it("don't count in what is printed as a sum", () => {
    expect(design.tasks.arrived).toBe(700);
    expect(design.cost.parts.output).toBe(800);
  });

  it("are brought to an average day by their traffic in what a day and a month cost", () => {
    expect(design.cost.perDay.value).toBeCloseTo(250 / 2 + 10, 12);
    expect(design.cost.perMonth.value).toBeCloseTo(135 * 30.4375, 9);
  });
});

describe("a part of a day", () => {
  it("is scaled to a month by its share of the traffic, and fixed costs by the hours", () => {
    const quarter = [0, 1, 2, 3].map((replication) =>
      tallyOf({
        replication,
        trafficDays: 0.1,
        result: [1, 1],
        figures: { costInput: 4, costFixed: 2.5, units: 2 },
      }),
    );
    const { cost } = answerTo(quarter, { days: 0.25 }).designs["plain"]!;
    expect(cost.perDay.value).toBeCloseTo(40 + 10, 12);
    expect(cost.perUnit.value).toBeCloseTo(6.5 / 2, 12);
  });
});

describe("what can't be known", () => {
  const often = (count: number, value: number) => new Array<number>(count).fill(value);

  it("has no interval from one world, and says why", () => {
    const answer = answerTo(
      [0, 1].map((replication) =>
        tallyOf({ replication, result: [1, 2, 3], figures: { units: 3, costInput: replication + 1 } }),
      ),
    );
    expect(answer.designs["plain"]!.cost.perUnit).toMatchObject({
      value: 0.5,
      low: 0,
      high: null,
      why: "one world says nothing about the others",
    });
    expect(answer.designs["plain"]!.variance).toEqual({});
  });

  it("is a percentile with too few tasks", () => {
    const answer = answerTo(
      [0, 1, 2, 3].map((replication) => tallyOf({ replication, result: often(20, 1 + replication / 10) })),
    );
    const { p95, p99, p999 } = answer.designs["plain"]!.resultSeconds;
    expect(p95).toMatchObject({ value: null, low: null, high: null });
    expect(p99.why).toMatch(/^too few tasks: .* 368 are needed$/);
    expect(p999.why).toMatch(/^too few tasks: .* 3,688 are needed$/);
  });

  it("is a percentile of tasks that were never answered", () => {
    const never = Number.POSITIVE_INFINITY;
    const answer = answerTo(
      [0, 1, 2, 3, 4, 5].map((replication) =>
        tallyOf({
          replication,
          result: [...often(100 - (replication % 3), 2), ...often(8, 1), ...often(6, never)],
        }),
      ),
    );
    const { p50, p95, served } = answer.designs["plain"]!.resultSeconds;
    expect(p50.value).toBeCloseTo(2, 2);
    expect(p95.value).toBeNull();
    expect(p95.high).toBeNull();
    expect(p95.why).toBe("5.3% of tasks were never answered");
    expect(served).toBeCloseTo(0.9469, 4);
  });

  it("is a percentile of the result where more work arrives than can be done", () => {
    const overloaded = [0, 1, 2, 3].map((replication) =>
      tallyOf({
        replication,
        result: often(200, 5),
        response: often(200, 0.1),
        figures: { offeredLoad: replication < 2 ? 1.2 : 0.9 },
      }),
    );
    const queued = answerTo(overloaded, { modes: { plain: "async" } }).designs["plain"]!;
    expect(queued.stable).toBe(false);
    expect(queued.resultSeconds.p95).toMatchObject({ value: null, high: null });
    expect(queued.resultSeconds.p95.why).toMatch(/^unstable: /);
    expect(queued.responseSeconds.p95.value).toBeCloseTo(0.1, 3);
    expect(queued.waitSeconds.p95.value).toBe(0);
    const sync = answerTo(overloaded, { modes: { plain: "sync" } }).designs["plain"]!;
    expect(sync.responseSeconds.p95.why).toMatch(/^unstable: /);
  });

  it("is nothing while overload is rare or drains: one world in twenty", () => {
    const list = Array.from({ length: 40 }, (_, replication) =>
      tallyOf({ replication, result: [1], figures: { offeredLoad: replication === 0 ? 1.5 : 0.7 } }),
    );
    expect(answerTo(list).designs["plain"]!.stable).toBe(true);
  });

  it("is a cost per unit without units", () => {
    const { perUnit, perTask } = answerTo(
      [0, 1, 2, 3].map((replication) => tallyOf({ replication, result: [1], figures: { costInput: 2 } })),
    ).designs["plain"]!.cost;
    expect(perUnit).toMatchObject({
      value: null,
      why: "no unit of value was produced",
      worlds: { p50: null },
    });
    expect(perTask.value).toBe(2);
  });

  it("is anything at all when no task arrived", () => {
    const design = answerTo([0, 1, 2, 3].map((replication) => tallyOf({ replication }))).designs["plain"]!;
    expect(design.resultSeconds.p50.why).toBe("no task arrived");
    expect(design.resultSeconds.served).toBe(0);
    expect(design.cost.perTask.why).toBe("no task arrived");
    expect(design.tokens.input).toEqual({ mean: 0, p50: 0, p90: 0, p95: 0, p99: 0, max: 0 });
  });
});
