/** How long tasks take: responses, results, and time in lines. */
import type { Mode } from "../scenario/schema.ts";
import type { DesignSample } from "../statistics/design-sample.ts";
import { LEVEL } from "../statistics/design-sample.ts";
import type { TaskMeasure } from "../statistics/histogram.ts";
import { ratioOfSums } from "../statistics/ratio.ts";
import type { Estimate, LatencyAnswer } from "./answer.ts";
import { estimate, percentileEstimate, unknownEstimate } from "./estimates.ts";

export const UNSTABLE =
  "unstable: more work arrives than can be done, and the longer it goes on the longer it takes";

export const ACKNOWLEDGEMENT = "its response is an acknowledgement, not an answer";

/** Whether the response of a mode is an answer, rather than an acknowledgement. */
export function answersAtOnce(mode: Mode | undefined): boolean {
  return mode === undefined || mode === "sync" || mode === "stream";
}

/** One percentile over all arrived tasks; tasks never answered are slower than any number. @param p share, 0…1 */
export function percentileAnswer(
  sample: DesignSample,
  measure: TaskMeasure,
  p: number,
  mode: Mode | undefined,
): Estimate {
  if (sample.isUnbounded(measure, answersAtOnce(mode))) return unknownEstimate(UNSTABLE);
  const percentiles = sample.percentiles(measure);
  const unanswered = 1 - percentiles.pooled.served;
  return percentileEstimate(percentiles.at(p), p, unanswered, sample.worlds.worlds);
}

const TIMES = {
  response: { seconds: "responseSeconds", served: "servedResponse" },
  result: { seconds: "resultSeconds", served: "servedResult" },
  wait: { seconds: "waitSeconds", served: "arrived" },
} as const;

export function latencyAnswer(
  sample: DesignSample,
  measure: TaskMeasure,
  mode: Mode | undefined,
): LatencyAnswer {
  const { seconds, served } = TIMES[measure];
  const { worlds } = sample;
  const share = ratioOfSums(worlds, sample.column(served), sample.column("arrived"), LEVEL).value;
  const mean = ratioOfSums(worlds, sample.column(seconds), sample.column(served), LEVEL);
  const at = (p: number) => percentileAnswer(sample, measure, p, mode);
  return {
    served: Number.isNaN(share) ? 0 : share,
    mean: estimate(mean, measure === "wait" ? "no task arrived" : "no task was answered", worlds.worlds),
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    p999: at(0.999),
  };
}
