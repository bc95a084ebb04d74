/** A comparison of designs as a person at a terminal reads it. */
import type { Estimate } from "../../shared/findings/answer.ts";
import {
  bestSentence,
  brokenSentences,
  measureWords,
  tradeOffSentence,
  unitOfMeasure,
} from "../../shared/findings/comparison-sentences.ts";
import {
  type CompareAnswer,
  type ComparedDesign,
  type MeasureCompared,
  relationOf,
} from "../../shared/findings/comparison-study.ts";
import type { RunContext } from "../../shared/findings/context.ts";
import { formatShare } from "../../shared/units/format.ts";
import { withInterval } from "../../shared/units/interval.ts";
import { hanging, wrap } from "../layout.ts";
import { harmless, type Ink } from "../terminal.ts";
import { horizonText } from "./headline.ts";
import { type Row, sideBySide } from "./side-by-side.ts";
import {
  countText,
  type Page,
  shortEstimateText,
  titleLines,
  UNSTABLE,
  unbroken,
  withBreak,
} from "./words.ts";

interface Named {
  readonly name: string;
  readonly design: ComparedDesign;
}

/** Beside a value: its design could be the best of all. */
const OPEN = "★";
/** Before a difference whose interval holds 0. */
const ALIKE = "≈";

export function compareText(answer: CompareAnswer, context: RunContext, page: Page): string {
  const sections = [
    headLines(answer, context, page),
    findingLines(answer, context, page),
    tableOf(answer, context, page),
    legendLines(answer, page),
    notSimulatedLines(answer, page),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headLines(answer: CompareAnswer, context: RunContext, { width, ink }: Page): string[] {
  const { replications, days, start, seed, load, designs } = answer;
  const worlds = countText(Math.ceil(replications / 2), "world");
  const runs = `${countText(replications, "replication")} of ${horizonText(days)} in the same ${worlds}`;
  const count = countText(Object.keys(designs).length, "design");
  const facts = [count, runs, `from ${start}`, `seed ${seed}`, ...(load === 1 ? [] : [`load × ${load}`])];
  return [
    ...wrap(harmless(context.name), width).map(ink.bold),
    ...(context.question === undefined ? [] : wrap(harmless(context.question), width)),
    ...wrap(facts.map(unbroken).join(", "), width).map(ink.dim),
    ...(answer.notes ?? []).flatMap((note) => wrap(harmless(note), width)),
  ];
}

/** The findings: who could be best on the criterion, and at p95 of the result; what speed costs; who is no choice. */
function findingLines(answer: CompareAnswer, context: RunContext, { width }: Page): string[] {
  if (Object.keys(answer.designs).length < 2)
    return wrap("There is one design: nothing to compare. Add another, or leave out --design.", width);
  const told = { currency: context.currency, unit: harmless(context.unit) };
  const asked = [...new Set([answer.criterion.measure, "costPerUnit", "result.p95"])];
  const best = asked.flatMap((name) => {
    const compared = answer.measures.find(({ measure }) => measure === name);
    return compared === undefined ? [] : [bestSentence(compared, told)];
  });
  const sentences = [...best, keepingSentence(answer, told.unit), tradeOffSentence(answer, told)];
  return [...sentences, ...brokenSentences(answer, told.unit)]
    .filter((sentence) => sentence !== "")
    .flatMap((sentence) => hanging(`• ${harmless(sentence)}`, width, 2));
}

/** Where designs break targets: who could be best among the others. */
function keepingSentence({ criterion: { measure, all, keeping } }: CompareAnswer, unit: string): string {
  if (keeping.designs.length === 0) return "Every design breaks a target.";
  if (keeping.designs.length === all.designs.length || keeping.designs.length === 1) return "";
  const words = measureWords(measure, unit);
  const many = keeping.couldBeBest.length > 1 ? "could be" : "is";
  return `Of the ${keeping.designs.length} that break no target, ${keeping.couldBeBest.join(" or ")} ${many} best on ${words}.`;
}

function tableOf(answer: CompareAnswer, context: RunContext, page: Page): string[] {
  const designs = Object.entries(answer.designs).map(([name, design]) => ({ name, design }));
  const { currency } = context;
  const rows: Row<Named>[] = [
    ...(context.targets.length === 0 ? [] : [targetsRow(context.targets.length, page.ink)]),
    ...answer.measures.flatMap((compared) => rowsOf(compared, answer, { ...context, currency }, page.ink)),
  ];
  const marked = designs.length > 1 ? answer.baseline : undefined;
  return [...titleLines("Designs side by side", page), ...sideBySide(rows, designs, marked, page)];
}

function targetsRow(count: number, ink: Ink): Row<Named> {
  return {
    label: "targets",
    cell: ({ design: { stable, broken, notSure } }) => {
      if (!stable) return ink.bad(UNSTABLE);
      if (broken.length > 0) return ink.bad(unbroken(`✕ breaks ${broken.length}`));
      if (notSure.length > 0) return ink.unsure(unbroken(`? ${notSure.length} not sure`));
      return ink.good(unbroken(`✓ ${count === 1 ? "kept" : `all ${count} kept`}`));
    },
  };
}

function rowsOf(
  compared: MeasureCompared,
  answer: CompareAnswer,
  context: RunContext,
  ink: Ink,
): Row<Named>[] {
  const { measure, best, differences } = compared;
  const unit = unitOfMeasure(measure);
  const { currency } = context;
  if (isNoNews(measure, answer)) return [];
  const label = harmless(measureWords(measure, context.unit));
  // A star beside every value would tell nobody anything.
  const isTold = best.some(({ couldBeBest }) => couldBeBest === false);
  const isOpen = (name: string) =>
    isTold && best.some(({ design, couldBeBest }) => design === name && couldBeBest === true);
  const value: Row<Named> = {
    label,
    cell: ({ name, design }) => {
      const figure = design.figures[measure];
      if (figure === undefined) return "";
      const text = shortEstimateText(figure, unit, currency);
      if (text === UNSTABLE) return ink.bad(text);
      return isOpen(name) ? `${text}\u00a0${ink.good(OPEN)}` : text;
    },
  };
  if (differences.every(({ relation }) => relation === "not known" || relation === "equal")) return [value];
  const difference: Row<Named> = {
    label: unbroken(`  against ${harmless(answer.baseline)}`),
    cell: ({ name }) => {
      const found = differences.find(({ design }) => design === name);
      return found === undefined ? "" : differenceText(found.difference, unit, currency);
    },
  };
  return [value, difference];
}

/** Outcomes that no task has in any design; losses and degraded answers where there are none. */
function isNoNews(measure: string, { designs }: CompareAnswer): boolean {
  const all = Object.values(designs).map(({ figures }) => figures);
  const same = (other: string) => all.every((figures) => figures[measure]?.value === figures[other]?.value);
  if (measure === "loadedCostPerUnit") return same("costPerUnit");
  if (measure === "deliveredShare") return same("tasks.delivered");
  return measure.startsWith("tasks.") && all.every((figures) => figures[measure]?.value === 0);
}

function differenceText(
  difference: Estimate,
  unit: Parameters<typeof withInterval>[3],
  currency: string,
): string {
  const { value, low, high } = difference;
  if (value === null) return "–";
  if (low === null || high === null) return unbroken("no interval");
  const relation = relationOf(difference);
  if (relation === "equal") return "same";
  if (unit === "share" && Math.max(Math.abs(low), Math.abs(high)) < 5e-5) return unbroken(`${ALIKE} < 0.01%`);
  const sign = value > 0 ? "+" : "";
  const text = withBreak(sign + withInterval(value, low, high, unit, currency));
  return relation === "not told apart" ? `${ALIKE}\u00a0${text}` : text;
}

function legendLines(answer: CompareAnswer, { width, ink }: Page): string[] {
  const others = Object.keys(answer.designs).length - 1;
  if (others < 1) return [];
  const from = harmless(answer.baseline);
  const lines = [
    `${OPEN} could be the best: in ${formatShare(0.95)} of runs the true best is among these. ${ALIKE} can't be told apart from ${from}.`,
    `Differences are paired, on the same worlds and tasks; those of one line hold together with 95%, over ${countText(others, "design")} against ${from}.`,
    ...acknowledgementText(answer),
  ];
  return lines.flatMap((line) => wrap(line, width).map(ink.dim));
}

function acknowledgementText({ designs }: CompareAnswer): string[] {
  const names = Object.entries(designs)
    .filter(([, { acknowledges }]) => acknowledges)
    .map(([name]) => harmless(name));
  if (names.length === 0 || names.length === Object.keys(designs).length) return [];
  return [`The response of ${names.join(", ")} is an acknowledgement, not an answer: compare the result.`];
}

function notSimulatedLines({ notSimulated = {} }: CompareAnswer, page: Page): string[] {
  const entries = Object.entries(notSimulated);
  if (entries.length === 0) return [];
  const lines = entries.flatMap(([name, why]) =>
    hanging(`${harmless(name)}: ${harmless(why.join("; "))}`, page.width, 4, 2),
  );
  return [...titleLines("Not simulated", page), ...lines];
}
