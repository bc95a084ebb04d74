/**
 * Log-linear histograms whose bins are read off the bits of a double: 512 equal bins to every octave. A bin is at
 * most 1/512 of its value wide, so that its middle errs by at most 1/1024 (0.098 %) of any value in it.
 *
 * The range is 2^-14 (61 µs) up to 2^24 (194 days, or 16.7 million tokens). Bin 0 holds what is below and is read
 * as 0; the last bin also holds what is above and is then read as the largest recorded value.
 */
import type { SparseHistogram } from "../simulate/tally.ts";

export const BINS_PER_OCTAVE = 512;
export const LOWEST_EXPONENT = -14;
export const HIGHEST_EXPONENT = 24;

/** The 38 octaves, and bin 0 for what is below them. */
export const BINS = (HIGHEST_EXPONENT - LOWEST_EXPONENT) * BINS_PER_OCTAVE + 1;

/** How far the high word of a double is shifted so that 11 bits of exponent and 9 of mantissa are left. */
export const BIN_SHIFT = 11;

/** The shifted high word of 2^-14, less 1: that value falls into bin 1. */
export const BASE_INDEX = (1023 + LOWEST_EXPONENT) * BINS_PER_OCTAVE - 1;

const LAST_BIN = BINS - 1;

const bits = new DataView(new ArrayBuffer(8));

/**
 * The bin of a value: the high 32 bits (signed) shifted right by {@link BIN_SHIFT}, less {@link BASE_INDEX}, held
 * to 0 … BINS − 1. Hot loops may do the same arithmetic on an Int32Array that aliases a block of doubles.
 *
 * @param value finite. Zero, negative and tiny values give 0, values of 2^24 and more the last bin.
 */
export function binOf(value: number): number {
  bits.setFloat64(0, value);
  const index = (bits.getInt32(0) >> BIN_SHIFT) - BASE_INDEX;
  return Math.max(0, Math.min(LAST_BIN, index));
}

/** Smallest value of a bin; 0 for bin 0. */
export function lowerEdge(bin: number): number {
  if (bin <= 0) return 0;
  const octave = Math.floor((bin - 1) / BINS_PER_OCTAVE);
  const within = (bin - 1) % BINS_PER_OCTAVE;
  return 2 ** (LOWEST_EXPONENT + octave) * (1 + within / BINS_PER_OCTAVE);
}

/** Smallest value beyond a bin, saturation apart. */
export function upperEdge(bin: number): number {
  return lowerEdge(bin + 1);
}

/** The value that stands for a bin: its middle, at most 0.098 % from any value in it; 0 for bin 0. */
export function representative(bin: number): number {
  return bin <= 0 ? 0 : (lowerEdge(bin) + upperEdge(bin)) / 2;
}

/** Where occupied bins are gathered. */
const occupiedBins = new Uint16Array(BINS);

/** The occupied bins of dense counts, ascending. `counts` must be integers below 2^32. */
export function sparseOf(counts: ArrayLike<number>, infinite: number, max: number): SparseHistogram {
  let occupied = 0;
  for (let bin = 0; bin < BINS; bin++) {
    if ((counts[bin] ?? 0) > 0) occupiedBins[occupied++] = bin;
  }
  const bins = occupiedBins.slice(0, occupied);
  const kept = new Uint32Array(occupied);
  for (let at = 0; at < occupied; at++) kept[at] = counts[bins[at] ?? 0] ?? 0;
  return { bins, counts: kept, infinite, max };
}

/**
 * A dense histogram. Counts are integers in doubles: sums stay exact up to 2^53, and so do not depend on the order
 * in which histograms are added.
 *
 * @example
 * const seconds = new Histogram();
 * for (const value of [1, 2, 3, Infinity]) seconds.add(value);
 * seconds.quantile(0.5); // 2.002, within 0.1 % of 2
 * seconds.quantile(0.9); // Infinity
 */
export class Histogram {
  readonly counts = new Float64Array(BINS);
  /** How many values never came. */
  infinite = 0;
  /** The largest finite value recorded, exactly; 0 when there is none. */
  max = 0;
  #finite = 0;
  #first = BINS;
  #last = -1;

  /** Number of values recorded, infinite ones included. */
  get total(): number {
    return this.#finite + this.infinite;
  }

  /** The lowest occupied bin; BINS when there is none. */
  get first(): number {
    return this.#first;
  }

  /** The highest occupied bin; −1 when there is none. */
  get last(): number {
    return this.#last;
  }

  /** Records a value of zero or more; Infinity is counted apart. */
  add(value: number): void {
    if (value === Number.POSITIVE_INFINITY) {
      this.infinite++;
      return;
    }
    const bin = binOf(value);
    this.counts[bin] = (this.counts[bin] ?? 0) + 1;
    this.#finite++;
    this.#reach(bin, bin);
    if (value > this.max) this.max = value;
  }

  /** Adds all of another histogram. */
  addSparse(other: SparseHistogram): void {
    const { bins, counts } = other;
    let added = 0;
    for (let at = 0; at < bins.length; at++) {
      const bin = bins[at] ?? 0;
      const count = counts[at] ?? 0;
      this.counts[bin] = (this.counts[bin] ?? 0) + count;
      added += count;
    }
    if (bins.length > 0) this.#reach(bins[0] ?? 0, bins[bins.length - 1] ?? 0);
    this.#finite += added;
    this.infinite += other.infinite;
    if (other.max > this.max) this.max = other.max;
  }

