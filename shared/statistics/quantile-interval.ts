/** A quantile over worlds, with its interval: worlds are independent draws, and nothing else is assumed of them. */
import { betaQuantile } from "../distribution/incomplete-beta.ts";
import type { Estimated } from "./interval.ts";
import { joined } from "./joined-ends.ts";
import { orderQuantile } from "./order-quantile.ts";

/**
 * The quantile of a sample, between the order statistics that hold the true one at least as often as `level` says,
 * whatever the distribution (Conover, Practical Nonparametric Statistics, 3.2): the k-th smallest of n values lies at a
 * Beta(k, n − k + 1) share of the distribution. An end is infinite where the sample is too small to have one.
 *
 * @param ascending sorted, not NaN @param p above 0, below 1 @param level 0…1
 * @returns NaN, with infinite ends, of nothing
 */
export function quantileInterval(ascending: ArrayLike<number>, p: number, level: number): Estimated {
  const n = ascending.length;
  const [below, above] = ranksOf(n, p, level);
  return {
    value: orderQuantile(ascending, p),
    low: below >= 1 ? (ascending[below - 1] ?? Number.NaN) : Number.NEGATIVE_INFINITY,
    high: above <= n ? (ascending[above - 1] ?? Number.NaN) : Number.POSITIVE_INFINITY,
  };
}

/** The ranks of both ends, remembered: the same few are asked for month after month. */
const knownRanks = new Map<string, readonly [below: number, above: number]>();

function ranksOf(n: number, p: number, level: number): readonly [below: number, above: number] {
  const key = `${n} ${p} ${level}`;
  const known = knownRanks.get(key);
  if (known !== undefined) return known;
  const tail = (1 - level) / 2;
  const below = lastRank(n, (k) => betaQuantile(k, n - k + 1, 1 - tail, tail) <= p);
  const above = lastRank(n, (k) => betaQuantile(k, n - k + 1, tail, 1 - tail) < p) + 1;
  const ranks = [below, above] as const;
  knownRanks.set(key, ranks);
  return ranks;
}

/** The last of the ranks 1…n of which something is true that is true up to some rank; 0 where it is of none. */
function lastRank(n: number, isTrue: (rank: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isTrue(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * A quantile over worlds of what is known of each only up to an error that all share: {@link quantileInterval}, wider by
 * how far the quantile moves with them.
 *
 * @param values one a world, not NaN @param ends the same, moved as far as all together may be off at this level
 */
export function quantileOverWindow(
  values: Float64Array,
  ends: Readonly<Record<"low" | "high", Float64Array>>,
  p: number,
  level: number,
): Estimated {
  const { value, low, high } = quantileInterval(values.toSorted(), p, level);
  if (!Number.isFinite(value)) return { value, low, high };
  const least = orderQuantile(ends.low.toSorted(), p);
  const most = orderQuantile(ends.high.toSorted(), p);
  return {
    value,
    low: value - joined(value - low, value - least),
    high: value + joined(high - value, most - value),
  };
}
