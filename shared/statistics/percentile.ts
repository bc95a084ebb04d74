/**
 * Percentiles of all tasks of all worlds, with intervals. Tasks of one world are alike, so order statistics of the
 * pooled tasks would be far too sure of themselves; what counts is how much the worlds differ in the share of their
 * tasks up to some value (Woodruff, Journal of the American Statistical Association 47, 1952).
 *
 * The interval of the percentile p holds the values x of which the data don't contradict that the share p of all
 * tasks is at most x (Francisco and Fuller, Annals of Statistics 19, 1991): log-odds of the share at x, give or take
 * t standard errors *at x*. In a tail that a few worlds make, that reaches further up than errors taken at the
 * estimate would, as it should: worse worlds than those drawn are the usual surprise.
 */
import { countUpTo, finiteCount } from "./coarse-counts.ts";
import type { CoarseCounts } from "./histogram.ts";
import type { PooledDistribution } from "./pooled-distribution.ts";
import { effectiveCount } from "./ratio.ts";
import type { WorldSample } from "./world-sample.ts";

export type PercentileState =
  /** A number with an interval. */
  | "known"
  /** Nothing was recorded. */
  | "nothing"
  /** Fewer effective tasks than {@link tasksNeeded}. */
  | "too few"
  /** It falls among tasks that were never answered. */
  | "never";

export interface PercentileEstimate {
  readonly state: PercentileState;
  /** Infinity where it falls among values that never came, NaN of nothing. A value is there even where too few. */
  readonly value: number;
  /** Interval; `high` Infinity = unbounded, `low` Infinity = surely among values that never came. */
  readonly low: number;
  readonly high: number;
  /** As many independent tasks would know the share as well as these do. */
  readonly effective: number;
}

/**
 * How many independent values a percentile needs: the fewest of which the largest lies above the percentile with
 * chance 97.5 %, so that it has an upper bound at all. 72 for p95, 368 for p99, 3,688 for p99.9.
 *
 * @param p share, above 0 and below 1; below 0.5 the same is asked of the smallest value
 */
export function tasksNeeded(p: number): number {
  return Math.ceil(Math.log(0.025) / Math.log(Math.max(p, 1 - p)));
}

const FIRST_LOG_ODDS = -5;
const LAST_LOG_ODDS = 12;
const STEP = 0.5;

/** The percentiles of one measure of one design. Errors are worked out once, on a grid of log-odds. */
export class Percentiles {
  readonly pooled: PooledDistribution;
  readonly #sample: WorldSample;
  readonly #each: readonly CoarseCounts[];
  readonly #level: number;
  /** Ascending log-odds of shares; at each, the standard error and half the width of the interval of log-odds. */
  readonly #logOdds: number[] = [];
  readonly #errors: number[] = [];
  readonly #halves: number[] = [];
  readonly #influence: Float64Array;
  readonly #arrived: Float64Array;

  /**
   * @param each the coarse counts of each replication, in the order of `sample` @param level of the intervals, 0…1
   */
  constructor(pooled: PooledDistribution, sample: WorldSample, each: readonly CoarseCounts[], level: number) {
    this.pooled = pooled;
    this.#sample = sample;
    this.#each = each;
    this.#level = level;
    this.#influence = new Float64Array(sample.size);
    this.#arrived = new Float64Array(sample.size);
    each.forEach((counts, row) => {
      this.#arrived[row] = finiteCount(counts) + counts.infinite;
    });
    // The last share that can be told from all tasks, or from all that were answered.
    const last = Math.min(LAST_LOG_ODDS, logOddsOf(Math.min(pooled.served, 1 - 1 / pooled.counted)));
    for (let at = FIRST_LOG_ODDS; at < last; at += STEP) this.#addPoint(at);
    if (Number.isFinite(last)) this.#addPoint(last);
  }

