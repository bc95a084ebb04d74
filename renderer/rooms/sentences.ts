/**
 * The sentences that the rooms say, until `shared/findings/sentences.ts` says them for screen, report and terminal
 * alike.
 */
import type { DesignAnswer, RunAnswer, TargetAnswer } from "../../shared/findings/answer.ts";
import { estimateSentence, shareText } from "../format/estimate.ts";
import { percentText } from "../format/measure.ts";
import { limitText, targetWords } from "./target-words.ts";

/** The answer to the scenario's question, in one sentence. */
export function answerSentence(answer: RunAnswer, currency: string): string {
  const design = answer.designs[answer.chosen];
  if (design === undefined) return `“${answer.chosen}” is not simulated.`;
  if (!design.stable) return `No. “${answer.chosen}” is unstable: it is asked for more than it can carry.`;
  if (design.targets.length === 0) return "There is nothing to judge yet: the scenario promises nothing.";
  const broken = namesOf(design, "fail", currency);
  const unsure = namesOf(design, "inconclusive", currency);
  const { verdict } = design.allTargets;
  if (broken.length > 0) return `No. “${answer.chosen}” breaks its promise on ${shortlist(broken)}.`;
  if (verdict === "fail")
    return `No. “${answer.chosen}” keeps each promise, but too rarely all of them together.`;
  if (verdict === "pass") return `Yes. “${answer.chosen}” keeps every promise.`;
  return unsure.length > 0
    ? `Not sure yet. “${answer.chosen}” may break its promise on ${shortlist(unsure)}.`
    : `Not sure yet whether “${answer.chosen}” keeps all its promises together.`;
}

/** Two are named, more are counted. */
const shortlist = (names: readonly string[]): string =>
  names.length <= 2 ? names.join(" and ") : `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;

function namesOf(
  design: DesignAnswer,
  verdict: TargetAnswer["verdict"],
  currency: string,
): readonly string[] {
  return design.targets
    .filter((target) => target.verdict === verdict)
    .map((target) => targetWords(target.name, currency).noun);
}

/** In how many worlds all promises hold together. */
export function jointSentence(design: DesignAnswer, confidence: number): string {
  const { value, spread } = shareText(design.allTargets.worldsMeeting);
  return `All promises hold together in ${value} of the worlds we believe possible (${spread}); ${percentText(confidence)} wanted.`;
}

/** What a target's estimate says, as the finding of a chart. */
export function targetFinding(
  target: TargetAnswer | undefined,
  design: string,
  currency: string,
): string | undefined {
  if (target === undefined) return undefined;
  const { noun, measure, bound } = targetWords(target.name, currency);
  const verb = {
    pass: "keeps its promise on",
    fail: "breaks its promise on",
    inconclusive: "may break its promise on",
  };
  const estimate = estimateSentence(target.value, measure);
  return `“${design}” ${verb[target.verdict]} ${noun}: ${estimate}, ${bound} ${limitText(target.limit, measure)} promised`;
}
