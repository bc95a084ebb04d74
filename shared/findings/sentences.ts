/**
 * What a run found, in sentences: titles of charts, and the answer to the scenario's question. Each is made from an
 * answer and says no more than it supports.
 */
import type { Comparison, DesignAnswer, RunAnswer, ShareEstimate, TargetAnswer } from "./answer.ts";
import type { RunContext } from "./context.ts";
import {
  inMoney,
  inSeconds,
  inShares,
  percentText,
  rangeText,
  roughText,
  shareOfWorldsText,
  supportedText,
  type Write,
} from "./wording.ts";

/** What sentences need to know of a run. */
export type Told = Pick<RunContext, "currency" | "unit" | "confidence">;

/**
 * How a design stands with all of its promises.
 *
 * @example "streamed meets all 6 targets in 72% of worlds (65% to 78%): not sure yet whether that is the 90% asked for"
 */
export function verdictSentence(
  design: string,
  answer: Pick<DesignAnswer, "targets" | "allTargets">,
  { confidence }: Told,
): string {
  const { targets, allTargets } = answer;
  if (targets.length === 0) return `no targets are set for ${design} to meet`;
  const what = targets.length === 1 ? "its target" : `all ${targets.length} targets`;
  if (allTargets.verdict === "inconclusive" && tellsNothing(allTargets.worldsMeeting)) {
    return `${design} may or may not meet ${what}: too few worlds so far to tell`;
  }
  const asked = percentText(confidence);
  const verdict = {
    pass: `enough for the ${asked} asked for`,
    fail: `fewer than the ${asked} asked for`,
    inconclusive: `not sure yet whether that is the ${asked} asked for`,
  }[allTargets.verdict];
  return `${design} meets ${what} in ${shareOfWorldsText(allTargets.worldsMeeting)}: ${verdict}`;
}

/** Whether a share of worlds could still be nearly anything: then its value is no news. */
function tellsNothing({ low, high }: ShareEstimate): boolean {
  return high - low > 0.8;
}

/**
 * One promise and what it is held against.
 *
 * @example "p95 of the result is 14.2 s, above the promised 13 s"
 */
export function targetSentence(target: TargetAnswer, told: Told): string {
  const { value, limit, name } = target;
  const { what, write, atLeast } = subjectOf(name, told);
  if (value.value === null) return unknownSentence(target, what, write);
  const text = supportedText(value, write);
  const promised = write(limit);
  const side = sideOf(target, atLeast);
  if (side === undefined) {
    return `${what} ${text} (${rangeText(value, write)}), too close to the promised ${promised} to tell`;
  }
  if (value.value === limit) return `${what} ${text}, exactly what is promised`;
  const just = text === promised ? "just " : "";
  const relation = side === "below" && !atLeast ? "within" : side;
  return `${what} ${text}, ${just}${relation} the promised ${promised}`;
}

/** On which side of the limit the whole interval lies, the limit itself being kept; undefined where on neither. */
function sideOf(
  { value: { low, high }, limit }: TargetAnswer,
  atLeast: boolean,
): "above" | "below" | undefined {
  if (low !== null && (low > limit || (atLeast && low === limit))) return "above";
  if (high !== null && (high < limit || (!atLeast && high === limit))) return "below";
  return undefined;
}

function unknownSentence({ value, limit }: TargetAnswer, what: string, write: Write): string {
  const why = value.why ?? "nothing is known of it";
  if (value.low === null) return `${what} not known: ${why}`;
  const side = value.low > limit ? `, above the promised ${write(limit)}` : "";
  return `${what} more than ${write(value.low)}${side}: ${why}`;
}

interface Subject {
  /** Subject and verb. */
  readonly what: string;
  readonly write: Write;
  /** Whether more is better. */
  readonly atLeast: boolean;
}

function subjectOf(name: string, { currency, unit }: Told): Subject {
  const money = { write: inMoney(currency), atLeast: false };
  switch (name) {
    case "monthlyCost":
      return { what: "a month costs", ...money };
    case "costPerUnit":
      return { what: `a ${unit} costs`, ...money };
    case "loadedCostPerUnit":
      return { what: `with the loss of wrong answers a ${unit} costs`, ...money };
    case "successShare":
      return { what: "the share of right answers is", write: inShares, atLeast: true };
    case "deliveredShare":
      return { what: "the share of tasks delivered is", write: inShares, atLeast: true };
    default: {
      const [of = "", percentile = ""] = name.split(".");
      return { what: `${percentileWords(percentile)} of the ${of} is`, write: inSeconds, atLeast: false };
    }
  }
}

/** @example percentileWords("p999") // "p99.9" */
function percentileWords(name: string): string {
  return name.replace(/^(p\d\d)(\d+)$/, "$1.$2");
}

/**
 * What a month costs over the worlds believed possible, and how many of them keep the budget where there is one.
 *
 * @example "about half of the worlds cost less than $31k a month; 84% stay within the budget of $35k"
 */
