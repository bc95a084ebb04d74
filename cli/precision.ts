/** When a run is precise enough to stop early. */
import type { DesignAnswer, Estimate, RunAnswer } from "../shared/findings/answer.ts";
import { formatShare } from "../shared/units/format.ts";
import { judgedDesign } from "./report/report.ts";

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

/** Whether the judged design's widest interval is narrow enough. @param precision half-width as a share of the value */
export function isEnough(answer: RunAnswer, precision: number): boolean {
  const design = judgedDesign(answer)?.answer;
  return design !== undefined && widestJudged(design) <= precision;
}

/** What became of the precision that was asked for. */
export function precisionText(answer: RunAnswer, precision: number): string {
  const wanted = `a precision of ${formatShare(precision)}`;
  if (isEnough(answer, precision)) return `Reached ${wanted} after ${answer.replications} replications.`;
  const widest = judgedDesign(answer)?.answer;
  const half = widest === undefined ? Infinity : widestJudged(widest);
  const found = Number.isFinite(half)
    ? `the widest interval is ± ${formatShare(half)}`
    : "a figure that it is judged by has no bounded interval";
  return `Did not reach ${wanted} in ${answer.replications} replications: ${found}.`;
}
