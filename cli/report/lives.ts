/** The lives of tasks as a person at a terminal reads them. */
import type { RunContext } from "../../shared/findings/context.ts";
import type { Pick, PickedTask } from "../../shared/findings/explain-answer.ts";
import {
  type Moment,
  momentSentence,
  outcomeSentence,
  TIME_WORDS,
} from "../../shared/findings/life-sentences.ts";
import { TIME_PARTS } from "../../shared/simulate/tally.ts";
import { formatMoney, formatSeconds } from "../../shared/units/format.ts";
import { hanging, tableLines, wrap } from "../layout.ts";
import { harmless } from "../terminal.ts";
import { horizonText } from "./headline.ts";
import { COST_WORDS } from "./money.ts";
import { countText, listText, type Page, titleLines, unbroken } from "./words.ts";

interface LivesPage extends Page {
  readonly design: string;
  /** Traffic multiple of the run. */
  readonly load: number;
}

/** Longer lives are shortened in the middle to so many moments before it, and behind it. */
const BEFORE = 24;
const BEHIND = 16;
/** Shortening must be worth its line. */
const SPARE = 4;

const RANKS = ["", "second ", "third ", "fourth ", "fifth "];
const STANDS_OUT: Readonly<Record<Pick["by"], string>> = {
  slowest: "slowest",
  costliest: "costliest",
  mostTried: "most tried",
};

