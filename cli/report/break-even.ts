/** Where commitments break even, for a person to read. */
import type { BreakEvenAnswer, CommitmentAnswer } from "../../shared/findings/break-even-answer.ts";
import type { RunContext } from "../../shared/findings/context.ts";
import { formatCount, significant } from "../../shared/units/format.ts";
import { hanging, tableLines, wrap } from "../layout.ts";
import { harmless } from "../terminal.ts";
import { horizonText } from "./headline.ts";
import { countText, estimateText, type Page, titleLines, unbroken } from "./words.ts";

export function breakEvenText(answer: BreakEvenAnswer, context: RunContext, page: Page): string {
  const blocks = [
    headLines(answer, context, page),
    ...answer.commitments.map((commitment) => commitmentLines(commitment, answer, context, page)),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function headLines(answer: BreakEvenAnswer, context: RunContext, { width, ink }: Page): string[] {
  const { design, replications, days, start, seed, load } = answer;
  const facts = [
    `design ${harmless(design)}`,
    `${countText(replications, "replication")} of ${horizonText(days)}`,
    ...(load === 1 ? [] : [`at ${load} times its traffic`]),
    `from ${start}`,
    `seed ${seed}`,
  ].map(unbroken);
  return [
    ...wrap(`${harmless(context.name)}: where commitments break even`, width).map(ink.bold),
    ...wrap(facts.join(", "), width).map(ink.dim),
  ];
}

function commitmentLines(
  commitment: CommitmentAnswer,
  { design }: BreakEvenAnswer,
  { currency }: RunContext,
  page: Page,
): string[] {
  const sentence = breakEvenSentence(commitment, design, currency);
  const rows = commitment.points.map(({ multiple, saving }) => [
    `${significant(multiple, 3)} ×`,
    estimateText(saving, "currency", currency),
  ]);
  const title = `What it saves a month, by traffic as a multiple of today's`;
  return [
    ...hanging(harmless(sentence), page.width, 2),
    "",
    ...titleLines(title, page),
    ...tableLines(rows, [{ align: "right" }, { align: "left", most: page.width - 12 }], 2),
    ...wrap(methodOf(commitment), page.width).map(page.ink.dim),
  ];
}

/** @example "reserved pays from 1.8 times today's traffic on (1.6 to 2.1), 540,000 tasks a month; …" */
export function breakEvenSentence(
  { model, instead, multiple, tasksPerMonth, savingToday }: CommitmentAnswer,
  design: string,
  currency: string,
): string {
  const other =
    instead === "other models"
      ? `${design} without ${model}`
      : `${model} at its list price, nothing promised`;
  const today =
    savingToday.value === null
      ? ""
      : ` Today it ${savingToday.value >= 0 ? "saves" : "costs"} ${amountText(savingToday, currency)} a month ${savingToday.value >= 0 ? "against" : "more than"} ${other}.`;
  if (multiple.value === null)
    return `The commitment of ${model} does not pay at up to ${times(multiple.low ?? 0)} today's traffic.${today}`;
  if (multiple.value === 0)
    return `The commitment of ${model} pays at any traffic that was looked at.${today}`;
  const range =
    multiple.why === undefined
      ? ` (${multiple.low === null || multiple.low === 0 ? "less" : significant(multiple.low, 2)} to ${multiple.high === null ? "more than was looked at" : significant(multiple.high, 2)})`
      : "";
  const tasks =
    tasksPerMonth === null ? "" : `, ${formatCount(Number(tasksPerMonth.toPrecision(3)))} tasks a month`;
  return `The commitment of ${model} pays from ${times(multiple.value)} today's traffic on${range}${tasks}.${today}`;
}

function times(multiple: number): string {
  return `${significant(multiple, 3)} times`;
}

/** The amount without its sign: the words around it say which way. */
function amountText(saving: CommitmentAnswer["savingToday"], currency: string): string {
  const { value, low, high } = saving;
  if (value === null || value >= 0) return estimateText(saving, "currency", currency);
  const turned = {
    ...saving,
    value: -value,
    low: high === null ? null : -high,
    high: low === null ? null : -low,
  };
  return estimateText(turned, "currency", currency);
}

function methodOf({ linear }: CommitmentAnswer): string {
  return linear
    ? "Nothing that this design meets can be full, so its cost is a straight line in traffic: one simulation at today's tells all. Intervals cover 95%."
    : "Each line is simulated, on the same worlds and tasks with and without it; between lines the saving is taken to run straight. Intervals cover 95%.";
}
