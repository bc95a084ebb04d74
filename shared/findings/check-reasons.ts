/** The verdict of a check, and why, in sentences. */

import { formatCount } from "../units/format.ts";
import type { DesignAnswer, TargetAnswer, Verdict } from "./answer.ts";
import type { RunContext, Target } from "./context.ts";
import { targetSentence, verdictSentence } from "./sentences.ts";
import { inMoney, inSeconds, inShares, percentText, roughText, shareOfWorldsText } from "./wording.ts";

/** What is known when a check ends. */
export interface CheckKnown extends Pick<DesignAnswer, "stable" | "targets" | "allTargets"> {
  readonly design: string;
  readonly decided: boolean;
  readonly planned: number;
  readonly replicationsNeeded?: number | null;
}

/**
 * fail: the design is unstable, or a promise fails, or all of them together. pass: each passes, and all together.
 * Otherwise inconclusive.
 */
export function checkVerdict({ stable, targets, allTargets }: CheckKnown): Verdict {
  const verdicts = [...targets, allTargets].map(({ verdict }) => verdict);
  if (!stable || verdicts.includes("fail")) return "fail";
  return verdicts.includes("inconclusive") ? "inconclusive" : "pass";
}

/** Why, the heaviest first: what breaks, what is open, and how it stands with all promises together. */
export function checkReasons(known: CheckKnown, context: RunContext): string[] {
  const { design, stable, targets, allTargets } = known;
  const by = (verdict: Verdict) =>
    targets.flatMap((answer, i) => {
      const target = context.targets[i];
      return answer.verdict === verdict && target !== undefined ? [reasonOf(answer, target, context)] : [];
    });
  const together =
    targets.length > 1 || checkVerdict(known) === "pass"
      ? [`${verdictSentence(design, { targets, allTargets }, context)}.`]
      : [];
  return [
    ...(stable ? [] : [`${design} is unstable: more work arrives than it can do.`]),
    ...by("fail"),
    ...by("inconclusive"),
    ...together,
    ...(known.decided ? [] : [notReached(known)]),
  ];
}

function reasonOf(answer: TargetAnswer, target: Target, context: RunContext): string {
  const write =
    target.kind === "cost" ? inMoney(context.currency) : target.kind === "latency" ? inSeconds : inShares;
  const { worldsMeeting, expectedOvershoot, worldsNotKnown = 0, worldsWithoutBound = 0 } = answer;
  const asked = percentText(context.confidence);
  const kept = `it is kept in ${shareOfWorldsText(worldsMeeting)}, and ${asked} are asked for`;
  const side = target.kind === "share" ? "too little" : "too much";
  const missed =
    expectedOvershoot === null
      ? ""
      : `; where it is broken, by ${roughText(expectedOvershoot, write)} ${side} on average`;
  const without = worldsWithoutBound === 0 ? "" : `; without bound in ${worldsText(worldsWithoutBound)}`;
  const unknown = worldsNotKnown === 0 ? "" : `; not known in ${worldsText(worldsNotKnown)}`;
  return `${targetSentence(answer, context)}: ${kept}${missed}${without}${unknown}.`;
}

function notReached({ planned, replicationsNeeded = null }: CheckKnown): string {
  const done = `Not reached in ${formatCount(planned)} replications`;
  if (replicationsNeeded === null) return `${done}; no practical number of them would decide it.`;
  return `${done}; about ${formatCount(replicationsNeeded)} would decide it, if the shares of worlds stay what they are.`;
}

function worldsText(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "world" : "worlds"}`;
}
