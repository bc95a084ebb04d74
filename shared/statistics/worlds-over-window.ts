/**
 * What each world's value would be over its whole window (a month, say) rather than over the two horizons that were
 * simulated: luck that averages out over the window is taken out. Without this a day would pose as a world.
 *
 * What a month of luck leaves is nearer to a normal shape than two days of it are. So where luck makes up much of what
 * worlds differ by, deviations are not only shrunk: they get the shape that a month should have, in the worlds' order.
 */
import { normalQuantile } from "../distribution/special.ts";
import { studentTQuantile } from "./student-t.ts";
import { pooledVariance, varianceComponents } from "./variance-components.ts";
import type { WorldSample } from "./world-sample.ts";

/** One value a world, moved as far as what all of them share may be off. */
export interface Ends {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** One value a world over its window. */
export interface OverWindow {
  readonly values: Float64Array;
  /**
   * Taking luck out of each world does not take it out of their mean, nor is it known exactly how much of what they
   * differ by is luck. All values together may be off by as much as half of an interval at this level, either way.
   *
   * @param level 0…1
   */
  readonly within: (level: number) => Ends;
}

/** Values that are what they are. */
export function exactly(values: Float64Array): OverWindow {
  return { values, within: () => ({ low: values, high: values }) };
}

/** With fewer worlds a weekday's own mean is too rough to be taken out. */
const WORLDS_FOR_A_WEEKDAY = 4;

/**
 * One value a world over its window.
 *
 * @param values one value a replication @param pooled one value a world, of its replications together; an infinite
 * one stays @param horizons length of the window in horizons; below 2 luck is put in, not taken out
 * @param wholeWeeks whether the window holds all weekdays alike, so that the weekday simulated does not matter
 */
export function overWindow(
  sample: WorldSample,
  values: ArrayLike<number>,
  pooled: Float64Array,
  horizons: number,
  wholeWeeks: boolean,
): OverWindow {
  const components = varianceComponents(sample, values);
  if (components === undefined) return exactly(pooled);
  const worlds = centredWorlds(sample, pooled, wholeWeeks);
  const { known, deviations, centre, seen } = worlds;
  if (!(seen > 0)) return exactly(pooled.map((value) => (Number.isFinite(value) ? centre : value)));
  const { between, within } = components;
  const sd = Math.sqrt(between + within / horizons);
  const shape =
    horizons > 2
      ? shapeOf(worlds, between / seen, skewnessOver(sample, values, worlds, { between, within }, horizons))
      : deviations.map((deviation) => deviation / Math.sqrt(seen));
  const moved = Float64Array.from(pooled);
  for (const world of known) moved[world] = Math.max(0, centre + sd * (shape[world] ?? 0));
  const unsure = scaleUnsure(sample, values, worlds, within, horizons);
  return { values: moved, within: (level) => endsOf(moved, worlds, unsure, level) };
}

/** The values of {@link overWindow} alone. */
export function worldsOverWindow(
  sample: WorldSample,
  values: ArrayLike<number>,
  pooled: Float64Array,
  horizons: number,
  wholeWeeks: boolean,
): Float64Array {
  return overWindow(sample, values, pooled, horizons, wholeWeeks).values;
}

interface CentredWorlds {
  /** Worlds with a finite value. */
  readonly known: readonly number[];
  /** One a world: its distance from the mean of worlds like it, as if from the true mean; 0 where it has no value. */
  readonly deviations: Float64Array;
  /** One a world: the mean of worlds like it. */
  readonly means: Float64Array;
  readonly centre: number;
  /** Variance of the centre over that of one world. */
  readonly ofCentre: number;
  /** Variance of worlds around the means of those like them. */
  readonly seen: number;
}

function centredWorlds(sample: WorldSample, pooled: Float64Array, wholeWeeks: boolean): CentredWorlds {
  const groupOf = wholeWeeks ? weekdayGroups(sample) : new Int32Array(sample.worlds);
  const known: number[] = [];
  const groups = new Map<number, number[]>();
  pooled.forEach((value, world) => {
    if (!Number.isFinite(value)) return;
    known.push(world);
    const group = groupOf[world] ?? 0;
    const members = groups.get(group) ?? [];
    groups.set(group, members);
    members.push(world);
  });
  const deviations = new Float64Array(sample.worlds);
  const means = new Float64Array(sample.worlds);
  let centre = 0;
  let ofCentre = 0;
  for (const members of groups.values()) {
    const n = members.length;
    const mean = members.reduce((sum, world) => sum + (pooled[world] ?? 0), 0) / n;
    // A deviation from the mean of n values is smaller than one from the true mean.
    const unbiased = groups.size > 1 && n > 1 ? Math.sqrt(n / (n - 1)) : 1;
    for (const world of members) {
      means[world] = mean;
      deviations[world] = unbiased * ((pooled[world] ?? 0) - mean);
    }
    centre += mean / groups.size;
    ofCentre += 1 / n / (groups.size * groups.size);
  }
  const lists = [...groups.values()].map((members) => members.map((world) => pooled[world] ?? 0));
  return { known, deviations, means, centre, ofCentre, seen: pooledVariance(lists) };
}

/** Weekdays as groups where each present has enough worlds; otherwise one group. */
function weekdayGroups(sample: WorldSample): Int32Array {
  const counts = new Int32Array(7);
  for (const weekday of sample.weekdayOf) counts[weekday] = (counts[weekday] ?? 0) + 1;
  const enough = counts.every((count) => count === 0 || count >= WORLDS_FOR_A_WEEKDAY);
  return enough ? sample.weekdayOf : new Int32Array(sample.worlds);
}

/** What is ignorance at least so far keeps the shape that was seen. */
const MOSTLY_IGNORANCE = 0.9;
/** Beyond it the outermost of some hundreds of worlds would change places with others. */
const MOST_SKEWED = 0.9;
/** From here on, and wholly from twice as much, a window is not near normal: days so rare that few months have one. */
const NOT_NORMAL = 1;

/**
 * Deviations with variance 1, in the order of the worlds: as they were seen where they are ignorance, and normal with
 * some skewness (Cornish and Fisher 1938, first term) where they are luck. Luck of so rare days that few windows have one
 * is as it was seen, too: it would stretch all other worlds.
 *
 * @param ignorance share of what worlds differ by that is ignorance, 0…1
 */
function shapeOf(worlds: CentredWorlds, ignorance: number, skewness: number): Float64Array {
  const { known, deviations, seen } = worlds;
  const asSeen = ignorance / MOSTLY_IGNORANCE;
  const near = Math.max(0, Math.min(1, 2 - Math.abs(skewness) / NOT_NORMAL));
  const weight = 1 - near * Math.max(0, 1 - asSeen * asSeen);
  const sd = Math.sqrt(seen);
  if (weight === 1) return deviations.map((deviation) => deviation / sd);
  const skewed = Math.max(-MOST_SKEWED, Math.min(MOST_SKEWED, skewness));
  const scores = normalScores(known, deviations);
  const shape = new Float64Array(deviations.length);
  let mean = 0;
  for (const world of known) {
    const z = scores[world] ?? 0;
    const normal = z + (skewed / 6) * (z * z - 1);
    shape[world] = weight * ((deviations[world] ?? 0) / sd) + (1 - weight) * normal;
    mean += (shape[world] ?? 0) / known.length;
  }
  let squares = 0;
  for (const world of known) squares += ((shape[world] ?? 0) - mean) ** 2;
  const scale = squares > 0 ? Math.sqrt((known.length - 1) / squares) : 1;
  return shape.map((value) => scale * (value - mean));
}

/** Normal scores of the ranks; equal values share the middle of theirs. */
function normalScores(known: readonly number[], values: Float64Array): Float64Array {
  const order = [...known].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const scores = new Float64Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    const value = values[order[from] ?? 0];
    while (to < order.length && values[order[to] ?? 0] === value) to++;
    const score = normalQuantile((from + to) / 2 / order.length);
    for (const world of order.slice(from, to)) scores[world] = score;
  }
  return scores;
}

