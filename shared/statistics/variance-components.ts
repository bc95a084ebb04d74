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
export function pooledVariance(groups: readonly (readonly number[])[]): number {
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