  /**
   * Adds values of which only coarse bins are known, and perhaps parts of values: spread evenly over the bins of each,
   * so that what is read errs by up to 1.6 % rather than 0.1 %.
   */
  addCoarse({ first, cumulative, infinite, max }: CoarseCounts): void {
    let below = 0;
    for (let at = 0; at < cumulative.length; at++) {
      const count = (cumulative[at] ?? 0) - below;
      below = cumulative[at] ?? 0;
      if (!(count > 0)) continue;
      const bin = firstFineBin(first + at);
      const bins = first + at === 0 ? 1 : FINE_IN_COARSE;
      for (let i = 0; i < bins; i++) this.counts[bin + i] = (this.counts[bin + i] ?? 0) + count / bins;
      this.#reach(bin, bin + bins - 1);
    }
    this.#finite += below;
    this.infinite += infinite;
    if (max > this.max) this.max = max;
  }

  /**
   * The smallest recorded value that at least the share `p` of all values does not exceed (the inverse of the
   * empirical distribution function, type 1 of Hyndman and Fan 1996), within 0.1 %; Infinity where that rank falls
   * among the infinite values. Never above {@link max}. NaN when nothing is recorded.
   *
   * @param p share, 0…1
   */
  quantile(p: number): number {
    if (this.total === 0) return Number.NaN;
    const rank = rankOf(p, this.total);
    if (rank > this.#finite) return Number.POSITIVE_INFINITY;
    let seen = 0;
    for (let bin = 0; bin < BINS; bin++) {
      seen += this.counts[bin] ?? 0;
      if (seen >= rank) return valueInBin(bin, this.max);
    }
    return this.max;
  }

  /**
   * Share of all values that are at most `x` (0…1), linear inside the bin of `x`. NaN when nothing is recorded.
   */
  shareAtMost(x: number): number {
    if (x >= this.max) return this.#finite / this.total;
    const bin = binOf(x);
    let below = 0;
    for (let at = 0; at < bin; at++) below += this.counts[at] ?? 0;
    return (below + (this.counts[bin] ?? 0) * positionIn(bin, x)) / this.total;
  }

  #reach(first: number, last: number): void {
    if (first < this.#first) this.#first = first;
    if (last > this.#last) this.#last = last;
  }

  toSparse(): SparseHistogram {
    return sparseOf(this.counts, this.infinite, this.max);
  }
}

/** The rank (1 … total) of the share `p`; a hair's breadth above a whole number is that number. */
export function rankOf(p: number, total: number): number {
  return Math.max(1, Math.ceil(p * total * (1 - 4 * Number.EPSILON)));
}

/** What is read for a value in `bin` of a histogram whose largest value is `max`. */
export function valueInBin(bin: number, max: number): number {
  return bin >= LAST_BIN ? max : Math.min(representative(bin), max);
}

/** How far into its bin a value lies, 0…1. A value in bin 0 counts as the zero that stands for it. */
export function positionIn(bin: number, x: number): number {
  if (bin <= 0) return x < 0 ? 0 : 1;
  const lower = lowerEdge(bin);
  return Math.min(1, Math.max(0, (x - lower) / (upperEdge(bin) - lower)));
}

/** Measures of which a coarse histogram of every single replication is kept: one value a task, seconds. */
export const TASK_MEASURES = ["response", "result", "wait"] as const;
export type TaskMeasure = (typeof TASK_MEASURES)[number];

/** Coarse bins are 16 fine ones: 32 to an octave, 2 to 3 % wide. */
export const FINE_IN_COARSE = 16;

/**
 * What is kept of each single replication's histogram: coarse bins, cumulative. Enough for how much replications
 * differ, and for percentiles within one world to about 1 %.
 */
export interface CoarseCounts {
  /** The first occupied coarse bin. */
  readonly first: number;
  /** Values in coarse bins up to and including first, first + 1, … the last occupied; whole unless blended. */
  readonly cumulative: Uint32Array | Float64Array;
  readonly infinite: number;
  /** Largest finite value, exactly; 0 when there is none. */
  readonly max: number;
}

/** The coarse bin that holds a fine one; 0 for what is too small to have a bin. */
export function coarseBinOf(bin: number): number {
  return bin <= 0 ? 0 : Math.floor((bin - 1) / FINE_IN_COARSE) + 1;
}

/** The first fine bin of a coarse one. */
export function firstFineBin(coarse: number): number {
  return coarse <= 0 ? 0 : (coarse - 1) * FINE_IN_COARSE + 1;
}

/** A histogram in coarse bins: exact sums of its fine ones. */
export function coarseOf(histogram: SparseHistogram): CoarseCounts {
  const { bins, counts, infinite, max } = histogram;
  const first = coarseBinOf(bins[0] ?? 0);
  const last = bins.length === 0 ? first - 1 : coarseBinOf(bins[bins.length - 1] ?? 0);
  const cumulative = new Uint32Array(last - first + 1);
  for (let at = 0; at < bins.length; at++) {
    const bin = coarseBinOf(bins[at] ?? 0) - first;
    cumulative[bin] = (cumulative[bin] ?? 0) + (counts[at] ?? 0);
  }
  for (let bin = 1; bin < cumulative.length; bin++) {
    cumulative[bin] = (cumulative[bin] ?? 0) + (cumulative[bin - 1] ?? 0);
  }
  return { first, cumulative, infinite, max };
}
