/** A design ready to run: the scenario's words turned into numbers and draws. Built by `compile-design.ts`. */
import type { Chance, Stream, Varying } from "./draws.ts";
import type { Latency } from "./latency.ts";
import type { Provider } from "./provider.ts";
import type { Timeline } from "./timeline.ts";

/** Entries of a route that are no models; models are their positions in `providers`. */
export const HUMAN = -1;
export const CACHED = -2;
export const CANNED = -3;
export const ERROR = -4;

export type Mode = "sync" | "stream" | "async" | "batch";

export interface StepProgram {
  readonly name: string;
  readonly seconds: Varying | undefined;
  readonly calls: Varying | undefined;
  readonly input: Varying | undefined;
  readonly output: Varying | undefined;
  /** Sizes of a replayed trace, by the number of the task; instead of `input` and `output`. */
  readonly traceInput: Float64Array | undefined;
  readonly traceOutput: Float64Array | undefined;
  /** Pearson correlation of the normal scores of input and output. */
  readonly correlation: number;
  readonly reasoning: Varying | undefined;
  readonly growth: Varying | undefined;
  readonly writesCache: boolean;
  /** Infinite where there is none. */
  readonly maxOutput: number;
  readonly onTruncate: "wrong" | "retry" | "fine";
  readonly escalates: Chance | undefined;
  readonly jitter: Stream;
  /** The route: positions in `providers`, or the codes above; how often the model stood earlier in it; its latency here. */
  readonly route: Int32Array;
  readonly occurrence: Int32Array;
  readonly latencies: readonly (Latency | undefined)[];
  /** Of the world. */
  cachedShare: number;
  rereadCachedShare: number;
}

export interface RetryTerms {
  readonly attempts: number;
  readonly firstDelay: number;
  readonly maxDelay: number;
  readonly jitter: "full" | "equal" | "none";
  readonly honoursRetryAfter: boolean;
}

export interface BreakerTerms {
  readonly window: number;
  readonly threshold: number;
  readonly minimumCalls: number;
  readonly cooldown: number;
}

/** How a design acts; times are seconds, and infinite where there is none. */
export interface DesignTerms {
  readonly mode: Mode;
  readonly onLimit: "retry" | "wait" | "next";
  readonly retry: RetryTerms;
  readonly timeout: number;
  readonly runsOn: boolean;
  readonly hedgeAfter: number;
  readonly giveUpAfter: number;
  readonly slots: number;
  readonly workers: number;
  readonly queueLimit: number;
  readonly deadline: number;
  readonly breaker: BreakerTerms | undefined;
}

/** How a design's batches go, in the world and replication that have begun; times are seconds. */
export interface BatchTerms {
  everySeconds: number;
  /** Minutes from the collection of a batch to its answers, by the number of the collection; a draw for each model. */
  readonly turnaround: readonly Varying[];
  /** Infinite where there is none. */
  expiresSeconds: number;
  /** Input tokens that may be enqueued at a model; infinite where there is no limit. */
  enqueuedTokens: number;
  priceShare: number;
}

/** Prices of people and extras, shares of value: what the ledger needs of the world. */
export interface LedgerTerms {
  acknowledgeSeconds: number;
  cacheSeconds: number;
  /** Success share of the first models of all steps: that of a cache hit. */
  cacheSuccess: number;
  cachedSuccess: number;
  humanPerSecond: number;
  reviewPerMinute: number;
  extrasPerTask: number;
  wrongOutput: number;
}

export interface LedgerDraws {
  readonly patience: Varying | undefined;
  readonly right: Chance;
  readonly kept: Chance;
  readonly reviewed: Chance;
  readonly caught: Chance;
  readonly reviewMinutes: Varying | undefined;
  readonly humanMinutes: Varying | undefined;
}

export interface DesignProgram {
  readonly name: string;
  readonly timeline: Timeline;
  readonly terms: DesignTerms;
  readonly steps: readonly StepProgram[];
  readonly providers: readonly Provider[];
  /** By step: the product of the success shares of the first models of the steps before it; of the world. */
  readonly successBefore: Float64Array;
  /** Whether any answer is right with a share only, in the world that has begun. */
  mayBeWrong(): boolean;
  readonly ledgerTerms: LedgerTerms;
  readonly ledgerDraws: LedgerDraws;
  /** Of designs in batch mode. */
  readonly batch: BatchTerms | undefined;
  readonly cacheHits: Chance | undefined;
  readonly cachedHits: Chance | undefined;
  /** Providers from which an overload can't pass to another entry of the route. */
  readonly lastModels: ReadonlySet<number>;
}
