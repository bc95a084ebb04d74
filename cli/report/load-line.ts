/** The load line as a person at a terminal reads it: what breaks first, each promise's line, and the curves. */
import type { Estimate } from "../../shared/findings/answer.ts";
import type { RunContext, Target } from "../../shared/findings/context.ts";
import type {
  LineStatus,
  LoadLine,
  LoadLineAnswer,
  LoadPointAnswer,
} from "../../shared/findings/load-line-answer.ts";
import { inMultiples, multipleText } from "../../shared/findings/load-line-sentences.ts";
import { formatShare } from "../../shared/units/format.ts";
import { hanging, tableLines, wrap } from "../layout.ts";
import { columnsOf, harmless, type Ink } from "../terminal.ts";
import { horizonText } from "./headline.ts";
import {
  countText,
  limitText,
  type Page,
  shortEstimateText,
  targetLabel,
  titleLines,
  UNSTABLE,
  unbroken,
} from "./words.ts";

export function loadLineText(answer: LoadLineAnswer, context: RunContext, page: Page): string {
  const sections = [
    headLines(answer, context, page),
    wrap(`${harmless(capitalised(answer.finding))}.`, page.width),
    lineLines(answer, context, page),
    meetingLines(answer, context, page),
    curveLines(answer, context, page),
    footLines(answer, page),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function headLines(answer: LoadLineAnswer, context: RunContext, { width, ink }: Page): string[] {
  const { replications, days, start, seed, design, points } = answer;
  const worlds = countText(Math.ceil(replications / 2), "world");
  const facts = [
    `${harmless(design)} at ${countText(points.length, "multiple")} of its traffic`,
    `up to ${countText(replications, "replication")} of ${horizonText(days)} in ${worlds}`,
    `from ${start}`,
    `seed ${seed}`,
  ];
  return [
    ...wrap(harmless(context.name), width).map(ink.bold),
    ...wrap(facts.map(unbroken).join(", "), width).map(ink.dim),
    ...(replications > 2
      ? []
      : wrap("One world says nothing about the others, so there are no intervals.", width)),
  ];
}

interface Row {
  readonly label: string;
  readonly line: LoadLine;
}

/** Each promise, from where on and up to where it is met, and what is left of that. */
function lineLines(answer: LoadLineAnswer, context: RunContext, page: Page): string[] {
  const { targets, allTargets, saturation } = answer;
  const rows: Row[] = [
    ...context.targets.flatMap((target, i) => {
      const line = targets[i];
      const label = `${targetLabel(target, context)} ${unbroken(limitText(target, context))}`;
      return line === undefined ? [] : [{ label, line }];
    }),
    ...(targets.length > 1 ? [{ label: "all of them", line: allTargets }] : []),
    { label: "no more work than can be done", line: saturation },
  ];
  const asked = formatShare(answer.confidence);
  const title = titleLines(`The traffic at which each promise is met in ${asked} of worlds`, page);
  return [...title, ...(lineTable(rows, answer, page) ?? lineTexts(rows, answer, page))];
}

/** Undefined where there is no room for one. */
function lineTable(rows: readonly Row[], answer: LoadLineAnswer, { width, ink }: Page): string[] | undefined {
  const head = ["", "", "from", "up to", "headroom"].map(ink.dim);
  const cells = rows.map(({ label, line }) => [
    glyphOf(line.status, ink),
    label,
    unbroken(fromCell(line, answer)),
    unbroken(upToCell(line, answer)),
    unbroken(headroomCell(line)),
  ]);
  const others = [0, 2, 3, 4].map((column) =>
    Math.max(...[head, ...cells].map((row) => columnsOf(row[column] ?? ""))),
  );
  const room = width - 2 - others.reduce((sum, columns) => sum + columns + 2, 0);
  if (room < ROOM_FOR_NAME) return undefined;
  const left = { align: "left" as const };
  return tableLines([head, ...cells], [left, { ...left, most: room }, left, left, left], 2);
}

function lineTexts(rows: readonly Row[], answer: LoadLineAnswer, { width, ink }: Page): string[] {
  return rows.flatMap(({ label, line }) => {
    const from = line.from === null ? "" : `from ${multipleText(line.from)} `;
    const headroom = headroomCell(line);
    const upTo = upToCell(line, answer);
    const text = `${label}: ${from}${line.line.value === null ? "" : "up to "}${upTo}${headroom === "" ? "" : `; headroom ${headroom}`}`;
    const [first = "", ...rest] = hanging(text, width, 4);
    return [`  ${glyphOf(line.status, ink)} ${first}`, ...rest];
  });
}

const ROOM_FOR_NAME = 18;

function glyphOf(status: LineStatus, ink: Ink): string {
  if (status === "holds" || status === "beyond") return ink.good("✓");
  return status === "not known" || status === "unclear" ? ink.unsure("?") : ink.bad("✕");
}

function fromCell({ from, status }: LoadLine, { searched }: LoadLineAnswer): string {
  if (from !== null) return multipleText(from);
  return status === "never" || status === "unclear" || status === "not known"
    ? ""
    : `< ${inMultiples(searched.from)}`;
}

function upToCell({ status, line }: LoadLine, { searched }: LoadLineAnswer): string {
  if (status === "never") return "at no multiple";
  if (status === "not known") return "not known";
  if (status === "unclear") return "too close to tell";
  return line.value === null ? `> ${inMultiples(searched.to)}` : multipleText(line);
}

/** How much more traffic it can carry, with the digits that the line has. */
function headroomCell({ status, line, headroom: { value, low, high } }: LoadLine): string {
  if (status === "short") return "too little traffic";
  if (value === null || (status !== "holds" && status !== "broken")) return "";
  if (low !== null && high !== null && low < 0 && high > 0) return "may be none";
  const wide = low !== null && high !== null && 1 + high > WIDE * (1 + low);
  return wide ? `${percent(low)} to ${percent(high)}` : percent(Number.parseFloat(multipleText(line)) - 1);
}

/** An interval with ends so many times apart says more than its value. */
const WIDE = 1.5;

function percent(more: number): string {
  const whole = Math.round(100 * Math.abs(more));
  return `${more < 0 ? "−" : "+"}${whole.toLocaleString("en-US")}%`;
}

/** Share of worlds that meet each promise along the multiples. */
function meetingLines(answer: LoadLineAnswer, context: RunContext, page: Page): string[] {
  if (context.targets.length === 0) return [];
  const labels = context.targets.map((target) => shortLabel(target));
  const head = ["traffic", ...labels, ...(labels.length > 1 ? ["all"] : [])];
  const rows = shownPoints(answer, page).map((point) => [
    multipleCell(point),
    ...point.targets.map((target) => meetingCell(target)),
    ...(labels.length > 1 ? [meetingCell(point.allTargets)] : []),
  ]);
  return [...titleLines("Share of worlds that meet each promise", page), ...narrowTable(head, rows, page)];
}

function meetingCell({ worldsMeeting, worldsNotKnown, verdict }: LoadPointAnswer["allTargets"]): string {
  const { value, low, high } = worldsMeeting;
  if (worldsNotKnown !== undefined && low === 0 && high === 1) return "–";
  const mark = { pass: "✓", fail: "✕", inconclusive: " " }[verdict];
  return `${Math.round(100 * value)}%${mark}`;
}

function shortLabel(target: Target): string {
  switch (target.name) {
    case "monthlyCost":
      return "month";
    case "costPerUnit":
      return "unit";
    case "loadedCostPerUnit":
      return "loaded unit";
    case "successShare":
      return "right";
    case "deliveredShare":
      return "answered";
    default:
      return target.name.replace(".", " ");
  }
}

function curveLines(answer: LoadLineAnswer, context: RunContext, page: Page): string[] {
  const { currency } = context;
  const seconds = (estimate: Estimate) => plainCell(estimate, "seconds", currency);
  const head = ["traffic", "result p95", "p99", `per ${harmless(context.unit)}`, "a month", "throttled"];
  const rows = shownPoints(answer, page).map((point) => {
    const { resultSeconds, costPerUnit, monthlyCost, throttledShare } = point.curves;
    return [
      multipleCell(point),
      seconds(resultSeconds.p95),
      seconds(resultSeconds.p99),
      plainCell(costPerUnit, "currency", currency),
      plainCell(monthlyCost, "currency", currency),
      throttledShare.value === null ? "–" : formatShare(Number(throttledShare.value.toPrecision(2))),
    ];
  });
  return [...titleLines("What grows with traffic", page), ...narrowTable(head, rows, page)];
}

/** The estimate with its interval; the reason why there is none in a word. */
function plainCell(estimate: Estimate, unit: "seconds" | "currency", currency: string): string {
  const text = shortEstimateText(estimate, unit, currency);
  if (text === UNSTABLE || estimate.value !== null) return text;
  return text.startsWith("never") || text.startsWith("too few") || text.startsWith("no ") ? text : "–";
}

function multipleCell({ multiple }: LoadPointAnswer): string {
  return multiple === 1 ? "today" : inMultiples(multiple);
}

/** Halvings and doublings, today, and the points beside lines; of many so close that they would fill a page, some. */
function shownPoints({ points }: LoadLineAnswer, _page: Page): LoadPointAnswer[] {
  const shown: LoadPointAnswer[] = [];
  for (const point of points) {
    const last = shown.at(-1);
    const close = last !== undefined && point.multiple < last.multiple * CLOSE;
    if (point.multiple === 1 && close && last.multiple !== 1) shown.pop();
    if (point.multiple === 1 || !close) shown.push(point);
  }
  return shown;
}

/** Rows of a table are at least so far apart, as a factor. */
const CLOSE = 1.15;

/** A table whose columns share the width. */
function narrowTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { width, ink }: Page,
): string[] {
  const first = Math.max(...rows.map((row) => columnsOf(row[0] ?? "")), columnsOf(head[0] ?? ""));
  const most = Math.max(4, Math.floor((width - 2 - first) / (head.length - 1)) - 2);
  const columns = head.map((_, i) =>
    i === 0 ? { align: "right" as const } : { align: "left" as const, most },
  );
  return tableLines([head.map(ink.dim), ...rows], columns, 2);
}

function footLines({ searched, elapsedSeconds }: LoadLineAnswer, { width, ink }: Page): string[] {
  const elapsed =
    elapsedSeconds < 60 ? `${elapsedSeconds.toFixed(1)} s` : `${(elapsedSeconds / 60).toFixed(1)} min`;
  const runs = Number(searched.runs.toPrecision(2));
  const text = `In brackets: the interval of 95%, as wide as the multiples looked at leave it. ✓ surely enough worlds, ✕ surely too few. As much simulated as ${runs} runs at today's traffic; --runs narrows it down further. Done in ${unbroken(elapsed)}.`;
  return wrap(text, width).map(ink.dim);
}
