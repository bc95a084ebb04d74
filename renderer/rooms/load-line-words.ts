/** What the load line room says in words: titles, read-outs and tables. */
import type { LoadLineAnswer, LoadPointAnswer } from "../../shared/findings/load-line-answer.ts";
import { inMultiples } from "../../shared/findings/load-line-sentences.ts";
import type { TrafficPoint } from "../charts/load-line-curve.tsx";
import { estimateText, shareText } from "../format/estimate.ts";
import { SHARE, shortText } from "../format/measure.ts";
import type { TrafficMeasure } from "../store/view-store.ts";
import type { Cell, TableData } from "../ui/data-table.tsx";
import type { Answered } from "./answered.ts";
import { estimateAt, type TrafficWords, trafficWords } from "./load-line-curves.ts";
import { shortNoun } from "./load-line-marks.ts";
import { capitalised } from "./sentences.ts";
import { limitText, targetWords } from "./target-words.ts";

/** A sentence begins with a capital, but p95 stays p95. */
export const headed = (text: string): string => (/^p\d/.test(text) ? text : capitalised(text));

/** The finding in two breaths: what breaks first is the title, the rest follows it. */
export function findingParts(finding: string): { readonly title: string; readonly rest: string } {
  const [title = "", ...rest] = finding.split("; ");
  return { title: headed(title), rest: rest.map((part) => `${headed(part)}.`).join(" ") };
}

/** At one multiple: in how many worlds all promises are kept, and which is kept in fewest. */
export interface TrafficReading {
  readonly at: string;
  readonly value: string;
  readonly spread: string;
  readonly weakest: string;
}

export function hullReading(
  answer: LoadLineAnswer,
  point: LoadPointAnswer,
  answered: Answered,
): TrafficReading {
  const at = atText(point.multiple);
  if (answer.targets.length === 0) return { at, value: "nothing is promised", spread: "", weakest: "" };
  const { value, spread } = shareText(point.allTargets.worldsMeeting);
  const weakest = point.targets
    .map((meeting, index) => ({ ...meeting, name: answer.targets[index]?.name ?? "" }))
    .sort((a, b) => a.worldsMeeting.value - b.worldsMeeting.value)[0];
  const noun = weakest === undefined ? "" : shortNoun(weakest.name, answered.told);
  return {
    at,
    value: `all promises kept in ${value}`,
    spread: `of worlds (${spread})`,
    weakest:
      weakest === undefined || weakest.worldsMeeting.value === 1
        ? ""
        : `least often ${noun}: ${shareText(weakest.worldsMeeting).value}`,
  };
}

export const atText = (multiple: number): string =>
  multiple === 1 ? "At today's traffic" : `At ${inMultiples(multiple)} today's traffic`;

export function readingSentence({ at, value, spread, weakest }: TrafficReading): string {
  return `${[at, value, spread].filter((part) => part !== "").join(" ")}${weakest === "" ? "" : `, ${weakest}`}.`;
}

type Side = "within" | "above";

interface Sided {
  readonly side: Side;
  readonly at: number;
}

/** On which side of the promise a figure surely is at each multiple; multiples that can't tell are left out. */
function sidesOf(points: readonly TrafficPoint[], limit: number): readonly Sided[] {
  return points.flatMap(({ multiple, stable, value, low, high }): readonly Sided[] => {
    if (!stable || value === null) return [];
    if (high !== null && high <= limit) return [{ side: "within", at: multiple }];
    return low !== null && low > limit ? [{ side: "above", at: multiple }] : [];
  });
}

/** What a figure does with growing traffic: against its promise, or from today on. */
export function curveTitle(
  words: TrafficWords,
  points: readonly TrafficPoint[],
  limit: number | undefined,
): string {
  const known = points.filter(({ stable, value }) => stable && value !== null);
  if (known.length === 0) return `${headed(words.noun)} is not known at any traffic that was looked at`;
  return headed(limit === undefined ? growthTitle(words, points) : promiseTitle(words, points, limit));
}

function promiseTitle(words: TrafficWords, points: readonly TrafficPoint[], limit: number): string {
  const promised = `the promised ${limitText(limit, words.measure)}`;
  const sides = sidesOf(points, limit);
  const changes = sides.flatMap((each, at) => {
    const next = sides[at + 1];
    return next === undefined || next.side === each.side ? [] : [{ each, next }];
  });
  const [first] = sides;
  const [change] = changes;
  if (first === undefined) return `${words.noun} is too close to ${promised} to tell, at whatever traffic`;
  if (changes.length > 1) return `${words.noun} crosses ${promised} more than once`;
  if (change === undefined) {
    const all = sides.length === points.length;
    const range = `from ${inMultiples(first.at)} to ${inMultiples(sides.at(-1)?.at ?? first.at)} today's traffic`;
    return `${words.noun} is ${first.side} ${promised} ${all ? "" : "wherever it can be told, "}${range}`;
  }
  const { each, next } = change;
  return `${words.noun} is ${each.side} ${promised} up to ${inMultiples(each.at)} today's traffic, and ${next.side} it from ${inMultiples(next.at)} on`;
}

