/** Numbers with their intervals, as an answer prints them. */
import type { Estimated } from "../statistics/interval.ts";
import { orderQuantile } from "../statistics/order-quantile.ts";
import { type PercentileEstimate, tasksNeeded } from "../statistics/percentile.ts";
import { formatCount, formatShare } from "../units/format.ts";
import type { Estimate, WorldEstimate } from "./answer.ts";

/** Why a single world has no interval. */
export const ONE_WORLD = "one world says nothing about the others";

/** A number, or null where it is infinite or not defined. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Nothing can be said, for this reason. */
export function unknownEstimate(why: string): Estimate {
  return { value: null, low: null, high: null, why };
}

/**
 * An estimate, its unbounded ends as null.
 *
 * @param whyNot why there is no value, where there is none @param worlds number of worlds it comes from
 */
export function estimate(estimated: Estimated, whyNot: string, worlds: number): Estimate {
  if (!Number.isFinite(estimated.value)) return unknownEstimate(whyNot);
  const { value } = estimated;
  const ends = { value, low: finiteOrNull(estimated.low), high: finiteOrNull(estimated.high) };
  return worlds < 2 ? { ...ends, why: ONE_WORLD } : ends;
}

/**
 * A percentile of a time. Where it is not known the reason stands in its place; where tasks above it were never
 * answered, the lower end says from where on it lies.
 *
 * @param p share, 0…1 @param unanswered share of the tasks that were never answered
 */
export function percentileEstimate(
  percentile: PercentileEstimate,
  p: number,
  unanswered: number,
  worlds: number,
): Estimate {
  switch (percentile.state) {
    case "nothing":
      return unknownEstimate("no task arrived");
    case "too few": {
      const effective = formatCount(Math.floor(percentile.effective));
      return unknownEstimate(
        `too few tasks: they tell as much as ${effective} independent ones, and ${formatCount(tasksNeeded(p))} are needed`,
      );
    }
    case "never":
      return {
        value: null,
        low: finiteOrNull(percentile.low),
        high: null,
        why: `${formatShare(unanswered)} of tasks were never answered`,
      };
    case "known":
      return estimate(percentile, "", worlds);
  }
}

/** The estimate with what it is in the worlds believed possible: 5th, 50th and 95th percentile over worlds. */
export function overWorlds(estimated: Estimate, values: ArrayLike<number>): WorldEstimate {
  const ascending = Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  const at = (p: number) => finiteOrNull(orderQuantile(ascending, p));
  return { ...estimated, worlds: { p5: at(0.05), p50: at(0.5), p95: at(0.95) } };
}
