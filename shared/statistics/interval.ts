/** A range that holds the truth with a stated chance; ±Infinity = unbounded. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** An estimate with its interval. */
export interface Estimated extends Interval {
  /** NaN = not defined. */
  readonly value: number;
}
