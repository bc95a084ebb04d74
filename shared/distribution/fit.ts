/**
 * Parameters of two-parameter families from a mean and a spread, or from the values at two percentiles, which are
 * met exactly: in closed form where there is one, otherwise by a solver to the last digits.
 */

import { betaLower } from "./incomplete-beta.ts";
import { gammaLogQuantile } from "./incomplete-gamma.ts";
import { zeroBetween } from "./solve.ts";
import type { BetaParameters, LognormalParameters, ShapeAndScale, UniformParameters } from "./spec.ts";
import { logGamma, normalQuantile, power } from "./special.ts";
import { weibullVariation } from "./unbounded.ts";

/** What a family is fitted to: a mean and a standard deviation > 0 … */
export interface MeanAndSd {
  readonly mean: number;
  readonly sd: number;
}

/** … or the values at two probabilities, p1 < p2 and x1 < x2. */
export interface TwoPercentiles {
  readonly p1: number;
  readonly x1: number;
  readonly p2: number;
  readonly x2: number;
}

export type FitTarget = MeanAndSd | TwoPercentiles;

function scoresOf({ p1, p2 }: TwoPercentiles): { z1: number; z2: number } {
  return { z1: normalQuantile(p1), z2: normalQuantile(p2) };
}

export function fitNormal(target: FitTarget): MeanAndSd {
  if ("mean" in target) return target;
  const { z1, z2 } = scoresOf(target);
  const sd = (target.x2 - target.x1) / (z2 - z1);
  return { mean: target.x1 - sd * z1, sd };
}

/** Means and percentiles must be positive. */
export function fitLognormal(target: FitTarget): LognormalParameters {
  if ("mean" in target) {
    const sigma = Math.sqrt(Math.log1p((target.sd / target.mean) ** 2));
    return { mu: Math.log(target.mean) - (sigma * sigma) / 2, sigma };
  }
  const { mean, sd } = fitNormal({ ...target, x1: Math.log(target.x1), x2: Math.log(target.x2) });
  return { mu: mean, sigma: sd };
}

export function fitUniform(target: FitTarget): UniformParameters {
  if ("mean" in target) {
    const half = Math.sqrt(3) * target.sd;
    return { min: target.mean - half, max: target.mean + half };
  }
  const width = (target.x2 - target.x1) / (target.p2 - target.p1);
  const min = target.x1 - target.p1 * width;
  return { min, max: min + width };
}

/** Means and percentiles must be positive; a mean and a spread give a shape above 2. */
export function fitPareto(target: FitTarget): ShapeAndScale {
  if ("mean" in target) {
    const shape = 1 + Math.hypot(1, target.mean / target.sd);
    return { shape, scale: (target.mean * (shape - 1)) / shape };
  }
  const shape = (Math.log1p(-target.p1) - Math.log1p(-target.p2)) / Math.log(target.x2 / target.x1);
  return { shape, scale: target.x1 * Math.exp(Math.log1p(-target.p1) / shape) };
}

/** Means and percentiles must be positive. Undefined for a spread that no shape from 0.02 to 1e6 has. */
export function fitWeibull(target: FitTarget): ShapeAndScale | undefined {
  if ("mean" in target) {
    const variation = 2 * Math.log(target.sd / target.mean);
    const miss = (logShape: number) => Math.log(weibullVariation(Math.exp(logShape))) - variation;
    const logShape = zeroBetween(miss, Math.log(0.02), Math.log(1e6));
    if (logShape === undefined) return undefined;
    const shape = Math.exp(logShape);
    return { shape, scale: target.mean / meanOfUnitWeibull(shape) };
  }
  const [h1, h2] = [-Math.log1p(-target.p1), -Math.log1p(-target.p2)];
  const shape = Math.log(h2 / h1) / Math.log(target.x2 / target.x1);
  return { shape, scale: target.x1 * power(h1, -1 / shape) };
}

/**
 * Means and percentiles must be positive. The ratio of two quantiles falls with the shape, whatever the scale.
 * Undefined for a ratio that no shape from 0.01 to 1e9 has.
 */
