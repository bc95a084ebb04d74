/** Moments and quantiles of what tasks draw, in closed form or by plain integration; nothing of the code under test. */

/** The standard normal's 95th percentile. */
const Z95 = 1.6448536269514722;

/** A lognormal by its median and its 95th percentile. */
export interface Lognormal {
  readonly mu: number;
  readonly sigma: number;
}

export function lognormalOf(p50: number, p95: number): Lognormal {
  return { mu: Math.log(p50), sigma: Math.log(p95 / p50) / Z95 };
}

/** e^(μ + σ²/2). */
export function lognormalMean({ mu, sigma }: Lognormal): number {
  return Math.exp(mu + (sigma * sigma) / 2);
}

/** Density of the standard normal. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** P(Z ≤ z), by the series of Marsaglia (Journal of Statistical Software 11, 2004). */
export function normalCdf(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let term = z;
  let sum = z;
  for (let n = 3; Math.abs(term) > 1e-17; n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return 0.5 + sum * normalDensity(z);
}

const atMost = ({ mu, sigma }: Lognormal, x: number): number =>
  x <= 0 ? 0 : normalCdf((Math.log(x) - mu) / sigma);

/** Mean of a lognormal number of tokens: rounded to whole ones, at least 1, and cut at `largest`. */
export function meanTokens(size: Lognormal, largest: number): number {
  let sum = 1;
  for (let k = 2; k <= largest; k++) {
    const chance = 1 - atMost(size, k - 0.5);
    if (chance === 0) break;
    sum += chance;
  }
  return sum;
}

/** Integral of a smooth function that vanishes at both ends, by the trapezoidal rule. */
export function integral(from: number, to: number, steps: number, of: (x: number) => number): number {
  const width = (to - from) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) sum += of(from + i * width);
  return sum * width;
}

/**
 * The value that the share p of a X + b Y does not exceed, X and Y lognormal and joined by a Gaussian copula with
 * Spearman's correlation given (Pearson 1907: r = 2 sin(πρ/6)).
 */
export function quantileOfSum(
  [a, first]: readonly [number, Lognormal],
  [b, second]: readonly [number, Lognormal],
  spearman: number,
  p: number,
): number {
  const r = 2 * Math.sin((Math.PI * spearman) / 6);
  const shareUpTo = (x: number): number =>
    integral(-8, 8, 2000, (z) => {
      const left = (x - a * Math.exp(first.mu + first.sigma * z)) / b;
      if (left <= 0) return 0;
      const score = (Math.log(left) - second.mu) / second.sigma;
      return normalDensity(z) * normalCdf((score - r * z) / Math.sqrt(1 - r * r));
    });
  return solve(shareUpTo, p, 0, 1e6);
}

/** Where an increasing function takes a value. */
export function solve(of: (x: number) => number, value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (of(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A Beta distribution with whole parameters. */
export class WholeBeta {
  constructor(
    readonly alpha: number,
    readonly beta: number,
  ) {}

  get mean(): number {
    return this.alpha / (this.alpha + this.beta);
  }

  get variance(): number {
    const all = this.alpha + this.beta;
    return (this.alpha * this.beta) / (all * all * (all + 1));
  }

  density(x: number): number {
    const { alpha, beta } = this;
    if (x <= 0 || x >= 1) return 0;
    let log = Math.log(alpha + beta - 1);
    for (let k = 1; k < alpha; k++) log += Math.log((alpha + beta - 1 - k) / k);
    return Math.exp(log + (alpha - 1) * Math.log(x) + (beta - 1) * Math.log(1 - x));
  }
}

/** Chance of at most so many successes of n, each with chance p. */
export function binomialAtMost(successes: number, n: number, p: number): number {
  if (successes >= n) return 1;
  if (p === 1) return 0;
  let logTerm = n * Math.log1p(-p);
  let sum = 0;
  for (let k = 0; k <= successes; k++) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((n - k) / (k + 1)) + Math.log(p / (1 - p));
  }
  return Math.min(1, sum);
}
