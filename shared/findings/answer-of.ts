/** From what was simulated to the answer. */
import type { DesignFold, Fold, ReplicationRow } from "../run/fold.ts";
import type { Measure } from "../simulate/tally.ts";
import { type DesignSample, samplesOf } from "../statistics/design-sample.ts";
import type { DesignAnswer, RunAnswer } from "./answer.ts";
import { budgetAnswer } from "./budget-answer.ts";
import { comparisonAnswers } from "./comparison-answers.ts";
import type { RunContext } from "./context.ts";
import { costAnswer } from "./cost-answer.ts";
import { latencyAnswer } from "./latency-answer.ts";
import { pilotAnswer } from "./pilot-check.ts";
import { targetAnswers } from "./target-answers.ts";
import { varianceAnswer } from "./variance-answer.ts";
import { exemplarsAnswer, whereTimeWent } from "./where-time-went.ts";

/**
 * The answer of a run as far as it has come. Designs without a replication are left out. The same replications give
 * the same answer, whatever the order they came in; only `elapsedSeconds` is taken as given.
 */
export function answerOf(context: RunContext, fold: Fold, elapsedSeconds: number): RunAnswer {
  return answerFrom(context, fold, samplesOf(fold, context.days), elapsedSeconds);
}

/** {@link answerOf} from the fold's samples, which others read too. */
export function answerFrom(
  context: RunContext,
  fold: Fold,
  samples: readonly DesignSample<ReplicationRow>[],
  elapsedSeconds: number,
): RunAnswer {
  const replications = samples.reduce((most, { rows }) => Math.max(most, rows.length), 0);
  const { notSimulated, notes = [], prices = {} } = context;
  const missing = Object.entries(notSimulated).map(([design, why]): [string, string[]] => [design, [...why]]);
  return {
    plimsoll: 1,
    scenario: { name: context.name, sha256: context.sha256 },
    seed: context.seed,
    replications,
    days: context.days,
    start: context.start,
    chosen: context.chosen,
    designs: Object.fromEntries(
      samples.map((sample) => [sample.design, designAnswer(context, sample, fold.of(sample.design))]),
    ),
    ...(missing.length > 0 ? { notSimulated: Object.fromEntries(missing) } : {}),
    ...(notes.length > 0 ? { notes: [...notes] } : {}),
    ...(Object.keys(prices).length > 0 ? { prices: { ...prices } } : {}),
    ...pilotOf(context, samples),
    comparisons: comparisonAnswers(context, samples),
    elapsedSeconds,
  };
}

/** The pilot is held against the chosen design, or the first one there is. */
function pilotOf({ pilot, chosen }: RunContext, samples: readonly DesignSample[]): Pick<RunAnswer, "pilot"> {
  const sample = samples.find(({ design }) => design === chosen) ?? samples[0];
  return pilot === undefined || sample === undefined ? {} : { pilot: pilotAnswer(sample, pilot) };
}

function designAnswer(
  context: RunContext,
  sample: DesignSample<ReplicationRow>,
  fold: DesignFold,
): DesignAnswer {
  const mode = context.modes[sample.design];
  const resultSeconds = latencyAnswer(sample, "result", mode);
  return {
    stable: sample.stable,
    tasks: {
      arrived: sample.sum("arrived"),
      delivered: sample.sum("delivered"),
      degraded: sample.sum("degraded"),
      late: sample.sum("late"),
      failed: sample.sum("failed"),
      rejected: sample.sum("rejected"),
    },
    units: sample.sum("units"),
    responseSeconds: latencyAnswer(sample, "response", mode),
    resultSeconds,
    waitSeconds: latencyAnswer(sample, "wait", mode),
    tokens: { input: sizes(sample, "inputTokens"), output: sizes(sample, "outputTokens") },
    calls: sample.sum("calls"),
    attempts: sample.sum("attempts"),
    throttled: sample.sum("throttled"),
    errored: sample.sum("errored"),
    timedOut: sample.sum("timedOut"),
    hedged: sample.sum("hedged"),
    cost: costAnswer(sample),
    quota: quotaAnswer(sample),
    variance: varianceAnswer(context, sample),
    whereTimeWent: whereTimeWent(fold, resultSeconds),
    exemplars: exemplarsAnswer(fold),
    budget: budgetAnswer(sample),
    ...targetAnswers(context, sample),
  };
}

/** Sizes of calls, in whole tokens but for their mean; all 0 where there was no call. */
function sizes(sample: DesignSample, measure: Measure): DesignAnswer["tokens"]["input"] {
  const pooled = sample.pooled(measure);
  if (pooled.counted === 0) return { mean: 0, p50: 0, p90: 0, p95: 0, p99: 0, max: 0 };
  // Bins of up to 1,024 tokens hold one whole number: the one at their lower edge.
  const at = (p: number) => Math.floor(pooled.quantile(p));
  return { mean: pooled.mean, p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), max: pooled.max };
}

/** For each limit the mean share of it that was used, and the busiest minute of all. */
function quotaAnswer(sample: DesignSample<ReplicationRow>): DesignAnswer["quota"] {
  const quota: DesignAnswer["quota"] = {};
  const weights = new Map<string, number>();
  sample.rows.forEach((row, i) => {
    const weight = sample.worlds.weights[i] ?? 0;
    for (const { model, limit, meanShare, peakShare } of row.quota) {
      const limits = quota[model] ?? {};
      quota[model] = limits;
      const key = JSON.stringify([model, limit]);
      const before = weights.get(key) ?? 0;
      const known = limits[limit] ?? { mean: 0, peak: 0 };
      const mean = (known.mean * before + meanShare * weight) / (before + weight);
      limits[limit] = { mean, peak: Math.max(known.peak, peakShare) };
      weights.set(key, before + weight);
    }
  });
  return quota;
}
