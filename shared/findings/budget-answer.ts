/** What to budget for a month: quantiles of the monthly cash cost over the worlds believed possible. */
import { costByWorld } from "../statistics/cost-by-world.ts";
import { type DesignSample, LEVEL } from "../statistics/design-sample.ts";
import { quantileInterval } from "../statistics/quantile-interval.ts";
import type { DesignAnswer, Estimate } from "./answer.ts";
import { finiteOrNull, ONE_WORLD, unknownEstimate } from "./estimates.ts";

/**
 * P50, P80 and P90 with the interval of their order statistics, and the contingency: what P80 and P90 are above P50.
 * An end of an interval that so few worlds can't bound is null.
 */
export function budgetAnswer(sample: DesignSample): DesignAnswer["budget"] {
  const ascending = costByWorld(sample, "perMonth", "month")
    .filter((cost) => !Number.isNaN(cost))
    .sort();
  const p50 = quantileOf(ascending, 0.5);
  const p80 = quantileOf(ascending, 0.8);
  const p90 = quantileOf(ascending, 0.9);
  return { p50, p80, p90, contingency: { p80: above(p80, p50), p90: above(p90, p50) } };
}

function quantileOf(ascending: Float64Array, p: number): Estimate {
  if (ascending.length === 0) return unknownEstimate("no traffic in the horizon");
  const { value, low, high } = quantileInterval(ascending, p, LEVEL);
  const estimate = { value: finiteOrNull(value), low: finiteOrNull(low), high: finiteOrNull(high) };
  return ascending.length < 2 ? { ...estimate, why: ONE_WORLD } : estimate;
}

function above(high: Estimate, low: Estimate): number | null {
  return high.value === null || low.value === null ? null : high.value - low.value;
}
