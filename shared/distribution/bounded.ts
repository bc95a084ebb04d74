/** Continuous families between two ends: uniform, triangular, pert, beta. */
import { constant, type Distribution, NO_ATOMS } from "./distribution.ts";
import { betaLower, betaQuantile, betaStirlingError } from "./incomplete-beta.ts";

/** Every value between `min` and `max` is equally likely. */
export function uniform(min: number, max: number): Distribution {
  if (min === max) return constant(min);
  const width = max - min;
  const share = (x: number) => Math.min(1, Math.max(0, x));
  return {
    family: "uniform",
    low: min,
    high: max,
    mean: min + width / 2,
    sd: width / Math.sqrt(12),
    discrete: false,
    atoms: NO_ATOMS,
    quantile: (p, q) => (p <= q ? min + p * width : max - q * width),
    cdf: (x) => share((x - min) / width),
    upper: (x) => share((max - x) / width),
  };
}

/** Density that rises in a straight line from `min` to `mode` and falls in one to `max`. */
export function triangular(min: number, mode: number, max: number): Distribution {
  if (min === max) return constant(min);
  const width = max - min;
  const rise = mode - min;
  const fall = max - mode;
  const below = (x: number) => (x <= min ? 0 : ((x - min) / width) * ((x - min) / rise));
  const above = (x: number) => (x >= max ? 0 : ((max - x) / width) * ((max - x) / fall));
  return {
    family: "triangular",
    low: min,
    high: max,
    mean: (min + mode + max) / 3,
    sd: Math.sqrt((width * width - rise * fall) / 18),
    discrete: false,
    atoms: NO_ATOMS,
    quantile: (p, q) =>
      p * width <= rise ? min + Math.sqrt(p * width * rise) : max - Math.sqrt(q * width * fall),
    cdf: (x) => (x < mode ? below(x) : 1 - above(x)),
    upper: (x) => (x < mode ? 1 - below(x) : above(x)),
  };
}

/** Beta distribution of two positive shapes, on 0…1; mean alpha / (alpha + beta). */
export function beta(alpha: number, betaShape: number): Distribution {
  return stretchedBeta("beta", alpha, betaShape, 0, 1);
}

/**
 * The beta distribution of project planning: mean (min + 4 mode + max) / 6, both shapes adding up to 6
 * (D. G. Malcolm et al., Application of a technique for research and development program evaluation, 1959).
 */
export function pert(min: number, mode: number, max: number): Distribution {
  if (min === max) return constant(min);
  const position = (mode - min) / (max - min);
  return stretchedBeta("pert", 1 + 4 * position, 1 + 4 * (1 - position), min, max);
}

/** The posterior of a success share of which a test set shows `passed` of `of`, from a flat prior. */
export function evaluation(passed: number, of: number): Distribution {
  return stretchedBeta("evaluation", passed + 1, of - passed + 1, 0, 1);
}

function stretchedBeta(
  family: "beta" | "pert" | "evaluation",
  a: number,
  b: number,
  min: number,
  max: number,
): Distribution {
  const width = max - min;
  const sum = a + b;
  const error = betaStirlingError(a, b);
  return {
    family,
    low: min,
    high: max,
    mean: min + (width * a) / sum,
    sd: (width / sum) * Math.sqrt((a * b) / (sum + 1)),
    discrete: false,
    atoms: NO_ATOMS,
    quantile: (p, q) =>
      p <= q ? min + width * betaQuantile(a, b, p, q) : max - width * betaQuantile(b, a, q, p),
    cdf: (x) => betaLower(a, b, (x - min) / width, (max - x) / width, error),
    upper: (x) => betaLower(b, a, (max - x) / width, (x - min) / width, error),
  };
}
