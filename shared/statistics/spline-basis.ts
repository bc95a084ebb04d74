/**
 * Natural cubic splines in a normal score: smooth curves of few degrees of freedom, straight beyond the outer knots
 * (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 5.2.1; knots as Harrell, Regression
 * Modeling Strategies, 2.4). An input's scores are standard normal in every run, so that the knots can be fixed
 * before looking: nothing is chosen from the data, and intervals promise no more than they keep.
 */

/** Knots by degrees of freedom: the normal quantiles of the shares in the comments. */
const KNOTS: readonly (readonly number[])[] = [
  [],
  [],
  // 0.1, 0.5, 0.9
  [-1.2815515655446004, 0, 1.2815515655446004],
  // 0.05, 0.35, 0.65, 0.95
  [-1.6448536269514722, -0.38532046640756773, 0.38532046640756773, 1.6448536269514722],
  // 0.05, 0.275, 0.5, 0.725, 0.95
  [-1.6448536269514722, -0.5977601260424784, 0, 0.5977601260424784, 1.6448536269514722],
  // 0.05, 0.23, 0.41, 0.59, 0.77, 0.95
  [
    -1.6448536269514722, -0.7388468491852137, -0.22754497664114945, 0.22754497664114945, 0.7388468491852137,
    1.6448536269514722,
  ],
];

/** The bendiest curve there is. */
export const MOST_FREEDOM = 5;

/** How bendy a curve so many worlds can carry: about sixteen worlds for each degree of freedom. */
export function freedomFor(worlds: number): number {
  return Math.max(1, Math.min(MOST_FREEDOM, Math.floor(worlds / 16)));
}

/**
 * The curves at a score, without the constant one.
 *
 * @param freedom 1 (a straight line) … 5
 * @example splineAt(0.5, 1) // [0.5]
 */
export function splineAt(score: number, freedom: number): number[] {
  const knots = KNOTS[freedom] ?? [];
  const last = knots.length - 1;
  const curves = [score];
  for (let k = 0; k + 1 < last; k++) {
    curves.push(truncated(score, knots, k) - truncated(score, knots, last - 1));
  }
  return curves;
}

function truncated(score: number, knots: readonly number[], k: number): number {
  const [from = 0, to = 0] = [knots[k], knots[knots.length - 1]];
  return (cubed(score - from) - cubed(score - to)) / (to - from);
}

function cubed(x: number): number {
  return x > 0 ? x * x * x : 0;
}
