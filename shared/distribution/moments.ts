/** Means over the clipped values of a distribution, by integrating its quantile function. */
import type { Distribution } from "./distribution.ts";

/** Nodes and weights of Gauss and Legendre's rule with eight points on −1…1 (Abramowitz and Stegun, table 25.4). */
const NODES = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];
const OCTAVES = 60;
/** Counts up to here are added up one by one. */
const MOST_COUNTS = 100_000;

/**
 * Mean and standard deviation of min(max(X, min), max). Relative error about 1e-6 for continuous families, none for
 * counts, about 1e-3 for samples of few values.
 */
export function clippedMoments(x: Distribution, min: number, max: number): { mean: number; sd: number } {
  const clip = (value: number) => Math.min(max, Math.max(min, value));
  if (min <= x.low && max >= x.high) return { mean: x.mean, sd: x.sd };
  const centre = clip(x.quantile(0.5, 0.5));
  // moments about the median; an endless upper tail enters by what the distribution knows of itself
  let first = meanOver(x, min, max, (value) => clip(value) - centre);
  let second = meanOver(x, min, max, (value) => (clip(value) - centre) ** 2);
  if (max === Number.POSITIVE_INFINITY && x.high === max) {
    first = x.mean - centre + meanOver(x, min, max, (value) => clip(value) - value);
    second = x.sd ** 2 + (x.mean - centre) ** 2;
    second += meanOver(x, min, max, (value) => (clip(value) - centre) ** 2 - (value - centre) ** 2);
  }
  const variance = Math.max(0, second - first * first);
  return {
    mean: centre + first,
    sd: Number.isFinite(first) ? Math.sqrt(variance) : Number.POSITIVE_INFINITY,
  };
}

/** The mean of g(X), where g is smooth but at `min` and `max`. */
function meanOver(x: Distribution, min: number, max: number, g: (value: number) => number): number {
  if ((x.family === "geometric" || x.family === "poisson") && x.atoms.length < MOST_COUNTS)
    return sumOver(x, g);
  const kinks = [x.cdf(min), x.upper(min), x.cdf(max), x.upper(max)];
  const lower = integral(kinks, (tail) => g(x.quantile(tail, 1 - tail)));
  return lower + integral(kinks, (tail) => g(x.quantile(1 - tail, tail)));
}

/** The sum over a family of whole numbers, up to where 1e-17 is left. */
function sumOver(x: Distribution, g: (value: number) => number): number {
  let sum = 0;
  let above = 1;
  for (let value = x.low, steps = 0; above > 1e-17 && steps < MOST_COUNTS; value++, steps++) {
    const next = x.upper(value);
    sum += (above - next) * g(value);
    above = next;
  }
  return sum;
}

/** ∫ f(tail) d tail over 0…½: a Gauss rule between each two of the octaves' ends and the kinks. */
function integral(kinks: readonly number[], f: (tail: number) => number): number {
  const octaves = Array.from({ length: OCTAVES }, (_, i) => 2 ** -(i + 1));
  const inside = kinks.filter((kink) => kink > 0 && kink < 0.5);
  const ends = [...octaves, ...inside].sort((a, b) => b - a);
  let sum = 0;
  for (let i = 1; i < ends.length; i++) {
    const half = 0.5 * (ends[i - 1]! - ends[i]!);
    const middle = ends[i]! + half;
    let piece = 0;
    for (let j = 0; j < NODES.length; j++) {
      piece += WEIGHTS[j]! * (f(middle - half * NODES[j]!) + f(middle + half * NODES[j]!));
    }
    sum += half * piece;
  }
  return sum;
}
