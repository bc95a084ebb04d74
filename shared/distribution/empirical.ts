/** Distributions taken from data: a sample, or a table of quantiles. */
import { constant, type Distribution, NO_ATOMS } from "./distribution.ts";

/** The number of elements ≤ x in an ascending array. */
function countUpTo(ascending: Float64Array, x: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A sample: each of its values is equally likely, none between them. `sd` is that of the sample as a population.
 *
 * @param values at least one
 */
export function sample(values: ArrayLike<number>): Distribution {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  const low = sorted[0];
  const high = sorted[count - 1];
  if (low === undefined || high === undefined) throw new RangeError("a sample needs at least one value");
  if (low === high) return constant(low);
  let mean = 0;
  for (let i = 0; i < count; i++) mean += (sorted[i]! - mean) / (i + 1);
  let variance = 0;
  for (let i = 0; i < count; i++) variance += ((sorted[i]! - mean) ** 2 - variance) / (i + 1);
  return {
    family: "empirical",
    low,
    high,
    mean,
    sd: Math.sqrt(variance),
    discrete: true,
    atoms: sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]),
    quantile: (p, q) => {
      const index = p <= q ? Math.ceil(count * p) - 1 : count - 1 - Math.floor(count * q);
      return sorted[Math.min(count - 1, Math.max(0, index))]!;
    },
    cdf: (x) => countUpTo(sorted, x) / count,
    upper: (x) => (count - countUpTo(sorted, x)) / count,
  };
}

/**
 * A table of quantiles, straight lines between its points.
 *
 * @param points pairs of share and value; shares rise from 0 to 1, values don't fall
 */
export function quantileTable(points: readonly (readonly [share: number, value: number])[]): Distribution {
  const shares = Float64Array.from(points, ([share]) => share);
  const values = Float64Array.from(points, ([, value]) => value);
  const last = points.length - 1;
  const low = values[0];
  const high = values[last];
  if (low === undefined || high === undefined) throw new RangeError("a table of quantiles needs two points");
  if (low === high) return constant(low);
  const { mean, sd } = momentsOfTable(shares, values);
  const shareUpTo = (x: number) => {
    const next = countUpTo(values, x);
    if (next === 0) return 0;
    if (next > last) return 1;
    const part = (x - values[next - 1]!) / (values[next]! - values[next - 1]!);
    return shares[next - 1]! + part * (shares[next]! - shares[next - 1]!);
  };
  return {
    family: "empirical",
    low,
    high,
    mean,
    sd,
    discrete: false,
    atoms: repeated(values),
    quantile: (p, q) => {
      const share = p <= q ? p : 1 - q;
      const next = Math.min(last, Math.max(1, countUpTo(shares, share)));
      const part = (share - shares[next - 1]!) / (shares[next]! - shares[next - 1]!);
      return values[next - 1]! + part * (values[next]! - values[next - 1]!);
    },
    cdf: shareUpTo,
    upper: (x) => 1 - shareUpTo(x),
  };
}

/** Values that stand at two neighbouring points: all the probability between them is theirs. */
function repeated(values: Float64Array): Float64Array {
  const atoms = values.filter((value, i) => value === values[i + 1] && value !== values[i - 1]);
  return atoms.length === 0 ? NO_ATOMS : atoms;
}

function momentsOfTable(shares: Float64Array, values: Float64Array): { mean: number; sd: number } {
  let mean = 0;
  for (let i = 1; i < shares.length; i++) {
    mean += (shares[i]! - shares[i - 1]!) * 0.5 * (values[i - 1]! + values[i]!);
  }
  let variance = 0;
  for (let i = 1; i < shares.length; i++) {
    const [a, b] = [values[i - 1]! - mean, values[i]! - mean];
    variance += ((shares[i]! - shares[i - 1]!) * (a * a + a * b + b * b)) / 3;
  }
  return { mean, sd: Math.sqrt(variance) };
}
