/** Figures that come once a round, and what they say together. */
import { studentTQuantile } from "../shared/statistics/student-t.ts";

export interface Spread {
  readonly rounds: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The middle value of a list, or the mean of the two in the middle; NaN for an empty one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2;
}

/** Median, smallest and largest. */
export function spreadOf(values: readonly number[]): Spread {
  return {
    rounds: values.length,
    median: median(values),
    low: Math.min(...values),
    high: Math.max(...values),
  };
}

/**
 * Ratios of what was measured in the same round: a machine that changes its speed from minute to minute changes both.
 *
 * @throws Error where the rounds differ in number
 */
export function pairedRatios(of: readonly number[], to: readonly number[]): number[] {
  if (of.length !== to.length) throw new Error(`${of.length} rounds can't be paired with ${to.length}`);
  return of.map((value, round) => value / (to[round] ?? Number.NaN));
}

export interface Estimate {
  readonly value: number;
  /** Half the width of the interval; Infinity for a single round. */
  readonly plusMinus: number;
}

/** So unlikely is an interval that misses: dozens are looked at in one report. */
const CONFIDENCE = 0.999;

/** The mean over independent rounds, with Student's interval at 99.9 %. */
export function estimateOf(values: readonly number[]): Estimate {
  const n = values.length;
  const value = values.reduce((sum, each) => sum + each, 0) / n;
  if (n < 2) return { value, plusMinus: Number.POSITIVE_INFINITY };
  const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / (n - 1);
  const t = studentTQuantile((1 + CONFIDENCE) / 2, n - 1);
  return { value, plusMinus: t * Math.sqrt(variance / n) };
}

/** Whether two independent estimates may be of the same number; `allowance` is a known error, such as of rounding. */
export function agree(a: Estimate, b: Estimate, allowance: number): boolean {
  return Math.abs(a.value - b.value) <= Math.hypot(a.plusMinus, b.plusMinus) + allowance;
}
