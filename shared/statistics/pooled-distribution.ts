/** All values of a measure of one design, merged over replications, with the weights of their weekdays. */
import type { CoarsePlace } from "./coarse-counts.ts";
import {
  BINS,
  coarseBinOf,
  firstFineBin,
  type Histogram,
  lowerEdge,
  representative,
  valueInBin,
} from "./histogram.ts";

export class PooledDistribution {
  /** Sum of weights of all values, infinite ones included. */
  readonly total: number;
  /** Sum of weights of the values that came. */
  readonly finite: number;
  /** Number of values, unweighted. */
  readonly counted: number;
  /** Largest finite value, exactly; 0 when there is none. */
  readonly max: number;
  readonly #cumulative = new Float64Array(BINS);
  /** The highest occupied bin; −1 when there is none. */
  #last = -1;

  /**
   * @param histograms one a weekday, those that there are @param weights what one of its values weighs
   */
  constructor(histograms: readonly (Histogram | undefined)[], weights: ArrayLike<number>) {
    const cumulative = this.#cumulative;
    let infinite = 0;
    let counted = 0;
    let max = 0;
    histograms.forEach((histogram, weekday) => {
      if (histogram === undefined) return;
      const weight = weights[weekday] ?? 0;
      const { counts, last } = histogram;
      for (let bin = histogram.first; bin <= last; bin++)
        cumulative[bin] = (cumulative[bin] ?? 0) + weight * (counts[bin] ?? 0);
      infinite += weight * histogram.infinite;
      counted += histogram.total;
      max = Math.max(max, histogram.max);
      if (last > this.#last) this.#last = last;
    });
    let running = 0;
    for (let bin = 0; bin <= this.#last; bin++) {
      running += cumulative[bin] ?? 0;
      cumulative[bin] = running;
    }
    this.finite = running;
    this.total = running + infinite;
    this.counted = counted;
    this.max = max;
  }

  /**
   * The value that the share `p` of all (weighted) values does not exceed, within 0.1 %; Infinity where it falls
   * among values that never came; NaN of nothing. Shares beyond 0…1 are held to it.
   */
  quantile(p: number): number {
    if (this.total === 0) return Number.NaN;
    const rank = this.#rank(p);
    return rank > this.finite ? Number.POSITIVE_INFINITY : valueInBin(this.#binAt(rank), this.max);
  }

  /**
   * The same, with the values of its bin spread evenly in it: for differences of percentiles so alike that the bins' width
   * would be what is told.
   */
  quantileBetween(p: number): number {
    if (this.total === 0) return Number.NaN;
    const rank = this.#rank(p);
    if (rank > this.finite) return Number.POSITIVE_INFINITY;
    const bin = this.#binAt(rank);
    if (bin === 0) return 0;
    const below = this.#through(bin - 1);
    const part = (rank - below) / (this.#through(bin) - below);
    const lower = lowerEdge(bin);
    return Math.min(this.max, lower + part * (lowerEdge(bin + 1) - lower));
  }

  /** Share of the values that came at all, 0…1; NaN of nothing. */
  get served(): number {
    return this.finite / this.total;
  }

  /** Mean of the finite values, within 0.1 %; NaN where there are none. */
  get mean(): number {
    let sum = 0;
    let below = 0;
    for (let bin = 0; bin <= this.#last; bin++) {
      const through = this.#cumulative[bin] ?? 0;
      if (through > below) sum += (through - below) * Math.min(representative(bin), this.max);
      below = through;
    }
    return sum / this.finite;
  }

  /**
   * The place on the axis of coarse bins up to which the share `p` of all values lies, exactly. `p` must not fall
   * among the values that never came.
   */
  placeAt(p: number): CoarsePlace {
    const rank = this.#rank(p);
    const coarse = coarseBinOf(this.#binAt(rank));
    const below = coarse === 0 ? 0 : this.#through(firstFineBin(coarse) - 1);
    const through = this.#through(firstFineBin(coarse + 1) - 1);
    return { coarse, part: (rank - below) / (through - below) };
  }

  // A rank a hair's breadth too large through rounding must not fall into the next bin, or beyond the last.
  #rank(p: number): number {
    return Math.min(1, Math.max(0, p)) * this.total * (1 - 1e-12);
  }

  #through(bin: number): number {
    return this.#cumulative[Math.min(bin, this.#last)] ?? 0;
  }

  /** The first bin with weights of `rank` or more up to it, and not of 0. */
  #binAt(rank: number): number {
    let low = 0;
    let high = Math.max(0, this.#last);
    while (low < high) {
      const middle = (low + high) >> 1;
      const through = this.#through(middle);
      if (through >= rank && through > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
