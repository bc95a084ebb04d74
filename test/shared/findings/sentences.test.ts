import { describe, expect, it } from "vitest";
import type {
  Comparison,
  DesignAnswer,
  Estimate,
  RunAnswer,
  TargetAnswer,
} from "../../../shared/findings/answer.ts";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import {
  answerSentence,
  budgetSentence,
  comparisonSentence,
  mostMissed,
  tailSentence,
  targetSentence,
  verdictSentence,
} from "../../../shared/findings/sentences.ts";
import {
  inMoney,
  inSeconds,
  percentText,
  rangeText,
  shareOfWorldsText,
  supportedText,
} from "../../../shared/findings/wording.ts";
import { contextFor, foldFor, monthlyBudget, resultWithin } from "../../support/synthetic-context.ts";
import { PLAIN_DESIGN, PLAIN_RUN } from "../../support/synthetic-tallies.ts";

const told = { currency: "USD", unit: "resolved ticket", confidence: 0.9 };
const share = { value: 0.72, low: 0.6541, high: 0.78 };

function target(
  name: string,
  limit: number,
  value: Estimate,
  changes: Partial<TargetAnswer> = {},
): TargetAnswer {
  return {
    name,
    limit,
    value: { ...value, worlds: { p5: null, p50: null, p95: null } },
    worldsMeeting: share,
    verdict: "inconclusive",
    expectedOvershoot: null,
    ...changes,
  };
}

describe("a number in a sentence", () => {
  it("has only the digits that its interval supports", () => {
    expect(supportedText({ value: 14.238, low: 13.9, high: 14.6 }, inSeconds)).toBe("14.2 s");
    expect(supportedText({ value: 14.238, low: 11, high: 17.9 }, inSeconds)).toBe("14 s");
    expect(supportedText({ value: 26_352, low: 24_978, high: 27_726 }, inMoney("USD"))).toBe("$26.4k");
    expect(supportedText({ value: 26_352, low: 20_000, high: 32_000 }, inMoney("USD"))).toBe("$26k");
    expect(supportedText({ value: 3, low: 3, high: 3 }, inSeconds)).toBe("3 s");
    expect(supportedText({ value: null, low: null, high: null }, inSeconds)).toBe("not known");
  });

  it("has an interval to one more digit, and says when there is no end", () => {
    expect(rangeText({ value: 14.2, low: 13.86, high: 14.63 }, inSeconds)).toBe("13.9 s to 14.6 s");
    expect(rangeText({ value: 14.2, low: 11, high: null }, inSeconds)).toBe("11 s or more");
  });

  it("is a whole per cent, of which only none is 0 and only all is 100", () => {
    expect([0, 0.004, 0.7578, 0.996, 1].map(percentText)).toEqual(["0%", "0.4%", "76%", "99.6%", "100%"]);
    expect(shareOfWorldsText(share)).toBe("72% of worlds (65% to 78%)");
  });
});

