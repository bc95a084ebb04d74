/** The incomplete gamma functions and their inverse, accurate in both tails. */

import { invertTail } from "./solve.ts";
import {
  lessOneLessLog,
  logGamma,
  normalCdf,
  normalDensity,
  normalQuantile,
  stirlingError,
} from "./special.ts";

/** x^a e^(−x) / Γ(a): x times the gamma density, in the saddle-point form that keeps its digits for large a; `error` is stirlingError(a). */
function densityTimesX(a: number, x: number, error: number): number {
  if (x <= 0) return 0;
  const exponent = a * lessOneLessLog(x / a, (x - a) / a) + error;
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(-exponent);
}

/** Largest number of terms; the series and the fraction below converge within about 10 √a of them. */
const MOST_TERMS = 10_000;
/** From this shape on, the uniform expansion is both faster and accurate to 1e-12. */
const LARGE = 20_000;

/** P(a, x) / (x^a e^(−x) / Γ(a)) by the power series (DLMF 8.11.4), for x < a + 1. */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_TERMS && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Q(a, x) / (x^a e^(−x) / Γ(a)) by the continued fraction (DLMF 8.9.2, evaluated after Lentz), for x ≥ a + 1. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < MOST_TERMS; i++) {
    const numerator = i * (a - i);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return fraction;
}

/**
 * Temme's uniform expansion for large a (DLMF 8.12.3, 8.12.10): the lower (side −1) or upper (side 1) tail.
 * The two coefficients kept leave an error of about 0.004 / a².
 */
function uniformTail(a: number, x: number, side: 1 | -1): number {
  const mu = (x - a) / a;
  const eta = Math.sign(mu) * Math.sqrt(2 * lessOneLessLog(x / a, mu));
  const z = eta * Math.sqrt(a);
  let c0 = -1 / 3 + eta * (1 / 12 - eta * (2 / 135 - eta / 864));
  let c1 = -1 / 540 - eta / 288;
  if (Math.abs(eta) > 0.005) {
    c0 = 1 / mu - 1 / eta;
    c1 = 1 / (eta * eta * eta) - (1 / mu + 1) / (mu * mu) - 1 / (12 * mu);
  }
  return normalCdf(-side * z) + (side * normalDensity(z) * (c0 + c1 / a)) / Math.sqrt(a);
}

/**
 * The regularised lower incomplete gamma function P(a, x): the cdf of a gamma distribution of shape a and scale 1.
 *
 * @param a shape, > 0
 * @param x ≥ 0
 * @param error stirlingError(a), for callers that ask often
 */
export function gammaLower(a: number, x: number, error = stirlingError(a)): number {
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  if (a >= LARGE) return uniformTail(a, x, -1);
  if (x < a + 1) return densityTimesX(a, x, error) * lowerSeries(a, x);
  return 1 - densityTimesX(a, x, error) * upperFraction(a, x);
}

/** The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), accurate where it is small. */
export function gammaUpper(a: number, x: number, error = stirlingError(a)): number {
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (a >= LARGE) return uniformTail(a, x, 1);
  if (x >= a + 1) return densityTimesX(a, x, error) * upperFraction(a, x);
  return 1 - densityTimesX(a, x, error) * lowerSeries(a, x);
}

/** A first guess of ln x: Wilson and Hilferty's cube where it is good, the leading terms of either tail elsewhere. */
function firstLogQuantile(a: number, p: number, q: number): number {
  const cube = 1 - 1 / (9 * a) + normalQuantile(p, q) / (3 * Math.sqrt(a));
  if (a >= 1 && cube > 0.3) return Math.log(a) + 3 * Math.log(cube);
  const small = (Math.log(p) + logGamma(a + 1)) / a;
  if (p <= q || small < -1) return small;
  const far = -Math.log(q) - logGamma(a);
  return Math.log(Math.max(far + (a - 1) * Math.log(Math.max(far, 1)), 0.1));
}

/** The logarithm of {@link gammaQuantile}, which reaches where the quantile itself would be below the smallest number. */
export function gammaLogQuantile(a: number, p: number, q: number): number {
  const lower = p <= q;
  const error = stirlingError(a);
  const start = firstLogQuantile(a, p, q);
  // this far down P(a, x) = x^a / Γ(a + 1), and the guess is the answer
  if (lower && start < -500) return start;
  return invertTail(start, lower ? p : q, lower, (t, point) => {
    const x = Math.exp(t);
    point.tail = lower ? gammaLower(a, x, error) : gammaUpper(a, x, error);
    point.slope = densityTimesX(a, x, error);
  });
}

/**
 * The x with P(a, x) = p and Q(a, x) = q, by Newton's method on the logarithm of the smaller tail over ln x.
 *
 * @returns 0 at p = 0 (and where x would be below the smallest number), +∞ at q = 0
 */
export function gammaQuantile(a: number, p: number, q: number): number {
  if (p <= 0) return 0;
  if (q <= 0) return Number.POSITIVE_INFINITY;
  return Math.exp(gammaLogQuantile(a, p, q));
}
