/**
 * In which share of a month's (or a day's) tasks something holds, in each world believed possible: that they are done
 * within a time, that they are answered, that answers are right. Rare days decide such shares; a day of which one is
 * simulated must not pose as a world, nor may it be averaged away.
 *
 * The month of a world is what the world itself is known to be like, and the luck of as many days as a month has. What
 * the world is like is its distance from the mean, shrunk until worlds differ by no more than what pairs of days in
 * one world leave to ignorance. Its luck is borrowed from the days of all worlds: their distances from the best guess at
 * their own world (Robinson, Statistical Science 6, 1991), stretched to the variance that pairs show. A bad day keeps
 * its size, and comes as often as it came.
 */
import { keyedBits, purposeKey, streamKey } from "../random/keyed.ts";
import { type CentredDays, centredDays, worldMean } from "./centred-days.ts";
import { DAYS_PER_MONTH, type Window } from "./cost-by-world.ts";
import type { DesignSample } from "./design-sample.ts";

export interface SharesByWorld {
  /** One share a world, perhaps a little beyond 0…1; NaN where a world had nothing to count. */
  readonly values: Float64Array;
  /**
   * The same, with each section of worlds as a sample of its own (see {@link sectionsOf}), from which its worlds borrow.
   * How much sections differ tells how uncertain `values` are, with what all of them share. Equal to `values` where
   * nothing is borrowed. Where there are too few worlds for sections, only those have one whose own days say the same as
   * the month that was borrowed: on the same side of the limit; the others NaN.
   */
  readonly bySection: Float64Array;
}

const MOST_SECTIONS = 6;
/** With fewer a section can't tell luck from ignorance. */
const WORLDS_IN_A_SECTION = 4;
/** With fewer sections their differences say too little. */
const FEWEST_SECTIONS = 4;

/** Where sections of consecutive worlds begin, and at the end how many worlds there are; one section of few worlds. */
export function sectionsOf(worlds: number): readonly number[] {
  const possible = Math.min(MOST_SECTIONS, Math.floor(worlds / WORLDS_IN_A_SECTION));
  const count = possible < FEWEST_SECTIONS ? 1 : possible;
  return Array.from({ length: count + 1 }, (_, section) => Math.floor((section * worlds) / count));
}

/**
 * One share a world over its window. Shares are taken along their tangent at the limit, `limit + Σ (counted − limit ·
 * of) / Σ of`: busy days weigh as they do in a month, and the result is at or above the limit exactly where the month's
 * share is. The same worlds borrow from the same days whatever is counted, so that promises are kept or broken
 * together as in one month.
 *
 * A day of horizons of a day is the first one that was simulated, as it was.
 *
 * @param counted one number a replication @param of what it is a share of @param limit 0…1
 */
export function shareByWorld(
  sample: DesignSample,
  counted: ArrayLike<number>,
  of: ArrayLike<number>,
  limit: number,
  window: Window,
): SharesByWorld {
  if (window === "day" && sample.days === 1) {
    const values = firstDays(sample, counted, of);
    return { values, bySection: values };
  }
  const own = tangents(sample, counted, of, limit);
  const days = centredDays(sample, own);
  const horizons = (window === "month" ? DAYS_PER_MONTH : 1) / sample.days;
  const { worlds } = sample.worlds;
  const values = new Float64Array(worlds);
  const isBorrowed = fillShares(values, days, { from: 0, to: worlds }, horizons);
  if (!isBorrowed) return { values, bySection: values };
  const starts = sectionsOf(worlds);
  if (starts.length === 2) return { values, bySection: whereDaysAgree(sample, own, values, limit) };
  const bySection = new Float64Array(worlds);
  starts.slice(0, -1).forEach((from, section) => {
    fillShares(bySection, days, { from, to: starts[section + 1] ?? worlds }, horizons);
  });
  return { values, bySection };
}

/** The months of the worlds all of whose days lie on the same side of the limit as the month; NaN for the others. */
function whereDaysAgree(
  { worlds }: DesignSample,
  days: Float64Array,
  months: Float64Array,
  limit: number,
): Float64Array {
  const agreeing = Float64Array.from(months);
  days.forEach((day, row) => {
    const world = worlds.worldOf[row] ?? 0;
    if (day >= limit !== (months[world] ?? Number.NaN) >= limit) agreeing[world] = Number.NaN;
  });
  return agreeing;
}

function firstDays(sample: DesignSample, counted: ArrayLike<number>, of: ArrayLike<number>): Float64Array {
  const values = new Float64Array(sample.worlds.worlds);
  for (let row = sample.rows.length - 1; row >= 0; row--) {
    values[sample.worlds.worldOf[row] ?? 0] = (counted[row] ?? 0) / (of[row] ?? 0);
  }
  return values;
}

