/** How far a run has come, with all that a screen shows of it. */
import type { Fold } from "../run/fold.ts";
import type { DesignSeries } from "../series/series.ts";
import { seriesFrom } from "../series/series-of.ts";
import { samplesOf } from "../statistics/design-sample.ts";
import type { RunAnswer } from "./answer.ts";
import { answerFrom } from "./answer-of.ts";
import type { RunContext } from "./context.ts";

export interface Snapshot {
  readonly answer: RunAnswer;
  readonly series: readonly DesignSeries[];
  /** Replications that every design has done. */
  readonly replicationsDone: number;
  readonly replicationsPlanned: number;
  /** True for the last one of a run. */
  readonly final: boolean;
}

/** @param planned replications of the whole run @param elapsedSeconds since its start */
export function snapshotOf(
  context: RunContext,
  fold: Fold,
  planned: number,
  elapsedSeconds: number,
): Snapshot {
  const samples = samplesOf(fold, context.days);
  const done = fold.designs.reduce((least, design) => Math.min(least, fold.completed(design)), planned);
  return {
    answer: answerFrom(context, fold, samples, elapsedSeconds),
    series: seriesFrom(context, samples),
    replicationsDone: done,
    replicationsPlanned: planned,
    final: done >= planned,
  };
}
