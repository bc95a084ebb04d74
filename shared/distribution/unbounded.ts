/** Continuous families with at least one endless tail: normal, lognormal, exponential, gamma, weibull, pareto. */

import { constant, type Distribution, NO_ATOMS } from "./distribution.ts";
import { gammaLower, gammaQuantile, gammaUpper } from "./incomplete-gamma.ts";
import { logGamma, normalCdf, normalQuantile, power, stirlingError } from "./special.ts";

export function normal(mean: number, sd: number): Distribution {
  if (sd === 0) return constant(mean);
  return {
    family: "normal",
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
    mean,
    sd,
    discrete: false,
    atoms: NO_ATOMS,
    quantile: (p, q) => mean + sd * normalQuantile(p, q),
    cdf: (x) => normalCdf((x - mean) / sd),
    upper: (x) => normalCdf((mean - x) / sd),
  };
}

/** The exponential of a normal value of mean `mu` and standard deviation `sigma`; the median is e^mu. */
export function lognormal(mu: number, sigma: number): Distribution {
  if (sigma === 0) return constant(Math.exp(mu));
  const mean = Math.exp(mu + (sigma * sigma) / 2);
  const score = (x: number) => (Math.log(x) - mu) / sigma;
  return {
    family: "lognormal",
    low: 0,
    high: Number.POSITIVE_INFINITY,
    mean,
    sd: mean * Math.sqrt(Math.expm1(sigma * sigma)),
    discrete: false,
    atoms: NO_ATOMS,
    quantile: (p, q) => Math.exp(mu + sigma * normalQuantile(p, q)),
    cdf: (x) => (x > 0 ? normalCdf(score(x)) : 0),
    upper: (x) => (x > 0 ? normalCdf(-score(x)) : 1),
  };
}

/** −ln q, the quantile of the exponential distribution of mean 1, with the digits of the smaller tail. */
function unitExponential(p: number, q: number): number {
  return p <= q ? -Math.log1p(-p) : -Math.log(q);
}

/** Gaps of a Poisson process; `mean` is 1 / rate. */
export function exponential(mean: number): Distribution {
  return {
    family: "exponential",
    low: 0,
    high: Number.POSITIVE_INFINITY,
    mean,
    sd: mean,
    discrete: false,
    atoms: NO_ATOMS,
    quantile: (p, q) => mean * unitExponential(p, q),
    cdf: (x) => (x > 0 ? -Math.expm1(-x / mean) : 0),
    upper: (x) => (x > 0 ? Math.exp(-x / mean) : 1),
  };
}

/** Gamma distribution: mean shape · scale, coefficient of variation 1 / √shape. */
export function gamma(shape: number, scale: number): Distribution {
  const error = stirlingError(shape);
  return {
    family: "gamma",
    low: 0,
    high: Number.POSITIVE_INFINITY,
    mean: shape * scale,
    sd: Math.sqrt(shape) * scale,
    discrete: false,
    atoms: NO_ATOMS,
    quantile: (p, q) => scale * gammaQuantile(shape, p, q),
    cdf: (x) => gammaLower(shape, x / scale, error),
    upper: (x) => gammaUpper(shape, x / scale, error),
  };
}

/** Squared coefficient of variation of a Weibull distribution: Γ(1 + 2/k) / Γ(1 + 1/k)² − 1. */
export function weibullVariation(shape: number): number {
  return Math.expm1(logGamma(1 + 2 / shape) - 2 * logGamma(1 + 1 / shape));
}

/** P(X > x) = exp(−(x / scale)^shape): failures that become rarer (shape < 1) or more frequent with time. */
export function weibull(shape: number, scale: number): Distribution {
  const mean = scale * Math.exp(logGamma(1 + 1 / shape));
  const hazard = (x: number) => power(x / scale, shape);
  return {
    family: "weibull",
    low: 0,
    high: Number.POSITIVE_INFINITY,
    mean,
    sd: mean * Math.sqrt(weibullVariation(shape)),
    discrete: false,
    atoms: NO_ATOMS,
    quantile: (p, q) => scale * power(unitExponential(p, q), 1 / shape),
    cdf: (x) => (x > 0 ? -Math.expm1(-hazard(x)) : 0),
    upper: (x) => (x > 0 ? Math.exp(-hazard(x)) : 1),
  };
}

/** P(X > x) = (scale / x)^shape from `scale` on; no mean for a shape up to 1, no standard deviation up to 2. */
export function pareto(shape: number, scale: number): Distribution {
  const mean = shape > 1 ? (scale * shape) / (shape - 1) : Number.POSITIVE_INFINITY;
  return {
    family: "pareto",
    low: scale,
    high: Number.POSITIVE_INFINITY,
    mean,
    sd: shape > 2 ? mean / Math.sqrt(shape * (shape - 2)) : Number.POSITIVE_INFINITY,
    discrete: false,
    atoms: NO_ATOMS,
    quantile: (p, q) => scale * Math.exp(unitExponential(p, q) / shape),
    cdf: (x) => (x > scale ? -Math.expm1(shape * Math.log(scale / x)) : 0),
    upper: (x) => (x > scale ? power(scale / x, shape) : 1),
  };
}
