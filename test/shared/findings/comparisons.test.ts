import { describe, expect, it } from "vitest";
import { comparisonAnswers } from "../../../shared/findings/comparison-answers.ts";
import { costEstimate } from "../../../shared/findings/cost-answer.ts";
import { Fold } from "../../../shared/run/fold.ts";
import { samplesOf } from "../../../shared/statistics/design-sample.ts";
import { contextFor, foldFor } from "../../support/synthetic-context.ts";
import { PLAIN_DESIGN, PLAIN_RUN, syntheticTallies } from "../../support/synthetic-tallies.ts";

const run = {
  ...PLAIN_RUN,
  replications: 112,
  worldSd: 0.3,
  trafficSd: 0.3,
  designs: [
    PLAIN_DESIGN,
    { ...PLAIN_DESIGN, name: "dearer", cost: 0.055 },
    { ...PLAIN_DESIGN, name: "slower", medianSeconds: 5 },
    { ...PLAIN_DESIGN, name: "failing", failedShare: 0.1 },
  ],
};
const context = contextFor(run);
const samples = samplesOf(foldFor(run), 1);

function difference(b: string, measure: string, list = comparisonAnswers(context, samples)) {
  return list.find((comparison) => comparison.b === b && comparison.measure === measure)?.difference;
}

describe("designs compared", () => {
  it("are all held against the chosen one, in cost, shares and times", () => {
    const list = comparisonAnswers(context, samples);
    const measures = [
      ...["costPerUnit", "loadedCostPerUnit", "monthlyCost", "deliveredShare", "successShare"],
      ...["tasks.delivered", "tasks.degraded", "tasks.late", "tasks.failed", "tasks.rejected"],
      ...["response.p95", "response.p99", "result.p95", "result.p99"],
    ];
    expect(list.map(({ a, b, measure }) => `${a} ${b} ${measure}`)).toEqual(
      measures.flatMap((measure) => ["dearer", "slower", "failing"].map((b) => `plain ${b} ${measure}`)),
    );
  });

  it("show a difference far smaller than what worlds differ by, because they share their worlds", () => {
    // 0.005 a task over 0.8 units.
    const { low, high } = difference("dearer", "costPerUnit")!;
    expect(low).toBeLessThan(0.005 / 0.8);
    expect(high).toBeGreaterThan(0.005 / 0.8);
    const alone = costEstimate(samples[1]!, "perUnit");
    expect((high ?? 1) - (low ?? 0)).toBeLessThan(((alone.high ?? 0) - (alone.low ?? 0)) / 4);
    expect(difference("dearer", "result.p95")).toEqual({ value: 0, low: 0, high: 0 });
  });

  it("show the difference of percentiles", () => {
    const truth = Math.exp(1.6448536 * Math.sqrt(0.36 + 0.09 + 0.0025));
    const { low, high } = difference("slower", "result.p95")!;
    expect(low).toBeLessThan(truth);
    expect(high).toBeGreaterThan(truth);
    expect(low).toBeGreaterThan(0);
  });

  it("show a difference of percentiles that lie in one bin of the histogram", () => {
    const alike = {
      ...run,
      designs: [PLAIN_DESIGN, { ...PLAIN_DESIGN, name: "nearly", medianSeconds: 4.002 }],
    };
    const list = comparisonAnswers(contextFor(alike), samplesOf(foldFor(alike), 1));
    // 0.05 % of the percentile, whose bin is 0.14 % wide
    const truth = 0.002 * Math.exp(1.6448536 * Math.sqrt(0.36 + 0.09 + 0.0025));
    const { value } = difference("nearly", "result.p95", list)!;
    // neither nothing nor a whole bin
    expect(value).toBeGreaterThan(truth / 5);
    expect(value).toBeLessThan(2 * truth);
  });

  it("say why where one side is slower than any number", () => {
    expect(difference("failing", "result.p95")).toMatchObject({ value: null, low: null, high: null });
    expect(difference("failing", "result.p95")?.why).toMatch(/^failing: .*never answered$/);
    const { value, high } = difference("failing", "deliveredShare")!;
    expect(value).toBeCloseTo(-0.1, 1);
    expect(high).toBeLessThan(-0.08);
  });

  it("don't compare the response of an answer with that of an acknowledgement", () => {
    const modes = { plain: "sync", dearer: "stream", slower: "async", failing: "batch" } as const;
    const list = comparisonAnswers({ ...context, modes }, samples);
    expect(list.filter(({ measure }) => measure === "response.p95").map(({ b }) => b)).toEqual(["dearer"]);
    expect(list.filter(({ measure }) => measure === "result.p95")).toHaveLength(3);
  });

  it("are wider apart in their intervals the more of them are compared at once", () => {
    const two = samples.slice(0, 2);
    const alone = difference("dearer", "costPerUnit", comparisonAnswers(context, two))!;
    const among = difference("dearer", "costPerUnit")!;
    expect(alone.value).toBe(among.value);
    const width = ({ low, high }: typeof alone) => (high ?? 0) - (low ?? 0);
    // Student's t at 1 − 0.05/3 rather than 0.95: 2.47 against 2.01 with 49 degrees of freedom.
    expect(width(among) / width(alone)).toBeGreaterThan(1.15);
    expect(width(among) / width(alone)).toBeLessThan(1.3);
  });

  it("are held against the first one where the chosen is not simulated, or another where asked for", () => {
    const absent = comparisonAnswers({ ...context, chosen: "overnight" }, samples);
    expect(new Set(absent.map(({ a }) => a))).toEqual(new Set(["plain"]));
    const asked = comparisonAnswers(context, samples, "slower");
    expect(new Set(asked.map(({ a }) => a))).toEqual(new Set(["slower"]));
    expect(difference("plain", "costPerUnit", asked)?.value).toBeCloseTo(
      -(difference("slower", "costPerUnit")?.value ?? 1),
      12,
    );
  });

  it("use only the replications that both have", () => {
    const pair = { ...run, designs: run.designs.slice(0, 2), replications: 30 };
    const fold = new Fold(["plain", "dearer"]);
    const list = syntheticTallies(pair);
    fold.addAll(list.filter(({ design, replication }) => design === "plain" || replication < 20));
    const partial = difference("dearer", "costPerUnit", comparisonAnswers(context, samplesOf(fold, 1)))!;
    const first = { ...pair, replications: 20 };
    const whole = difference(
      "dearer",
      "costPerUnit",
      comparisonAnswers(context, samplesOf(foldFor(first), 1)),
    )!;
    expect(partial).toEqual(whole);
  });
});
