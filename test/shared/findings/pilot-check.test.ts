import { describe, expect, it } from "vitest";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import { pilotAnswer } from "../../../shared/findings/pilot-check.ts";
import { pilotSentence } from "../../../shared/findings/pilot-sentence.ts";
import { Fold } from "../../../shared/run/fold.ts";
import { DesignSample } from "../../../shared/statistics/design-sample.ts";
import { studentTQuantile } from "../../../shared/statistics/student-t.ts";
import { contextFor, foldFor } from "../../support/synthetic-context.ts";
import { PLAIN_RUN, tallyOf } from "../../support/synthetic-tallies.ts";
import { countPilots } from "./pilot-coverage.ts";

/** Worlds whose calls cost so much, without any luck, and with people who cost far more. */
function sampleOf(costs: readonly number[], calls = 1000) {
  const fold = new Fold(["plain"]);
  costs.forEach((cost, world) => {
    for (const replication of [2 * world, 2 * world + 1]) {
      const figures = {
        arrived: calls,
        calls,
        costInput: (cost * calls) / 2,
        costWasted: (cost * calls) / 2,
        costHuman: 900,
        costPerTask: 5,
        taskCostSquared: 1e6,
      };
      fold.add(tallyOf({ replication, figures }));
    }
  });
  return new DesignSample("plain", fold.of("plain"), 1);
}

const COSTS = [0.004, 0.005, 0.0045, 0.006, 0.0055, 0.005];

describe("the pilot's cost per call", () => {
  it("is held against what calls cost for tokens, not people, in the worlds believed possible", () => {
    const { modelCostPerCall, expected, gap, costPerCall } = pilotAnswer(sampleOf(COSTS), {
      calls: 100,
      cost: 1,
    });
    expect(costPerCall).toBe(0.01);
    expect(modelCostPerCall.value).toBeCloseTo(0.005, 12);
    const logs = COSTS.map(Math.log);
    const mean = logs.reduce((a, b) => a + b) / 6;
    const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / 5;
    // The prediction interval for one more world, of a normal sample of six.
    const half = studentTQuantile(0.975, 5) * Math.sqrt(variance * (1 + 1 / 6));
    expect(expected?.low).toBeCloseTo(Math.exp(mean - half), 8);
    expect(expected?.high).toBeCloseTo(Math.exp(mean + half), 8);
    expect(gap.value).toBeCloseTo(0.005, 12);
    expect(gap.low).toBeCloseTo(0.01 - Math.exp(mean + half), 8);
  });

  it("is a finding beyond that, and none within", () => {
    const found = (cost: number) => pilotAnswer(sampleOf(COSTS), { calls: 100, cost }).finding;
    expect([found(1), found(0.5), found(0.1)]).toEqual(["pilot dearer", "as expected", "pilot cheaper"]);
  });

  it("is less sure of itself the fewer calls the pilot made", () => {
    const sample = new DesignSample("plain", foldFor({ ...PLAIN_RUN, daySd: 0.02 }).of("plain"), 1);
    const width = (calls: number) => {
      const { expected } = pilotAnswer(sample, { calls, cost: calls / 20 });
      return (expected?.high ?? 0) / (expected?.low ?? 1);
    };
    expect(width(10)).toBeGreaterThan(1.3 * width(1000));
    expect(width(1000)).toBeGreaterThan(1.05);
  });

  it("can't be judged in one world, without calls, or where calls cost nothing", () => {
    const pilot = { calls: 100, cost: 1 };
    expect(pilotAnswer(sampleOf([0.005]), pilot)).toMatchObject({
      finding: "not known",
      expected: null,
      gap: { low: null, high: null, why: "one world says nothing about the others" },
    });
    expect(pilotAnswer(sampleOf([0, 0, 0, 0]), pilot)).toMatchObject({
      finding: "not known",
      expected: null,
    });
    const none = pilotAnswer(sampleOf(COSTS, 0), pilot);
    expect(none).toMatchObject({ finding: "not known", gap: { value: null, why: "no call was made" } });
    expect(JSON.stringify(none)).not.toContain("NaN");
  });

  it("is as expected where nothing varies and the bill agrees to the cent", () => {
    expect(pilotAnswer(sampleOf([0.005, 0.005, 0.005]), { calls: 3, cost: 0.015 }).finding).toBe(
      "as expected",
    );
  });

  it("stands in the answer of a run whose scenario has a pilot, and only there", () => {
    const pilot = { calls: 400, cost: 30 };
    const answer = answerOf(contextFor(PLAIN_RUN, { pilot }), foldFor(PLAIN_RUN), 0);
    expect(answer.pilot).toMatchObject({ design: "plain", calls: 400, cost: 30, finding: "pilot dearer" });
    expect(answerOf(contextFor(PLAIN_RUN), foldFor(PLAIN_RUN), 0)).not.toHaveProperty("pilot");
  });

  it("comes with a sentence that says what to do", () => {
    const told = (cost: number) => pilotSentence(pilotAnswer(sampleOf(COSTS), { calls: 100, cost }), "USD");
    expect(told(1)).toMatch(
      /^The pilot paid \$0\.01 a call, the model of plain says \$0\.0033 to \$0\.0074: 2 times as much; check prices/,
    );
    expect(told(0.5)).toMatch(/^The pilot paid \$0\.005 a call, as the model of plain expects \(/);
    expect(told(0.1)).toContain("80% less");
  });

  it("is as expected in 95 % of runs where the model is right", () => {
    const seeds = 40;
    const shared = { replications: 42, daySd: 0.03 };
    for (const [worldSd, calls] of [
      [0.05, 300],
      [0.2, 50],
    ] as const) {
      const { asExpected, widths } = countPilots({ ...shared, worldSd, calls }, 1, seeds);
      // 95 % less 3 standard errors of forty runs
      expect(asExpected).toBeGreaterThanOrEqual(34);
      expect(widths / seeds).toBeLessThan(4);
    }
  });
});
