/**
 * What it is worth to know an input before deciding, in the unit of the net benefits: the expected value of partial
 * perfect information, EVPPI = E[max over options of E[net benefit | input]] − max over options of E[net benefit].
 * The inner expectation is a regression on the same sample (Strong, Oakley and Brennan, Medical Decision Making 34,
 * 2014): no world is simulated for it.
 */

import { normalQuantile } from "../distribution/special.ts";
import { keyedBits, purposeKey, streamKey } from "../random/keyed.ts";
import { normalScore } from "../random/sampler.ts";
import type { ConditionalCurve } from "./conditional-curve.ts";
import type { Interval } from "./interval.ts";
import { orderQuantile } from "./order-quantile.ts";
import { chanceLevel, shuffles } from "./shuffles.ts";
import { dot } from "./stratified-fit.ts";

export interface ValueOfKnowing extends Interval {
  /** Less the bias of the best of several estimates; 0 or more. */
  readonly value: number;
  /** As estimated, before the bias was taken off: what is held against the noise floor. */
  readonly raw: number;
  readonly standardError: number;
  /** Whether the best option changes with the input in 95 % of what is drawn: something surely is to be gained. */
  readonly sure: boolean;
  /** The best option where the input is at its p10 and at its p90, by position. */
  readonly bestAt: readonly [number, number];
}

const DRAWS = 200;
const GRID = 100;
const SHUFFLES = 199;
const SELDOM = 0.05;

/**
 * The value of knowing one input.
 *
 * The maximum of estimates is too high on average; how much, and how uncertain it is, is seen by drawing the
 * regression's coefficients from their joint distribution and deciding again with each (as Strong and others do).
 *
 * @param options net benefit of each option in each world, one of which may be doing nothing (all 0)
 * @param level of the interval, 0…1 @param seed the same gives the same
 */
export function valueOfKnowing(
  curve: ConditionalCurve,
  options: readonly Float64Array[],
  level: number,
  seed: number,
): ValueOfKnowing {
  const places = placesOf(curve);
  const means = options.map((benefit) => curve.fit.mean(benefit));
  const slopes = options.map((benefit) => curve.fit.project(benefit));
  const raw = worthOf(places, means, slopes);
  const drawn = redrawn(curve, options, means, slopes, seed).map(([m, s]) => worthOf(places, m, s));
  const mean = drawn.reduce((sum, worth) => sum + worth, 0) / drawn.length;
  const squares = drawn.reduce((sum, worth) => sum + (worth - mean) ** 2, 0);
  const ascending = [...drawn].sort((a, b) => a - b);
  // Drawn values lie around the estimate as the estimate lies around the truth (the basic interval); near 0, where
  // that fails, drawn values themselves reach further (the percentile interval). The wider end of either.
  const upper = orderQuantile(ascending, (1 + level) / 2);
  const lower = orderQuantile(ascending, (1 - level) / 2);
  const low = Math.max(0, Math.min(lower, 2 * raw - upper));
  const high = Math.max(upper, 2 * raw - lower);
  const value = Math.min(high, Math.max(low, raw - (mean - raw)));
  const standardError = Math.sqrt(squares / (drawn.length - 1));
  const sure = orderQuantile(ascending, SELDOM) > 0;
  return { value, low, high, raw, standardError, sure, bestAt: bestAt(curve, means, slopes) };
}

/**
 * What an input of no worth may seem to be worth: with chance `level` none of those that net benefits don't depend on
 * shows more than this as its `raw` value.
 */
export function worthOfNothing(
  curves: readonly ConditionalCurve[],
  strata: Int32Array,
  options: readonly Float64Array[],
  level: number,
  seed: number,
): number {
  // Dealt out inside their strata, net benefits keep their means.
  const inputs = curves.map((curve) => ({
    fit: curve.fit,
    places: placesOf(curve),
    means: options.map((benefit) => curve.fit.mean(benefit)),
  }));
  const worths: number[] = [];
  for (const order of shuffles(strata, SHUFFLES, seed, "worth of nothing")) {
    const dealt = options.map((benefit) => benefit.map((_, row) => benefit[order[row] ?? 0] ?? 0));
    let most = 0;
    for (const { fit, places, means } of inputs) {
      const slopes = dealt.map((benefit) => fit.project(benefit));
      most = Math.max(most, worthOf(places, means, slopes));
    }
    worths.push(most);
  }
  return chanceLevel(worths, level);
}

/**
 * What knowing everything would be worth, at most: the best option of each world against the best for all. The luck
 * of the simulated days is in it, so that it is rather too high.
 */
