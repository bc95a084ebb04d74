/**
 * Least squares with a level of its own for each stratum (weekday), prepared once and used for any number of
 * outcomes: everything asked of a fit is a weighted sum of the outcomes.
 */

import type { Estimated } from "./interval.ts";
import { studentTQuantile } from "./student-t.ts";

/** A weighted sum of outcomes that estimates a difference of the curve between two places. */
export interface Contrast {
  /** One a row. */
  readonly weights: Float64Array;
}

/** A column that is left with less of its length than this, once the others are taken out, says nothing new. */
const NOTHING_NEW = 1e-9;

export class StratifiedFit {
  readonly rows: number;
  /** Rows less strata less columns; 0 or less: there is nothing to judge by. */
  readonly degreesOfFreedom: number;
  /** Mean of each column over strata, each counting alike. */
  readonly centre: readonly number[];
  readonly #strata: Strata;
  /** Orthonormal columns, and the triangle that made them; columns that say nothing new are left out. */
  readonly #q: readonly Float64Array[];
  readonly #r: readonly (readonly number[])[];
  readonly #kept: readonly number[];
  /** What each row does to its own fitted value. */
  readonly #leverage: Float64Array;

  /** @param columns each one number a row @param strata the stratum of each row, 0… */
  constructor(columns: readonly Float64Array[], strata: Int32Array) {
    this.rows = strata.length;
    this.#strata = new Strata(strata);
    this.centre = columns.map((column) => this.#strata.mean(column));
    const q: Float64Array[] = [];
    const r: number[][] = [];
    const kept: number[] = [];
    columns.forEach((column, index) => {
      const rest = this.#strata.centred(column);
      const before = lengthOf(rest);
      const row = q.map((direction) => takeOut(rest, direction));
      // Twice is enough (Giraud and others 2005): what rounding left of the others goes, too.
      q.forEach((direction, k) => {
        row[k] = (row[k] ?? 0) + takeOut(rest, direction);
      });
      const after = lengthOf(rest);
      if (!(after > NOTHING_NEW * before)) return;
      q.push(rest.map((value) => value / after));
      r.push([...row, after]);
      kept.push(index);
    });
    this.#q = q;
    this.#r = r;
    this.#kept = kept;
    this.degreesOfFreedom = this.rows - this.#strata.count - q.length;
    this.#leverage = Float64Array.from({ length: this.rows }, (_, i) =>
      q.reduce((sum, direction) => sum + (direction[i] ?? 0) * (direction[i] ?? 0), this.#strata.share(i)),
    );
  }

  /** Columns that say something. */
  get columns(): number {
    return this.#q.length;
  }

  /** The mean of outcomes over strata, each counting alike. */
  mean(outcomes: Float64Array): number {
    return this.#strata.mean(outcomes);
  }

  /**
   * The weights whose sum of outcomes is what the fit says of a difference of columns.
   *
   * @param difference one number a column
   */
  contrast(difference: readonly number[]): Contrast {
    const weights = new Float64Array(this.rows);
    this.coordinatesOf(difference).forEach((amount, k) => {
      const direction = this.#q[k];
      if (direction !== undefined) for (let i = 0; i < this.rows; i++) weights[i]! += amount * direction[i]!;
    });
    return { weights };
  }

  /** A difference of columns in the coordinates of the orthonormal ones: x Rᵀ = difference. */
  coordinatesOf(difference: readonly number[]): number[] {
    const coordinates: number[] = [];
    this.#kept.forEach((index, k) => {
      const row = this.#r[k] ?? [];
      let rest = difference[index] ?? 0;
      for (let j = 0; j < k; j++) rest -= (row[j] ?? 0) * (coordinates[j] ?? 0);
      coordinates.push(rest / (row[k] ?? Number.NaN));
    });
    return coordinates;
  }

  /** Outcomes in the coordinates of the orthonormal columns. */
  project(outcomes: Float64Array): number[] {
    return this.#q.map((direction) => dot(direction, outcomes));
  }

  /** What the fit leaves of the outcomes. */
  residuals(outcomes: Float64Array): Float64Array {
    const rest = this.#strata.centred(outcomes);
    for (const direction of this.#q) takeOut(rest, direction);
    return rest;
  }

  /** Squares of the outcomes around their strata's means. */
  squares(outcomes: Float64Array): number {
    const centred = this.#strata.centred(outcomes);
    return dot(centred, centred);
  }

  /**
   * A contrast's estimate with its interval. Its variance is Σ w² e² / (1 − h)², with residuals e and leverages h
   * (MacKinnon and White's HC3, Journal of Econometrics 29, 1985): the luck of a day may differ from world to world.
   * Unbounded without degrees of freedom.
   *
   * @param level 0…1
   */
  estimate({ weights }: Contrast, outcomes: Float64Array, level: number): Estimated {
    const value = dot(weights, outcomes);
    if (this.degreesOfFreedom < 1)
      return { value, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    const residuals = this.residuals(outcomes);
    let variance = 0;
    for (let i = 0; i < this.rows; i++) {
      // A row that alone decides its own fitted value shows nothing of its error.
      const error =
        ((weights[i] ?? 0) * (residuals[i] ?? 0)) / Math.max(LEAST_LEFT, 1 - (this.#leverage[i] ?? 0));
      variance += error * error;
    }
    const half = studentTQuantile((1 + level) / 2, this.degreesOfFreedom) * Math.sqrt(variance);
    return { value, low: value - half, high: value + half };
  }
}

const LEAST_LEFT = 1e-6;

/** Groups of rows with a level of their own. */
class Strata {
  readonly count: number;
  readonly #of: Int32Array;
  readonly #sizes: Float64Array;

  constructor(of: Int32Array) {
    this.#of = of;
    this.#sizes = new Float64Array(1 + of.reduce((most, stratum) => Math.max(most, stratum), 0));
    for (const stratum of of) this.#sizes[stratum]! += 1;
    this.count = this.#sizes.filter((size) => size > 0).length;
  }

  /** What a row is of its stratum. */
  share(row: number): number {
    return 1 / (this.#sizes[this.#of[row] ?? 0] ?? 1);
  }

  mean(column: Float64Array): number {
    return this.#means(column).reduce((sum, mean) => sum + mean, 0) / this.count;
  }

  centred(column: Float64Array): Float64Array {
    const means = this.#means(column);
    return column.map((value, row) => value - (means[this.#of[row] ?? 0] ?? 0));
  }

  /** By stratum; 0 where there is nobody. */
  #means(column: Float64Array): Float64Array {
    const sums = new Float64Array(this.#sizes.length);
    column.forEach((value, row) => {
      sums[this.#of[row] ?? 0]! += value;
    });
    return sums.map((sum, stratum) => (sum === 0 ? 0 : sum / (this.#sizes[stratum] ?? 1)));
  }
}

/** Takes a direction of length 1 out of a column, and says how much of it there was. */
function takeOut(column: Float64Array, direction: Float64Array): number {
  const amount = dot(column, direction);
  for (let i = 0; i < column.length; i++) column[i]! -= amount * direction[i]!;
  return amount;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function lengthOf(column: Float64Array): number {
  return Math.sqrt(dot(column, column));
}
