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
    ...answer.commitments.map((commitment) => commitmentLines(commitment, context, page)),
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

function commitmentLines(commitment: CommitmentAnswer, { currency }: RunContext, page: Page): string[] {
  const sentence = breakEvenSentence(commitment, currency);
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

/** @example "The commitment of reserved pays from 1.8 times today's traffic on (1.6 to 2.1), 540,000 tasks a month. …" */
export function breakEvenSentence(commitment: CommitmentAnswer, currency: string): string {
  const { model, multiple, tasksPerMonth } = commitment;
  const today = todaySentence(commitment, currency);
  if (multiple.value === null)
    return `The commitment of ${model} does not pay at up to ${significant(multiple.low ?? 0, 2)} times today's traffic. ${today}`;
  if (multiple.value === 0)
    return `The commitment of ${model} pays at any traffic that was looked at. ${today}`;
  const digits = digitsOf(multiple);
  const low = multiple.low === null || multiple.low === 0 ? "less" : significant(multiple.low, 2);
  const high = multiple.high === null ? "more than was looked at" : significant(multiple.high, 2);
  const range = multiple.why === undefined ? ` (${low} to ${high})` : "";
  const tasks =
    tasksPerMonth === null ? "" : `, ${formatCount(Number(tasksPerMonth.toPrecision(digits)))} tasks a month`;
  return `The commitment of ${model} pays from ${significant(multiple.value, digits)} times today's traffic on${range}${tasks}. ${today}`;
}

/** No more digits than the interval supports. */
function digitsOf({ value, low, high }: CommitmentAnswer["multiple"]): number {
  if (value === null || low === null || high === null) return 2;
  return high - low < 0.05 * value ? 3 : 2;
}

function todaySentence({ savingToday, instead }: CommitmentAnswer, currency: string): string {
  const { value, low, high, why } = savingToday;
  if (value === null) return `What it saves today is not known: ${why ?? "no estimate"}.`;
  const other = instead === "other models" ? "the same design without it" : "list prices without it";
  if (low !== null && high !== null && low <= 0 && high >= 0)
    return `Today it may cost more or less than ${other}: it saves ${estimateText(savingToday, "currency", currency)} a month.`;
  if (value >= 0)
    return `Today it saves ${estimateText(savingToday, "currency", currency)} a month against ${other}.`;
  const turned = {
    ...savingToday,
    value: -value,
    low: high === null ? null : -high,
    high: low === null ? null : -low,
  };
  return `Today it costs ${estimateText(turned, "currency", currency)} a month more than ${other}.`;
}

function methodOf({ linear }: CommitmentAnswer): string {
  return linear
    ? "Nothing that this design meets can be full, so its cost is a straight line in traffic: one simulation at today's tells all. Intervals cover 95%."
    : "Each line is simulated, on the same worlds and tasks with and without it; between lines the saving is taken to run straight. Intervals cover 95%.";
}
