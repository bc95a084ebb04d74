/** What the latency room says in words: title, read-out, notes, and the table of the same data. */

import { resolveDesigns } from "../../shared/scenario/designs.ts";
import type { LatencyPoint } from "../../shared/series/series.ts";
import { formatShare } from "../../shared/units/format.ts";
import { pointAt } from "../charts/latency-points.ts";
import type { LatencyCurve } from "../charts/percentile-plot.tsx";
import { estimateText } from "../format/estimate.ts";
import { SECONDS } from "../format/measure.ts";
import type { Cell, TableData } from "../ui/data-table.tsx";
import type { Answered, AnsweredDesign } from "./answered.ts";
import type { Measured } from "./latency-curves.ts";
import type { ReadOutItem } from "./read-out.tsx";
import { tailTitle, targetTitle } from "./sentences.ts";
import { targetWords } from "./target-words.ts";

/** What the chart found: how the judged design stands with its promise, or how slow its tail is. */
export function latencyTitle(
  answered: Answered,
  designs: readonly AnsweredDesign[],
  measure: Measured,
): string {
  const design = designs.find(({ chosen }) => chosen) ?? designs[0];
  if (design === undefined) return "No design was simulated";
  const target = design.answer.targets.find(
    ({ name }) => targetWords(name, answered.currency).latency?.measure === measure,
  );
  const found = design.answer.stable ? targetTitle(answered, design.name, target) : undefined;
  return found ?? tailTitle(design, measure);
}

function pointText(point: LatencyPoint | undefined): { readonly value: string; readonly spread: string } {
  if (point === undefined) return { value: "not known", spread: "no data" };
  if (point.tooFew) return { value: "not known", spread: "too few tasks" };
  if (point.value === null) return { value: "never answered", spread: "" };
  return estimateText(point, SECONDS);
}

/** Each design at a share of tasks. */
export function latencyReadout(
  designs: readonly AnsweredDesign[],
  measure: Measured,
  p: number,
): readonly ReadOutItem[] {
  return designs.map(({ name, order, answer, series }) => {
    if (!answer.stable) return { design: name, order, value: "unstable", spread: "" };
    return { design: name, order, ...pointText(pointAt(series?.[measure] ?? [], p)) };
  });
}

export function readoutSentence(p: number, items: readonly ReadOutItem[]): string {
  const each = items.map(
    ({ design, value, spread }) => `${design} ${value}${spread === "" ? "" : ` (${spread})`}`,
  );
  return `${formatShare(p)} of tasks are at least this fast: ${each.join("; ")}.`;
}

export function latencyNotes(
  answered: Answered,
  designs: readonly AnsweredDesign[],
  measure: Measured,
): string | undefined {
  const notes = [
    ...new Set(
      designs
        .filter((design) => !design.answer.stable)
        .map(
          (design) =>
            `“${design.name}” is unstable, so it has no percentile: give it more workers, slots or quota.`,
        ),
    ),
    ...(measure === "response" && differentModes(answered, designs)
      ? [
          "These designs respond in different ways: an acknowledgement or a first word is compared with a whole answer.",
        ]
      : []),
    "Tasks that were never answered count as slower than any number. Bands are 95% intervals.",
  ];
  return notes.join(" ");
}

function differentModes({ scenario }: Answered, designs: readonly AnsweredDesign[]): boolean {
  const resolved = resolveDesigns(scenario);
  return new Set(designs.map(({ name }) => resolved[name]?.mode)).size > 1;
}

const SHOWN = [0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999];

function cell(value: number | null | undefined, point: LatencyPoint | undefined): Cell {
  if (value !== null && value !== undefined && point?.tooFew !== true) {
    return { text: estimateText({ value, low: null, high: null, why: "" }, SECONDS).value, raw: value };
  }
  return { text: pointText(point).value, raw: undefined };
}

/** The data of the percentile plot: a row a design and percentile. */
export function latencyTable(curves: readonly LatencyCurve[]): TableData {
  return {
    columns: [
      { name: "Design", numeric: false },
      { name: "Share of tasks", numeric: true },
      { name: "Seconds", numeric: true },
      { name: "Low", numeric: true },
      { name: "High", numeric: true },
    ],
    rows: curves.flatMap((curve) =>
      SHOWN.map((p) => {
        const point = curve.stable ? pointAt(curve.points, p) : undefined;
        return [
          { text: curve.design, raw: curve.design },
          { text: formatShare(p), raw: p },
          curve.stable ? cell(point?.value, point) : { text: "unstable", raw: undefined },
          boundCell(point?.low, point),
          boundCell(point?.high, point),
        ];
      }),
    ),
  };
}

function boundCell(value: number | null | undefined, point: LatencyPoint | undefined): Cell {
  if (point === undefined || point.tooFew || value === undefined) return { text: "", raw: undefined };
  return value === null ? { text: "no bound", raw: undefined } : cell(value, point);
}
