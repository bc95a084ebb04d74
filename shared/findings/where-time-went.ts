/** Where the time of tasks went, and which tasks stand out. */
import type { DesignFold } from "../run/fold.ts";
import { EXEMPLAR_KINDS, type ExemplarKind } from "../simulate/tally.ts";
import { binOf, coarseBinOf } from "../statistics/histogram.ts";
import type { DesignAnswer, LatencyAnswer } from "./answer.ts";

export const TIME_PERCENTILES = ["p50", "p95", "p99"] as const;

/** Tasks whose time is averaged: this share of those that were looked at, held to these ends. */
const SHARE = 0.01;
const FEWEST = 10;
const MOST = 200;

/**
 * For each percentile of the result the mean time in each part, over the tasks looked at whose results were nearest to
 * it: a hundredth of them, at least 10, at most 200, or as many as share its bin. Null where the percentile has no value.
 */
export function whereTimeWent(
  { time }: Pick<DesignFold, "time">,
  results: LatencyAnswer,
): DesignAnswer["whereTimeWent"] {
  const enough = Math.min(MOST, Math.max(FEWEST, Math.round(SHARE * time.tasks)));
  const at = ({ value }: LatencyAnswer["p50"]) =>
    value === null ? null : (time.around(coarseBinOf(binOf(value)), enough) ?? null);
  return { p50: at(results.p50), p95: at(results.p95), p99: at(results.p99) };
}

/** The tasks that stand out most in a run, most outstanding first. */
export function exemplarsAnswer(fold: Pick<DesignFold, "exemplars">): DesignAnswer["exemplars"] {
  const of = (kind: ExemplarKind) =>
    fold.exemplars(kind).map(({ replication, task, value }) => ({ replication, task, value }));
  const [slowest, costliest, mostTried] = EXEMPLAR_KINDS;
  return { slowest: of(slowest), costliest: of(costliest), mostTried: of(mostTried) };
}
