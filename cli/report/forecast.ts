/** A forecast as a person at a terminal reads it. */
import type { Estimate } from "../../shared/findings/answer.ts";
import type { RunContext } from "../../shared/findings/context.ts";
import type { ForecastAnswer, ForecastMonth } from "../../shared/findings/forecast-schema.ts";
import { percentText } from "../../shared/findings/wording.ts";
import { formatMoney, formatSeconds, formatShare } from "../../shared/units/format.ts";
import { type Column, hanging, tableLines, wrap } from "../layout.ts";
import { columnsOf, harmless } from "../terminal.ts";
import { horizonText } from "./headline.ts";
import {
  countText,
  glyphOf,
  limitText,
  type Page,
  shortEstimateText,
  targetLabel,
  titleLines,
  unbroken,
  verdictWord,
  worldsText,
} from "./words.ts";

/** The whole report. */
export function forecastText(answer: ForecastAnswer, context: RunContext, page: Page): string {
  const sections = [
    headLines(answer, context, page),
    sentenceLines(answer, page),
    monthLines(answer, context, page),
    eventLines(answer, page),
    promiseLines(answer, context, page),
    footLines(answer, page),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headLines(answer: ForecastAnswer, context: RunContext, { width, ink }: Page): string[] {
  const { months, replications, days, seed, start, design } = answer;
  const facts = [
    `${harmless(design)}, ${countText(months.length, "month")} from ${start}`,
    `${countText(Math.ceil(replications / 2), "world")}, twice ${horizonText(days)} in each`,
    `seed ${seed}`,
  ];
  return [
    ...wrap(harmless(context.name), width).map(ink.bold),
    ...wrap(facts.map(unbroken).join(", "), width).map(ink.dim),
  ];
}

function sentenceLines({ sentences, notes }: ForecastAnswer, { width }: Page): string[] {
  return [...sentences, ...notes].flatMap((sentence) => hanging(harmless(sentence), width, 2));
}

interface MonthColumn {
  readonly head: string;
  readonly of: (month: ForecastMonth) => string;
}

/** One row a month, with as many columns as there is room for; those that matter most come first. */
function monthLines({ months }: ForecastAnswer, context: RunContext, page: Page): string[] {
  const { width, ink } = page;
  const money = (value: number | null) => (value === null ? "–" : formatMoney(value, context.currency));
  const at = (name: keyof ForecastMonth["fan"]): MonthColumn => ({
    head: name,
    of: ({ fan }) => money(fan[name].value),
  });
  const middle: MonthColumn = {
    head: "p50",
    of: ({ fan }) =>
      // Too few worlds to bound it: the answer says so, a column of "0 to ∞" tells nothing.
      fan.p50.value === null || fan.p50.high === null
        ? money(fan.p50.value)
        : shortEstimateText(fan.p50, "currency", context.currency),
  };
  const wanted: { readonly rank: number; readonly column: MonthColumn }[] = [
    { rank: 0, column: { head: "month", of: ({ month }) => String(month) } },
    { rank: 6, column: { head: "from", of: ({ date }) => date } },
    { rank: 7, column: { head: "traffic", of: ({ traffic }) => multiple(traffic.p50) } },
    { rank: 2, column: at("p5") },
    { rank: 5, column: at("p20") },
    { rank: 0, column: middle },
    { rank: 5, column: at("p80") },
    { rank: 2, column: at("p95") },
    ...(months.some(({ withinBudget }) => withinBudget !== undefined)
      ? [
          {
            rank: 1,
            column: {
              head: "in budget",
              of: ({ withinBudget }: ForecastMonth) =>
                withinBudget === undefined ? "–" : percentText(withinBudget.value),
            },
          },
        ]
      : []),
    { rank: 3, column: { head: "per unit", of: ({ costPerUnit }) => money(costPerUnit.value) } },
    { rank: 4, column: { head: "p95 result", of: timeText } },
    ...(months.some(({ saved }) => saved !== undefined)
      ? [{ rank: 8, column: { head: "saved", of: ({ saved }: ForecastMonth) => money(saved?.p50 ?? null) } }]
      : []),
  ];
  const rowsOf = (columns: readonly MonthColumn[]) => [
    columns.map(({ head }) => ink.dim(head)),
    ...months.map((month) => columns.map(({ of }) => unbroken(of(month)))),
  ];
  let columns = wanted.map(({ column }) => column);
  for (let least = 8; least > 0 && widthOf(rowsOf(columns)) > width; least--)
    columns = wanted.filter(({ rank }) => rank < least).map(({ column }) => column);
  const layout = columns.map((): Column => ({ align: "right" }));
  const title = "Cost a month over the worlds, one-off costs apart";
  return [...titleLines(title, page), ...tableLines(rowsOf(columns), layout, 2)];
}

/** Columns of a table, with its indent and the gaps. */
function widthOf(rows: readonly (readonly string[])[]): number {
  const columns = rows[0]?.map((_, i) => Math.max(...rows.map((row) => columnsOf(row[i] ?? "")))) ?? [];
  return 2 + columns.reduce((sum, width) => sum + width + 2, -2);
}

const multiple = (value: number | null) => (value === null ? "–" : `× ${value.toFixed(2)}`);

function timeText({ stable, resultP95 }: ForecastMonth): string {
  if (!stable) return "UNSTABLE";
  return resultP95.value === null ? missingText(resultP95) : formatSeconds(resultP95.value);
}

function missingText({ why = "" }: Estimate): string {
  return why.endsWith("never answered") ? "never" : "–";
}

function eventLines({ months }: ForecastAnswer, page: Page): string[] {
  const events = months.flatMap(({ month, events }) => events.map((event) => ({ month, ...event })));
  if (events.length === 0) return [];
  const lines = events.flatMap(({ month, date, text }) =>
    hanging(`${date}, month ${month}: ${harmless(text)}`, page.width, 4, 2),
  );
  return [...titleLines("What happens", page), ...lines];
}

/** Promises that are for another month than the first. */
function promiseLines({ promises }: ForecastAnswer, context: RunContext, page: Page): string[] {
  const later = context.targets.flatMap((target, i) => {
    const promise = promises[i];
    return promise === undefined || promise.inMonth === 1 ? [] : [{ target, promise }];
  });
  if (later.length === 0) return [];
  const lines = later.flatMap(({ target, promise }) => {
    const { verdict, worldsMeeting } = promise;
    const text = `${glyphOf(verdict, page.ink)} ${verdictWord(verdict)}: ${targetLabel(target, context)} ${unbroken(limitText(target, context))}, kept in ${worldsText(worldsMeeting)} of worlds`;
    return hanging(text, page.width, 4, 2);
  });
  return [...titleLines("Promises for later months", page), ...lines];
}

function footLines({ simulated, elapsedSeconds, savings }: ForecastAnswer, { width, ink }: Page): string[] {
  const { loadPoints, replications, interpolation } = simulated;
  const loads = new Set(loadPoints.map(({ load }) => load)).size;
  const regimes = new Set(loadPoints.map(({ from }) => from)).size;
  const elapsed =
    elapsedSeconds < 60 ? `${elapsedSeconds.toFixed(1)} s` : `${(elapsedSeconds / 60).toFixed(1)} min`;
  const errs =
    interpolation === null || interpolation.cost === 0
      ? ""
      : ` Without every second load the cost would be off by ${formatShare(interpolation.cost)} at most; with all of them by about a quarter of that.`;
  const rate =
    savings === undefined
      ? ""
      : ` Savings are discounted at ${formatShare(savings.discountRate)} a year where it says so.`;
  const text = `Simulated at ${countText(loads, "load")} under ${countText(regimes, "set")} of prices and models, ${countText(replications, "replication")} in all; months lie between them.${errs}${rate} Done in ${unbroken(elapsed)}.`;
  return wrap(text, width).map(ink.dim);
}
