/** What the run booked for a task, read where it books it. */
import { accountOf, HEDGE_WAIT, QUOTA, SLOT } from "./accounts.ts";
import { T_ARRIVED_AT, T_ATTEMPTS, T_FIRST_TOKEN_AT, T_NUMBER } from "./fields.ts";
import { ANSWERED, BY_CACHED, BY_CANNED, BY_HUMAN, CACHE_HIT, FAILED } from "./ledger.ts";
import {
  type EndedBy,
  LIFE_COSTS,
  type LifeCost,
  type LifeOutcome,
  type Moment,
  type TaskLife,
} from "./life.ts";
import type { RunState } from "./run-state.ts";
import { FIGURE, TIME_PARTS, type TimePart } from "./tally.ts";

const OUTCOMES = ["delivered", "degraded", "late", "failed", "rejected"] as const;
const BY: Readonly<Record<number, EndedBy>> = {
  [ANSWERED]: "models",
  [CACHE_HIT]: "cache",
  [BY_HUMAN]: "human",
  [BY_CACHED]: "cached",
  [BY_CANNED]: "canned",
  [FAILED]: "nobody",
};
const NOTHING = new Float64Array(Object.keys(FIGURE).length);

/**
 * What booking adds to the figures: they stand at 0 while it goes on, so that the amounts come out to the last bit, and
 * are added afterwards. (A figure that is booked in two steps may then differ in its last place.)
 */
export function bookedBy(figures: Float64Array, book: () => void): Float64Array {
  const before = figures.slice();
  figures.fill(0);
  book();
  const booked = figures.slice();
  for (let at = 0; at < figures.length; at++) figures[at] = before[at]! + booked[at]!;
  return booked;
}

/** The life of a task that ends now, and of which this was booked. Times are the ledger's. */
export function lifeOf(
  { program, records, clock }: RunState,
  task: number,
  ending: number,
  calls: number,
  booked: Float64Array,
  moments: Moment[],
): TaskLife {
  const { data, accounts } = records;
  const { terms, ledgerTerms, ledgerDraws } = program;
  const number = data[task + T_NUMBER]!;
  const arrivedAt = data[task + T_ARRIVED_AT]!;
  const at = accountOf(task);
  const elapsed = clock[0]! - arrivedAt + (ending === CACHE_HIT ? ledgerTerms.cacheSeconds : 0);
  const people = ending === BY_HUMAN ? 60 * (ledgerDraws.humanMinutes?.draw(number, 0) ?? 0) : 0;
  const first = data[task + T_FIRST_TOKEN_AT]! - arrivedAt;
  const answers = terms.mode === "sync" || terms.mode === "stream";
  const atOnce = terms.mode === "stream" && ending === ANSWERED ? first : elapsed;
  const outcome = outcomeOf(booked);
  const by = BY[ending] ?? "nobody";
  const end: Moment = { at: elapsed + people, what: "ends", outcome, by };
  const seconds = Object.fromEntries(
    TIME_PARTS.map((part, i) => [part, part === "people" ? people : accounts[at + i]!]),
  ) as Record<TimePart, number>;
  return {
    task: number,
    arrivedAt,
    outcome,
    by,
    right: outcome === "delivered" || outcome === "degraded" ? booked[FIGURE.right] === 1 : null,
    unit: booked[FIGURE.units] === 1,
    responseSeconds: !answers ? ledgerTerms.acknowledgeSeconds : ending === FAILED ? null : atOnce,
    resultSeconds: ending === FAILED || ending === BY_CANNED ? null : elapsed + people,
    waitSeconds: accounts[at + SLOT]! + accounts[at + QUOTA]! + accounts[at + HEDGE_WAIT]!,
    seconds,
    calls,
    attempts: data[task + T_ATTEMPTS]!,
    ...countsOf(moments),
    ...costOf(booked),
    moments: [...moments, end].sort((a, b) => a.at - b.at),
  };
}

/** The life of a task that was never let in. */
export function turnedAway(number: number, arrivedAt: number): TaskLife {
  return {
    task: number,
    arrivedAt,
    outcome: "rejected",
    by: "nobody",
    right: null,
    unit: false,
    responseSeconds: null,
    resultSeconds: null,
    waitSeconds: 0,
    seconds: Object.fromEntries(TIME_PARTS.map((part) => [part, 0])) as Record<TimePart, number>,
    calls: 0,
    attempts: 0,
    ...countsOf([]),
    ...costOf(NOTHING),
    moments: [
      { at: 0, what: "arrives" },
      { at: 0, what: "turnedAway" },
      { at: 0, what: "ends", outcome: "rejected", by: "nobody" },
    ],
  };
}

function outcomeOf(booked: Float64Array): LifeOutcome {
  return OUTCOMES.find((outcome) => booked[FIGURE[outcome]] === 1) ?? "failed";
}

function countsOf(
  moments: readonly Moment[],
): Pick<TaskLife, "throttled" | "errored" | "timedOut" | "hedged"> {
  const count = (counts: (moment: Moment) => boolean) => moments.filter(counts).length;
  return {
    throttled: count(({ what }) => what === "throttled"),
    errored: count(({ what }) => what === "errors"),
    timedOut: count(({ what }) => what === "timesOut"),
    hedged: count((moment) => (moment.what === "sent" || moment.what === "throttled") && moment.hedge),
  };
}

/** Added up as the ledger does, to the last bit. */
function costOf(booked: Float64Array): Pick<TaskLife, "cost" | "cash"> {
  const cost = Object.fromEntries(
    Object.entries(LIFE_COSTS).map(([part, figure]) => [part, booked[FIGURE[figure]]!]),
  ) as Record<LifeCost, number>;
  const tokens = cost.input + cost.cachedInput + cost.output + cost.fallback + cost.wasted;
  return { cost, cash: tokens + cost.human + cost.perTask + cost.review };
}
