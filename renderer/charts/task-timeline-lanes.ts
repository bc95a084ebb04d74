/** From the moments of a task's life to what its timeline draws: spans and marks, each in a lane. */
import type { Moment } from "../../shared/findings/life-sentences.ts";

export type SpanKind = "outside" | "wait" | "backoff" | "attempt" | "line" | "unheard" | "person";
export type MarkKind = "throttled" | "firstToken" | "answers" | "errors" | "timesOut" | "turnedAway";

export interface LaneSpan {
  readonly kind: SpanKind;
  readonly from: number;
  readonly until: number;
  /** Written on it where there is room. */
  readonly text: string;
}

export interface LaneMark {
  readonly kind: MarkKind;
  readonly at: number;
}

export interface Lane {
  readonly name: string;
  readonly spans: readonly LaneSpan[];
  readonly marks: readonly LaneMark[];
}

const OUTSIDE = "Outside the model";
const WAITING = "Waiting";
const BACKING_OFF = "Backing off";
const PERSON = "A person";

const WAITS: Readonly<Record<Extract<Moment, { what: "waits" }>["for"], string>> = {
  worker: "for a worker",
  slot: "for a slot",
  quota: "for quota",
  model: "in line",
  batch: "for the batch",
};

/** An attempt that is under way. */
interface OpenAttempt {
  readonly number: number;
  readonly lane: string;
  readonly sentAt: number;
  beganAt: number | undefined;
}

class Lanes {
  readonly #lanes = new Map<string, { spans: LaneSpan[]; marks: LaneMark[] }>();
  readonly #open = new Map<number, OpenAttempt>();

  of(name: string) {
    const lane = this.#lanes.get(name) ?? { spans: [], marks: [] };
    this.#lanes.set(name, lane);
    return lane;
  }

  span(name: string, kind: SpanKind, from: number, until: number, text = ""): void {
    if (until > from) this.of(name).spans.push({ kind, from, until, text });
  }

  begins(number: number, lane: string, sentAt: number, beganAt?: number): void {
    this.#open.set(number, { number, lane, sentAt, beganAt });
    this.of(lane);
  }

  started(number: number, at: number): void {
    const attempt = this.#open.get(number);
    if (attempt !== undefined) attempt.beganAt = at;
  }

  mark(number: number, kind: MarkKind, at: number): void {
    const attempt = this.#open.get(number);
    if (attempt !== undefined) this.of(attempt.lane).marks.push({ kind, at });
  }

  /** The attempt ends; the model may work on at it. */
  ended(number: number, kind: MarkKind | undefined, at: number, runsUntil: number | null = null): void {
    const attempt = this.#open.get(number);
    if (attempt === undefined) return;
    const { lane, sentAt, beganAt } = attempt;
    this.span(lane, "line", sentAt, beganAt ?? at, "in line");
    if (beganAt !== undefined) this.span(lane, "attempt", beganAt, at, `attempt ${number}`);
    if (runsUntil !== null) this.span(lane, "unheard", at, runsUntil, "unheard");
    if (kind !== undefined) this.mark(number, kind, at);
    this.#open.delete(number);
  }

  /** Attempts that nobody ended by the end of the task. */
  close(at: number): void {
    for (const { number } of [...this.#open.values()]) this.ended(number, undefined, at);
  }

  /** What is not a model first, then models in the order in which they were asked, then people. */
  list(): readonly Lane[] {
    const fixed = [OUTSIDE, WAITING, BACKING_OFF];
    const names = [...this.#lanes.keys()];
    const models = names.filter((name) => !fixed.includes(name) && name !== PERSON);
    return [...fixed, ...models, PERSON].flatMap((name) => {
      const lane = this.#lanes.get(name);
      return lane === undefined ? [] : [{ name, spans: lane.spans, marks: lane.marks }];
    });
  }
}

const laneOf = (model: string, hedge: boolean): string => (hedge ? `${model}, hedge` : model);

/** The lanes of a life, and when it ends. */
export function lanesOf(moments: readonly Moment[]): {
  readonly lanes: readonly Lane[];
  readonly end: number;
} {
  const lanes = new Lanes();
  const end = Math.max(0, ...moments.map(({ at }) => at));
  let last: string | undefined;
  for (const moment of moments) {
    if (moment.what === "sent") last = laneOf(moment.model, moment.hedge);
    addMoment(lanes, moment, end, last);
  }
  lanes.close(end);
  return { lanes: lanes.list(), end };
}

function addMoment(lanes: Lanes, moment: Moment, end: number, last: string | undefined): void {
  const { at } = moment;
  switch (moment.what) {
    case "outside":
      lanes.span(OUTSIDE, "outside", at, moment.until, moment.step);
      break;
    case "waits":
      // In line at the model: its attempt's own lane shows it.
      if (moment.for === "model" && last !== undefined) break;
      lanes.span(WAITING, "wait", at, moment.until, WAITS[moment.for]);
      break;
    case "backsOff":
      lanes.span(BACKING_OFF, "backoff", at, moment.until);
      break;
    case "throttled":
      lanes.of(laneOf(moment.model, moment.hedge)).marks.push({ kind: "throttled", at });
      break;
    case "turnedAway":
      lanes.of(WAITING).marks.push({ kind: "turnedAway", at });
      break;
    case "lastResort":
      if (moment.by === "human" && moment.took) lanes.span(PERSON, "person", at, end);
      break;
    default:
      addAttemptMoment(lanes, moment);
  }
}

function addAttemptMoment(lanes: Lanes, moment: Moment): void {
  const { at } = moment;
  switch (moment.what) {
    case "sent":
      lanes.begins(moment.attempt, laneOf(moment.model, moment.hedge), at);
      break;
    case "collected":
      lanes.begins(moment.attempt, moment.model, at, at);
      break;
    case "begins":
      lanes.started(moment.attempt, at);
      break;
    case "firstToken":
      lanes.mark(moment.attempt, "firstToken", at);
      break;
    case "answers":
      lanes.ended(moment.attempt, "answers", at);
      break;
    case "errors":
      lanes.ended(moment.attempt, "errors", at);
      break;
    case "timesOut":
      lanes.ended(moment.attempt, "timesOut", at, moment.runsUntil);
      break;
    case "givenUp":
      lanes.ended(moment.attempt, undefined, at, moment.runsUntil);
      break;
  }
}
