/** When a run is precise enough to stop early. */
import type { DesignAnswer, Estimate } from "../shared/findings/answer.ts";

/**
 * Half the width of an interval as a share of its value: the longer side counts. Infinite where something is not
 * known or has no end; 0 for what is known exactly.
 */
export function relativeHalfWidth({ value, low, high }: Estimate): number {
  if (value === null || low === null || high === null) return Infinity;
  const half = Math.max(high - value, value - low);
  return half === 0 ? 0 : half / Math.abs(value);
}

/** The widest of the estimates that a design is judged by: its cost per unit of value, and its targets' values. */
export function widestJudged(design: DesignAnswer): number {
  const judged: readonly Estimate[] = [design.cost.perUnit, ...design.targets.map(({ value }) => value)];
  return Math.max(...judged.map(relativeHalfWidth));
}
