/** An estimate in two pieces of text: its value with the digits that its interval supports, and the interval. */
import type { Estimate, ShareEstimate } from "../../shared/findings/answer.ts";
import { percentText, shareOfWorldsText } from "../../shared/findings/wording.ts";
import { withInterval } from "../../shared/units/interval.ts";
import { type Measure, shortText } from "./measure.ts";

export interface EstimateText {
  /** `$31.2k`, `over 12 s` where only a lower bound is known, `not known` where nothing is. */
  readonly value: string;
  /** `± 0.4k`, `11.9 to 13.1 s`, or the reason why there is no interval. */
  readonly spread: string;
}

const WHOLE = /^(.*?) (?:(±) ([\d.,]+[kMG]?)|\((.+)\))(.*)$/;

/** The value and its interval apart, for a card or a cell that sets them differently. */
export function estimateText(estimate: Estimate, measure: Measure): EstimateText {
  const { value, low, high, why } = estimate;
  if (value === null) {
    const bound = low === null ? "not known" : `over ${shortText(low, measure)}`;
    return { value: bound, spread: why ?? "no upper bound" };
  }
  if (low === null) return { value: shortText(value, measure), spread: why ?? "no interval yet" };
  const parts = WHOLE.exec(withInterval(value, low, high, measure.unit, measure.currency));
  if (parts === null) return { value: shortText(value, measure), spread: "exact" };
  const [, number = "", symmetric, half = "", ends = "", behind = ""] = parts;
  return symmetric === undefined
    ? { value: number + behind, spread: ends + behind }
    : { value: number + behind, spread: `± ${half}${behind}` };
}

/** The whole as one piece of text: `$31.2k ± 0.4k`, `12.3 s (11.9 to 13.1 s)`. */
export function estimateSentence(estimate: Estimate, measure: Measure): string {
  const { value, low, high } = estimate;
  if (value !== null && low !== null) return withInterval(value, low, high, measure.unit, measure.currency);
  const text = estimateText(estimate, measure);
  return `${text.value} (${text.spread})`;
}

/** A share of worlds and its interval, as sentences have them: `91%`, `88% to 94%`. */
export function shareText(share: ShareEstimate): EstimateText {
  const [, spread = ""] = /\((.*)\)$/.exec(shareOfWorldsText(share)) ?? [];
  return { value: percentText(share.value), spread };
}
