/** Finding the argument at which a monotone function takes a value. */

/** One evaluation of a tail of a distribution: its probability, and the density (≥ 0) in the coordinate used. */
export interface TailPoint {
  tail: number;
  slope: number;
}

const MOST_STEPS = 200;
/** A Newton step from where the tail's logarithm is this close leaves an error of about the square. */
const CLOSE = 1e-8;
/** Relative change of the coordinate below which it no longer matters. */
const EXACT = 4e-16;

/**
 * The coordinate t at which a tail of a distribution has the probability wanted: Newton's method on the
 * logarithm of the tail, where it is close to straight, kept inside a bracket that only shrinks.
 *
 * @param start a first guess
 * @param wanted the tail's probability, > 0
 * @param lower true if the tail grows with t
 * @param evaluate fills in the tail and the density at t
 */
export function invertTail(
  start: number,
  wanted: number,
  lower: boolean,
  evaluate: (t: number, point: TailPoint) => void,
): number {
  const point: TailPoint = { tail: 0, slope: 0 };
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let t = start;
  let reach = 1;
  for (let step = 0; step < MOST_STEPS; step++) {
    evaluate(t, point);
    if (point.tail === wanted) return t;
    const tooLow = point.tail < wanted === lower;
    if (tooLow) low = t;
    else high = t;
    const miss = Math.log(point.tail / wanted);
    const newton = (miss * point.tail) / point.slope;
    let next = lower ? t - newton : t + newton;
    const trusted = next > low && next < high;
    if (!trusted) {
      if (low === Number.NEGATIVE_INFINITY || high === Number.POSITIVE_INFINITY) {
        next = tooLow ? t + reach : t - reach;
        reach *= 2;
      } else next = 0.5 * (low + high);
    }
    if (trusted && Math.abs(miss) < CLOSE) return next;
    if (Math.abs(next - t) <= EXACT * Math.max(1, Math.abs(next))) return next;
    t = next;
  }
  return t;
}

/**
 * A zero of a continuous function between `low` and `high`, where it has opposite signs (or zero at an end), by
 * bisection with regula falsi steps after Illinois; to the last digits of the argument.
 *
 * @returns undefined where the signs are equal
 */
export function zeroBetween(
  f: (x: number) => number,
  low: number,
  high: number,
  enough = 1e-15,
): number | undefined {
  let a = low;
  let b = high;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa < 0 !== fb < 0)) return undefined;
  let side = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const width = Math.abs(b - a);
    if (width <= enough * Math.max(Math.abs(a), Math.abs(b))) break;
    const secant = (a * fb - b * fa) / (fb - fa);
    // every third step halves, so that a function that is flat on one side cannot stall the search
    const x =
      step % 3 === 2 || !(secant > Math.min(a, b) && secant < Math.max(a, b)) ? 0.5 * (a + b) : secant;
    const fx = f(x);
    if (fx === 0) return x;
    if (fx < 0 === fa < 0) {
      a = x;
      fa = fx;
      if (side === -1) fb *= 0.5;
      side = -1;
    } else {
      b = x;
      fb = fx;
      if (side === 1) fa *= 0.5;
      side = 1;
    }
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}
