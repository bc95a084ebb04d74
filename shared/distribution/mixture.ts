/** Mixtures: one of several distributions, each with its share; and distributions clipped to a range. */
import { constant, type Distribution, MOST_ATOMS } from "./distribution.ts";
import { clippedMoments } from "./moments.ts";
import { zeroBetween } from "./solve.ts";

/** The distribution of min(max(X, min), max): what lies outside moves to the ends. */
export function clipped(inner: Distribution, min: number, max: number): Distribution {
  if (min <= inner.low && max >= inner.high) return inner;
  if (min >= inner.high || min === max) return constant(min);
  if (max <= inner.low) return constant(max);
  const { mean, sd } = clippedMoments(inner, min, max);
  const inside = inner.atoms.filter((value) => value > min && value < max);
  const ends = [min, max].filter((end) => end > inner.low && end < inner.high);
  return {
    family: inner.family,
    low: Math.max(min, inner.low),
    high: Math.min(max, inner.high),
    mean,
    sd,
    discrete: inner.discrete,
    atoms: Float64Array.from(new Set([...inside, ...ends])).sort(),
    quantile: (p, q) => Math.min(max, Math.max(min, inner.quantile(p, q))),
    cdf: (x) => (x < min ? 0 : x >= max ? 1 : inner.cdf(x)),
    upper: (x) => (x < min ? 1 : x >= max ? 0 : inner.upper(x)),
  };
}

export interface WeightedDistribution {
  readonly weight: number;
  readonly of: Distribution;
}

/**
 * A mixture: X is a value of part i with a share proportional to its weight.
 *
 * @param parts weights ≥ 0, not all 0
 */
export function mixture(parts: readonly WeightedDistribution[]): Distribution {
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  const shares = parts
    .map(({ weight, of }) => ({ share: weight / total, of }))
    .filter((part) => part.share > 0);
  const only = shares.length === 1 ? shares[0] : undefined;
  if (only !== undefined) return only.of;
  const sumOf = (value: (of: Distribution) => number) => {
    let sum = 0;
    for (const { share, of } of shares) sum += share * value(of);
    return sum;
  };
  const cdf = (x: number) => sumOf((of) => of.cdf(x));
  const upper = (x: number) => sumOf((of) => of.upper(x));
  const mean = sumOf((of) => of.mean);
  const square = sumOf((of) => of.sd * of.sd + (of.mean - mean) ** 2);
  const distributions = shares.map(({ of }) => of);
  const atoms = atomsOf(distributions);
  let grid: Grid | undefined;
  return {
    family: "mixture",
    low: Math.min(...distributions.map(({ low }) => low)),
    high: Math.max(...distributions.map(({ high }) => high)),
    mean,
    sd: Number.isFinite(mean) ? Math.sqrt(square) : Number.POSITIVE_INFINITY,
    discrete: distributions.every(({ discrete }) => discrete),
    atoms,
    quantile: (p, q) => {
      grid ??= gridOf(distributions, atoms, cdf, upper);
      return gridQuantile(grid, distributions, cdf, upper, p, q);
    },
    cdf,
    upper,
  };
}

function atomsOf(distributions: readonly Distribution[]): Float64Array {
  const all = new Set<number>();
  for (const { atoms } of distributions) for (const atom of atoms) all.add(atom);
  return Float64Array.from(all).sort().slice(0, MOST_ATOMS);
}

/**
 * Where the tails of a mixture stand at chosen values, ascending: at each part's own quantiles and at every atom.
 * `before` are the tails just below the value; they differ from those at the value where it is an atom.
 */
interface Grid {
  readonly values: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly lowerBefore: Float64Array;
  readonly upperBefore: Float64Array;
}

/** Grid points in each octave of a tail's probability, and the number of octaves. */
const POINTS = 8;
const OCTAVES = 36;

function gridOf(
  distributions: readonly Distribution[],
  atoms: Float64Array,
  cdf: (x: number) => number,
  upper: (x: number) => number,
): Grid {
  const chosen = new Set<number>(atoms);
  for (const distribution of distributions) {
    for (let i = POINTS; i <= POINTS * OCTAVES; i++) {
      const tail = Math.exp((-i / POINTS) * Math.LN2);
      chosen.add(distribution.quantile(tail, 1 - tail));
      chosen.add(distribution.quantile(1 - tail, tail));
    }
  }
  const values = Float64Array.from(chosen).filter(Number.isFinite).sort();
  const isAtom = new Set(atoms);
  const before = values.map((x) => (isAtom.has(x) ? justBelow(x) : x));
  return {
    values,
    lower: values.map(cdf),
    upper: values.map(upper),
    lowerBefore: before.map(cdf),
    upperBefore: before.map(upper),
  };
}

function justBelow(x: number): number {
  return x - Math.max(Math.abs(x) * 2 ** -52, Number.MIN_VALUE);
}

/** Relative error of a mixture's quantiles. */
const ENOUGH = 1e-12;

/** The interval of the grid by bisection, and the place inside it, where the distribution is continuous, by a solver. */
function gridQuantile(
  grid: Grid,
  distributions: readonly Distribution[],
  cdf: (x: number) => number,
  upper: (x: number) => number,
  p: number,
  q: number,
): number {
  const fromBelow = p <= q;
  const { values } = grid;
  let at = 0;
  let end = values.length;
  while (at < end) {
    const middle = (at + end) >> 1;
    if (fromBelow ? grid.lower[middle]! >= p : grid.upper[middle]! <= q) end = middle;
    else at = middle + 1;
  }
  const value = values[at];
  if (value !== undefined && (fromBelow ? grid.lowerBefore[at]! < p : grid.upperBefore[at]! > q))
    return value;
  const miss = fromBelow ? (x: number) => cdf(x) - p : (x: number) => q - upper(x);
  const before = values[at - 1];
  if (value !== undefined && before !== undefined) {
    const missBefore = fromBelow ? grid.lower[at - 1]! - p : q - grid.upper[at - 1]!;
    const missAt = fromBelow ? grid.lowerBefore[at]! - p : q - grid.upperBefore[at]!;
    return zeroBetween(miss, before, value, ENOUGH, missBefore, missAt) ?? value;
  }
  // below the first and above the last value of the grid the parts' own quantiles enclose the mixture's
  const own = distributions.map((part) => part.quantile(p, q));
  const low = before ?? Math.min(...own);
  const high = value ?? Math.max(...own);
  return (low < high ? zeroBetween(miss, low, high, ENOUGH) : undefined) ?? high;
}