describe("a sentence about one promise", () => {
  it("says whether it is kept, by how much, and when that is too close to tell", () => {
    const p95 = (value: number, low: number, high: number) =>
      targetSentence(target("result.p95", 13, { value, low, high }), told);
    expect(p95(14.238, 13.9, 14.6)).toBe("p95 of the result is 14.2 s, above the promised 13 s");
    expect(p95(11.1, 11, 11.2)).toBe("p95 of the result is 11.1 s, within the promised 13 s");
    expect(p95(12.9, 12.1, 13.7)).toBe(
      "p95 of the result is 12.9 s (12.1 s to 13.7 s), too close to the promised 13 s to tell",
    );
    expect(p95(13.02, 13.01, 13.4)).toBe("p95 of the result is 13 s, just above the promised 13 s");
  });

  it("names costs and shares as people do", () => {
    const value = { value: 0.0663, low: 0.0652, high: 0.0673 };
    expect(targetSentence(target("costPerUnit", 0.08, value), told)).toBe(
      "a resolved ticket costs $0.0663, within the promised $0.08",
    );
    expect(targetSentence(target("loadedCostPerUnit", 0.05, value), told)).toBe(
      "with the loss of wrong answers a resolved ticket costs $0.0663, above the promised $0.05",
    );
    expect(
      targetSentence(target("monthlyCost", 35_000, { value: 26_352, low: 24_978, high: 27_726 }), told),
    ).toBe("a month costs $26.4k, within the promised $35k");
    const right = { value: 0.8326, low: 0.829, high: 0.836 };
    expect(targetSentence(target("successShare", 0.8, right), told)).toBe(
      "the share of right answers is 83.3%, above the promised 80%",
    );
    expect(targetSentence(target("successShare", 0.9, right), told)).toBe(
      "the share of right answers is 83.3%, below the promised 90%",
    );
    expect(targetSentence(target("deliveredShare", 1, { value: 1, low: 1, high: 1 }), told)).toBe(
      "the share of tasks delivered is 100%, exactly what is promised",
    );
  });

  it("says why where nothing is known, and from where on it lies", () => {
    const why = "5.3% of tasks were never answered";
    expect(targetSentence(target("result.p999", 13, { value: null, low: null, high: null, why }), told)).toBe(
      `p99.9 of the result is not known: ${why}`,
    );
    expect(targetSentence(target("result.p99", 13, { value: null, low: 20, high: null, why }), told)).toBe(
      `p99 of the result is more than 20 s, above the promised 13 s: ${why}`,
    );
    expect(targetSentence(target("result.p99", 13, { value: null, low: 9, high: null, why }), told)).toBe(
      `p99 of the result is more than 9 s: ${why}`,
    );
  });
});

describe("a sentence about a difference", () => {
  const difference = (value: number, low: number, high: number, measure = "result.p95"): Comparison => ({
    a: "streamed",
    b: "queued",
    measure,
    difference: { value, low, high },
  });

  it("says who is slower, dearer or better, and by how much", () => {
    expect(comparisonSentence(difference(0.8594, 0.75, 0.9687), told)).toBe(
      "p95 of the result of queued is 0.86 s longer than that of streamed (0.75 s to 0.97 s longer)",
    );
    expect(comparisonSentence(difference(-0.8594, -0.9687, -0.75), told)).toBe(
      "p95 of the result of queued is 0.86 s shorter than that of streamed (0.75 s to 0.97 s shorter)",
    );
    expect(comparisonSentence(difference(0.0025, 0.0024, 0.0026, "costPerUnit"), told)).toMatch(
      /^the cost per resolved ticket of queued is \$0\.0025 higher/,
    );
    expect(comparisonSentence(difference(-0.013, -0.0132, -0.0128, "deliveredShare"), told)).toMatch(
      /^the share of tasks delivered of queued is 1\.3 points lower/,
    );
  });

  it("claims none where the interval holds zero, or where a side is not known", () => {
    expect(comparisonSentence(difference(0.2, -0.1, 0.5), told)).toBe(
      "no difference between queued and streamed can be told in p95 of the result",
    );
    const unknown = {
      ...difference(0, 0, 0),
      difference: { value: null, low: null, high: null, why: "queued: unstable" },
    };
    expect(comparisonSentence(unknown, told)).toBe(
      "p95 of the result of queued and streamed can't be compared: queued: unstable",
    );
  });
});

