/** Two designs on the very same worlds, days and tasks: differences in which common luck cancels. */
import { coarseQuantile } from "./coarse-counts.ts";
import type { CoarseCounts } from "./histogram.ts";
import type { Estimated } from "./interval.ts";
import { studentTQuantile } from "./student-t.ts";
import type { WorldSample } from "./world-sample.ts";

/** A ratio of sums: one numerator and denominator a replication. */
export interface RatioColumns {
  readonly numerator: ArrayLike<number>;
  readonly denominator: ArrayLike<number>;
}

/**
 * R(b) − R(a) for ratios of sums over the same replications: {@link pairedSumDifference} of one ratio each.
 *
 * @param level of this interval; for several at once divide the error by their number
 */
export function pairedRatioDifference(
  sample: WorldSample,
  a: RatioColumns,
  b: RatioColumns,
  level: number,
): Estimated {
  return pairedSumDifference(sample, [a], [b], level);
}

/**
 * The difference, b − a, of two sums of ratios of sums over the same replications, with an interval by the jackknife:
 * each world is left out in turn, in both designs at once, within its stratum (Wolter, Introduction to Variance
 * Estimation, 4.5). NaN where a side is not defined; unbounded with a single world.
 *
 * @param level of this interval; for several at once divide the error by their number
 */
export function pairedSumDifference(
  sample: WorldSample,
  a: readonly RatioColumns[],
  b: readonly RatioColumns[],
  level: number,
): Estimated {
  const left = a.map((columns) => new JackknifedRatio(sample, columns));
  const right = b.map((columns) => new JackknifedRatio(sample, columns));
  const value = total(right, (ratio) => ratio.value) - total(left, (ratio) => ratio.value);
  if (!Number.isFinite(value) || sample.degreesOfFreedom < 1) return unbounded(value);
  // As terms whose spread is the jackknife's variance: the sum over strata of (n − 1)/n times squared deviations.
  const terms = Float64Array.from({ length: sample.worlds }, (_, world) => {
    const n = sample.worldsLike(world);
    const without = (ratios: readonly JackknifedRatio[]) => total(ratios, (ratio) => ratio.without(world));
    return ((n - 1) / n) * (without(right) - without(left));
  });
  const half = sample.halfWidth(sample.spreadOfWorlds(terms), level);
  return Number.isFinite(half) ? { value, low: value - half, high: value + half } : unbounded(value);
}

function total(ratios: readonly JackknifedRatio[], of: (ratio: JackknifedRatio) => number): number {
  return ratios.reduce((sum, ratio) => sum + of(ratio), 0);
}

function unbounded(value: number): Estimated {
  return {
    value: Number.isFinite(value) ? value : Number.NaN,
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
  };
}

/** A weighted ratio, and what it is with one world left out and the others of its weekday standing in for it. */
class JackknifedRatio {
  readonly #above: Float64Array;
  readonly #below: Float64Array;
  readonly #aboveOnWeekday = new Float64Array(7);
  readonly #belowOnWeekday = new Float64Array(7);
  readonly #sample: WorldSample;
  readonly #aboveAll: number;
  readonly #belowAll: number;

  constructor(sample: WorldSample, { numerator, denominator }: RatioColumns) {
    this.#sample = sample;
    const weighted = (column: ArrayLike<number>) =>
      sample.weights.map((weight, row) => weight * (column[row] ?? 0));
    this.#above = sample.sumByWorld(weighted(numerator));
    this.#below = sample.sumByWorld(weighted(denominator));
    let aboveAll = 0;
    let belowAll = 0;
    for (let world = 0; world < sample.worlds; world++) {
      const weekday = sample.weekdayOf[world] ?? 0;
      const above = this.#above[world] ?? 0;
      const below = this.#below[world] ?? 0;
      this.#aboveOnWeekday[weekday] = (this.#aboveOnWeekday[weekday] ?? 0) + above;
      this.#belowOnWeekday[weekday] = (this.#belowOnWeekday[weekday] ?? 0) + below;
      aboveAll += above;
      belowAll += below;
    }
    this.#aboveAll = aboveAll;
    this.#belowAll = belowAll;
  }

