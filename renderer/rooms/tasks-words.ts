/** Tasks that stand out, and the life of one of them, in words. */
import type { DesignAnswer } from "../../shared/findings/answer.ts";
import {
  type Moment,
  momentSentence,
  outcomeSentence,
  TIME_WORDS,
} from "../../shared/findings/life-sentences.ts";
import { percentText } from "../../shared/findings/wording.ts";
import type { ExplainedTask } from "../../shared/run/explain.ts";
import { type ExemplarKind, TIME_PARTS } from "../../shared/simulate/tally.ts";
import { formatCount, formatMoney, formatSeconds } from "../../shared/units/format.ts";
import type { TableData } from "../ui/data-table.tsx";
import { capitalised } from "./sentences.ts";

export type Exemplar = DesignAnswer["exemplars"]["slowest"][number];

export const KIND_LABELS: Readonly<Record<ExemplarKind, string>> = {
  slowest: "Slowest",
  costliest: "Costliest",
  mostTried: "Most tried",
};

/** What a task stands out by. */
export function standsOutBy(kind: ExemplarKind, { value }: Exemplar, currency: string): string {
  if (kind === "slowest") return formatSeconds(value);
  if (kind === "costliest") return formatMoney(value, currency);
  return `${formatCount(value)} ${value === 1 ? "attempt" : "attempts"}`;
}

/** A task by its number in its replication, both counted from 0 as the command line has them. */
export const taskName = ({ replication, task }: Pick<Exemplar, "replication" | "task">): string =>
  `Task ${formatCount(task)} of replication ${formatCount(replication)}`;

/** Of what stands out: the title of the list. */
export function listTitle(
  design: string,
  kind: ExemplarKind,
  found: readonly Exemplar[],
  currency: string,
): string {
  const [first] = found;
  if (first === undefined) return `“${design}”: no task stands out yet`;
  const most = standsOutBy(kind, first, currency);
  if (kind === "slowest") return `“${design}”: the slowest task of the run took ${most}`;
  if (kind === "costliest") return `“${design}”: the costliest task of the run cost ${most}`;
  return `“${design}”: the most tried task of the run took ${most}`;
}

/** What came of it and what took most of its time. */
export function lifeTitle(life: ExplainedTask): string {
  const total = TIME_PARTS.reduce((sum, part) => sum + life.seconds[part], 0);
  const part = TIME_PARTS.reduce((most, each) => (life.seconds[each] > life.seconds[most] ? each : most));
  const outcome = capitalised(life.outcome);
  const took =
    life.resultSeconds === null
      ? `${outcome}, never with a result`
      : `${outcome} after ${formatSeconds(life.resultSeconds)}`;
  if (total === 0) return took;
  const ratio = life.seconds[part] / total;
  const share = ratio > 0.995 ? "nearly all" : percentText(ratio);
  return `${took}: ${share} of its time was ${PAST[part]}`;
}

const PAST: Readonly<Record<(typeof TIME_PARTS)[number], string>> = {
  ...TIME_WORDS,
  lost: "lost in attempts that failed",
  firstToken: "the wait for first tokens",
  batch: "spent in a batch",
  people: "people's work",
};

/** The rest of what is known of it, in a line. */
export function lifeFacts(life: ExplainedTask, currency: string): string {
  const counts = [
    counted(life.calls, "call"),
    counted(life.attempts, "attempt"),
    ...(life.throttled > 0 ? [`${formatCount(life.throttled)} of them 429`] : []),
    ...(life.errored > 0 ? [counted(life.errored, "error")] : []),
    ...(life.timedOut > 0 ? [counted(life.timedOut, "timeout")] : []),
    ...(life.hedged > 0 ? [counted(life.hedged, "hedge")] : []),
  ];
  const cost = `${formatMoney(life.cash, currency)} in cash`;
  return `Arrived at ${clockText(life.arrivedAt)}; ${counts.join(", ")}; ${cost}. ${capitalised(outcomeSentence(life))}.`;
}

const counted = (count: number, word: string): string =>
  `${formatCount(count)} ${word}${count === 1 ? "" : "s"}`;

/** A moment of the horizon: `14:05:09`, with its day where that is not the first. */
export function clockText(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = Math.floor(whole / 86_400);
  const time = `${two(Math.floor(whole / 3600) % 24)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return day === 0 ? time : `${time} on day ${day + 1}`;
}

/** Time since the arrival: to the millisecond below an hour. */
export function sinceText(at: number): string {
  return at < 3600 ? `${at.toFixed(3)} s` : `${Math.floor(at / 3600)} h ${((at % 3600) / 60).toFixed(1)} min`;
}

/** Moments that say something: an attempt that gets its slot as it is sent says nothing new. */
export function toldMoments(moments: readonly Moment[]): readonly Moment[] {
  return moments.filter(
    (moment, index) =>
      moment.what !== "begins" ||
      !moments
        .slice(0, index)
        .some(
          (before) => before.what === "sent" && before.at === moment.at && before.attempt === moment.attempt,
        ),
  );
}

export const momentWords = (moment: Moment, currency: string): string =>
  capitalised(momentSentence(moment, currency));

export function lifeTable(moments: readonly Moment[], currency: string): TableData {
  return {
    columns: [
      { name: "Seconds since arrival", numeric: true },
      { name: "What happens", numeric: false },
    ],
    rows: moments.map((moment) => [
      { text: sinceText(moment.at), raw: moment.at },
      { text: momentWords(moment, currency), raw: momentSentence(moment, currency) },
    ]),
  };
}