interface Parts {
  readonly between: number;
  readonly within: number;
}

/**
 * Skewness of a window's values, from third moments: of worlds as if lognormal, of luck as pairs show it
 * (E (ε₁ − ε₂)² (ε₁ + ε₂) = 2 E ε³), and of luck that grows with the world's own value.
 */
function skewnessOver(
  sample: WorldSample,
  values: ArrayLike<number>,
  { means, centre }: CentredWorlds,
  { between, within }: Parts,
  horizons: number,
): number {
  const variance = between + within / horizons;
  if (!(variance > 0) || !(centre > 0)) return 0;
  let third = 0;
  let pairs = 0;
  for (const { world, first, second } of sample.pairs) {
    const a = (values[first] ?? Number.NaN) - (means[world] ?? 0);
    const b = (values[second] ?? Number.NaN) - (means[world] ?? 0);
    if (!Number.isFinite(a) || !Number.isFinite(b)) continue;
    third += ((a - b) * (a - b) * (a + b)) / 2;
    pairs++;
  }
  const together = (2 * within * between) / centre;
  const luck = third / pairs - 2 * together;
  const moment = (3 * between * between) / centre + (3 * together) / horizons + luck / horizons / horizons;
  return moment / (variance * Math.sqrt(variance));
}

/** How far the scale and the centre may be off. */
interface Unsure {
  /** Standard error of ln(luck of one horizon / variance seen). */
  readonly ofRatio: number;
  /** Square of the factor by which deviations shrink, by the ratio of luck to what is seen. */
  readonly squareOf: (ratio: number) => number;
  readonly ratio: number;
  readonly degreesOfFreedom: number;
}

