/** Words and numbers of the report that several of its parts share. */
import type { Estimate, ShareEstimate, Verdict } from "../../shared/findings/answer.ts";
import type { RunContext, Target } from "../../shared/findings/context.ts";
import { formatMoney, formatShare, formatValue } from "../../shared/units/format.ts";
import { withInterval } from "../../shared/units/interval.ts";
import type { Unit } from "../../shared/units/unit.ts";
import { wrap } from "../layout.ts";
import { harmless, type Ink } from "../terminal.ts";

/** How the report is written. */
export interface Page {
  /** Columns. */
  readonly width: number;
  readonly ink: Ink;
}

const GLYPHS: Readonly<Record<Verdict, string>> = { pass: "✓", fail: "✕", inconclusive: "?" };
const VERDICTS: Readonly<Record<Verdict, string>> = {
  pass: "met",
  fail: "broken",
  inconclusive: "not sure yet",
};

/** The glyph of a verdict in its colour. */
export function glyphOf(verdict: Verdict, ink: Ink): string {
  const glyph = GLYPHS[verdict];
  if (verdict === "pass") return ink.good(glyph);
  return verdict === "fail" ? ink.bad(glyph) : ink.unsure(glyph);
}

export function verdictWord(verdict: Verdict): string {
  return VERDICTS[verdict];
}

/** A heading over a part of the report. */
export function titleLines(text: string, { width, ink }: Page): string[] {
  return wrap(text, width).map(ink.bold);
}

/** Holds a text together where lines are broken. */
export function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}

/** Stands for percentiles of a design that falls behind for good. */
export const UNSTABLE = "UNSTABLE";

/** What stands where a value has no digits: the reason in a word or two. */
function missingText({ why = "not known", low }: Estimate, unit: Unit, currency: string): string {
  if (why.startsWith("too few")) return "too few tasks";
  if (why.startsWith("unstable")) return UNSTABLE;
  if (why.startsWith("no unit")) return "no units";
  if (!why.endsWith("never answered")) return why;
  return low === null ? "never" : `never (from ${formatValue(low, unit, currency)})`;
}

/**
 * An estimate with its interval, broken only between the two. Where nothing is known of the interval
 * the value stands alone.
 */
export function estimateText(estimate: Estimate, unit: Unit, currency: string): string {
  const { value, low, high, why } = estimate;
  if (value === null) return missingText(estimate, unit, currency);
  // A value with a reason beside it has no interval to speak of.
  if (why !== undefined) return unbroken(formatValue(value, unit, currency));
  const isWide = low !== null && high !== null && high - value > 3 * Math.abs(value);
  if (isWide) return wideText(value, low, high, unit, currency);
  return withBreak(withInterval(value, low, high, unit, currency));
}

/** An interval that reaches far beyond its value: each number in the words that suit its own size. */
function wideText(value: number, low: number, high: number, unit: Unit, currency: string): string {
  const text = (number: number) => unbroken(formatValue(Number(number.toPrecision(2)), unit, currency));
  return `${text(value)} (${text(low)}\u00a0to\u00a0${text(high)})`;
}

/**
 * An estimate for a narrow column: the interval as ±, by its longer side, where that is short beside the value;
 * otherwise as {@link estimateText}.
 */
export function shortEstimateText(estimate: Estimate, unit: Unit, currency: string): string {
  const { value, low, high, why } = estimate;
  if (value === null || low === null || high === null || why !== undefined)
    return estimateText(estimate, unit, currency);
  const half = Math.max(high - value, value - low);
  if (half > Math.abs(value) / 2) return estimateText(estimate, unit, currency);
  return withBreak(withInterval(value, value - half, value + half, unit, currency));
}

/** A value with its interval, to be broken only between the two. */
export function withBreak(text: string): string {
  const split = text.search(/ [±(]/);
  return split < 0 ? unbroken(text) : `${unbroken(text.slice(0, split))} ${unbroken(text.slice(split + 1))}`;
}

/** @example worldsText({ value: 0.91, low: 0.85, high: 0.95 }) // "91% (85–95%)" */
export function worldsText({ value, low, high }: ShareEstimate): string {
  if (low === high) return percent(value);
  const lower = percent(low).replace("%", "");
  return unbroken(`${percent(value)} (${lower}–${percent(high)})`);
}

/** Whole percents: shares of some hundreds of worlds have no more digits. Only 0 is 0 % and only 1 is 100 %. */
function percent(share: number): string {
  const whole = Math.round(100 * share);
  const isEdge = (whole === 0 && share > 0) || (whole === 100 && share < 1);
  return isEdge ? `${Math.min(99.9, Math.max(0.1, 100 * share)).toFixed(1)}%` : `${whole}%`;
}

/** The unit that a target's value is in; its words are left to the label. */
export function unitOf(target: Target): Unit {
  if (target.kind === "cost") return "currency";
  return target.kind === "latency" ? "seconds" : "share";
}

/** What is promised, in short: `cost a month`, `p95 of the result`. */
export function targetLabel(target: Target, context: RunContext): string {
  const unit = harmless(context.unit);
  switch (target.name) {
    case "monthlyCost":
      return "cost a month";
    case "costPerUnit":
      return `cost per ${unit}`;
    case "loadedCostPerUnit":
      return `loaded cost per ${unit}`;
    case "successShare":
      return "right answers";
    case "deliveredShare":
      return "answered tasks";
    default:
      return target.kind === "latency"
        ? `${percentileText(target.percentile)} of the ${target.of}`
        : target.name;
  }
}

/** @example percentileText(0.999) // "p99.9" */
export function percentileText(percentile: number): string {
  return `p${Number((100 * percentile).toPrecision(12))}`;
}

/** The promise's number: `at most $35k`, `within 13 s`, `at least 80%`. */
export function limitText(target: Target, { currency }: RunContext): string {
  const per = target.per === "day" ? ", each day" : "";
  const month = target.kind !== "latency" && target.inMonth > 1 ? ` in month ${target.inMonth}` : "";
  if (target.kind === "latency") return `within ${formatValue(target.limit, "seconds")}${per}`;
  if (target.kind === "share") return `at least ${formatShare(target.limit)}${month}${per}`;
  return `at most ${formatMoney(target.limit, currency)}${month}${per}`;
}

/** @example listText(["a", "b", "c"]) // "a, b and c" */
export function listText(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** @example countText(1, "promise") // "1 promise" */
export function countText(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