describe("sentences about a run", () => {
  const run = {
    ...PLAIN_RUN,
    replications: 96,
    worldSd: 0.25,
    targetSeconds: [10],
    designs: [{ ...PLAIN_DESIGN, name: "streamed", tasks: 80, cost: 0.125 }],
  };
  const answered = (budget: number, seconds = 13) => {
    const context = contextFor(
      { ...run, targetSeconds: [seconds] },
      { targets: [monthlyBudget(budget), resultWithin(seconds)] },
    );
    return answerOf(context, foldFor({ ...run, targetSeconds: [seconds] }), 0);
  };
  const designOf = (answer: RunAnswer): DesignAnswer => answer.designs["streamed"]!;

  it("answer the question with yes, no or not sure yet, as the verdict is", () => {
    const words = { pass: /^yes: /, fail: /^no: /, inconclusive: /^not sure yet: / };
    for (const [budget, verdict] of [
      [900, "pass"],
      [270, "fail"],
      [410, "inconclusive"],
    ] as const) {
      const answer = answered(budget, 30);
      expect(designOf(answer).allTargets.verdict).toBe(verdict);
      expect(answerSentence(answer, told)).toMatch(words[verdict]);
    }
  });

  it("say in how many worlds all promises are kept, and what is missed most often", () => {
    const answer = answered(270, 30);
    const { allTargets } = designOf(answer);
    const sentence = answerSentence(answer, told);
    expect(sentence).toContain(
      `streamed meets all 2 targets in ${shareOfWorldsText(allTargets.worldsMeeting)}: fewer than the 90% asked for`,
    );
    expect(mostMissed(designOf(answer).targets)?.name).toBe("monthlyCost");
    expect(sentence).toMatch(/; what breaks most often is the monthly budget, in \d+%$/);
  });

  it("say so where there are too few worlds to tell anything", () => {
    const answer = answered(300, 30);
    const design = designOf(answer);
    const worldsMeeting = { value: 0, low: 0, high: 0.97 };
    const early = {
      ...answer,
      designs: {
        ...answer.designs,
        streamed: { ...design, allTargets: { worldsMeeting, verdict: "inconclusive" as const } },
      },
    };
    expect(answerSentence(early, told)).toBe(
      "not sure yet: streamed may or may not meet all 2 targets: too few worlds so far to tell",
    );
  });

  it("tell what half of the worlds cost, and how many stay within the budget", () => {
    const answer = answered(350);
    const { worlds } = designOf(answer).cost.perMonth;
    const { worldsMeeting } = designOf(answer).targets[0]!;
    const sentence = budgetSentence(designOf(answer), told);
    const [, half, stay] =
      /^about half of the worlds cost less than \$(\d+) a month; (\d+)% stay within the budget of \$350$/.exec(
        sentence,
      ) ?? [];
    expect(Math.abs(Number(half) / (worlds.p50 ?? 0) - 1)).toBeLessThan(0.05);
    expect(Number(stay)).toBe(Math.round(100 * worldsMeeting.value));
  });

  it("tell the range of costs where no budget is set", () => {
    const context = contextFor(run);
    const answer = answerOf(context, foldFor(run), 0);
    expect(budgetSentence(designOf(answer), told)).toMatch(
      /^about half of the worlds cost less than \$\d+ a month; nine in ten cost \$\d+ to \$\d+$/,
    );
    expect(answerSentence(answer, told)).toMatch(/^no targets are set; about half/);
    expect(verdictSentence("streamed", designOf(answer), told)).toBe(
      "no targets are set for streamed to meet",
    );
  });

  it("tell how slow the slowest tasks are", () => {
    const design = designOf(answered(350));
    expect(tailSentence("result", design)).toMatch(/^95% of tasks have their result within \d+(\.\d)? s/);
    const unknown: Estimate = { value: null, low: null, high: null, why: "unstable: …" };
    expect(
      tailSentence("result", { ...design, resultSeconds: { ...design.resultSeconds, p95: unknown } }),
    ).toBe("p95 of the result is not known: unstable: …");
  });

  it("say why there is no answer where the chosen design was not simulated", () => {
    const answer = {
      ...answered(350),
      chosen: "overnight",
      notSimulated: { overnight: ["mode batch is not simulated yet"] },
    };
    expect(answerSentence(answer, told)).toBe("overnight was not simulated: mode batch is not simulated yet");
  });
});
