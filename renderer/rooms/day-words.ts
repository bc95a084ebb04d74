/** The day in words: its panels, its title, its read-out, and the table of the same data. */
import { percentText } from "../../shared/findings/wording.ts";
import type { DayBand, DaySeries } from "../../shared/series/day-series.ts";
import { formatCount } from "../../shared/units/format.ts";
import { clockOf, type DayPanel, peakBin } from "../charts/day-panels.tsx";
import { linearDomain } from "../charts/scales.ts";
import type { Cell, TableData } from "../ui/data-table.tsx";
import type { Answered, AnsweredDesign } from "./answered.ts";

const LIMITS: Readonly<Record<string, string>> = {
  requestsPerMinute: "requests a minute",
  tokensPerMinute: "tokens a minute",
  inputTokensPerMinute: "input tokens a minute",
  outputTokensPerMinute: "output tokens a minute",
};

/** Limits that are drawn: those that come closest. */
const LIMITS_DRAWN = 3;

/** Two digits, as the band deserves; what is less than a hundredth is written so. */
export function amount(value: number): string {
  if (value === 0) return "0";
  if (value < 0.01) return "< 0.01";
  return formatCount(Number(value.toPrecision(2)));
}

const share = (value: number): string => percentText(Math.round(100 * value) / 100);

type Limit = DaySeries["quota"][number];

const limitName = ({ model, limit }: Limit): string => `${model}, ${LIMITS[limit] ?? limit}`;
const highest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), 0);

/** Limits in the order in which they come near, the nearest first. */
function nearestFirst(day: DaySeries): readonly Limit[] {
  return [...day.quota].sort(
    (a, b) => highest(b.band.p50) - highest(a.band.p50) || highest(b.band.p95) - highest(a.band.p95),
  );
}

/** Limits that are drawn or spoken of: the nearest of those that are used at all. */
const limitsShown = (day: DaySeries): readonly Limit[] =>
  nearestFirst(day)
    .filter(({ band }) => highest(band.p95) > 0)
    .slice(0, LIMITS_DRAWN);

/** A panel, or a sentence where there is nothing to draw. */
function panelOf(
  id: string,
  title: string,
  band: DayBand,
  text: DayPanel["text"],
  nothing: string,
): DayPanel {
  const most = highest(band.p95);
  const { high } = linearDomain([0, most]);
  return { id, title, band, text, domain: { low: 0, high }, nothing: most === 0 ? nothing : undefined };
}

function limitPanel(limit: Limit): DayPanel {
  const { band } = limit;
  const most = highest(band.p95);
  return {
    id: `${limit.model} ${limit.limit}`,
    title: `Quota used of ${limitName(limit)}`,
    band,
    text: share,
    // The limit itself is always in the picture, with some air.
    domain: { low: 0, high: most > 1 ? linearDomain([0, most]).high : 1 },
    limit: { value: 1, words: "the limit" },
    nothing: most < FAR ? farWords(most) : undefined,
  };
}

/** A limit that is never nearer than this has a sentence, and no picture. */
const FAR = 0.2;
const farWords = (most: number): string => `at most ${upwards(most)}, ${AT_ANY_TIME}`;
/** Whole per cents, so that "at most" stays true. */
const upwards = (value: number): string => `${Math.ceil(100 * value)}%`;

const AT_ANY_TIME = "at each time of day, in 95% of replications";
const NEVER = `none ${AT_ANY_TIME}`;

/** Every panel of a day: traffic, the limits that it comes nearest to, and what comes of it; what is nothing last. */
export function dayPanels(day: DaySeries): readonly DayPanel[] {
  const all = [
    panelOf("arrivals", "Arrivals, tasks a minute", day.arrivals, amount, NEVER),
    ...limitsShown(day).map(limitPanel),
    panelOf("throttled", "429s a minute", day.throttled, amount, NEVER),
    panelOf("underWay", "Under way, tasks", day.underWay, amount, NEVER),
    panelOf("inLine", "Waiting in line, tasks", day.inLine, amount, `nobody ${AT_ANY_TIME}`),
  ];
  return [
    ...all.filter(({ nothing }) => nothing === undefined),
    ...all.filter(({ nothing }) => nothing !== undefined),
  ];
}

/** `between 14:00 and 14:15`. */
function spanText({ binSeconds, seconds }: DaySeries, bin: number): string {
  return `between ${clockOf(bin * binSeconds)} and ${clockOf(Math.min((bin + 1) * binSeconds, seconds))}`;
}

/** What a day is remembered by: its nearest limit, its line, or where it has neither its traffic. */
function storyOf({ answer }: AnsweredDesign, day: DaySeries): "unstable" | "quota" | "line" | "traffic" {
  if (!answer.stable) return "unstable";
  const used = highest(nearestFirst(day)[0]?.band.p50 ?? []);
  const waits = highest(day.inLine.p50) >= 1;
  if (used >= NEAR || (used > 0 && !waits)) return "quota";
  return waits ? "line" : "traffic";
}

/** A limit that is as near as this is told before any line. */
const NEAR = 0.5;