  get value(): number {
    return this.#aboveAll / this.#belowAll;
  }

  without(world: number): number {
    const above = this.#above[world] ?? 0;
    const below = this.#below[world] ?? 0;
    if (!this.#sample.stratified) return (this.#aboveAll - above) / (this.#belowAll - below);
    const weekday = this.#sample.weekdayOf[world] ?? 0;
    const n = this.#sample.worldsLike(world);
    const aboveDay = this.#aboveOnWeekday[weekday] ?? 0;
    const belowDay = this.#belowOnWeekday[weekday] ?? 0;
    const scale = n / (n - 1);
    return (
      (this.#aboveAll - aboveDay + scale * (aboveDay - above)) /
      (this.#belowAll - belowDay + scale * (belowDay - below))
    );
  }
}

const MOST_SECTIONS = 16;

/**
 * The section (0 … n − 1) of each world, as equal as can be. Where weekdays differ by world a section is made of
 * whole weeks of worlds, so that sections are alike. Undefined with fewer than four worlds.
 */
export function sectionsOf(
  sample: WorldSample,
): { readonly count: number; readonly sectionOf: Int32Array } | undefined {
  const weekdays = new Set(sample.weekdayOf).size;
  const weeks = Math.floor(sample.worlds / weekdays);
  const inWeeks = weekdays > 1 && weeks >= 4;
  const count = Math.min(MOST_SECTIONS, inWeeks ? weeks : Math.floor(sample.worlds / 2));
  if (count < 2) return undefined;
  const sectionOf = Int32Array.from({ length: sample.worlds }, (_, world) =>
    inWeeks ? Math.floor(world / weekdays) % count : world % count,
  );
  return { count, sectionOf };
}

/**
 * A percentile of the pooled tasks in each section of worlds; Infinity where it falls among tasks that were never
 * answered. Undefined with too few worlds for sections.
 */
export function sectionPercentiles(
  sample: WorldSample,
  each: readonly CoarseCounts[],
  p: number,
): Float64Array | undefined {
  const sections = sectionsOf(sample);
  if (sections === undefined) return undefined;
  const { count, sectionOf } = sections;
  return Float64Array.from({ length: count }, (_, section) => {
    const counts: CoarseCounts[] = [];
    const weights: number[] = [];
    each.forEach((one, row) => {
      if (sectionOf[sample.worldOf[row] ?? 0] !== section) return;
      counts.push(one);
      weights.push(sample.weights[row] ?? 0);
    });
    return coarseQuantile(counts, p, weights);
  });
}

/**
 * Q_b(p) − Q_a(p) for percentiles of pooled tasks, with an interval by sectioning: the difference is taken again in
 * each section of worlds, and Student's t judges how these spread (Asmussen and Glynn, Stochastic Simulation, III.5).
 * They spread around their own mean: from the difference of the whole they are off by their bias, too, which is theirs
 * and not the whole's (with it 97.5 % of intervals held the truth). Unbounded where there are too few worlds, or where a
 * section's percentile falls among tasks that were never answered.
 *
 * @param value the difference of the pooled percentiles @param a @param b of {@link sectionPercentiles}
 * @param level of this interval; for several at once divide the error by their number
 */
export function sectionedDifference(
  value: number,
  a: Float64Array | undefined,
  b: Float64Array | undefined,
  level: number,
): Estimated {
  if (a === undefined || b === undefined || !Number.isFinite(value)) return unbounded(value);
  const differences = a.map((first, section) => (b[section] ?? Number.NaN) - first);
  if (!differences.every(Number.isFinite)) return unbounded(value);
  const count = differences.length;
  const mean = differences.reduce((sum, each) => sum + each, 0) / count;
  const squares = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const half = studentTQuantile((1 + level) / 2, count - 1) * Math.sqrt(squares / (count * (count - 1)));
  return { value, low: value - half, high: value + half };
}
