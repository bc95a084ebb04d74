/** The life of one task, moment by moment, and what the run booked for it. */
import type { Figure, TimePart } from "./tally.ts";

/** How a task came to its end. */
export type LifeOutcome = "delivered" | "degraded" | "late" | "failed" | "rejected";
/** Who ended it; nobody where it failed or was never let in. */
export type EndedBy = "models" | "cache" | "human" | "cached" | "canned" | "nobody";

/** What of a task's cost is booked, and under which figure. Cash is all but `wrongOutputs`. */
export const LIFE_COSTS = {
  input: "costInput",
  cachedInput: "costCachedInput",
  output: "costOutput",
  wasted: "costWasted",
  fallback: "costFallback",
  review: "costReview",
  human: "costHuman",
  wrongOutputs: "costWrongOutputs",
  perTask: "costPerTask",
} as const satisfies Readonly<Record<string, Figure>>;
export type LifeCost = keyof typeof LIFE_COSTS;

/** A limit that would not give what an attempt needed. */
export interface ShortLimit {
  /** One of `ALL_LIMITS` of quota/limits. */
  limit: string;
  /** Requests, tokens or currency. */
  needs: number;
  /** Until this limit alone could give it, if nobody else asked; null = never. */
  seconds: number | null;
}

/** Why a call goes on from one model to the route's next entry. */
export type Leaving = "breaker" | "giveUpAfter" | "triesUsed" | "onLimit";

/**
 * What happens, without its time. Attempts are numbered in the order in which they were made for the task, rejected
 * ones too. Moments are seconds since the task's arrival, costs currency.
 */
export type Happening =
  | { what: "arrives" }
  /** A design's `queueLimit` did not let it in. */
  | { what: "turnedAway" }
  /** Tools and search, before a step's first call. */
  | { what: "outside"; step: string; until: number }
  | {
      what: "call";
      step: string;
      /** Counted from 1 within the step. */
      call: number;
      input: number;
      /** Of the input; not rounded. */
      cached: number;
      output: number;
      reasoning: number;
    }
  | { what: "waits"; for: "worker" | "slot" | "quota" | "model" | "batch"; hedge: boolean; until: number }
  | {
      what: "throttled";
      attempt: number;
      model: string;
      hedge: boolean;
      /** The model's own line was full: its quota was not asked. */
      lineFull: boolean;
      /** A limit is in debt, and none may be (reserve `none`): then it is not told which. */
      inDebt: boolean;
      short: ShortLimit[];
      /** When the 429 is heard. */
      heardAt: number;
      /** Seconds from the rejection until the quota could admit it; null = never, or nobody hears it (a hedge's). */
      retryAfter: number | null;
    }
  | { what: "backsOff"; until: number }
  | { what: "leaves"; model: string; because: Leaving }
  /** Its quota is charged, and it is on its way. `try`: of this call at this entry, counted from 1. */
  | { what: "sent"; attempt: number; model: string; try: number; hedge: boolean; probe: boolean }
  /** The moment to hedge came, but there was no slot, or (where the client paces itself) no quota at once. */
  | { what: "hedgeNotSent"; because: "slot" | "quota" }
  /** It gets a slot of the model. */
  | { what: "begins"; attempt: number }
  /** The first token that the user would see. */
  | { what: "firstToken"; attempt: number }
  | {
      what: "answers";
      attempt: number;
      model: string;
      hedge: boolean;
      /** Reasoning and output as written, cut at `maxOutput`. */
      tokens: number;
      cut: boolean;
      /** Escalated answers, and cut ones that are tried again, are not used: wasted. */
      use: "used" | "escalated" | "triedAgain";
      cost: number;
    }
  | { what: "errors"; attempt: number; hedge: boolean }
  /** `inLine`: before it had a slot. `runsUntil`: nobody waits for it, yet the model works on it until then. */
  | {
      what: "timesOut" | "givenUp";
      attempt: number;
      hedge: boolean;
      inLine: boolean;
      runsUntil: number | null;
      cost: number;
    }
  | { what: "collected"; attempt: number; model: string }
  /** The batch it was in, or the wait for one with room. */
  | { what: "expires"; collected: boolean }
  /** `took`: whether it ended the task; a cache that has no answer does not. */
  | { what: "lastResort"; by: "human" | "cached" | "canned" | "error"; took: boolean }
  | { what: "ends"; outcome: LifeOutcome; by: EndedBy };

/** Something that happens to a task, seconds after its arrival. */
export type Moment = Happening & { at: number };

/** A task's life. Its figures are those that the run booked for it. */
export interface TaskLife {
  /** Number in the order of arrivals, from 0. */
  readonly task: number;
  /** Seconds since the horizon's start, midnight. */
  readonly arrivedAt: number;
  readonly outcome: LifeOutcome;
  readonly by: EndedBy;
  /** Of delivered and degraded tasks, after a review; null where nobody ever knows. */
  readonly right: boolean | null;
  /** Whether it yields a unit of value. */
  readonly unit: boolean;
  /** Null = never. */
  readonly responseSeconds: number | null;
  readonly resultSeconds: number | null;
  /** In lines, those of its hedges included. */
  readonly waitSeconds: number;
  /** Where its time went. The parts add up to its result; without one to the time until it ended. */
  readonly seconds: Readonly<Record<TimePart, number>>;
  readonly calls: number;
  /** Made for it, 429s included. */
  readonly attempts: number;
  readonly throttled: number;
  readonly errored: number;
  readonly timedOut: number;
  readonly hedged: number;
  /** Currency, as booked: all tokens of a late or failed task are wasted. */
  readonly cost: Readonly<Record<LifeCost, number>>;
  /** What it stands out by among the costliest: all of that but `wrongOutputs`. */
  readonly cash: number;
  /** In the order of time. */
  readonly moments: readonly Moment[];
}
