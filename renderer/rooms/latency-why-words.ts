/** Where time went, in words: bars of the waterfall, its title, read-out, note and table. */
import type { DesignAnswer } from "../../shared/findings/answer.ts";
import { TIME_WORDS } from "../../shared/findings/life-sentences.ts";
import { percentText } from "../../shared/findings/wording.ts";
import { TIME_PARTS, type TimePart } from "../../shared/simulate/tally.ts";
import { formatSeconds } from "../../shared/units/format.ts";
import type { SlicePlace, TimeBar, TimeSlice } from "../charts/time-waterfall.tsx";
import { estimateText } from "../format/estimate.ts";
import { SECONDS } from "../format/measure.ts";
import type { TableData } from "../ui/data-table.tsx";
import type { AnsweredDesign } from "./answered.ts";

const PERCENTILES = ["p50", "p95", "p99"] as const;
type Percentile = (typeof PERCENTILES)[number];

/** The parts as things that time is spent on. */
const SPENT_ON: Readonly<Record<TimePart, string>> = {
  outside: "work outside the model",
  slot: "waiting for a slot",
  quota: "waiting for quota",
  backoff: "backing off",
  lost: "attempts that were lost",
  firstToken: "the wait for the first token",
  generation: "generation",
  batch: "time in a batch",
  people: "people's work",
};

type Spent = NonNullable<DesignAnswer["whereTimeWent"]["p50"]>;

const total = ({ seconds }: Spent): number => TIME_PARTS.reduce((sum, part) => sum + seconds[part], 0);
const shareOf = (spent: Spent, part: TimePart): number =>
  total(spent) > 0 ? spent.seconds[part] / total(spent) : 0;

/** Two digits: a mean of some tasks deserves no more. */
const rough = (seconds: number): string => formatSeconds(Number(seconds.toPrecision(2)));

export function timeBars({ answer }: AnsweredDesign): readonly TimeBar[] {
  return PERCENTILES.map((percentile) => {
    const { value, spread } = estimateText(answer.resultSeconds[percentile], SECONDS);
    return {
      percentile,
      value,
      spread: shortReason(spread),
      slices: slicesOf(answer.whereTimeWent[percentile]),
    };
  });
}

/** The margin is narrow: what is longer than an interval is told by the read-out. */
const shortReason = (spread: string): string => (spread.length > 18 ? "no interval" : spread);

function slicesOf(spent: Spent | null): readonly TimeSlice[] {
  if (spent === null) return [];
  return TIME_PARTS.filter((part) => spent.seconds[part] > 0).map((part) => ({
    part,
    name: TIME_WORDS[part],
    seconds: spent.seconds[part],
    text: `${TIME_WORDS[part]} ${rough(spent.seconds[part])}`,
  }));
}

/** What makes the tail: the part that grows most from the median to the last percentile that is known. */
export function whyTitle({ name, answer }: AnsweredDesign): string {
  if (!answer.stable) return `“${name}” is unstable: it has no percentile whose time could be split`;
  const { p50 } = answer.whereTimeWent;
  const tail = (["p99", "p95"] as const).find((percentile) => answer.whereTimeWent[percentile] !== null);
  const far = tail === undefined ? null : answer.whereTimeWent[tail];
  if (tail !== undefined && far !== null && p50 !== null && total(far) > total(p50)) {
    const part = largest((each) => far.seconds[each] - p50.seconds[each]);
    const before = p50.seconds[part] > 0 ? percentText(shareOf(p50, part)) : "none";
    return `“${name}”: at ${tail}, ${percentText(shareOf(far, part))} of the time is ${SPENT_ON[part]}; at p50, ${before}`;
  }
  const [known, spent] = tail !== undefined ? [tail, far] : ["p50", p50];
  if (spent === null || total(spent) === 0) return `“${name}”: no percentile of the result is known yet`;
  const part = largest((each) => spent.seconds[each]);
  return `“${name}”: at ${known}, ${percentText(shareOf(spent, part))} of the time is ${SPENT_ON[part]}`;
}

function largest(of: (part: TimePart) => number): TimePart {
  return TIME_PARTS.reduce((best, part) => (of(part) > of(best) ? part : best), "generation" as TimePart);
}

/** Every slice in reading order. */
export function slicePlaces(bars: readonly TimeBar[]): readonly SlicePlace[] {
  return bars.flatMap(({ slices }, bar) => slices.map((_, slice) => ({ bar, slice })));
}

export interface SliceWords {
  readonly at: string;
  readonly value: string;
  readonly detail: string;
}

/** What is read out at a slice. */
export function sliceWords(design: AnsweredDesign, bars: readonly TimeBar[], place: SlicePlace): SliceWords {
  const bar = bars[place.bar];
  const slice = bar?.slices[place.slice];
  const spent = design.answer.whereTimeWent[PERCENTILES[place.bar] ?? "p50"];
  if (bar === undefined || slice === undefined || spent === null)
    return { at: bar?.percentile ?? "", value: "not known", detail: "" };
  const share = percentText(shareOf(spent, slice.part));
  return {
    at: `At ${bar.percentile}`,
    value: `${slice.name} ${rough(slice.seconds)}`,
    detail: `${share} of the time, mean of ${spent.tasks} tasks`,
  };
}

/** Where reading begins: the largest slice of the slowest bar that is known. */
export function firstPlace(bars: readonly TimeBar[]): SlicePlace | undefined {
  const bar = bars.findLastIndex(({ slices }) => slices.length > 0);
  const slices = bars[bar]?.slices ?? [];
  const most = Math.max(...slices.map(({ seconds }) => seconds));
  return bar < 0 ? undefined : { bar, slice: slices.findIndex(({ seconds }) => seconds === most) };
}

export const WHY_NOTE =
  "Means over the tasks whose results were nearest to each percentile, one task in eight being looked at: so few that no interval is estimated. The percentiles have their 95% intervals.";

export function whyTable({ answer }: AnsweredDesign): TableData {
  const rowOf = (percentile: Percentile) => {
    const spent = answer.whereTimeWent[percentile];
    if (spent === null) return [];
    return TIME_PARTS.map((part) => [
      { text: percentile, raw: percentile },
      { text: TIME_WORDS[part], raw: TIME_WORDS[part] },
      { text: rough(spent.seconds[part]), raw: spent.seconds[part] },
      { text: percentText(shareOf(spent, part)), raw: shareOf(spent, part) },
      { text: String(spent.tasks), raw: spent.tasks },
    ]);
  };
  return {
    columns: [
      { name: "Percentile", numeric: false },
      { name: "Part", numeric: false },
      { name: "Seconds", numeric: true },
      { name: "Share", numeric: true },
      { name: "Tasks", numeric: true },
    ],
    rows: PERCENTILES.flatMap(rowOf),
  };
}