  /** @param p share, above 0 and below 1 */
  at(p: number): PercentileEstimate {
    const value = this.pooled.quantile(p);
    if (Number.isNaN(value)) {
      return { state: "nothing", value, low: 0, high: Number.POSITIVE_INFINITY, effective: 0 };
    }
    const came = value !== Number.POSITIVE_INFINITY;
    // That a percentile never comes is known from the share that is served: what p95 misses, p99 misses too.
    const decisive = came ? p : Math.max(0.5, this.pooled.served);
    const effective = this.#effective(came ? p : this.pooled.served);
    const state = effective < tasksNeeded(decisive) ? "too few" : came ? "known" : "never";
    const wanted = logOddsOf(p);
    return {
      state,
      value,
      low: Math.min(value, this.#low(wanted)),
      high: Math.max(value, this.#high(wanted)),
      effective,
    };
  }

  #effective(share: number): number {
    const error = interpolated(this.#logOdds, this.#errors, logOddsOf(share));
    return effectiveCount(share, (error * share * (1 - share)) ** 2, this.pooled.counted);
  }

  /** Downwards from the share wanted, the first value up to which surely no more than that share lies. */
  #low(wanted: number): number {
    const last = this.#logOdds.length - 1;
    if (this.pooled.finite === 0) return this.#sample.degreesOfFreedom < 1 ? 0 : Number.POSITIVE_INFINITY;
    let i = last;
    while (i >= 0 && ((this.#logOdds[i] ?? 0) > wanted || this.#upperEnd(i) > wanted)) i--;
    if (i < 0) return 0;
    if (i < last) return this.#valueAt(i + fraction(this.#upperEnd(i), this.#upperEnd(i + 1), wanted));
    const { served } = this.pooled;
    return wanted > logOddsOf(served) ? Number.POSITIVE_INFINITY : this.#valueAt(i);
  }

  /** Upwards from the share wanted, the first value up to which surely at least that share lies. */
  #high(wanted: number): number {
    const count = this.#logOdds.length;
    let i = 0;
    while (i < count && ((this.#logOdds[i] ?? 0) < wanted || this.#lowerEnd(i) < wanted)) i++;
    if (i === count) return Number.POSITIVE_INFINITY;
    if (i === 0) return this.#valueAt(0);
    return this.#valueAt(i - 1 + fraction(this.#lowerEnd(i - 1), this.#lowerEnd(i), wanted));
  }

  #upperEnd(i: number): number {
    return (this.#logOdds[i] ?? 0) + (this.#halves[i] ?? 0);
  }

  #lowerEnd(i: number): number {
    return (this.#logOdds[i] ?? 0) - (this.#halves[i] ?? 0);
  }

  /** The value at a place between the points of the grid. */
  #valueAt(index: number): number {
    const below = Math.floor(index);
    const lower = this.#logOdds[below] ?? 0;
    const upper = this.#logOdds[below + 1] ?? lower;
    return this.pooled.quantile(shareOf(lower + (index - below) * (upper - lower)));
  }

  #addPoint(logOdds: number): void {
    const share = shareOf(logOdds);
    const place = this.pooled.placeAt(share);
    const scale = 1 / (this.pooled.total * share * (1 - share));
    const { weights, size } = this.#sample;
    const influence = this.#influence;
    for (let row = 0; row < size; row++) {
      const counts = this.#each[row];
      if (counts === undefined) continue;
      const off = countUpTo(counts, place) - share * (this.#arrived[row] ?? 0);
      influence[row] = (weights[row] ?? 0) * off * scale;
    }
    const spread = this.#sample.spreadOf(influence);
    this.#logOdds.push(logOdds);
    this.#errors.push(Math.sqrt(spread.variance));
    this.#halves.push(this.#sample.halfWidth(spread, this.#level));
  }
}

function logOddsOf(share: number): number {
  return Math.log(share / (1 - share));
}

function shareOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Where `wanted` lies between two ends, 0…1; an end that is infinite is not approached. */
function fraction(from: number, to: number, wanted: number): number {
  if (!Number.isFinite(from)) return 1;
  if (!Number.isFinite(to) || to === from) return 0;
  return Math.min(1, Math.max(0, (wanted - from) / (to - from)));
}

/** Linear between points, constant beyond them; NaN without any. */
function interpolated(xs: readonly number[], ys: readonly number[], x: number): number {
  const above = xs.findIndex((each) => each >= x);
  if (above === 0) return ys[0] ?? Number.NaN;
  if (above < 0) return ys[ys.length - 1] ?? Number.NaN;
  const part = fraction(xs[above - 1] ?? 0, xs[above] ?? 0, x);
  const lower = ys[above - 1] ?? 0;
  return lower + part * ((ys[above] ?? 0) - lower);
}
