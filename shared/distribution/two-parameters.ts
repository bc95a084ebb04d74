/** The families of two parameters, from whichever way their parameters are written. */
import { beta, uniform } from "./bounded.ts";
import { constant, type Distribution } from "./distribution.ts";
import {
  type FitTarget,
  fitBeta,
  fitGamma,
  fitLognormal,
  fitNormal,
  fitPareto,
  fitUniform,
  fitWeibull,
} from "./fit.ts";
import type {
  BetaParameters,
  FamilySpec,
  LognormalParameters,
  MeanAndSpread,
  Percentiles,
  ShapeAndScale,
  UniformParameters,
} from "./spec.ts";
import { gamma, lognormal, normal, pareto, weibull } from "./unbounded.ts";

type Fitted = MeanAndSpread | Percentiles;

/** The families that take a mean and a spread, or two percentiles. */
export type TwoParameterSpec =
  | { readonly uniform: UniformParameters | Fitted }
  | { readonly normal: Fitted }
  | { readonly lognormal: LognormalParameters | Fitted }
  | { readonly gamma: ShapeAndScale | Fitted }
  | { readonly weibull: ShapeAndScale | Fitted }
  | { readonly pareto: ShapeAndScale | Fitted }
  | { readonly beta: BetaParameters | Fitted };

const NAMES = ["uniform", "normal", "lognormal", "gamma", "weibull", "pareto", "beta"];

export function isTwoParameterSpec(spec: FamilySpec): spec is FamilySpec & TwoParameterSpec {
  return NAMES.some((name) => name in spec);
}

/** @returns undefined where no parameters of the family meet what is asked */
export function twoParameterFamily(spec: TwoParameterSpec): Distribution | undefined {
  if ("uniform" in spec) {
    const given = spec.uniform;
    if ("min" in given) return uniform(given.min, given.max);
    return fitted(given, fitUniform, ({ min, max }) => uniform(min, max));
  }
  if ("normal" in spec) return fitted(spec.normal, fitNormal, ({ mean, sd }) => normal(mean, sd));
  if ("lognormal" in spec) {
    const given = spec.lognormal;
    if ("mu" in given) return lognormal(given.mu, given.sigma);
    return fitted(given, fitLognormal, ({ mu, sigma }) => lognormal(mu, sigma));
  }
  if ("beta" in spec) {
    const given = spec.beta;
    if ("alpha" in given) return beta(given.alpha, given.beta);
    return fitted(given, fitBeta, (fit) => beta(fit.alpha, fit.beta));
  }
  if ("gamma" in spec) return shaped(spec.gamma, fitGamma, gamma);
  if ("weibull" in spec) return shaped(spec.weibull, fitWeibull, weibull);
  return shaped(spec.pareto, fitPareto, pareto);
}

function shaped(
  given: ShapeAndScale | Fitted,
  fit: (target: FitTarget) => ShapeAndScale | undefined,
  family: (shape: number, scale: number) => Distribution,
): Distribution | undefined {
  if ("shape" in given) return family(given.shape, given.scale);
  return fitted(given, fit, ({ shape, scale }) => family(shape, scale));
}

/** A distribution that meets the target, or the constant where there is no spread. */
function fitted<Parameters>(
  given: Fitted,
  solve: (target: FitTarget) => Parameters | undefined,
  family: (parameters: Parameters) => Distribution,
): Distribution | undefined {
  const target = targetOf(given);
  if ("sd" in target && target.sd === 0) return constant(target.mean);
  const parameters = solve(target);
  if (parameters === undefined) return undefined;
  const distribution = family(parameters);
  return meets(distribution, target) ? distribution : undefined;
}

/** A mean with its standard deviation, or two percentiles in ascending order. */
export function targetOf(given: Fitted): FitTarget {
  if ("mean" in given) {
    return { mean: given.mean, sd: "sd" in given ? given.sd : given.cv * Math.abs(given.mean) };
  }
  const [first, second] = Object.entries(given)
    .map(([name, value]) => ({ p: Number(name.slice(1)) / 100, x: value }))
    .sort((a, b) => a.p - b.p);
  if (first === undefined || second === undefined) throw new RangeError("two percentiles are needed");
  return { p1: first.p, x1: first.x, p2: second.p, x2: second.x };
}

/** A fit at the edge of what numbers can say is no fit: everything asked is met to nine digits. */
function meets(distribution: Distribution, target: FitTarget): boolean {
  const close = (value: number, wanted: number, scale: number) => Math.abs(value - wanted) <= 1e-9 * scale;
  if ("sd" in target) {
    const { mean, sd } = target;
    return close(distribution.mean, mean, Math.abs(mean) + sd) && close(distribution.sd, sd, sd * 100);
  }
  const { p1, x1, p2, x2 } = target;
  const [y1, y2] = [distribution.quantile(p1, 1 - p1), distribution.quantile(p2, 1 - p2)];
  return close(y1, x1, Math.abs(x1) + (x2 - x1)) && close(y2, x2, Math.abs(x2) + (x2 - x1));
}