export function fitGamma(target: FitTarget): ShapeAndScale | undefined {
  if ("mean" in target) {
    const shape = (target.mean / target.sd) ** 2;
    return { shape, scale: target.mean / shape };
  }
  const { p1, p2 } = target;
  const wanted = Math.log(target.x2 / target.x1);
  const ratio = (shape: number) => gammaLogQuantile(shape, p2, 1 - p2) - gammaLogQuantile(shape, p1, 1 - p1);
  const { z1, z2 } = scoresOf(target);
  const guess = 2 * Math.log((z2 - z1) / wanted);
  const miss = (logShape: number) => ratio(Math.exp(logShape)) - wanted;
  const logShape = zeroNear(miss, guess, Math.log(0.01), Math.log(1e9));
  if (logShape === undefined) return undefined;
  const shape = Math.exp(logShape);
  return { shape, scale: target.x1 * Math.exp(-gammaLogQuantile(shape, p1, 1 - p1)) };
}

/** Shapes of a beta distribution add up to at most this: beyond it a share is as good as certain. */
export const LARGEST_BETA_SIZE = 1e8;

/** Undefined where no beta distribution has this mean and spread, or none whose shapes add up to 1e-3 … 1e8 these percentiles. */
export function fitBeta(target: FitTarget): BetaParameters | undefined {
  if ("mean" in target) {
    const size = (target.mean * (1 - target.mean)) / (target.sd * target.sd) - 1;
    if (!(size > 0 && size <= LARGEST_BETA_SIZE)) return undefined;
    return { alpha: target.mean * size, beta: (1 - target.mean) * size };
  }
  const { p1, x1, p2, x2 } = target;
  // for each size alpha + beta there is one mean that meets the first percentile; the second then grows with the size
  const meanAt = (size: number) =>
    zeroBetween((logOdds) => logit(p1) - cdfLogOdds(logOdds, size, x1), -60, 60) ?? Number.NaN;
  const miss = (logSize: number) => {
    const size = Math.exp(logSize);
    return cdfLogOdds(meanAt(size), size, x2) - logit(p2);
  };
  const { z1, z2 } = scoresOf(target);
  const spread = (logit(x2) - logit(x1)) / (z2 - z1);
  const guess = Math.log(4) - 2 * Math.log(spread);
  const logSize = zeroNear(miss, guess, Math.log(1e-3), Math.log(LARGEST_BETA_SIZE));
  if (logSize === undefined) return undefined;
  const size = Math.exp(logSize);
  const { mean, rest } = oddsToShares(meanAt(size));
  return { alpha: mean * size, beta: rest * size };
}

function logit(p: number): number {
  return Math.log(p) - Math.log1p(-p);
}

function oddsToShares(logOdds: number): { mean: number; rest: number } {
  return { mean: 1 / (1 + Math.exp(-logOdds)), rest: 1 / (1 + Math.exp(logOdds)) };
}

/** The log-odds of P(X ≤ x) for the beta distribution of a mean (as log-odds) and a size alpha + beta; bounded. */
function cdfLogOdds(meanLogOdds: number, size: number, x: number): number {
  const { mean, rest } = oddsToShares(meanLogOdds);
  const below = betaLower(mean * size, rest * size, x, 1 - x);
  const above = betaLower(rest * size, mean * size, 1 - x, x);
  return Math.log(Math.max(below, 1e-300)) - Math.log(Math.max(above, 1e-300));
}

function meanOfUnitWeibull(shape: number): number {
  return Math.exp(logGamma(1 + 1 / shape));
}

/** A zero of a monotone function, sought in growing steps from a guess and kept between the limits. */
function zeroNear(f: (x: number) => number, guess: number, low: number, high: number): number | undefined {
  const start = Math.min(high, Math.max(low, guess));
  for (let reach = 0.5; ; reach *= 2) {
    const a = Math.max(low, start - reach);
    const b = Math.min(high, start + reach);
    const zero = zeroBetween(f, a, b);
    if (zero !== undefined || (a === low && b === high)) return zero;
  }
}
