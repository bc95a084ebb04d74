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
    const trusted = next >= low && next <= high;
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
 * A zero of a continuous function between `low` and `high`, where it has opposite signs (or zero at an end): regula
 * falsi with Illinois' halving (M. Dowell and P. Jarratt, 1971), and a bisection where three steps have not made the
 * bracket eight times smaller.
 *
 * @param enough relative width of the bracket at which to stop
 * @param fLow f(low), where it is known
 * @param fHigh f(high), where it is known
 * @returns undefined where the signs are equal
 */
export function zeroBetween(
  f: (x: number) => number,
  low: number,
  high: number,
  enough = 1e-15,
  fLow = f(low),
  fHigh = f(high),
): number | undefined {
  let a = low;
  let b = high;
  let fa = fLow;
  let fb = fHigh;
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa < 0 !== fb < 0)) return undefined;
  let bisectAbove = 0.125 * (b - a);
  let last = 0;
  for (let step = 1; step <= MOST_STEPS && b - a > enough * Math.max(Math.abs(a), Math.abs(b)); step++) {
    let x = (a * fb - b * fa) / (fb - fa);
    if (!(x > a && x < b)) x = 0.5 * (a + b);
    if (step % 4 === 0) {
      if (b - a > bisectAbove) x = 0.5 * (a + b);
      bisectAbove = 0.125 * (b - a);
    }
    const fx = f(x);
    if (fx === 0) return x;
    if (fx < 0 === fa < 0) {
      // the far end has been kept twice: its weight is halved, so that the next step crosses over
      if (last === 1) fb *= 0.5;
      if (Math.abs(x - a) <= enough * Math.abs(x)) return x;
      a = x;
      fa = fx;
      last = 1;
    } else {
      if (last === -1) fa *= 0.5;
      if (Math.abs(x - b) <= enough * Math.abs(x)) return x;
      b = x;
      fb = fx;
      last = -1;
    }
  }
  return 0.5 * (a + b);
}
