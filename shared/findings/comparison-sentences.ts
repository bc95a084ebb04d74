/** What a comparison found, in sentences that say no more than its intervals support. */
import { withInterval } from "../units/interval.ts";
import type { Unit } from "../units/unit.ts";
import type { Estimate } from "./answer.ts";
import { type CompareAnswer, type MeasureCompared, relationOf } from "./comparison-study.ts";
import type { RunContext } from "./context.ts";

type Told = Pick<RunContext, "currency" | "unit">;

/** @example measureWords("costPerUnit", "resolved ticket") // "cost per resolved ticket" */
export function measureWords(name: string, unit: string): string {
  const [of = "", part = ""] = name.split(".");
  if (of === "response" || of === "result") return `${part} of the ${of}`;
  if (of === "tasks") return `share of tasks ${part}`;
  const words: Readonly<Record<string, string>> = {
    costPerUnit: `cost per ${unit}`,
    loadedCostPerUnit: `loaded cost per ${unit}`,
    monthlyCost: "cost a month",
    deliveredShare: "share of tasks answered",
    successShare: "share of right answers",
  };
  return words[name] ?? name;
}

export function unitOfMeasure(name: string): Unit {
  if (name.startsWith("response.") || name.startsWith("result.")) return "seconds";
  return /cost/i.test(name) ? "currency" : "share";
}

/** @example namesText(["a", "b", "c"], "or") // "a, b or c" */
function namesText(names: readonly string[], joint: string): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${joint} ${names.at(-1)}`;
}

/**
 * Which designs could be the best in a measure.
 *
 * @example "streamed has the lowest cost per resolved ticket: next is queued, $0.00248 ± 0.00007 higher."
 */
export function bestSentence(compared: MeasureCompared, { currency, unit }: Told): string {
  const { measure, better, best, lead } = compared;
  const words = measureWords(measure, unit);
  const end = better === "higher" ? "highest" : "lowest";
  const open = best.filter(({ couldBeBest }) => couldBeBest === true).map(({ design }) => design);
  const unknown = best.filter(({ couldBeBest }) => couldBeBest === null).map(({ design }) => design);
  const rest = unknown.length === 0 ? "" : `; not known of ${namesText(unknown, "and")}`;
  const [first] = open;
  if (first === undefined)
    return `No design can be compared on ${words} yet: ${best[0]?.why ?? "not known"}.`;
  if (lead === null) return `On ${words} there is only ${first} to look at${rest}.`;
  if (open.length === 1) {
    // Best is a one-sided question, and the lead a two-sided one among all pairs: the one may be told before the other.
    const barely = relationOf(lead.difference) === "not told apart" ? ", if barely" : "";
    const next = ` next is ${lead.second}, ${gapText(lead.difference, measure, currency)}`;
    return `${first} has the ${end} ${words}${barely}:${next}${rest}.`;
  }
  if (relationOf(lead.difference) === "equal" && open.length === 2)
    return `${namesText(open, "and")} have the same ${words}, the ${end}${rest}.`;
  const which = open.length === best.length ? `Any of ${namesText(open, "and")}` : namesText(open, "or");
  return `${which} could have the ${end} ${words}: not told apart yet${rest}.`;
}

/** How much one is above or below another. @example "$0.00248 ± 0.00007 higher" */
function gapText({ value, low, high }: Estimate, measure: string, currency: string): string {
  if (value === null) return "by how much is not known";
  const unit = unitOfMeasure(measure);
  const size = sizeText({ value, low, high }, unit, currency);
  return `${size} ${value < 0 ? "lower" : "higher"}`;
}

/** A difference without its sign, with its interval where there is one. */
function sizeText({ value, low, high }: Estimate, unit: Unit, currency: string): string {
  const size = value ?? 0;
  if (low === null || high === null)
    return withInterval(Math.abs(size), Math.abs(size), Math.abs(size), unit, currency);
  return size < 0
    ? withInterval(-size, -high, -low, unit, currency)
    : withInterval(size, low, high, unit, currency);
}

/**
 * What it costs to be faster: from the design that looks cheapest to the one that looks fastest.
 *
 * Empty where these are one, or may be equally fast.
 *
 * @example "To be faster costs: queued instead of streamed takes 0.8 s less at p95 of the result, and $0.0025 more per resolved ticket."
 */
export function tradeOffSentence({ tradeOff, criterion }: CompareAnswer, { currency, unit }: Told): string {
  if (tradeOff === null) {
    const [only] = criterion.keeping.designs;
    return criterion.keeping.designs.length === 1 && only !== undefined
      ? `Only ${only} breaks no target.`
      : "";
  }
  const { cheapest, fastest, costPerUnit, resultP95, among } = tradeOff;
  const dearer = relationOf(costPerUnit) === "higher";
  const faster = relationOf(resultP95) === "lower";
  const whom = among === "keeping" ? " (of those that break no target)" : "";
  const time = sizeText(resultP95, "seconds", currency);
  const cost = sizeText(costPerUnit, "currency", currency);
  const head = `${fastest} instead of ${cheapest}${whom}`;
  if (!faster) return "";
  if (!dearer)
    return `${head} takes ${time} less at p95 of the result, and may cost no more per ${unit} (${cost}).`;
  return `To be faster costs: ${head} takes ${time} less at p95 of the result, and ${cost} more per ${unit}.`;
}

/** Designs that are no choice: unstable, or breaking a target; empty where there is none. */
export function brokenSentences({ designs }: CompareAnswer, unit: string): string[] {
  return Object.entries(designs).flatMap(([name, { stable, broken }]) => {
    if (!stable) return [`${name} is unstable: more work arrives than it can do.`];
    if (broken.length === 0) return [];
    return [
      `${name} breaks its target for ${namesText(
        broken.map((one) => measureWords(one, unit)),
        "and",
      )}.`,
    ];
  });
}
