/** What to budget for a month: quantiles of the monthly cash cost over the worlds believed possible. */
import { costOverWindow } from "../statistics/cost-by-world.ts";
import { type DesignSample, LEVEL } from "../statistics/design-sample.ts";
import { quantileOverWindow } from "../statistics/quantile-interval.ts";
import type { DesignAnswer, Estimate } from "./answer.ts";
import { finiteOrNull, ONE_WORLD, unknownEstimate } from "./estimates.ts";

/**
 * P50, P80 and P90, each with its interval, and the contingency: what P80 and P90 are above P50. An end of an interval
 * that so few worlds can't bound is null.
 */
export function budgetAnswer(sample: DesignSample): DesignAnswer["budget"] {
  const quantiles = budgetQuantiles(sample);
  const [p50, p80, p90] = [quantiles(0.5), quantiles(0.8), quantiles(0.9)];
  return { p50, p80, p90, contingency: { p80: above(p80, p50), p90: above(p90, p50) } };
}

/** Quantiles of a month's cash over worlds, 0…1, with their intervals. */
export function budgetQuantiles(sample: DesignSample): (p: number) => Estimate {
  const { values, within } = costOverWindow(sample, "perMonth", "month");
  const ends = within(LEVEL);
  const isKnown = (cost: number) => !Number.isNaN(cost);
  const known = values.filter(isKnown);
  const knownEnds = { low: ends.low.filter(isKnown), high: ends.high.filter(isKnown) };
  return (p) => {
    if (known.length === 0) return unknownEstimate("no traffic in the horizon");
    const { value, low, high } = quantileOverWindow(known, knownEnds, p, LEVEL);
    const lowest = low === Number.NEGATIVE_INFINITY ? low : Math.max(0, low);
    const estimate = { value: finiteOrNull(value), low: finiteOrNull(lowest), high: finiteOrNull(high) };
    return known.length < 2 ? { ...estimate, why: ONE_WORLD } : estimate;
  };
}

function above(high: Estimate, low: Estimate): number | null {
  return high.value === null || low.value === null ? null : high.value - low.value;
}