export function budgetSentence(answer: DesignAnswer, { currency }: Told): string {
  const write = inMoney(currency);
  const { p5, p50, p95 } = answer.cost.perMonth.worlds;
  if (p50 === null)
    return `what a month costs is not known: ${answer.cost.perMonth.why ?? "no world was simulated"}`;
  const budget = answer.targets.find(({ name, value }) => name === "monthlyCost" && value.value !== null);
  const half = `about half of the worlds cost less than ${roughText(p50, write)} a month`;
  if (budget !== undefined) {
    return `${half}; ${percentText(budget.worldsMeeting.value)} stay within the budget of ${write(budget.limit)}`;
  }
  if (p5 === null || p95 === null) return half;
  return `${half}; nine in ten cost ${roughText(p5, write)} to ${roughText(p95, write)}`;
}

/**
 * How slow one design's slowest tasks are.
 *
 * @example "95% of tasks have their result within 11.1 s, 99% within 17.7 s"
 */
export function tailSentence(of: "response" | "result", answer: DesignAnswer): string {
  const { p95, p99 } = of === "result" ? answer.resultSeconds : answer.responseSeconds;
  if (p95.value === null) return `p95 of the ${of} is not known: ${p95.why ?? "nothing was measured"}`;
  const first = `95% of tasks have their ${of} within ${supportedText(p95, inSeconds)}`;
  return p99.value === null ? first : `${first}, 99% within ${supportedText(p99, inSeconds)}`;
}

/**
 * A difference between two designs.
 *
 * @example "queued costs $0.0025 more per resolved ticket than streamed ($0.00242 to $0.00255 more)"
 */
export function comparisonSentence({ a, b, measure, difference }: Comparison, told: Told): string {
  const { value, low, high, why } = difference;
  const { worse, better, subject, write } = differenceWords(measure, told);
  if (value === null)
    return `${subject} of ${b} and ${a} can't be compared: ${why ?? "one of them is not known"}`;
  if (low === null || high === null || (low <= 0 && high >= 0)) {
    return `no difference between ${b} and ${a} can be told in ${subject}`;
  }
  const word = value > 0 ? worse : better;
  const size = {
    value: Math.abs(value),
    low: Math.min(Math.abs(low), Math.abs(high)),
    high: Math.max(Math.abs(low), Math.abs(high)),
  };
  return `${subject} of ${b} is ${supportedText(size, write)} ${word} than that of ${a} (${rangeText(size, write)} ${word})`;
}

function differenceWords(measure: string, { currency, unit }: Told) {
  switch (measure) {
    case "costPerUnit":
      return { worse: "higher", better: "lower", subject: `the cost per ${unit}`, write: inMoney(currency) };
    case "deliveredShare":
      return { worse: "higher", better: "lower", subject: "the share of tasks delivered", write: inPoints };
    case "successShare":
      return { worse: "higher", better: "lower", subject: "the share of right answers", write: inPoints };
    default: {
      const [of = "", percentile = ""] = measure.split(".");
      const subject = `${percentileWords(percentile)} of the ${of}`;
      return { worse: "longer", better: "shorter", subject, write: inSeconds };
    }
  }
}

/** A difference of shares is not itself a share of anything. */
const inPoints: Write = (value) => `${Number((100 * value).toPrecision(3))} points`;

/**
 * The answer to the scenario's question for the chosen design, in one sentence.
 *
 * @example "no: streamed meets all 6 targets in 76% of worlds (67% to 84%): fewer than the 90% asked for; the share of right answers is missed most often, in 12%"
 */
export function answerSentence(answer: RunAnswer, told: Told): string {
  const { chosen } = answer;
  const design = answer.designs[chosen];
  if (design === undefined) {
    const why = answer.notSimulated?.[chosen]?.join("; ");
    return `${chosen} was not simulated${why === undefined ? "" : `: ${why}`}`;
  }
  const { targets, allTargets } = design;
  if (targets.length === 0) return `no targets are set; ${budgetSentence(design, told)}`;
  const word = { pass: "yes", fail: "no", inconclusive: "not sure yet" }[allTargets.verdict];
  const sentence = `${word}: ${verdictSentence(chosen, design, told)}`;
  const missed = mostMissed(targets);
  const nothingMore = allTargets.verdict === "pass" || tellsNothing(allTargets.worldsMeeting);
  if (nothingMore || missed === undefined || targets.length === 1) return sentence;
  const share = percentText(1 - missed.worldsMeeting.value);
  return `${sentence}; what breaks most often is ${subjectNoun(missed.name, told)}, in ${share}`;
}

/**
 * The target that is missed in the largest share of the worlds that can be judged; undefined where none is. (The
 * interval of a share of worlds reaches up to 1 exactly where none misses.)
 */
export function mostMissed(targets: readonly TargetAnswer[]): TargetAnswer | undefined {
  const missed = targets.filter(({ worldsMeeting }) => worldsMeeting.high < 1);
  return missed.sort((a, b) => a.worldsMeeting.value - b.worldsMeeting.value)[0];
}

/** A promise or a figure by its name, as a noun. */
export function subjectNoun(name: string, { unit }: Pick<Told, "unit">): string {
  switch (name) {
    case "monthlyCost":
      return "the monthly budget";
    case "costPerUnit":
      return `the cost per ${unit}`;
    case "loadedCostPerUnit":
      return `the loaded cost per ${unit}`;
    case "successShare":
      return "the share of right answers";
    case "deliveredShare":
      return "the share of tasks delivered";
    default: {
      const [of = "", percentile = ""] = name.split(".");
      return `${percentileWords(percentile)} of the ${of}`;
    }
  }
}
