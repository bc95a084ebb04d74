/** The month's budget in words: P50, P80 and P90 over worlds, and what they are above the middle. */
import { estimateText } from "../format/estimate.ts";
import { money, shortText } from "../format/measure.ts";
import type { AnsweredDesign } from "./answered.ts";

export interface BudgetRow {
  /** `80% of worlds`. */
  readonly name: string;
  readonly value: string;
  readonly spread: string;
  readonly contingency: string;
}

export function budgetRows({ answer }: AnsweredDesign, currency: string): readonly BudgetRow[] {
  const { p50, p80, p90, contingency } = answer.budget;
  const cash = money(currency);
  const above = (value: number | null): string =>
    value === null ? "not known" : shortText(Number(value.toPrecision(2)), cash);
  return [
    { name: "50% of worlds (P50)", ...estimateText(p50, cash), contingency: "none" },
    { name: "80% of worlds (P80)", ...estimateText(p80, cash), contingency: above(contingency.p80) },
    { name: "90% of worlds (P90)", ...estimateText(p90, cash), contingency: above(contingency.p90) },
  ];
}

/** @example "“streamed”: a budget of $31k a month is enough in 80% of worlds, $7k of it contingency" */
export function budgetSentence({ name, answer }: AnsweredDesign, currency: string): string {
  const { p80, contingency } = answer.budget;
  const cash = money(currency);
  if (!answer.stable) return `“${name}” is unstable: its simulated days say nothing of a month to budget`;
  if (p80.value === null || contingency.p80 === null)
    return `“${name}”: what to budget is not known: ${p80.why ?? "no world had traffic"}`;
  const extra = shortText(Number(contingency.p80.toPrecision(2)), cash);
  return `“${name}”: ${estimateText(p80, cash).value} a month is enough in 80% of worlds, ${extra} of it contingency`;
}
