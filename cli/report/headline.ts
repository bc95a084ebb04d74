/** The top of the report: what was run, and whether the judged design keeps its promises. */
import type { DesignAnswer, RunAnswer } from "../../shared/findings/answer.ts";
import type { RunContext } from "../../shared/findings/context.ts";
import { formatShare, formatValue } from "../../shared/units/format.ts";
import { hanging, wrap } from "../layout.ts";
import { harmless } from "../terminal.ts";
import { countText, glyphOf, listText, type Page, targetLabel, unbroken, worldsText } from "./words.ts";

/** A design and its name. */
export interface NamedDesign {
  readonly name: string;
  readonly answer: DesignAnswer;
}

/** @example horizonText(0.3) // "7.2 h" */
export function horizonText(days: number): string {
  return Number.isInteger(days) ? countText(days, "day") : formatValue(days, "days");
}

/** Name, question, and what was simulated. */
export function headlineLines(answer: RunAnswer, context: RunContext, load: number, page: Page): string[] {
  const { width, ink } = page;
  const { replications, days, start, seed } = answer;
  const worlds = countText(Math.ceil(replications / 2), "world");
  const runs = `${countText(replications, "replication")} of ${horizonText(days)} in ${worlds}`;
  const facts = [runs, `from ${start}`, `seed ${seed}`, ...(load === 1 ? [] : [`load × ${load}`])].map(
    unbroken,
  );
  return [
    ...wrap(harmless(context.name), width).map(ink.bold),
    ...(context.question === undefined ? [] : wrap(harmless(context.question), width)),
    ...wrap(facts.join(", "), width).map(ink.dim),
    ...(replications > 2
      ? []
      : wrap("One world says nothing about the others, so there are no intervals.", width)),
  ];
}

/** One or two sentences on the judged design. */
export function verdictLines(judged: NamedDesign, context: RunContext, page: Page): string[] {
  const { answer } = judged;
  const { width, ink } = page;
  if (!answer.stable) return marked(ink.bad("✕"), unstableText(judged), page);
  if (answer.targets.length === 0) {
    return wrap("No promise is written down in this scenario (targets), so nothing is judged.", width);
  }
  const { verdict } = answer.allTargets;
  return marked(glyphOf(verdict, ink), verdictText(judged, context), page);
}

function marked(glyph: string, text: string, { width }: Page): string[] {
  const [first = "", ...rest] = hanging(text, width, 2);
  return [`${glyph} ${first}`, ...rest];
}

function unstableText({ name }: NamedDesign): string {
  return `${harmless(name)} is UNSTABLE: more work arrives than it can do, so the longer it goes on the longer it takes. More slots, workers or quota, or less traffic, would help.`;
}

function verdictText({ name, answer }: NamedDesign, context: RunContext): string {
  const { targets, allTargets } = answer;
  const labels = (verdict: string) =>
    context.targets
      .filter((_, i) => targets[i]?.verdict === verdict)
      .map((target) => targetLabel(target, context));
  const broken = labels("fail");
  const unsure = labels("inconclusive");
  const design = harmless(name);
  const all = targets.length === 1 ? "It holds" : `All\u00a0${targets.length}\u00a0hold`;
  const share = `${all} in ${worldsText(allTargets.worldsMeeting)} of worlds; ${formatShare(context.confidence)} are wanted.`;
  const promises = countText(targets.length, "promise");
  if (broken.length > 0) {
    const open =
      unsure.length > 0 ? `; ${unsure.length} ${unsure.length === 1 ? "is" : "are"} not sure yet` : "";
    const count = broken.length === targets.length ? "all" : `${broken.length} of`;
    const which = targets.length === 1 ? "its promise" : `${count} its ${promises}`;
    return `${design} breaks ${which}: ${listText(broken)}${open}. ${share}`;
  }
  if (allTargets.verdict === "pass") {
    const which = targets.length === 1 ? "its promise" : `all its ${promises}`;
    return `${design} keeps ${which}. ${share}`;
  }
  if (allTargets.verdict === "fail") {
    return `${design} may keep each of its ${promises} by itself, but not all of them together. ${share}`;
  }
  const some = unsure.length > 0 && unsure.length < targets.length;
  const which = some ? `; open are ${listText(unsure)}` : "";
  return `Not sure yet whether ${design} keeps its ${promises}${which}. ${share} More replications would tell.`;
}
