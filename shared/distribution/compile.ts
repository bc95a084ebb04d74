/** From what a scenario says to something that can be drawn from. */
import { ExpectedError } from "../errors.ts";
import { evaluation, pert, triangular } from "./bounded.ts";
import { geometric, poisson } from "./counts.ts";
import { constant, type Distribution } from "./distribution.ts";
import { quantileTable, sample } from "./empirical.ts";
import { clipped, mixture } from "./mixture.ts";
import { clippedMoments } from "./moments.ts";
import type { DistributionSpec, EmpiricalParameters, Quantity } from "./spec.ts";
import { twoParameterFamily } from "./two-parameters.ts";
import { exponential } from "./unbounded.ts";

/** Numeric columns of the files that a scenario names, keyed `file#column`. */
export type Columns = Readonly<Record<string, Float64Array>>;

/** A value is `min(max(scale · base + shift, min), max)`, scale and shift being the world's (1 and 0 where absent). */
export interface CompiledQuantity {
  readonly base: Distribution;
  readonly min: number;
  readonly max: number;
  readonly scale: CompiledQuantity | undefined;
  /** Only of `evaluation`: what production does to the share. */
  readonly shift: CompiledQuantity | undefined;
}

/**
 * Makes a quantity ready to be drawn. The same specification gives the same `base` object as long as it is among
 * the last few hundred used, so that what is derived from it (a sampler's table) is built once.
 *
 * @param quantity a specification without problems (see `distributionProblems`)
 * @throws ExpectedError where a column is missing or no parameters meet what is asked
 * @example
 * compile({ lognormal: { p50: 10, p95: 40 }, max: 100 }, {}).base.quantile(0.95, 0.05) // 40
 */
export function compile(quantity: Quantity, columns: Columns): CompiledQuantity {
  if (typeof quantity === "number") {
    return { base: constant(quantity), min: -Infinity, max: Infinity, scale: undefined, shift: undefined };
  }
  const { min = -Infinity, max = Infinity, scale } = quantity;
  const shift = "evaluation" in quantity ? quantity.evaluation.shift : undefined;
  const [low, high] = ownRange(quantity);
  return {
    base: cachedBase(quantity, columns),
    min: Math.max(min, low),
    max: Math.min(max, high),
    scale: scale === undefined ? undefined : compile(scale, columns),
    shift: shift === undefined ? undefined : compile(shift, columns),
  };
}

/** The value at lower tail probability `p`, clipped, with scale 1 and shift 0: for pictures and labels. */
export function quantileOf(quantity: CompiledQuantity, p: number): number {
  return Math.min(Math.max(quantity.base.quantile(p, 1 - p), quantity.min), quantity.max);
}

/** Mean and standard deviation of the clipped value, with scale 1 and shift 0. */
export function momentsOf(quantity: CompiledQuantity): { mean: number; sd: number } {
  return clippedMoments(quantity.base, quantity.min, quantity.max);
}

/** The range that belongs to the family itself: a share's 0…1, and the `max` that geometric takes among its parameters. */
function ownRange(spec: DistributionSpec): readonly [low: number, high: number] {
  if ("evaluation" in spec) return [0, 1];
  if ("geometric" in spec) return [-Infinity, spec.geometric.max ?? Infinity];
  return [-Infinity, Infinity];
}

const MOST_CACHED = 512;
const cache = new Map<string, Distribution>();
const columnNumbers = new WeakMap<Float64Array, number>();
let columnsSeen = 0;

function cachedBase(spec: DistributionSpec, columns: Columns): Distribution {
  const key = cacheKey(spec, columns);
  const base = cache.get(key) ?? baseOf(spec, columns);
  // the most recently used come last, the first is the next to go
  cache.delete(key);
  cache.set(key, base);
  const oldest = cache.keys().next();
  if (cache.size > MOST_CACHED && oldest.done !== true) cache.delete(oldest.value);
  return base;
}

/** The specification as text, without clip and scale, and with the identity of the data behind each file and column. */
function cacheKey(spec: DistributionSpec, columns: Columns): string {
  const { min: _min, max: _max, scale: _scale, ...family } = spec;
  return JSON.stringify(family, (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !("file" in value && "column" in value)) return value;
    const data = columns[`${value.file}#${value.column}`];
    if (data === undefined) return value;
    const number = columnNumbers.get(data) ?? ++columnsSeen;
    columnNumbers.set(data, number);
    return number;
  });
}

function baseOf(spec: DistributionSpec, columns: Columns): Distribution {
  if ("constant" in spec) return constant(spec.constant);
  if ("triangular" in spec) {
    return triangular(spec.triangular.min, spec.triangular.mode, spec.triangular.max);
  }
  if ("pert" in spec) return pert(spec.pert.min, spec.pert.mode, spec.pert.max);
  if ("exponential" in spec) {
    return exponential("mean" in spec.exponential ? spec.exponential.mean : 1 / spec.exponential.rate);
  }
  if ("geometric" in spec)
    return geometric("p" in spec.geometric ? spec.geometric.p : 1 / spec.geometric.mean);
  if ("poisson" in spec) return poisson(spec.poisson.mean);
  if ("evaluation" in spec) return evaluation(spec.evaluation.passed, spec.evaluation.of);
  if ("empirical" in spec) return empiricalOf(spec.empirical, columns);
  if ("mixture" in spec) {
    return mixture(
      spec.mixture.map(({ weight, of }) => {
        const { base, min, max } = compile(of, columns);
        return { weight, of: clipped(base, min, max) };
      }),
    );
  }
  const distribution = twoParameterFamily(spec);
  if (distribution !== undefined) return distribution;
  throw new ExpectedError([
    { path: "", value: spec, message: "No parameters of this family meet what is asked." },
  ]);
}

function empiricalOf(given: EmpiricalParameters, columns: Columns): Distribution {
  if ("values" in given) return sample(given.values);
  if ("quantiles" in given) return quantileTable(given.quantiles);
  const data = columns[`${given.file}#${given.column}`];
  if (data !== undefined && data.length > 0 && data.every(Number.isFinite)) return sample(data);
  const message =
    data === undefined || data.length === 0
      ? `The file ${given.file} has no numbers in a column ${given.column}, or was not read.`
      : `The column ${given.column} of ${given.file} holds something that is no number.`;
  throw new ExpectedError([{ path: "", value: given, message }]);
}
