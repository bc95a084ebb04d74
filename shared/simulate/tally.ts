/**
 * What one simulated replication of one design leaves behind. A run is a fold over these: they are small, they
 * merge by concatenation (rows) and integer addition (histograms), and so the same bytes come out however the
 * work was split.
 */

/**
 * Scalar figures of one replication, by their position in {@link ReplicationTally.figures}. Written out as a literal,
 * so that the engine's loops see constants.
 */
export const FIGURE = {
  // tasks, by outcome (counts); the five outcomes add up to `arrived`
  arrived: 0,
  delivered: 1,
  degraded: 2,
  late: 3,
  failed: 4,
  rejected: 5,
  // delivered or degraded tasks that are right (after review), and those of them that the user keeps
  right: 6,
  units: 7,
  // calls needed, attempts made, and what became of attempts (counts)
  calls: 8,
  attempts: 9,
  throttled: 10,
  errored: 11,
  timedOut: 12,
  hedged: 13,
  // tasks with a finite response (result), and the sum of those responses (results), seconds
  servedResponse: 14,
  responseSeconds: 15,
  servedResult: 16,
  resultSeconds: 17,
  // time in lines, of all arrived tasks, seconds
  waitSeconds: 18,
  // cost parts, currency; cash is the sum of all but `costWrongOutputs`
  costInput: 19,
  costCachedInput: 20,
  costOutput: 21,
  costWasted: 22,
  costFallback: 23,
  costReview: 24,
  costHuman: 25,
  costWrongOutputs: 26,
  costPerTask: 27,
  costFixed: 28,
  costCommitments: 29,
  // sum over tasks of (cash cost without fixed parts)², and of that cost over the tasks that yield a unit:
  // the chance of single tasks in a cost per unit
  taskCostSquared: 30,
  taskCostOfUnits: 31,
  // the deepest line, and the time from that moment until the lines are empty for the first time, seconds
  deepestBacklog: 32,
  drainSeconds: 33,
  // the largest share of what some queueing resource can carry that the offered work asks for (> 1: unstable)
  offeredLoad: 34,
} as const;

export type Figure = keyof typeof FIGURE;

/** The figures in order. */
export const FIGURES = Object.keys(FIGURE) as readonly Figure[];

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

/** What a replication was billed at a model that promises a minimum, currency; and how much that is, currency a month. */
export interface CommittedSpend {
  readonly model: string;
  readonly spent: number;
  readonly minimumPerMonth: number;
}

/**
 * The first day of a replication by the quarter of an hour, the last bin as long as the horizon goes on. Tasks count
 * where they arrive, 429s where they are given; the rest are means over each bin.
 */
export interface DayTally {
  /** How much of the day was simulated. */
  readonly seconds: number;
  readonly arrived: Float32Array;
  /** Attempts answered with a 429. */
  readonly throttled: Float32Array;
  /** Tasks between their arrival and their result, or their end without one. */
  readonly underWay: Float32Array;
  /** Those of them that stand in a line. */
  readonly inLine: Float32Array;
  /** Own use as a share of each limit a minute; what is given back counts where it comes back. */
  readonly quota: readonly {
    readonly model: string;
    readonly limit: string;
    readonly shares: Float32Array;
  }[];
}

/** Where a task's time goes: every second from its arrival to its end belongs to one of these. */
export const TIME_PARTS = [
  "outside",
  "slot",
  "quota",
  "backoff",
  "lost",
  "firstToken",
  "generation",
  "batch",
  "people",
] as const;
export type TimePart = (typeof TIME_PARTS)[number];

/**
 * Where time went, by how long the result took: for each coarse bin of `statistics/histogram` that holds a finite
 * result, ascending, how many tasks it holds and the sums of their `TIME_PARTS`, side by side; of every eighth task.
 * Whole microseconds, so that sums don't depend on the order in which they are added.
 */
export interface TimeByResult {
  readonly bins: Uint16Array;
  readonly counts: Float64Array;
  readonly microseconds: Float64Array;
}

/** A task that stands out in a replication, by its number in the order of arrivals. */
export interface Exemplar {
  readonly task: number;
  /** Seconds, currency or attempts: what it stands out by. */
  readonly value: number;
}

export const EXEMPLAR_KINDS = ["slowest", "costliest", "mostTried"] as const;
/** slowest: seconds until its result. costliest: cash, currency. mostTried: attempts made for it, 429s included. */
export type ExemplarKind = (typeof EXEMPLAR_KINDS)[number];

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
  /** Absent where no model promises a minimum. */
  readonly committed?: readonly CommittedSpend[];
  readonly time: TimeByResult;
  /** Absent where nobody kept it. */
  readonly day?: DayTally;
  /** The few that stand out most, most outstanding first. */
  readonly exemplars: Readonly<Record<ExemplarKind, readonly Exemplar[]>>;
}
