/**
 * Chance kept apart from ignorance. Replications 2k and 2k + 1 are the same world with independent chance: their
 * differences show how much a horizon's luck matters, and what pairs differ beyond that shows how much it matters
 * in which world we are (the one-way random-effects analysis of variance; Searle, Casella and McCulloch, Variance
 * Components, 3).
 */
import type { WorldSample } from "./world-sample.ts";

export interface VarianceComponents {
  /** Variance between worlds that luck does not explain; not below 0. */
  readonly between: number;
  /** Variance of one horizon within its world. */
  readonly within: number;
  /** Number of worlds with two finite values. */
  readonly pairs: number;
}

/**
 * The variance of one value a replication, split. Differences of weekdays are neither luck nor ignorance and are
 * left out where each weekday has two pairs or more. Worlds with a missing or infinite value are passed over; with
 * fewer than two pairs in all there is nothing to compare: undefined.
 */
export function varianceComponents(
  sample: WorldSample,
  values: ArrayLike<number>,
): VarianceComponents | undefined {
  const groups = new Map<number, number[]>();
  let squares = 0;
  let pairs = 0;
  for (const { world, first, second } of sample.pairs) {
    const a = values[first] ?? Number.NaN;
    const b = values[second] ?? Number.NaN;
    if (!Number.isFinite(a) || !Number.isFinite(b)) continue;
    squares += (a - b) ** 2 / 2;
    pairs++;
    const weekday = sample.weekdayOf[world] ?? 0;
    const group = groups.get(weekday) ?? [];
    groups.set(weekday, group);
    group.push((a + b) / 2);
  }
  if (pairs < 2) return undefined;
  const within = squares / pairs;
  const strata = [...groups.values()];
  const apart = strata.every((group) => group.length > 1);
  const ofMeans = apart ? pooledVariance(strata) : pooledVariance([strata.flat()]);
  return { between: Math.max(0, ofMeans - within / 2), within, pairs };
}

/** Variance around each group's own mean. */
function pooledVariance(groups: readonly (readonly number[])[]): number {
  let squares = 0;
  let degreesOfFreedom = 0;
  for (const group of groups) {
    const mean = group.reduce((sum, value) => sum + value, 0) / group.length;
    for (const value of group) squares += (value - mean) ** 2;
    degreesOfFreedom += group.length - 1;
  }
  return squares / degreesOfFreedom;
}

/** How a variance splits into ignorance (world), common luck (day) and the luck of single tasks; adds up to 1. */
export interface VarianceShares {
  readonly world: number;
  readonly day: number;
  readonly task: number;
}

/**
 * Shares of the variance of one horizon's value. What single tasks would do on their own cannot be more than what
 * happens within a world, and is taken out of it. All are 0 where nothing varies.
 *
 * @param ofTasks variance that independent tasks alone would cause in one horizon
 */
export function varianceShares(components: VarianceComponents, ofTasks: number): VarianceShares {
  const { between, within } = components;
  const total = between + within;
  if (!(total > 0)) return { world: 0, day: 0, task: 0 };
  const task = Math.min(within, Math.max(0, ofTasks));
  return { world: between / total, day: (within - task) / total, task: task / total };
}

/** With fewer worlds a weekday's own mean is too rough to be taken out. */
const WORLDS_FOR_A_WEEKDAY = 4;

/**
 * What each world's value would be over its whole window (a month, say) rather than over the two horizons that were
 * simulated: luck that averages out over the window is taken out. Deviations from the mean are shrunk so that their
 * variance is that between worlds and what is left of luck over `horizons` horizons. Without this a day would pose
 * as a world.
 *
 * @param values one value a replication @param pooled one value a world, of its replications together; an infinite
 * one stays @param horizons length of the window in horizons; below 2 luck is put in, not taken out
 * @param wholeWeeks whether the window holds all weekdays alike, so that the weekday simulated does not matter
 */
export function worldsOverWindow(
  sample: WorldSample,
  values: ArrayLike<number>,
  pooled: Float64Array,
  horizons: number,
  wholeWeeks: boolean,
): Float64Array {
  const components = varianceComponents(sample, values);
  if (components === undefined) return pooled;
  const groupOf = wholeWeeks ? weekdayGroups(sample) : new Int32Array(sample.worlds);
  const groups: number[][] = [];
  pooled.forEach((value, world) => {
    if (!Number.isFinite(value)) return;
    const group = groupOf[world] ?? 0;
    const members = groups[group] ?? [];
    members.push(value);
    groups[group] = members;
  });
  const present = groups.filter((group) => group !== undefined);
  const means = groups.map((group) => group.reduce((sum, value) => sum + value, 0) / group.length);
  const centre =
    present.reduce((sum, group) => sum + group.reduce((a, b) => a + b, 0) / group.length, 0) / present.length;
  const seen = pooledVariance(present);
  const wanted = components.between + components.within / horizons;
  const factor = seen > 0 ? Math.sqrt(wanted / seen) : 1;
  return pooled.map((value, world) => {
    if (!Number.isFinite(value)) return value;
    const group = groupOf[world] ?? 0;
    // A deviation from the mean of n values is smaller than one from the true mean.
    const n = groups[group]?.length ?? 1;
    const unbiased = present.length > 1 && n > 1 ? Math.sqrt(n / (n - 1)) : 1;
    return Math.max(0, centre + factor * unbiased * (value - (means[group] ?? centre)));
  });
}

/** Weekdays as groups where each present has enough worlds; otherwise one group. */
function weekdayGroups(sample: WorldSample): Int32Array {
  const counts = new Int32Array(7);
  for (const weekday of sample.weekdayOf) counts[weekday] = (counts[weekday] ?? 0) + 1;
  const enough = counts.every((count) => count === 0 || count >= WORLDS_FOR_A_WEEKDAY);
  return enough ? sample.weekdayOf : new Int32Array(sample.worlds);
}
