/** Families of whole numbers: geometric and poisson. */

import { constant, type Distribution, MOST_ATOMS } from "./distribution.ts";
import { gammaLower, gammaUpper } from "./incomplete-gamma.ts";
import { logGamma, normalQuantile } from "./special.ts";

const NEGLIGIBLE = 1e-12;
/** Tails this close to each other are equal. */
const TIE = 1 + 1e-12;

function wholeNumbers(from: number, to: number): Float64Array {
  const count = Math.min(MOST_ATOMS, Math.max(1, to - from + 1));
  return Float64Array.from({ length: count }, (_, i) => from + i);
}

/** The number of tries up to the first success, each of which succeeds with share `p`: 1, 2, 3 …, mean 1 / p. */
export function geometric(p: number): Distribution {
  if (p >= 1) return constant(1);
  const logMiss = Math.log1p(-p);
  const upper = (x: number) => (x >= 1 ? Math.exp(Math.floor(x) * logMiss) : 1);
  return {
    family: "geometric",
    low: 1,
    high: Number.POSITIVE_INFINITY,
    mean: 1 / p,
    sd: Math.sqrt(1 - p) / p,
    discrete: true,
    atoms: wholeNumbers(1, Math.ceil(Math.log(NEGLIGIBLE) / logMiss)),
    quantile: (lower, q) => {
      const k = Math.ceil((lower <= q ? Math.log1p(-lower) : Math.log(q)) / logMiss);
      // at a whole quotient rounding must not lead to the next count
      return k > 1 && upper(k - 1) <= q * TIE ? k - 1 : Math.max(1, k);
    },
    cdf: (x) => (x >= 1 ? -Math.expm1(Math.floor(x) * logMiss) : 0),
    upper,
  };
}

/** Above this mean a table would be long, and the expansion is right to a few counts in a million and more. */
const LARGEST_TABLE_MEAN = 1e6;

/** The number of events of a process without memory, of which `mean` are expected: 0, 1, 2 … */
export function poisson(mean: number): Distribution {
  if (mean === 0) return constant(0);
  const sd = Math.sqrt(mean);
  let table: PoissonTable | undefined;
  const quantile = (p: number, q: number) => {
    if (mean > LARGEST_TABLE_MEAN) return expandedQuantile(mean, normalQuantile(p, q));
    table ??= poissonTable(mean);
    return tableQuantile(table, p, q);
  };
  return {
    family: "poisson",
    low: 0,
    high: Number.POSITIVE_INFINITY,
    mean,
    sd,
    discrete: true,
    atoms: wholeNumbers(quantile(NEGLIGIBLE, 1), quantile(1, NEGLIGIBLE)),
    quantile,
    cdf: (x) => (x >= 0 ? gammaUpper(Math.floor(x) + 1, mean) : 0),
    upper: (x) => (x >= 0 ? gammaLower(Math.floor(x) + 1, mean) : 1),
  };
}

/** Cornish and Fisher's expansion of the Poisson quantile to the second order, to the nearest whole number. */
function expandedQuantile(mean: number, z: number): number {
  const root = Math.sqrt(mean);
  return Math.max(0, Math.round(mean + root * z + (z * z - 1) / 6 + (z - z * z * z) / (72 * root)));
}

/** Probabilities of at most, and of more than, `first` + index events. */
interface PoissonTable {
  readonly first: number;
  readonly atMost: Float64Array;
  readonly above: Float64Array;
}

/** The values that matter lie within ten standard deviations and forty events; the rest has less than 1e-20. */
function poissonTable(mean: number): PoissonTable {
  const first = Math.max(0, Math.floor(mean - 10 * Math.sqrt(mean) - 10));
  const count = Math.ceil(mean + 10 * Math.sqrt(mean) + 40) - first + 1;
  const probability = new Float64Array(count);
  const mode = Math.floor(mean);
  probability[mode - first] = Math.exp(mode * Math.log(mean) - mean - logGamma(mode + 1));
  for (let i = mode - first + 1; i < count; i++) {
    probability[i] = (probability[i - 1]! * mean) / (first + i);
  }
  for (let i = mode - first - 1; i >= 0; i--) {
    probability[i] = (probability[i + 1]! * (first + i + 1)) / mean;
  }
  const atMost = new Float64Array(count);
  const above = new Float64Array(count);
  let sum = 0;
  for (let i = 0; i < count; i++) atMost[i] = sum += probability[i]!;
  sum = 0;
  for (let i = count - 1; i > 0; i--) above[i - 1] = sum += probability[i]!;
  return { first, atMost, above };
}

function tableQuantile({ first, atMost, above }: PoissonTable, p: number, q: number): number {
  let low = 0;
  let high = atMost.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const reached = p <= q ? atMost[middle]! >= p : above[middle]! <= q;
    if (reached) high = middle;
    else low = middle + 1;
  }
  return first + low;
}