export function livesText(tasks: readonly PickedTask[], context: RunContext, page: LivesPage): string {
  const sections = [headLines(context, page), ...tasks.map((task) => lifeLines(task, context, page))];
  if (tasks.length === 0)
    sections.push(wrap("No task of this run stands out: none has a result.", page.width));
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function headLines(context: RunContext, { design, load, width, ink }: LivesPage): string[] {
  const { replications, days, start, seed } = context;
  const facts = [
    `design ${harmless(design)}`,
    `${countText(replications, "replication")} of ${horizonText(days)}`,
    `from ${start}`,
    `seed ${seed}`,
    ...(load === 1 ? [] : [`load × ${load}`]),
  ];
  return [
    ...wrap(harmless(context.name), width).map(ink.bold),
    ...wrap(facts.map(unbroken).join(", "), width).map(ink.dim),
  ];
}

function lifeLines({ task, picked }: PickedTask, { currency }: RunContext, page: LivesPage): string[] {
  const { width } = page;
  return [
    ...titleLines(`Task ${task.replication}:${task.task}${pickedText(picked)}`, page),
    ...hanging(`${clockText(task.arrivedAt)}; ${outcomeSentence(task)}`, width, 2, 2),
    ...hanging(timesText(task), width, 2, 2),
    ...hanging(attemptsText(task), width, 2, 2),
    ...hanging(partsText(task), width, 4, 2),
    ...hanging(costText(task, currency), width, 4, 2),
    "",
    ...momentLines(task.moments, currency, page),
  ];
}

function pickedText(picked: readonly Pick[]): string {
  if (picked.length === 0) return "";
  const all = picked.map(({ by, rank }) => `${RANKS[rank - 1] ?? ""}${STANDS_OUT[by]}`);
  return `, the ${listText(all)} of the run`;
}

/** @example clockText(93_600 + 4.2) // "arrives on day 2 at 02:00:04" */
export function clockText(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (part: number) => String(part).padStart(2, "0");
  const clock = [Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, whole % 60].map(two).join(":");
  return `arrives on day ${Math.floor(whole / 86_400) + 1} at ${clock}`;
}

type Life = PickedTask["task"];

function timesText({ responseSeconds, resultSeconds, waitSeconds }: Life): string {
  const time = (seconds: number | null) => unbroken(seconds === null ? "never" : formatSeconds(seconds));
  const parts = [
    `response ${time(responseSeconds)}`,
    `result ${time(resultSeconds)}`,
    `in lines ${time(waitSeconds)}`,
  ];
  return parts.map(unbroken).join(", ");
}

function attemptsText({ calls, attempts, throttled, errored, timedOut, hedged }: Life): string {
  const of = [
    [throttled, "throttled"],
    [errored, "in error"],
    [timedOut, "timed out"],
    [hedged, "hedged"],
  ] as const;
  const told = of.filter(([count]) => count > 0).map(([count, word]) => unbroken(`${count} ${word}`));
  const all = [unbroken(countText(calls, "call")), unbroken(countText(attempts, "attempt")), ...told];
  return all.join(", ");
}

/** The parts of its time, the largest first. */
function partsText({ seconds }: Life): string {
  const total = TIME_PARTS.reduce((sum, part) => sum + seconds[part], 0);
  const parts = TIME_PARTS.filter((part) => seconds[part] > 1e-9).sort((a, b) => seconds[b] - seconds[a]);
  if (parts.length === 0) return "time: none";
  const texts = parts.map((part) =>
    unbroken(`${TIME_WORDS[part]} ${formatSeconds(seconds[part])} (${roughShare(seconds[part] / total)})`),
  );
  return `time: ${texts.join(", ")}`;
}

function roughShare(share: number): string {
  return share < 0.005 ? "< 1%" : `${Math.round(100 * share)}%`;
}

/** The parts of its cost, in their order; the loss of a wrong answer beside them. */
function costText({ cost, cash }: Life, currency: string): string {
  const parts = LIFE_PARTS.filter((part) => cost[part] > 0).map((part) =>
    unbroken(`${COST_WORDS[part]} ${formatMoney(cost[part], currency)}`),
  );
  const loss =
    cost.wrongOutputs > 0 ? `; a wrong answer loses ${formatMoney(cost.wrongOutputs, currency)}` : "";
  return `cost: ${unbroken(formatMoney(cash, currency))}${parts.length > 0 ? ` = ${parts.join(" + ")}` : ""}${loss}`;
}

const LIFE_PARTS = [
  "input",
  "cachedInput",
  "output",
  "fallback",
  "wasted",
  "review",
  "human",
  "perTask",
] as const satisfies readonly (keyof Life["cost"])[];

/** A line each: when, and what. */
function momentLines(all: readonly Moment[], currency: string, { width, ink }: Page): string[] {
  const moments = all.filter((moment, i) => !isNoNews(moment, all.slice(0, i)));
  const tooLong = moments.length > BEFORE + BEHIND + SPARE;
  const before = tooLong ? moments.slice(0, BEFORE) : moments;
  const behind = tooLong ? moments.slice(-BEHIND) : [];
  const row = (moment: Moment) => [timeText(moment.at), harmless(momentSentence(moment, currency))];
  const rows = [...before, ...behind].map(row);
  const widest = Math.max(...rows.map(([time = ""]) => time.length));
  const columns = [
    { align: "right" as const },
    { align: "left" as const, most: Math.max(16, width - widest - 4) },
  ];
  if (!tooLong) return tableLines(rows, columns, 2);
  const left = moments.slice(BEFORE, -BEHIND);
  const [first, last] = [left[0]?.at ?? 0, left.at(-1)?.at ?? 0];
  const gap = `… ${countText(left.length, "moment")} in ${formatSeconds(last - first)} …`;
  const lines = tableLines(
    [...before.map(row), ["", ink.dim(unbroken(gap))], ...behind.map(row)],
    columns,
    2,
  );
  return lines;
}

/** An attempt that gets its slot as it is sent. */
function isNoNews(moment: Moment, before: readonly Moment[]): boolean {
  return (
    moment.what === "begins" &&
    before.some(
      ({ what, at, ...sent }) =>
        what === "sent" && at === moment.at && "attempt" in sent && sent.attempt === moment.attempt,
    )
  );
}

/** Moments stand under each other: seconds to the millisecond, from an hour on as clock time. */
function timeText(at: number): string {
  if (at < 3600) return `${at.toFixed(3)} s`;
  const whole = Math.floor(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)} h`;
}