/** What happens at the peak. */
export function dayTitle(design: AnsweredDesign, day: DaySeries): string {
  const bin = peakOf(design, day);
  const when = spanText(day, bin);
  const who = `“${design.name}”`;
  const seldom = (band: DayBand, text: (value: number) => string): string =>
    text(band.p95[bin] ?? 0) === text(band.p50[bin] ?? 0)
      ? ""
      : `, over ${text(band.p95[bin] ?? 0)} in one replication in 20`;
  const underWay = amount(day.underWay.p50[bin] ?? 0);
  switch (storyOf(design, day)) {
    case "unstable":
      return `${who} is unstable: ${underWay} tasks are under way ${when}, ${amount(day.underWay.p50.at(-1) ?? 0)} still at the end`;
    case "quota": {
      const [nearest] = nearestFirst(day);
      const used = share(nearest?.band.p50[bin] ?? 0);
      const limit = LIMITS[nearest?.limit ?? ""] ?? nearest?.limit;
      const more = nearest === undefined ? "" : seldom(nearest.band, share);
      return `${who}: “${nearest?.model}” is at ${used} of its ${limit} ${when}${more}`;
    }
    case "line":
      return `${who}: ${amount(day.inLine.p50[bin] ?? 0)} tasks wait in line ${when}${seldom(day.inLine, amount)}`;
    case "traffic":
      return `${who}: ${underWay} tasks are under way ${when}${seldom(day.underWay, amount)}`;
  }
}

/** Where reading begins: the moment that the title speaks of. */
export function peakOf(design: AnsweredDesign, day: DaySeries): number {
  const story = storyOf(design, day);
  if (story === "quota") return peakBin(nearestFirst(day)[0]?.band.p50 ?? []);
  return peakBin(story === "line" ? day.inLine.p50 : day.underWay.p50);
}

export interface DayItem {
  readonly name: string;
  readonly value: string;
  readonly spread: string;
}

/** What is read out at a time of day: the medians, and what 9 replications in 10 lie between. */
export function dayItems(panels: readonly DayPanel[], bin: number): readonly DayItem[] {
  return panels
    .filter(({ nothing }) => nothing === undefined)
    .map(({ title, band, text }) => {
      const [low, high] = [text(band.p5[bin] ?? 0), text(band.p95[bin] ?? 0)];
      return {
        name: title.replace(/^Quota used of /, ""),
        value: text(band.p50[bin] ?? 0),
        spread: low === high ? "" : `${low} to ${high}`,
      };
    });
}

export function daySentence(at: string, items: readonly DayItem[]): string {
  const each = items.map(
    ({ name, value, spread }) => `${name} ${value}${spread === "" ? "" : ` (${spread})`}`,
  );
  return `${at}: ${each.join("; ")}.`;
}

export const dayAt = ({ binSeconds, seconds }: DaySeries, bin: number): string =>
  `${clockOf(bin * binSeconds)} to ${clockOf(Math.min((bin + 1) * binSeconds, seconds))}`;

/** Replications below which 9 in 10 are nearly all. */
const FEW = 40;

export function dayNotes({ snapshot }: Answered, { answer }: AnsweredDesign, day: DaySeries): string {
  const { days, replications } = snapshot.answer;
  const fewer = day.replications < replications ? "the first " : "";
  const shown = limitsShown(day).length;
  const left = day.quota.length - shown;
  const notes = [
    `Lines are medians of ${fewer}${formatCount(day.replications)} replications by the quarter of an hour; bands hold 9 in 10 of them, weekdays together. They are spreads, and have no interval of their own. Single minutes go higher than their quarter of an hour.`,
    ...(day.replications < FEW
      ? ["With so few, the ends of the band are about the lowest and the highest of them."]
      : []),
    ...(days > 1 ? [`Of ${formatCount(days)} days the first is shown; it begins empty.`] : []),
    ...(days < 1 ? ["The horizon ends before the day does."] : []),
    ...(answer.stable
      ? []
      : [
          "What is left at its end comes on top of the next day, which is not shown. Give it more workers, slots or quota, or send it less traffic.",
        ]),
    ...(shown === 0 && left > 0 ? ["No call of it counts against a limit a minute."] : []),
    ...(shown > 0 && left > 0
      ? [`The table has ${left === 1 ? "one more limit" : `${left} more limits`}.`]
      : []),
    ...(hasOtherLimits(answer) ? ["Limits of spend and of requests a day are not shown."] : []),
  ];
  return notes.join(" ");
}

/** Limits that are not counted by the minute. */
function hasOtherLimits({ quota }: AnsweredDesign["answer"]): boolean {
  return Object.values(quota).some((limits) => Object.keys(limits).some((limit) => !(limit in LIMITS)));
}

/** Every quantity at every quarter of an hour, drawn or not. */
export function dayTable(day: DaySeries): TableData {
  const quantities: readonly (readonly [string, DayBand, (value: number) => string])[] = [
    ["Arrivals, tasks a minute", day.arrivals, amount],
    ["Under way, tasks", day.underWay, amount],
    ["Waiting in line, tasks", day.inLine, amount],
    ["429s a minute", day.throttled, amount],
    ...nearestFirst(day).map((limit) => [`Quota used of ${limitName(limit)}`, limit.band, share] as const),
  ];
  return {
    columns: [
      { name: "What", numeric: false },
      { name: "From", numeric: false },
      { name: "5% of replications", numeric: true },
      { name: "Median", numeric: true },
      { name: "95% of replications", numeric: true },
    ],
    rows: quantities.flatMap(([name, band, text]) =>
      band.p50.map((median, bin): Cell[] => {
        const cell = (value: number): Cell => ({ text: text(value), raw: value });
        const from = clockOf(bin * day.binSeconds);
        return [
          { text: name, raw: name },
          { text: from, raw: from },
          cell(band.p5[bin] ?? 0),
          cell(median),
          cell(band.p95[bin] ?? 0),
        ];
      }),
    ),
  };
}