/** Of luck by pairs and the variance seen, world by world, linearised. */
function scaleUnsure(
  sample: WorldSample,
  values: ArrayLike<number>,
  { deviations, known, seen }: CentredWorlds,
  within: number,
  horizons: number,
): Unsure {
  const terms = new Map<number, number>();
  for (const world of known) {
    const deviation = deviations[world] ?? 0;
    terms.set(world, -(deviation * deviation) / seen);
  }
  for (const { world, first, second } of sample.pairs) {
    const apart = (values[first] ?? Number.NaN) - (values[second] ?? Number.NaN);
    const term = terms.get(world);
    if (term === undefined || !Number.isFinite(apart) || !(within > 0)) continue;
    terms.set(world, term + (apart * apart) / 2 / within);
  }
  const n = terms.size;
  let squares = 0;
  for (const term of terms.values()) squares += term * term;
  const left = 1 / 2 - 1 / horizons;
  return {
    ofRatio: Math.sqrt(squares / (n * Math.max(1, n - 1))),
    // With no ignorance at all the variance of two horizons' mean is half of one's.
    squareOf: (ratio) => 1 - left * Math.min(2, ratio),
    ratio: within / seen,
    degreesOfFreedom: Math.max(1, n - 1),
  };
}

function endsOf(values: Float64Array, worlds: CentredWorlds, unsure: Unsure, level: number): Ends {
  const { ofRatio, squareOf, ratio, degreesOfFreedom } = unsure;
  const t = studentTQuantile((1 + level) / 2, degreesOfFreedom);
  const factor = Math.sqrt(squareOf(ratio));
  const times = [-t, t].map((z) =>
    factor > 0 ? Math.sqrt(squareOf(ratio * Math.exp(z * ofRatio))) / factor : 1,
  );
  const narrow = Math.min(...times) - 1;
  const wide = Math.max(...times) - 1;
  const centreOff = t * Math.abs(1 - factor) * Math.sqrt(worlds.seen * worlds.ofCentre);
  const low = Float64Array.from(values);
  const high = Float64Array.from(values);
  for (const world of worlds.known) {
    const value = values[world] ?? 0;
    const away = value - worlds.centre;
    const [down, up] = away > 0 ? [away * narrow, away * wide] : [away * wide, away * narrow];
    low[world] = Math.max(0, value - Math.sqrt(down * down + centreOff * centreOff));
    high[world] = value + Math.sqrt(up * up + centreOff * centreOff);
  }
  return { low, high };
}
