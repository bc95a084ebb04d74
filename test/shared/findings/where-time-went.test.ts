import { describe, expect, it } from "vitest";
import type { DesignAnswer } from "../../../shared/findings/answer.ts";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import { Fold } from "../../../shared/run/fold.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { simulate } from "../../support/simulate.ts";
import { contextFor } from "../../support/synthetic-context.ts";
import { PLAIN_RUN } from "../../support/synthetic-tallies.ts";

const context = contextFor({ ...PLAIN_RUN, designs: [] }, { designs: ["only"], chosen: "only" });

function answerTo(scenario: Scenario): DesignAnswer {
  const fold = new Fold(["only"]);
  fold.addAll(simulate(scenario, 8, { days: 0.2 }));
  return answerOf(context, fold, 0).designs["only"]!;
}

describe("where time went", () => {
  // 1 s outside, 0.5 s to the first token, and generation: 200 tokens, or for one task in ten 1,000
  const twoSizes = answerTo(
    plainScenario({
      step: {
        seconds: 1,
        output: {
          mixture: [
            { weight: 9, of: 200 },
            { weight: 1, of: 1000 },
          ],
        },
      },
      model: { latency: { firstToken: 0.5, perOutputToken: 0.01 } },
    }),
  );

  it("is told of tasks near each percentile of the result", () => {
    const { p50, p95 } = twoSizes.whereTimeWent;
    expect(p50?.seconds.generation).toBeCloseTo(2, 5);
    expect(p95?.seconds.generation).toBeCloseTo(10, 5);
    for (const spent of [p50, p95]) {
      expect(spent?.seconds.outside).toBeCloseTo(1, 5);
      expect(spent?.seconds.firstToken).toBeCloseTo(0.5, 5);
      expect(spent?.tasks).toBeGreaterThan(10);
    }
  });

  it("adds up to about the percentile", () => {
    const { whereTimeWent, resultSeconds } = answerTo(
      plainScenario({
        step: { output: { lognormal: { mean: 200, cv: 1 } } },
        model: {
          latency: { firstToken: { lognormal: { p50: 0.5, p95: 2 } }, perOutputToken: 0.01 },
          concurrency: 1,
        },
      }),
    );
    for (const percentile of ["p50", "p95", "p99"] as const) {
      const parts = Object.values(whereTimeWent[percentile]?.seconds ?? {});
      const sum = parts.reduce((all, seconds) => all + seconds, 0);
      const value = resultSeconds[percentile].value ?? Number.NaN;
      expect(Math.abs(sum / value - 1), percentile).toBeLessThan(0.05);
    }
    expect(whereTimeWent.p99?.seconds.slot).toBeGreaterThan(whereTimeWent.p50?.seconds.slot ?? 0);
  });

  it("is not told where a percentile is infinite, nor where there are too few tasks for one", () => {
    const failing = answerTo(plainScenario({ model: { failures: { errorShare: 0.3, errorSeconds: 1 } } }));
    expect(failing.whereTimeWent.p50).not.toBeNull();
    expect(failing.whereTimeWent.p95).toBeNull();
    const few = answerTo(plainScenario({ tasksPerDay: 60 }));
    expect(few.resultSeconds.p99.why).toContain("too few");
    expect(few.whereTimeWent.p99).toBeNull();
  });
});

describe("exemplars", () => {
  it("are the tasks of the run that stand out most, largest first", () => {
    const { exemplars } = answerTo(
      plainScenario({
        step: { output: { lognormal: { mean: 200, cv: 1 } } },
        model: { latency: { firstToken: 0.5, perOutputToken: 0.01 }, price: { output: 10 } },
      }),
    );
    expect(exemplars.slowest).toHaveLength(5);
    const values = exemplars.slowest.map(({ value }) => value);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    // without lines and chance the slowest are those that write most, and so the costliest
    expect(exemplars.costliest.map(({ replication, task }) => [replication, task])).toEqual(
      exemplars.slowest.map(({ replication, task }) => [replication, task]),
    );
  });
});
