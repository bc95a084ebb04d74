/** Ratios of weighted sums over replications, such as a cost per unit. */
import { normalQuantile } from "../distribution/special.ts";
import type { Estimated } from "./interval.ts";
import { clopperPearson } from "./share-interval.ts";
import type { WorldSample } from "./world-sample.ts";

/** A ratio Σ w·numerator / Σ w·denominator to be added up. */
export interface RatioTerm {
  /** One number a replication. */
  readonly numerator: ArrayLike<number>;
  readonly denominator: ArrayLike<number>;
}

/**
 * A sum of ratios of sums (usually of one ratio), which may not be negative, with its t interval, corrected for skewness. The
 * variance comes from linearisation: near its value a ratio moves like the sum of w (y − R x) / Σ w x (Cochran, Sampling
 * Techniques, 6.3; Wolter, Introduction to Variance Estimation, 6), summed by world.
 *
 * A single world bounds nothing: the interval is 0…Infinity. A denominator of 0 gives NaN.
 */
export function sumOfRatios(sample: WorldSample, terms: readonly RatioTerm[], level: number): Estimated {
  const influence = new Float64Array(sample.size);
  let value = 0;
  for (const term of terms) value += addRatio(sample, term, influence);
  if (Number.isNaN(value)) return { value, low: 0, high: Number.POSITIVE_INFINITY };
  const { below, above } = sample.reachOf(influence, level);
  return { value, low: Math.max(0, value - below), high: value + above };
}

/** The ratio; adds each replication's share in its error to `influence`. */
function addRatio(sample: WorldSample, term: RatioTerm, influence: Float64Array): number {
  const { numerator, denominator } = term;
  let above = 0;
  let below = 0;
  for (let row = 0; row < sample.size; row++) {
    const weight = sample.weights[row] ?? 0;
    above += weight * (numerator[row] ?? 0);
    below += weight * (denominator[row] ?? 0);
  }
  const ratio = above / below;
  for (let row = 0; row < sample.size; row++) {
    const off = (numerator[row] ?? 0) - ratio * (denominator[row] ?? 0);
    influence[row] = (influence[row] ?? 0) + ((sample.weights[row] ?? 0) * off) / below;
  }
  return below === 0 ? Number.NaN : ratio;
}

/** One ratio of sums, with its interval: {@link sumOfRatios} of a single term. */
export function ratioOfSums(
  sample: WorldSample,
  numerator: ArrayLike<number>,
  denominator: ArrayLike<number>,
  level: number,
): Estimated {
  return sumOfRatios(sample, [{ numerator, denominator }], level);
}

/** With fewer of either kind in a world, worlds may agree by luck. */
const ENOUGH_IN_A_WORLD = 10;

/**
 * A share of counted things (numerator ≤ denominator) with the interval of Korn and Graubard (Survey Methodology
 * 24, 1998): that of Clopper and Pearson for as many independent things as would give the variance seen between
 * worlds, and fewer by the square of how much wider Student's t is, as that variance is itself uncertain. It stays
 * inside 0…1, and does not shrink to nothing where every single thing was a success: where one kind is rare, there are
 * never more independent things than things. (Otherwise there may be: what a full quota lets through hardly varies.)
 */
export function shareOfSums(
  sample: WorldSample,
  numerator: ArrayLike<number>,
  denominator: ArrayLike<number>,
  level: number,
): Estimated {
  const influence = new Float64Array(sample.size);
  const value = addRatio(sample, { numerator, denominator }, influence);
  if (Number.isNaN(value) || sample.degreesOfFreedom < 1) return { value, low: 0, high: 1 };
  let counted = 0;
  for (let row = 0; row < sample.size; row++) counted += denominator[row] ?? 0;
  const spread = sample.spreadOf(influence);
  const wider = sample.halfWidth({ ...spread, variance: 1 }, level) / normalQuantile((1 + level) / 2);
  const rare = counted * Math.min(value, 1 - value) < ENOUGH_IN_A_WORLD * sample.worlds;
  const most = rare || !(spread.variance > 0) ? counted : Number.POSITIVE_INFINITY;
  const effective = effectiveCount(value, spread.variance * wider * wider, most);
  const interval = clopperPearson(value * effective, effective, level);
  return { value, low: interval.low, high: interval.high };
}

/** How many independent things would give a share `p` the variance it has; at most the number there are. */
export function effectiveCount(p: number, variance: number, counted: number): number {
  if (!(variance > 0) || variance === Number.POSITIVE_INFINITY) return counted;
  return Math.min(counted, (p * (1 - p)) / variance);
}
