/** What the rest of the app knows of a distribution, whatever its family. */
import type { Family } from "./spec.ts";

/** A distribution of one number. Stateless: the same arguments always give the same results. */
export interface Distribution {
  readonly family: Family;
  /** The smallest and the largest value, −∞ and +∞ included. */
  readonly low: number;
  readonly high: number;
  /** The mean; +∞ where the tail is too heavy for one. */
  readonly mean: number;
  /** The standard deviation; +∞ where there is none. */
  readonly sd: number;
  /** True if only separate values occur (counts, samples). */
  readonly discrete: boolean;
  /**
   * Values that have a probability of their own, ascending; empty for a continuous distribution. Of infinitely
   * many, those before the last 1e-12 of probability, at most {@link MOST_ATOMS}.
   */
  readonly atoms: Float64Array;
  /**
   * The smallest x with P(X ≤ x) ≥ p. Both tails are given, so that neither loses digits.
   *
   * @param p lower tail probability, 0…1
   * @param q upper tail probability, 1 − p
   */
  quantile(p: number, q: number): number;
  /** P(X ≤ x). */
  cdf(x: number): number;
  /** P(X > x), accurate where it is small. */
  upper(x: number): number;
}

export const MOST_ATOMS = 4096;
export const NO_ATOMS = new Float64Array(0);

/** A number that is certain. */
export function constant(value: number): Distribution {
  return {
    family: "constant",
    low: value,
    high: value,
    mean: value,
    sd: 0,
    discrete: true,
    atoms: Float64Array.of(value),
    quantile: () => value,
    cdf: (x) => (x >= value ? 1 : 0),
    upper: (x) => (x >= value ? 0 : 1),
  };
}