export function worthOfEverything(
  options: readonly Float64Array[],
  mean: (column: Float64Array) => number,
): number {
  const [first] = options;
  if (first === undefined) return 0;
  const best = first.map((_, world) => Math.max(...options.map((benefit) => benefit[world] ?? 0)));
  return Math.max(0, mean(best) - Math.max(...options.map(mean)));
}

/** Where an input may lie, all equally likely: places of its curve in the coordinates of the fit, one after the other. */
interface Places {
  readonly count: number;
  readonly columns: number;
  readonly at: Float64Array;
}

/**
 * An input's scores are standard normal, so that their hundredths stand for them; where worlds share values, the
 * worlds do.
 */
function placesOf(curve: ConditionalCurve): Places {
  const isTied = new Set(curve.tied).size < curve.tied.length;
  const scores = isTied
    ? Array.from(curve.tied)
    : Array.from({ length: GRID }, (_, i) => normalQuantile((i + 0.5) / GRID));
  const at = Float64Array.from(scores.flatMap((score) => curve.coordinatesAt(score)));
  return { count: scores.length, columns: curve.fit.columns, at };
}

/** What deciding place by place brings beyond deciding once. */
function worthOf(
  { count, columns, at }: Places,
  means: readonly number[],
  slopes: readonly (readonly number[])[],
): number {
  const best = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  let uninformed = Number.NEGATIVE_INFINITY;
  slopes.forEach((slope, option) => {
    let total = 0;
    for (let place = 0; place < count; place++) {
      let benefit = means[option] ?? 0;
      for (let k = 0; k < columns; k++) benefit += at[place * columns + k]! * slope[k]!;
      total += benefit;
      if (benefit > best[place]!) best[place] = benefit;
    }
    uninformed = Math.max(uninformed, total / count);
  });
  let informed = 0;
  for (let place = 0; place < count; place++) informed += best[place]!;
  // Added up alike, so that the same option everywhere is worth exactly nothing to know.
  return Math.max(0, informed / count - uninformed);
}

function bestAt(
  curve: ConditionalCurve,
  means: readonly number[],
  slopes: readonly (readonly number[])[],
): [number, number] {
  const [low = 0, , high = 0] = curve.places;
  const best = (score: number): number => {
    const at = curve.coordinatesAt(score);
    const benefits = means.map((mean, option) =>
      at.reduce((sum, value, k) => sum + value * (slopes[option]?.[k] ?? 0), mean),
    );
    return benefits.indexOf(Math.max(...benefits));
  };
  return [best(low), best(high)];
}

/** Means and coefficients as they might as well have come out: the fit's columns are orthonormal, their errors alike. */
function redrawn(
  { fit }: ConditionalCurve,
  options: readonly Float64Array[],
  means: readonly number[],
  slopes: readonly (readonly number[])[],
  seed: number,
): [number[], number[][]][] {
  const residuals = options.map((benefit) => fit.residuals(benefit));
  const freedom = Math.max(1, fit.degreesOfFreedom);
  const factor = factorOf(residuals.map((a) => residuals.map((b) => dot(a, b) / freedom)));
  const { k0, k1 } = streamKey(seed, 0, purposeKey("value of information"));
  return Array.from({ length: DRAWS }, (_, draw) => {
    const errors = (column: number) => {
      const scores = options.map((_, option) =>
        normalScore(keyedBits(k0, k1, draw * options.length + option, column)),
      );
      return factor.map((row) => row.reduce((sum, value, j) => sum + value * (scores[j] ?? 0), 0));
    };
    const ofMean = errors(0);
    const ofColumns = Array.from({ length: fit.columns }, (_, k) => errors(k + 1));
    const size = Math.sqrt(fit.rows);
    return [
      means.map((mean, option) => mean + (ofMean[option] ?? 0) / size),
      slopes.map((slope, option) => slope.map((value, k) => value + (ofColumns[k]?.[option] ?? 0))),
    ];
  });
}

/** Cholesky's factor of a covariance that may be singular: doing nothing has no error, equal options have one. */
function factorOf(covariance: readonly (readonly number[])[]): number[][] {
  const factor: number[][] = covariance.map((row) => row.map(() => 0));
  covariance.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let rest = row[j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (factor[i]?.[k] ?? 0) * (factor[j]?.[k] ?? 0);
      const pivot = factor[j]?.[j] ?? 0;
      const least = 1e-10 * (row[i] ?? 0);
      const value = i === j ? (rest > least ? Math.sqrt(rest) : 0) : pivot > 0 ? rest / pivot : 0;
      factor[i]?.splice(j, 1, value);
    }
  });
  return factor;
}
