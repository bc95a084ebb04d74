/** The designs side by side: what becomes of tasks, how slow they are, what they cost. */
import type {
  Comparison,
  DesignAnswer,
  Estimate,
  RunAnswer,
  WorldEstimate,
} from "../../shared/findings/answer.ts";
import type { RunContext } from "../../shared/findings/context.ts";
import { formatMoney, formatShare } from "../../shared/units/format.ts";
import { withInterval } from "../../shared/units/interval.ts";
import { hanging } from "../layout.ts";
import { harmless, type Ink } from "../terminal.ts";
import type { NamedDesign } from "./headline.ts";
import { type Row, sideBySide } from "./side-by-side.ts";
import { type Page, shortEstimateText, titleLines, UNSTABLE, unbroken, withBreak } from "./words.ts";

const OUTCOMES = ["delivered", "degraded", "late", "failed", "rejected"] as const;
const PERCENTILES = ["p50", "p95", "p99"] as const;

/** With fewer, nobody could say what one world in twenty is like. */
const WORLDS_FOR_SPREAD = 20;

/** All designs that were simulated, in as many blocks as the width asks for. */
export function designLines(answer: RunAnswer, context: RunContext, judged: string, page: Page): string[] {
  const designs = Object.entries(answer.designs).map(([name, design]) => ({ name, answer: design }));
  const rows = rowsOf(answer, context, page.ink);
  const lines = [
    ...titleLines(designs.length > 1 ? "Designs side by side" : "The design", page),
    ...sideBySide(rows, designs, designs.length > 1 ? judged : undefined, page),
  ];
  return [...lines, ...acknowledgementLines(designs, context, page)];
}

function rowsOf(answer: RunAnswer, context: RunContext, ink: Ink): Row<NamedDesign>[] {
  const { currency } = context;
  const unit = harmless(context.unit);
  const money = (pick: (design: DesignAnswer) => Estimate) => (design: NamedDesign) =>
    shortEstimateText(pick(design.answer), "currency", currency);
  const spread = (pick: (design: DesignAnswer) => WorldEstimate): Row<NamedDesign>[] =>
    answer.replications < 2 * WORLDS_FOR_SPREAD
      ? []
      : [
          {
            label: indented("in 90% of worlds", 2),
            cell: (design) => spreadText(pick(design.answer), currency),
          },
        ];
  return [
    ...OUTCOMES.map((outcome, i) => ({
      label: i === 0 ? `tasks ${outcome}` : indented(outcome, 6),
      cell: ({ answer: { tasks } }: NamedDesign) => shareText(tasks[outcome], tasks.arrived),
    })),
    {
      label: "attempts throttled",
      cell: ({ answer: { throttled, attempts } }) => shareText(throttled, attempts),
    },
    ...latencyRows("response", "responseSeconds", ink),
    ...latencyRows("result", "resultSeconds", ink),
    ...differenceRow(answer, "result.p95", "seconds", ", p95", currency),
    { label: `cost per ${unit}`, cell: money(({ cost }) => cost.perUnit) },
    ...spread(({ cost }) => cost.perUnit),
    ...differenceRow(answer, "costPerUnit", "currency", "", currency),
    { label: "cost a month", cell: money(({ cost }) => cost.perMonth) },
    ...spread(({ cost }) => cost.perMonth),
  ];
}

function indented(label: string, columns: number): string {
  return "\u00a0".repeat(columns) + label;
}

function latencyRows(
  word: string,
  measure: "responseSeconds" | "resultSeconds",
  ink: Ink,
): Row<NamedDesign>[] {
  return PERCENTILES.map((percentile, i) => ({
    label: i === 0 ? `${word} ${percentile}` : indented(percentile, word.length + 1),
    cell: ({ answer }) => {
      const text = shortEstimateText(answer[measure][percentile], "seconds", "");
      return text === UNSTABLE ? ink.bad(text) : text;
    },
  }));
}

/** What a design differs by from the one that all are compared with; none where it stands alone. */
function differenceRow(
  { comparisons }: RunAnswer,
  measure: string,
  unit: "currency" | "seconds",
  behind: string,
  currency: string,
): Row<NamedDesign>[] {
  const first = comparisons.find((comparison) => comparison.measure === measure);
  if (first === undefined) return [];
  return [
    {
      label: indented(`against ${harmless(first.a)}${behind}`, 2),
      cell: ({ name }) => differenceText(comparisons, name, measure, unit, currency),
    },
  ];
}

/** Where the value lies in nine of ten worlds. */
function spreadText({ worlds: { p5, p95 } }: WorldEstimate, currency: string): string {
  if (p5 === null || p95 === null) return "–";
  return unbroken(`${formatMoney(twoDigits(p5), currency)}–${formatMoney(twoDigits(p95), currency)}`);
}

/** Ends of a spread over some hundreds of worlds support no more. */
function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

function shareText(part: number, whole: number): string {
  return whole > 0 ? formatShare(part / whole) : "–";
}

function differenceText(
  comparisons: readonly Comparison[],
  design: string,
  measure: string,
  unit: "currency" | "seconds",
  currency: string,
): string {
  const found = comparisons.find((comparison) => comparison.b === design && comparison.measure === measure);
  if (found === undefined) return "";
  const { value, low, high } = found.difference;
  if (value === null || low === null || high === null) return "–";
  const sign = value > 0 ? "+" : "";
  return withBreak(sign + withInterval(value, low, high, unit, currency));
}

/** A response that is only an acknowledgement must not be compared with an answer in silence. */
function acknowledgementLines(designs: readonly NamedDesign[], context: RunContext, page: Page): string[] {
  const names = designs
    .filter(({ name }) => context.modes[name] === "async" || context.modes[name] === "batch")
    .map(({ name }) => harmless(name));
  if (names.length === 0 || names.length === designs.length) return [];
  const text = `The response of ${names.join(", ")} is an acknowledgement, not an answer: compare its result.`;
  return hanging(text, page.width, 2, 2).map(page.ink.dim);
}
