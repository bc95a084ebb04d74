/** Intervals for a share that was counted. */
import { betaQuantile } from "../distribution/incomplete-beta.ts";
import type { Interval } from "./interval.ts";

/**
 * The exact interval of Clopper and Pearson (1934) for a share of which `successes` of `trials` were seen: it holds
 * the truth at least as often as `level` says, whatever the truth, which is what a verdict must promise.
 *
 * Numbers need not be whole: with effective counts this is the interval of Korn and Graubard (1998).
 *
 * @example clopperPearson(0, 10, 0.95) // 0 … 0.3085
 * @param level 0…1 @returns 0…1 when there are no trials
 */
export function clopperPearson(successes: number, trials: number, level: number): Interval {
  const tail = (1 - level) / 2;
  const failures = trials - successes;
  return {
    low: successes > 0 ? betaQuantile(successes, failures + 1, tail, 1 - tail) : 0,
    high: failures > 0 ? betaQuantile(successes + 1, failures, 1 - tail, tail) : 1,
  };
}
