/** What a replication's first day was like, by the time of day. */
import type { DayTally } from "./tally.ts";

/** The day is looked at by the quarter of an hour. */
export const DAY_BIN_SECONDS = 900;
export const DAY_BINS = 96;
const DAY_SECONDS = 86_400;
/** Moments are added up in whole microseconds: sums don't depend on their order. */
const MICRO = 1e6;

/** How often something happened in each bin, and when within it. */
export class DayMoments {
  readonly counts = new Float64Array(DAY_BINS);
  private readonly micros = new Float64Array(DAY_BINS);
  private until = 0;

  /** @param until seconds; what happens from then on is not counted */
  reset(until: number): void {
    this.counts.fill(0);
    this.micros.fill(0);
    this.until = until;
  }

  add(at: number): void {
    if (at >= this.until) return;
    const bin = (at / DAY_BIN_SECONDS) | 0;
    this.counts[bin] = this.counts[bin]! + 1;
    // not `Math.round`, which branches, as often as not against expectation
    this.micros[bin] = this.micros[bin]! + Math.floor(MICRO * (at - DAY_BIN_SECONDS * bin) + 0.5);
  }

  addMany(moments: Float64Array, count: number): void {
    for (let i = 0; i < count; i++) this.add(moments[i]!);
  }

  /** Microseconds from the moments of a bin up to so many seconds after it began, all together. */
  area(bin: number, seconds: number): number {
    return this.counts[bin]! * seconds * MICRO - this.micros[bin]!;
  }
}

/** Counts the first day of a replication: a few additions a task, and no memory but its bins. */
export class DayRecorder {
  readonly arrivals = new DayMoments();
  private readonly ends = new DayMoments();
  private readonly joins = new DayMoments();
  private readonly leaves = new DayMoments();
  private readonly rejections = new DayMoments();
  private until = 0;

  reset(horizonSeconds: number): void {
    this.until = Math.min(horizonSeconds, DAY_SECONDS);
    for (const moments of [this.arrivals, this.ends, this.joins, this.leaves, this.rejections])
      moments.reset(this.until);
  }

  /** A task has its result, or has come to its end without one. */
  ended(at: number): void {
    this.ends.add(at);
  }

  joinsLine(at: number): void {
    this.joins.add(at);
  }

  leavesLine(at: number): void {
    this.leaves.add(at);
  }

  /** An attempt is answered with a 429. */
  throttles(at: number): void {
    this.rejections.add(at);
  }

  /** What the day was like; its quota is known elsewhere. */
  take(quota: DayTally["quota"]): DayTally {
    const bins = Math.ceil(this.until / DAY_BIN_SECONDS);
    return {
      seconds: this.until,
      arrived: Float32Array.from(this.arrivals.counts.subarray(0, bins)),
      throttled: Float32Array.from(this.rejections.counts.subarray(0, bins)),
      underWay: this.meanBetween(this.arrivals, this.ends, bins),
      inLine: this.meanBetween(this.joins, this.leaves, bins),
      quota,
    };
  }

  /** How many are between two moments, on average over each bin. */
  private meanBetween(first: DayMoments, last: DayMoments, bins: number): Float32Array {
    const means = new Float32Array(bins);
    let before = 0;
    for (let bin = 0; bin < bins; bin++) {
      const seconds = Math.min(DAY_BIN_SECONDS, this.until - bin * DAY_BIN_SECONDS);
      const width = seconds * MICRO;
      means[bin] = (before * width + first.area(bin, seconds) - last.area(bin, seconds)) / width;
      before += first.counts[bin]! - last.counts[bin]!;
    }
    return means;
  }
}
