/**
 * What one simulated replication of one design leaves behind. A run is a fold over these: they are small, they
 * merge by concatenation (rows) and integer addition (histograms), and so the same bytes come out however the
 * work was split.
 */

/** Scalar figures of one replication, in this order, in {@link ReplicationTally.figures}. */
export const FIGURES = [
  // tasks, by outcome (counts); the five outcomes add up to `arrived`
  "arrived",
  "delivered",
  "degraded",
  "late",
  "failed",
  "rejected",
  // delivered or degraded tasks that are right (after review), and those of them that the user keeps
  "right",
  "units",
  // calls needed, attempts made, and what became of attempts (counts)
  "calls",
  "attempts",
  "throttled",
  "errored",
  "timedOut",
  "hedged",
  // tasks with a finite response (result), and the sum of those responses (results), seconds
  "servedResponse",
  "responseSeconds",
  "servedResult",
  "resultSeconds",
  // time in lines, of all arrived tasks, seconds
  "waitSeconds",
  // cost parts, currency; cash is the sum of all but `wrongOutputs`
  "costInput",
  "costCachedInput",
  "costOutput",
  "costWasted",
  "costFallback",
  "costReview",
  "costHuman",
  "costWrongOutputs",
  "costPerTask",
  "costFixed",
  "costCommitments",
  // sum over tasks of (cash cost without fixed parts)², and of that cost over the tasks that yield a unit:
  // the chance of single tasks in a cost per unit
  "taskCostSquared",
  "taskCostOfUnits",
  // the deepest line and the time from the last arrival until all is done
  "deepestBacklog",
  "drainSeconds",
  // the largest share of what some queueing resource can carry that the offered work asks for (> 1: unstable)
  "offeredLoad",
] as const;

export type Figure = (typeof FIGURES)[number];

/** Position of each figure in {@link ReplicationTally.figures}. */
export const FIGURE: Readonly<Record<Figure, number>> = Object.fromEntries(
  FIGURES.map((name, index) => [name, index]),
) as Record<Figure, number>;

/**
 * A histogram as it crosses a worker's boundary: only the bins that hold something, ascending by index.
 * The bins are those of `statistics/histogram`. `infinite` counts values that never came.
 */
export interface SparseHistogram {
  readonly bins: Uint16Array;
  readonly counts: Uint32Array;
  readonly infinite: number;
  /** Largest finite value recorded exactly, 0 when there is none. */
  readonly max: number;
}

export const MEASURES = ["response", "result", "wait", "inputTokens", "outputTokens"] as const;
/** response, result, wait: seconds, one value a task. inputTokens, outputTokens: tokens, one value a call. */
export type Measure = (typeof MEASURES)[number];

/** The quota figures of one limit of one model in one replication: shares of the limit, own use only. */
export interface QuotaUse {
  readonly model: string;
  /** `requestsPerMinute`, `tokensPerMinute`, `inputTokensPerMinute` or `outputTokensPerMinute`. */
  readonly limit: string;
  readonly meanShare: number;
  /** The busiest whole minute. */
  readonly peakShare: number;
}

/** One replication of one design. */
export interface ReplicationTally {
  readonly replication: number;
  /** Replications 2k and 2k+1 share world k. */
  readonly world: number;
  /** Weekday the horizon starts on, 0 = Monday. */
  readonly weekday: number;
  /** Length of the horizon measured in average days of traffic: the sum of the day weights, a fraction of a day by its share. */
  readonly trafficDays: number;
  readonly design: string;
  readonly figures: Float64Array;
  readonly histograms: Readonly<Record<Measure, SparseHistogram>>;
  /** Per latency target, in the scenario's order: tasks whose measure is at most the target's seconds. */
  readonly withinTarget: Float64Array;
  readonly quota: readonly QuotaUse[];
}