/** Today against the most that was looked at and has a number. */
function growthTitle({ noun, measure }: TrafficWords, points: readonly TrafficPoint[]): string {
  const known = points.filter(({ stable, value }) => stable && value !== null);
  const today = known.find(({ multiple }) => multiple === 1);
  const most = known.at(-1);
  if (today === undefined || most === undefined || most.multiple <= 1)
    return `${noun} has a number only up to ${inMultiples(most?.multiple ?? 1)} today's traffic`;
  const text = (point: TrafficPoint): string => estimateText(point, measure).value;
  const apart = today.high !== null && most.low !== null && today.high < most.low;
  const below = today.low !== null && most.high !== null && today.low > most.high;
  const at = `at ${inMultiples(most.multiple)} today's traffic`;
  if (!apart && !below)
    return `${noun} can't be told apart between today (${text(today)}) and ${inMultiples(most.multiple)} today's traffic`;
  return `${noun} ${apart ? "grows" : "falls"} from ${text(today)} today to ${text(most)} ${at}`;
}

export function curveReading(
  words: TrafficWords,
  measure: TrafficMeasure,
  point: LoadPointAnswer,
): TrafficReading {
  const at = atText(point.multiple);
  const weakest = `${point.replications} replications`;
  if (!point.curves.stable)
    return { at, value: "unstable", spread: "more work arrives than can be done", weakest };
  return { at, ...estimateText(estimateAt(measure, point), words.measure), weakest };
}

/** A promise a row: how it stands, its line, its interval. */
export function linesTable(answer: LoadLineAnswer, { told, currency }: Answered): TableData {
  const number = (value: number | null): Cell =>
    value === null ? { text: "", raw: undefined } : { text: inMultiples(value), raw: value };
  const rows = [
    ...answer.targets.map((target) => ({
      ...target,
      noun: shortNoun(target.name, told),
      promised: promisedText(target.name, target.limit, currency),
    })),
    { ...answer.allTargets, noun: "all promises together", promised: "" },
    { ...answer.saturation, noun: "no more work than can be done", promised: "" },
  ];
  return {
    columns: [
      { name: "Promise", numeric: false },
      { name: "Limit", numeric: true },
      { name: "Stands", numeric: false },
      { name: "Holds from", numeric: true },
      { name: "Holds up to", numeric: true },
      { name: "Low", numeric: true },
      { name: "High", numeric: true },
    ],
    rows: rows.map(({ noun, promised, status, from, line }) => [
      { text: noun, raw: noun },
      { text: promised, raw: promised === "" ? undefined : promised },
      { text: STANDS[status], raw: STANDS[status] },
      number(from?.value ?? null),
      line.value === null ? { text: line.why ?? "not known", raw: undefined } : number(line.value),
      number(line.low),
      number(line.high),
    ]),
  };
}

function promisedText(name: string, limit: number, currency: string): string {
  const { bound, measure } = targetWords(name, currency);
  return `${bound} ${limitText(limit, measure)}`;
}

const STANDS = {
  holds: "holds today",
  beyond: "holds as far as was looked",
  broken: "broken today",
  short: "too little traffic today",
  never: "met at no traffic",
  unclear: "too close to tell",
  "not known": "can't be judged",
} as const;

/** A multiple a row: the figure with its interval, and the worlds that keep all promises. */
export function pointsTable(answer: LoadLineAnswer, measure: TrafficMeasure, answered: Answered): TableData {
  const words = trafficWords(measure, answered);
  const number = (value: number | null): Cell =>
    value === null ? { text: "", raw: undefined } : { text: shortText(value, words.measure), raw: value };
  return {
    columns: [
      { name: "Traffic", numeric: true },
      { name: "Replications", numeric: true },
      { name: words.axis, numeric: true },
      { name: "Low", numeric: true },
      { name: "High", numeric: true },
      { name: "Worlds that keep all promises", numeric: true },
    ],
    rows: answer.points.map((point) => {
      const estimate = estimateAt(measure, point);
      const { stable } = point.curves;
      const share = point.allTargets.worldsMeeting.value;
      return [
        { text: inMultiples(point.multiple), raw: point.multiple },
        { text: String(point.replications), raw: point.replications },
        stable
          ? { text: estimateText(estimate, words.measure).value, raw: estimate.value ?? undefined }
          : { text: "unstable", raw: undefined },
        number(stable ? estimate.low : null),
        number(stable ? estimate.high : null),
        { text: shortText(share, SHARE), raw: share },
      ];
    }),
  };
}

/** What has to be known to read the hull: the interval, the share that is asked for, and what can't be drawn. */
export function hullNote(answer: LoadLineAnswer): string {
  const asked = shortText(answer.confidence, SHARE);
  return `A promise holds where it is kept in ${asked} of worlds. ✓ holds today, ✕ is broken today, ? is not sure yet. Bars are 95% intervals; an arrow is an end that was not found.`;
}
