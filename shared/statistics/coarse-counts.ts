/** Reading the coarse histogram that is kept of every single replication, alone or several together. */
import {
  BINS,
  binOf,
  type CoarseCounts,
  coarseBinOf,
  FINE_IN_COARSE,
  firstFineBin,
  lowerEdge,
  positionIn,
} from "./histogram.ts";

/** Coarse bin 0 is fine bin 0: what is too small to have a bin. */
const COARSE_BINS = (BINS - 1) / FINE_IN_COARSE + 1;

function coarseLowerEdge(coarse: number): number {
  return lowerEdge(firstFineBin(coarse));
}

/** Values that came at all. */
export function finiteCount(counts: CoarseCounts): number {
  return counts.cumulative[counts.cumulative.length - 1] ?? 0;
}

/** Values in coarse bins up to and including `coarse`. */
export function countThrough(counts: CoarseCounts, coarse: number): number {
  const at = coarse - counts.first;
  if (at < 0) return 0;
  return at < counts.cumulative.length ? (counts.cumulative[at] ?? 0) : finiteCount(counts);
}

/** A place on the axis of coarse bins: the share `part` (0…1) of the values in bin `coarse`, and all below it. */
export interface CoarsePlace {
  readonly coarse: number;
  readonly part: number;
}

/** Where a value lies, were the values of a bin spread evenly in it. */
export function placeOf(x: number): CoarsePlace {
  const bin = binOf(x);
  const coarse = coarseBinOf(bin);
  if (coarse === 0) return { coarse, part: positionIn(bin, x) };
  return { coarse, part: (bin - firstFineBin(coarse) + positionIn(bin, x)) / FINE_IN_COARSE };
}

/** Values up to a place. */
export function countUpTo(counts: CoarseCounts, place: CoarsePlace): number {
  const below = countThrough(counts, place.coarse - 1);
  return below + place.part * (countThrough(counts, place.coarse) - below);
}

/**
 * A percentile of several replications' values together, interpolated in its coarse bin (bins are 2 to 3 % wide);
 * Infinity where it falls among values that never came; NaN of nothing.
 *
 * @param p share, 0…1 @param weights one weight each; all the same when left out
 */
export function coarseQuantile(all: readonly CoarseCounts[], p: number, weights?: ArrayLike<number>): number {
  let finite = 0;
  let infinite = 0;
  let max = 0;
  all.forEach((counts, i) => {
    const weight = weights?.[i] ?? 1;
    finite += weight * finiteCount(counts);
    infinite += weight * counts.infinite;
    max = Math.max(max, counts.max);
  });
  if (finite + infinite === 0) return Number.NaN;
  const rank = p * (finite + infinite) * (1 - 1e-12);
  if (rank > finite) return Number.POSITIVE_INFINITY;
  const through = (coarse: number): number => {
    let sum = 0;
    for (let i = 0; i < all.length; i++) {
      const counts = all[i];
      if (counts !== undefined) sum += (weights?.[i] ?? 1) * countThrough(counts, coarse);
    }
    return sum;
  };
  const coarse = firstReaching(through, rank);
  if (coarse === 0) return 0;
  const below = through(coarse - 1);
  const part = Math.max(0, (rank - below) / (through(coarse) - below));
  const lower = coarseLowerEdge(coarse);
  return Math.min(max, lower + part * (coarseLowerEdge(coarse + 1) - lower));
}

/** The first coarse bin with a count of `rank` or more up to it, and not of 0. */
function firstReaching(through: (coarse: number) => number, rank: number): number {
  let low = 0;
  let high = COARSE_BINS - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const count = through(middle);
    if (count >= rank && count > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