/** One number a replication, in units of its world's average day of traffic; NaN where a world has nothing to count. */
function tangents(
  { worlds, trafficDays }: DesignSample,
  counted: ArrayLike<number>,
  of: ArrayLike<number>,
  limit: number,
): Float64Array {
  const ofWorld = worlds.sumByWorld(of);
  const daysOfWorld = worlds.sumByWorld(trafficDays);
  return trafficDays.map((days, row) => {
    const world = worlds.worldOf[row] ?? 0;
    const usual = ((ofWorld[world] ?? 0) / (daysOfWorld[world] ?? 0)) * days;
    return limit + ((counted[row] ?? 0) - limit * (of[row] ?? 0)) / usual;
  });
}

/** Some consecutive worlds, up to but without `to`. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** Writes one value a world of the range, from the days of the range alone. @returns whether luck was borrowed */
function fillShares(into: Float64Array, days: CentredDays, { from, to }: Range, horizons: number): boolean {
  const known: number[] = [];
  for (let world = from; world < to; world++) {
    into[world] = worldMean(days, world);
    if (Number.isFinite(days.ofWorld[world] ?? Number.NaN)) known.push(world);
  }
  const parts = partsOf(days, known);
  if (parts === undefined) return false;
  const { mean, between, within } = parts;
  const seen = between + within / 2;
  if (!(seen > 0)) return false;
  const luck = luckOf(days, known, mean, between / seen, within);
  const factor = Math.sqrt(between / seen) * days.unbiased;
  for (const world of known) {
    const own = (days.ofWorld[world] ?? 0) - mean;
    into[world] = days.centre + mean + factor * own + borrowed(luck, world, horizons);
  }
  return within > 0;
}

interface Parts {
  /** Mean of the worlds' distances. */
  readonly mean: number;
  readonly between: number;
  readonly within: number;
}

/** Ignorance and luck among some worlds, as pairs tell them apart; undefined with fewer than two pairs. */
function partsOf(days: CentredDays, worlds: readonly number[]): Parts | undefined {
  let mean = 0;
  let luck = 0;
  let pairs = 0;
  for (const world of worlds) {
    mean += (days.ofWorld[world] ?? 0) / worlds.length;
    const [first, second] = days.rowsOf[world] ?? [];
    if (first === undefined || second === undefined) continue;
    luck += ((days.distances[first] ?? 0) - (days.distances[second] ?? 0)) ** 2 / 2;
    pairs++;
  }
  if (pairs < 2) return undefined;
  let squares = 0;
  for (const world of worlds) squares += ((days.ofWorld[world] ?? 0) - mean) ** 2;
  const ofMeans = (squares / (worlds.length - 1)) * days.unbiased * days.unbiased;
  const within = luck / pairs;
  return { mean, between: Math.max(0, ofMeans - within / 2), within };
}

/**
 * What the days of some worlds add to a month, each by its traffic: distances from the best guess at their world, with
 * mean 0 and the variance of luck.
 *
 * @param ignorance share of what world means differ by that is ignorance, 0…1
 */
function luckOf(
  days: CentredDays,
  worlds: readonly number[],
  mean: number,
  ignorance: number,
  within: number,
): Float64Array {
  const luck: number[] = [];
  const traffic: number[] = [];
  let squares = 0;
  for (const world of worlds) {
    const guess = mean + ignorance * ((days.ofWorld[world] ?? 0) - mean);
    for (const row of days.rowsOf[world] ?? []) {
      const distance = (days.distances[row] ?? 0) - guess;
      squares += distance * distance;
      luck.push(distance);
      traffic.push(days.traffic[row] ?? 1);
    }
  }
  const stretch = squares > 0 ? Math.sqrt((within * luck.length) / squares) : 0;
  const weighed = Float64Array.from(luck, (distance, i) => stretch * distance * (traffic[i] ?? 1));
  const centre = weighed.reduce((sum, value) => sum + value, 0) / weighed.length;
  return weighed.map((value) => value - centre);
}

/** More horizons than these are borrowed as so many. */
const MOST_BORROWED = 64;
/** Where a world borrows its days: the same in every run, design and study. */
const BORROWING = streamKey(0, 0, purposeKey("days borrowed for a month"));

/** Mean luck of a window of so many horizons: each borrowed at random, the last for a part of one. */
function borrowed(luck: Float64Array, world: number, horizons: number): number {
  const count = Math.min(MOST_BORROWED, Math.ceil(horizons));
  const last = horizons > MOST_BORROWED ? 1 : horizons - (count - 1);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const bits = keyedBits(BORROWING.k0, BORROWING.k1, world, i) >>> 0;
    const value = luck[Math.floor((bits / 4294967296) * luck.length)] ?? 0;
    sum += i === count - 1 ? last * value : value;
  }
  // Its variance is that of one horizon over their number, however many were borrowed.
  return sum / Math.sqrt(horizons * (count - 1 + last * last));
}
