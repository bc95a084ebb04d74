/** The answer of a run as a person at a terminal reads it. */
import type { RunAnswer } from "../../shared/findings/answer.ts";
import type { RunContext } from "../../shared/findings/context.ts";
import { hanging, wrap } from "../layout.ts";
import { harmless } from "../terminal.ts";
import { designLines } from "./designs.ts";
import { headlineLines, type NamedDesign, verdictLines } from "./headline.ts";
import { moneyLines } from "./money.ts";
import { pilotLines } from "./pilot.ts";
import { usedPriceLines } from "./prices.ts";
import { promiseLines } from "./promises.ts";
import { quotaLines } from "./quota.ts";
import { timeLines } from "./time.ts";
import { type Page, titleLines, unbroken } from "./words.ts";

/** The chosen design; where it was not simulated, the first one that was. */
export function judgedDesign({ chosen, designs }: RunAnswer): NamedDesign | undefined {
  const name = Object.hasOwn(designs, chosen) ? chosen : Object.keys(designs)[0];
  const answer = name === undefined ? undefined : designs[name];
  return name === undefined || answer === undefined ? undefined : { name, answer };
}

/**
 * The whole report.
 *
 * @param load Traffic multiple of the run.
 */
export function reportOf(
  answer: RunAnswer,
  context: RunContext,
  { load, width, ink }: Page & { readonly load: number },
): string {
  const page = { width, ink };
  const judged = judgedDesign(answer);
  const sections = [
    headlineLines(answer, context, load, page),
    ...(judged === undefined ? [] : judgedSections(judged, answer, context, page)),
    notSimulatedLines(answer, page),
    noteLines(answer, page),
    footLines(answer, page),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function judgedSections(judged: NamedDesign, answer: RunAnswer, context: RunContext, page: Page): string[][] {
  return [
    [...substituteLines(judged, answer, page), ...verdictLines(judged, context, page)],
    promiseLines(judged, context, page),
    pilotLines(answer, context, page),
    designLines(answer, context, judged.name, page),
    moneyLines(judged, context, page),
    timeLines(judged, page),
    quotaLines(judged, page),
    usedPriceLines(answer.prices, page),
  ];
}

function substituteLines({ name }: NamedDesign, { chosen }: RunAnswer, { width }: Page): string[] {
  if (name === chosen) return [];
  return wrap(
    `${harmless(chosen)}, the chosen design, is not in this run; judged here is ${harmless(name)}.`,
    width,
  );
}

function notSimulatedLines({ notSimulated = {} }: RunAnswer, page: Page): string[] {
  const entries = Object.entries(notSimulated);
  if (entries.length === 0) return [];
  const lines = entries.flatMap(([name, why]) =>
    hanging(`${harmless(name)}: ${harmless(why.join("; "))}`, page.width, 4, 2),
  );
  return [...titleLines("Not simulated", page), ...lines];
}

function noteLines({ notes = [] }: RunAnswer, { width }: Page): string[] {
  return notes.flatMap((note) => wrap(harmless(note), width));
}

function footLines({ elapsedSeconds }: RunAnswer, { width, ink }: Page): string[] {
  const elapsed =
    elapsedSeconds < 60 ? `${elapsedSeconds.toFixed(1)} s` : `${(elapsedSeconds / 60).toFixed(1)} min`;
  const text = `Intervals cover 95% (± is the longer side); more replications narrow them. Done in ${unbroken(elapsed)}.`;
  return wrap(text, width).map(ink.dim);
}
