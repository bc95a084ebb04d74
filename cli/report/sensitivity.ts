/** What drives the answer, for a person to read: what to measure next, then a tornado for each measure. */
import type { RunContext } from "../../shared/findings/context.ts";
import type {
  Driver,
  SensitivityAnswer,
  SensitivityInput,
  SensitivityMeasure,
} from "../../shared/findings/sensitivity-answer.ts";
import type { Unit } from "../../shared/units/unit.ts";
import { hanging, tableLines, wrap } from "../layout.ts";
import { harmless } from "../terminal.ts";
import { horizonText } from "./headline.ts";
import { barOf } from "./sensitivity-bar.ts";
import { narrowerLines } from "./sensitivity-narrower.ts";
import { labelOf, level, measureTitle, plain, rangeText, short, shortUnit } from "./sensitivity-words.ts";
import { worthLines } from "./sensitivity-worth.ts";
import { countText, estimateText, listText, type Page, titleLines, unbroken } from "./words.ts";

/** Columns of the longest bar; there is none where lines are short. */
const BAR = 12;
const ROOM_FOR_BARS = 76;
/** So many bars are shown that chance might have made, where all are short. */
const SHOWN_OF_CHANCE = 2;

export function sensitivityText(answer: SensitivityAnswer, context: RunContext, page: Page): string {
  const blocks = [
    headLines(answer, context, page),
    answer.next.flatMap((sentence) => hanging(harmless(sentence), page.width, 2)),
    ...(answer.why === undefined ? [] : [wrap(`Nothing can be ranked: ${answer.why}.`, page.width)]),
    ...worthATable(answer.measures).map((measure) => measureLines(measure, answer.inputs, context, page)),
    worthLines(answer, context, page),
    narrowerLines(answer, context, page),
    inputLines(answer, context, page),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headLines(answer: SensitivityAnswer, context: RunContext, { width, ink }: Page): string[] {
  const { design, replications, days, worlds, start, seed } = answer;
  const runs = `${countText(replications, "replication")} of ${horizonText(days)} in ${countText(worlds, "world")}`;
  const facts = [`design ${harmless(design)}`, runs, `from ${start}`, `seed ${seed}`].map(unbroken);
  return [
    ...wrap(`${harmless(context.name)}: what drives the answer`, width).map(ink.bold),
    ...wrap(facts.join(", "), width).map(ink.dim),
  ];
}

function measureLines(
  measure: SensitivityMeasure,
  inputs: readonly SensitivityInput[],
  context: RunContext,
  page: Page,
): string[] {
  const { width, ink } = page;
  const title = titleLines(measureTitle(measure.measure, context), page);
  if (measure.why !== undefined) return [...title, ...hanging(`Not known: ${measure.why}.`, width, 2, 2)];
  const unit = shortUnit(measure.unit);
  const shown = shownOf(measure.drivers);
  const longest = Math.max(...measure.drivers.map(size), measure.noiseFloor ?? 0);
  const rows = shown.map((driver) => [
    labelOf(inputs, driver.path),
    unbroken(`${level(driver.atP10, driver, unit, context)} → ${level(driver.atP90, driver, unit, context)}`),
    estimateText(driver.effect, unit, context.currency),
    width < ROOM_FOR_BARS ? "" : barOf(size(driver), measure.noiseFloor ?? 0, longest, BAR),
  ]);
  const head = ["", unbroken("at p10 → p90"), "moves it by", ""].map(ink.dim);
  const column = { align: "left" as const };
  return [
    ...title,
    ...tableLines(
      [head, ...rows],
      [{ ...column, most: Math.floor(width * 0.36) }, column, { ...column, most: 22 }, column],
      2,
    ),
    ...[
      ...chanceSentences(measure, shown, inputs, unit, context),
      ...aloneSentences(shown, inputs, unit, context),
    ].flatMap((sentence) => hanging(sentence, width, 2, 2)),
  ];
}

/** All, but for a loaded cost that the same assumptions move as the cost: one of two equal tables is enough. */
function worthATable(measures: readonly SensitivityMeasure[]): readonly SensitivityMeasure[] {
  const paths = (name: string) => {
    const found = measures.find(({ measure }) => measure === name);
    return found === undefined
      ? ""
      : shownOf(found.drivers)
          .map(({ path }) => path)
          .join();
  };
  const isAlike = paths("loadedCostPerUnit") === paths("costPerUnit");
  return measures.filter(({ measure }) => measure !== "loadedCostPerUnit" || !isAlike);
}

const size = ({ effect }: Driver): number => Math.abs(effect.value ?? 0);

/** All that are told from chance, or the first few where hardly one is. */
function shownOf(drivers: readonly Driver[]): readonly Driver[] {
  const told = drivers.filter(({ told: is, byCurve }) => is || byCurve);
  return told.length >= SHOWN_OF_CHANCE ? told : drivers.slice(0, SHOWN_OF_CHANCE);
}

function chanceSentences(
  { noiseFloor = 0, drivers }: SensitivityMeasure,
  shown: readonly Driver[],
  inputs: readonly SensitivityInput[],
  unit: Unit,
  context: RunContext,
): string[] {
  const floor = unbroken(short(noiseFloor, unit, context));
  const left = drivers.length - shown.length;
  const others =
    left === 0 ? "" : ` ${countText(left, "other assumption")} stay${left === 1 ? "s" : ""} below that.`;
  const curves = shown.filter(({ byCurve }) => byCurve).map(({ path }) => labelOf(inputs, path));
  const whole = curves.length === 1 ? "its whole curve is" : "their whole curves are";
  const byCurve =
    curves.length === 0 ? "" : ` ${listText(curves)}: ${whole} told from chance, though not the ends.`;
  return [`Chance alone moves it by up to ${floor} (┊).${others}${byCurve}`];
}

/** Of those that are told from chance and bring others along: what they do by themselves. */
function aloneSentences(
  shown: readonly Driver[],
  inputs: readonly SensitivityInput[],
  unit: Unit,
  context: RunContext,
): string[] {
  return shown.flatMap(({ path, alone, told }) => {
    const companions = inputs.find((input) => input.path === path)?.movesWith ?? [];
    if (!told || companions.length === 0) return [];
    const names = listText(companions.map((each) => labelOf(inputs, each.path)));
    const own =
      alone === undefined ? "" : `; with that held still: ${estimateText(alone, unit, context.currency)}`;
    return [`${labelOf(inputs, path)} counts with what moves with it (${names})${own}.`];
  });
}

/** What is unknown, from p10 to p90, and where it was taken from. */
function inputLines(answer: SensitivityAnswer, context: RunContext, page: Page): string[] {
  const { inputs, notInRun } = answer;
  if (inputs.length === 0) return [];
  const rows = inputs.map(({ label, unit, p10, p90, source, movesWith = [] }) => [
    harmless(label),
    rangeText(plain(p10, unit, context), plain(p90, unit, context)),
    [
      ...(source === undefined ? [] : [harmless(source)]),
      ...movesWith.map(({ path, spearman }) => `ρ ${spearman} with ${labelOf(inputs, path)}`),
    ].join("; "),
  ]);
  const column = { align: "left" as const };
  const part = (share: number) => Math.floor(page.width * share);
  const known = new Set(inputs.map(({ path }) => path));
  const left = notInRun.filter(({ path }) => !known.has(path)).map(({ label }) => harmless(label));
  const sentence = `Not read by this design's run: ${listText(left)}.`;
  return [
    ...titleLines("What is unknown (p10 to p90)", page),
    ...tableLines(
      rows,
      [
        { ...column, most: part(0.4) },
        { ...column, most: part(0.25) },
        { ...column, most: part(0.25) },
      ],
      2,
    ),
    ...(left.length === 0 ? [] : hanging(sentence, page.width, 2, 2)),
  ];
}
