/** What a model's quota is made of: its limits, their terms in one world, and what counts as equal. */

/** Limits a minute, in the order of all arrays here. */
export const LIMITS = [
  "requestsPerMinute",
  "tokensPerMinute",
  "inputTokensPerMinute",
  "outputTokensPerMinute",
] as const;
export const REQUESTS = 0;
export const TOKENS = 1;
export const INPUT_TOKENS = 2;
export const OUTPUT_TOKENS = 3;
/** Beside them under every policy: currency in any ten minutes. */
export const SPEND = 4;
/** Requests from midnight to midnight; what is needed of it is the need of requests. */
export const DAY_REQUESTS = 5;

/** All limits, by the positions above. */
export const ALL_LIMITS = [...LIMITS, "spendPerTenMinutes", "requestsPerDay"] as const;

/** Seconds over which each of {@link ALL_LIMITS} is given. */
export const PERIOD_SECONDS = [60, 60, 60, 60, 600, 86_400] as const;

export type Policy = "bucket" | "window" | "leaky";

/** The limits of a model in one world, each already less what others use of it (`background`). */
export interface QuotaTerms {
  readonly policy: Policy;
  /** A minute, `LIMITS` order; infinite where there is none, 0 where nothing is ever admitted. */
  readonly limits: Float64Array;
  /** Seconds, `LIMITS` order. A window knows a burst of requests only. */
  readonly burstSeconds: Float64Array;
  /** Infinite where there is none. */
  readonly requestsPerDay: number;
  /** Currency; infinite where there is none. */
  readonly spendPerTenMinutes: number;
  /** Reserve `none`: admission also asks that no limit is in debt, and what was produced counts at the finish. */
  readonly refusesDebt: boolean;
  /** The finish corrects what admission reserved. Leaky limits always do. */
  readonly settles: boolean;
  /** A rejection counts as a request. */
  readonly rejectsCount: boolean;
}

/** Rounding must not turn "just enough" into "too much": relative to the limit. */
export const AMOUNT_TOLERANCE = 1e-9;

/** The same for moments, relative to the time since the horizon's start: a few of a double's last places. */
export const TIME_TOLERANCE = 2 ** -50;

/**
 * Whole units that an allowance holds: rounded down, but not by the last places of a double.
 *
 * @example wholeAllowance(10_000 * (1 - 0.9)) // 1000, though the product is 999.9999999999998
 */
export function wholeAllowance(allowance: number): number {
  return Math.floor(allowance * (1 + AMOUNT_TOLERANCE));
}
