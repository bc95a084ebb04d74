/** The incomplete beta function and its inverse, accurate in both tails. */

import { invertTail } from "./solve.ts";
import { lessOneLessLog, normalQuantile, stirlingError } from "./special.ts";

/** What Stirling's formula leaves out of ln B(a, b). */
export function betaStirlingError(a: number, b: number): number {
  return stirlingError(a) + stirlingError(b) - stirlingError(a + b);
}

/** x^a y^b / B(a, b) with y = 1 − x, in the saddle-point form that keeps its digits for large a and b; `error` is betaStirlingError(a, b). */
function densityTimesXY(a: number, b: number, x: number, y: number, error: number): number {
  const n = a + b;
  const exponent =
    a * lessOneLessLog((x * n) / a, (x * b - y * a) / a) +
    b * lessOneLessLog((y * n) / b, (y * a - x * b) / b) +
    error;
  return Math.sqrt((a / n) * (b / (2 * Math.PI))) * Math.exp(-exponent);
}

const MOST_TERMS = 100_000;
const TINY = 1e-300;

/** The continued fraction of I_x(a, b) · a / (x^a y^b / B(a, b)) (DLMF 8.17.22, evaluated after Lentz). */
function betaFraction(a: number, b: number, x: number): number {
  const n = a + b;
  let c = 1;
  let d = 1 / awayFromZero(1 - (n * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const twice = a + 2 * m;
    const even = (m * (b - m) * x) / ((twice - 1) * twice);
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (n + m) * x) / (twice * (twice + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return fraction;
}

function awayFromZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}

/**
 * The regularised incomplete beta function I_x(a, b): the cdf of a beta distribution. Its upper tail is
 * `betaLower(b, a, y, x)`.
 *
 * @param x 0…1
 * @param y 1 − x, given so that it keeps its digits near x = 1
 * @param error betaStirlingError(a, b), for callers that ask often
 */
export function betaLower(
  a: number,
  b: number,
  x: number,
  y = 1 - x,
  error = betaStirlingError(a, b),
): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const power = densityTimesXY(a, b, x, y, error);
  if (x * (a + b + 2) <= a + 1) return (power * betaFraction(a, b, x)) / a;
  return 1 - (power * betaFraction(b, a, y)) / b;
}

/**
 * ln(x / (1 − x)) of the x with I_x(a, b) = p: Newton's method on the logarithm of the smaller tail over the
 * log-odds, in which both ends are far away.
 */
export function betaQuantileLogOdds(a: number, b: number, p: number, q: number): number {
  const lower = p <= q;
  const error = betaStirlingError(a, b);
  const start = firstLogOdds(a, b, p, q);
  // this close to an end the value is 0 or 1 to any digit
  if (Math.abs(start) > 650) return start;
  return invertTail(start, lower ? p : q, lower, (t, point) => {
    const x = 1 / (1 + Math.exp(-t));
    const y = 1 / (1 + Math.exp(t));
    point.tail = lower ? betaLower(a, b, x, y, error) : betaLower(b, a, y, x, error);
    point.slope = densityTimesXY(a, b, x, y, error);
  });
}

/** A normal guess in log-odds for two shapes of 1 and more, else the leading term of the nearer tail. */
function firstLogOdds(a: number, b: number, p: number, q: number): number {
  if (a >= 1 && b >= 1) {
    return Math.log(a / b) + normalQuantile(p, q) * Math.sqrt(1 / a + 1 / b);
  }
  // I_x ≈ x^a / (a B) at the lower end, and B ≈ 1/a + 1/b for small shapes
  const split = b / (a + b);
  return p <= split ? Math.log(p / split) / a : -Math.log(q / (1 - split)) / b;
}

/**
 * The x with I_x(a, b) = p.
 *
 * @param p lower tail probability; 0 gives 0
 * @param q upper tail probability; 0 gives 1
 */
export function betaQuantile(a: number, b: number, p: number, q: number): number {
  if (p <= 0) return 0;
  if (q <= 0) return 1;
  return 1 / (1 + Math.exp(-betaQuantileLogOdds(a, b, p, q)));
}
