/**
 * What an outcome is on average in the worlds where an input has a given value: a smooth curve through one outcome a
 * world. It is a conditional mean, so it includes what moves with the input where inputs go together; the luck of the
 * simulated days and all other inputs are its noise.
 */
import { normalQuantile } from "../distribution/special.ts";
import type { Estimated } from "./interval.ts";
import { chanceLevel, shuffles } from "./shuffles.ts";
import { splineAt } from "./spline-basis.ts";
import { dot, StratifiedFit } from "./stratified-fit.ts";

/** An input in each world. */
export interface ScoredInput {
  /** What was drawn. */
  readonly own: Float64Array;
  /** The standard normal score it was drawn at. */
  readonly scores: Float64Array;
  /** Its value at a lower tail probability. */
  readonly quantile: (p: number) => number;
}

/** Where a curve is read: the values that 10, 50 and 90 % of an input's values lie below. */
export const PLACES = [0.1, 0.5, 0.9] as const;

/**
 * Scores in which worlds of equal value have equal places, the mean of their scores: an input with few values (or one
 * that is clipped) knows no order among equals.
 */
export function tiedScores({ own, scores }: ScoredInput): Float64Array {
  const sums = new Map<number, { sum: number; count: number }>();
  own.forEach((value, world) => {
    const tie = sums.get(value) ?? { sum: 0, count: 0 };
    sums.set(value, tie);
    tie.sum += scores[world] ?? 0;
    tie.count += 1;
  });
  return own.map((value) => {
    const { sum, count } = sums.get(value) ?? { sum: 0, count: 1 };
    return sum / count;
  });
}

/** The place of an input's value at a lower tail probability among {@link tiedScores}. */
function placeAt(input: ScoredInput, tied: Float64Array, p: number): number {
  const world = input.own.indexOf(input.quantile(p));
  return world < 0 ? normalQuantile(p) : (tied[world] ?? 0);
}

export class ConditionalCurve {
  readonly fit: StratifiedFit;
  readonly tied: Float64Array;
  readonly freedom: number;
  /** {@link PLACES} as scores. */
  readonly places: readonly number[];
  readonly #weights: Float64Array;

  /**
   * @param strata the stratum (weekday) of each world: their differences are nobody's doing
   * @param freedom of the curve, 1 (straight) … 5
   */
  constructor(input: ScoredInput, strata: Int32Array, freedom: number) {
    this.freedom = freedom;
    this.tied = tiedScores(input);
    this.fit = new StratifiedFit(splineColumns(this.tied, freedom), strata);
    this.places = PLACES.map((p) => placeAt(input, this.tied, p));
    this.#weights = this.fit.contrast(this.span).weights;
  }

  /** The curve at {@link PLACES}. */
  levels(outcomes: Float64Array): number[] {
    const coordinates = this.fit.project(outcomes);
    const mean = this.fit.mean(outcomes);
    return this.places.map((score) =>
      this.coordinatesAt(score).reduce((sum, at, k) => sum + at * (coordinates[k] ?? 0), mean),
    );
  }

  /** The curve from the input's p10 to its p90: what the outcome moves by, with a pointwise interval. */
  effect(outcomes: Float64Array, level: number): Estimated {
    return this.fit.estimate({ weights: this.#weights }, outcomes, level);
  }

  /** What the effect would be, of outcomes that need not be this run's. */
  effectOf(outcomes: Float64Array): number {
    return dot(this.#weights, outcomes);
  }

  /** Share of the outcomes' variance between worlds that goes with the input, less what chance explains; 0…1. */
  share(outcomes: Float64Array): number {
    const { fit } = this;
    const squares = fit.squares(outcomes);
    if (!(squares > 0) || fit.degreesOfFreedom < 1) return 0;
    const residuals = fit.residuals(outcomes);
    const left = dot(residuals, residuals) / fit.degreesOfFreedom;
    const all = squares / (fit.degreesOfFreedom + fit.columns);
    return Math.min(1, Math.max(0, 1 - left / all));
  }

  /** How much of the outcomes' squares the curve follows, chance included. */
  followed(outcomes: Float64Array): number {
    let sum = 0;
    for (const at of this.fit.project(outcomes)) sum += at * at;
    return sum;
  }

  /** A place of the curve, less the mean of all worlds, in the coordinates of the fit. */
  coordinatesAt(score: number): number[] {
    const at = splineAt(score, this.freedom);
    return this.fit.coordinatesOf(at.map((value, k) => value - (this.fit.centre[k] ?? 0)));
  }

  /** What the curve's columns differ by between the input's p10 and its p90. */
  get span(): number[] {
    const [low = 0, , high = 0] = this.places;
    const from = splineAt(low, this.freedom);
    return splineAt(high, this.freedom).map((value, k) => value - (from[k] ?? 0));
  }
}

/** One column for each curve of the spline. */
export function splineColumns(tied: Float64Array, freedom: number): Float64Array[] {
  const rows = Array.from(tied, (score) => splineAt(score, freedom));
  return splineAt(0, freedom).map((_, k) => Float64Array.from(rows, (row) => row[k] ?? 0));
}

/**
 * The effect of an input with all the others of its group held still, where effects add up: one fit of a curve for
 * each, of which only the first one's is read. Undefined where there are too few worlds to tell them apart.
 *
 * @param curves the input's own, then those of the inputs that move with it
 */
export function effectAlone(
  curves: readonly ConditionalCurve[],
  strata: Int32Array,
  outcomes: Float64Array,
  level: number,
): Estimated | undefined {
  const [own] = curves;
  if (own === undefined) return undefined;
  const columns = curves.flatMap(({ tied, freedom }) => splineColumns(tied, freedom));
  const fit = new StratifiedFit(columns, strata);
  if (fit.degreesOfFreedom < WORLDS_TO_SPARE) return undefined;
  return fit.estimate(fit.contrast(own.span), outcomes, level);
}

const WORLDS_TO_SPARE = 8;

/** Up to where chance alone goes, with inputs that nothing depends on. */
export interface NoiseFloor {
  /** The largest effect of any of them, in size. */
  readonly effect: number;
  /** The most of the outcomes' squares that any of their curves follows. */
  readonly followed: number;
}

const SHUFFLES = 499;

/**
 * The noise floor of a set of inputs: with chance `level` none of those that the outcomes don't depend on shows more.
 * Outcomes are dealt out to other worlds of their stratum, and the largest of all curves is noted each time (the
 * largest statistic of a permutation test: Westfall and Young, Resampling-Based Multiple Testing, 2).
 *
 * @param seed the same gives the same
 */
export function noiseFloor(
  curves: readonly ConditionalCurve[],
  strata: Int32Array,
  outcomes: Float64Array,
  level: number,
  seed: number,
): NoiseFloor {
  const effects: number[] = [];
  const followed: number[] = [];
  const dealt = new Float64Array(outcomes.length);
  for (const order of shuffles(strata, SHUFFLES, seed, "noise floor")) {
    order.forEach((from, row) => {
      dealt[row] = outcomes[from] ?? 0;
    });
    let effect = 0;
    let squares = 0;
    for (const curve of curves) {
      effect = Math.max(effect, Math.abs(curve.effectOf(dealt)));
      squares = Math.max(squares, curve.followed(dealt));
    }
    effects.push(effect);
    followed.push(squares);
  }
  return { effect: chanceLevel(effects, level), followed: chanceLevel(followed, level) };
}
