/**
 * What a forecast simulates. Traffic of month m is (1 + growth)^(m − 1) times today's, in each world by its own
 * growth. Between the days on which prices or models change nothing else does: within such a regime each world is
 * simulated at a few loads around those that its months bring, and a month lies on the straight line between two of
 * them. A month with a change in it counts each regime by its days.
 */
import type { Problem } from "../errors.ts";
import { fail, type Result, succeed } from "../result.ts";
import { type ForecastInputs, forecastInputs } from "../run/forecast-inputs.ts";
import type { RunRequest } from "../run/request.ts";
import { runSize } from "../run/size.ts";
import { ANY_MACHINE, type Machine, sizeProblems } from "../run/size-problems.ts";
import { dateAfter, daysBetween } from "../scenario/calendar.ts";
import { type DatedChange, datedChanges } from "../scenario/dated-changes.ts";
import type { Scenario } from "../scenario/schema.ts";
import { DAYS_PER_MONTH } from "../statistics/cost-by-world.ts";
import { bracketOf, loadAt } from "./forecast-loads.ts";

/** What was asked for. */
export interface ForecastAsked {
  /** As written, before any model was replaced. */
  readonly scenario: Scenario;
  /** Its run today. */
  readonly request: RunRequest;
  /** The one design that is forecast. */
  readonly design: string;
  /** The months that are wanted, from 1 on, ascending. */
  readonly months: readonly number[];
  /** The request of the same run on a later day. */
  readonly requestOn: (date: string) => Result<RunRequest, readonly Problem[]>;
  /** Days on which something else changes, such as a catalogue's prices. */
  readonly otherDates?: readonly string[];
  /** What it is simulated on; absent = any machine. */
  readonly machine?: Machine;
}

/** Days between which neither prices nor models change. */
export interface Regime {
  /** Its first day; today for the first. */
  readonly from: string;
  readonly request: RunRequest;
  /** Share of each wanted month's days that lie in it; months of which none do are left out. */
  readonly shares: ReadonlyMap<number, number>;
}

/** A regime at one load, in the worlds that come near it. */
export interface LoadPoint {
  readonly regime: number;
  /** Position on the ladder of loads; 0 is today's traffic. */
  readonly rung: number;
  readonly load: number;
  /** Ascending. */
  readonly replications: readonly number[];
}

export interface ForecastPlan {
  readonly design: string;
  readonly months: readonly number[];
  readonly request: RunRequest;
  readonly regimes: readonly Regime[];
  readonly changes: readonly DatedChange[];
  readonly points: readonly LoadPoint[];
  /** Replications of all points together. */
  readonly replications: number;
  /** Of world k, at position k. */
  readonly inputs: ForecastInputs;
  /** Traffic multiples by month, then by world. */
  readonly multiples: ReadonlyMap<number, Float64Array>;
}

/** The first day of a month of the forecast. */
export function monthBegins(start: string, month: number): string {
  return dateAfter(start, (month - 1) * DAYS_PER_MONTH);
}

/** The month of the forecast that a day lies in, from 1. */
export function monthOf(start: string, date: string): number {
  return Math.floor(daysBetween(start, date) / DAYS_PER_MONTH) + 1;
}

/** Settles what is to be simulated, or says why it can't be. */
export function planForecast(asked: ForecastAsked): Result<ForecastPlan, readonly Problem[]> {
  const { scenario, request, design, months } = asked;
  const last = months[months.length - 1] ?? 1;
  const end = dateAfter(request.start, Math.ceil(last * DAYS_PER_MONTH));
  const changes = datedChanges(scenario, design, request.start, end);
  const regimes = regimesOf(asked, changes, end);
  if (!regimes.ok) return regimes;
  const worlds = Array.from({ length: Math.ceil(request.replications / 2) }, (_, world) => world);
  const inputs = forecastInputs(request, worlds);
  const multiples = multiplesOf(inputs.growthPerMonth, months);
  const points = loadPointsOf(regimes.value, multiples, request.replications);
  const tooLarge = growthProblems(points, regimes.value, asked, last);
  if (tooLarge.length > 0) return fail(tooLarge);
  const replications = points.reduce((sum, point) => sum + point.replications.length, 0);
  const settled = { design, months, request, changes, points, replications, inputs, multiples };
  return succeed({ ...settled, regimes: regimes.value });
}

function regimesOf(
  { request, design, months, requestOn, otherDates = [] }: ForecastAsked,
  changes: readonly DatedChange[],
  end: string,
): Result<Regime[], readonly Problem[]> {
  const others = otherDates.filter((date) => date > request.start && date < end);
  const dates = [request.start, ...new Set([...changes.map(({ on }) => on), ...others].sort())];
  const regimes: Regime[] = [];
  for (const [i, from] of dates.entries()) {
    const begins = daysBetween(request.start, from);
    const next = dates[i + 1];
    const ends = next === undefined ? Number.POSITIVE_INFINITY : daysBetween(request.start, next);
    const shares = new Map<number, number>();
    for (const month of months) {
      const first = (month - 1) * DAYS_PER_MONTH;
      const days = Math.min(ends, first + DAYS_PER_MONTH) - Math.max(begins, first);
      if (days > 0) shares.set(month, days >= DAYS_PER_MONTH ? 1 : days / DAYS_PER_MONTH);
    }
    if (shares.size === 0) continue;
    const there: Result<RunRequest, readonly Problem[]> = i === 0 ? succeed(request) : requestOn(from);
    if (!there.ok) return there;
    // The horizon and the chances are today's, whatever the day.
    const { seed, replications, days, load, columns } = request;
    regimes.push({
      from,
      request: { ...there.value, seed, replications, days, load, columns, designs: [design] },
      shares,
    });
  }
  return succeed(regimes);
}

function multiplesOf(growth: Float64Array, months: readonly number[]): Map<number, Float64Array> {
  const multiples = new Map<number, Float64Array>();
  const last = months[months.length - 1] ?? 0;
  const now = new Float64Array(growth.length).fill(1);
  for (let month = 1; month <= last; month++) {
    if (months.includes(month)) multiples.set(month, now.slice());
    growth.forEach((rate, world) => {
      now[world] = (now[world] ?? 1) * (1 + rate);
    });
  }
  return multiples;
}

function loadPointsOf(
  regimes: readonly Regime[],
  multiples: ReadonlyMap<number, Float64Array>,
  replications: number,
): LoadPoint[] {
  return regimes.flatMap(({ shares, request }, regime) => {
    const worldsAt = new Map<number, Set<number>>();
    for (const month of shares.keys()) {
      multiples.get(month)?.forEach((multiple, world) => {
        for (const { rung } of bracketOf(multiple)) {
          const worlds = worldsAt.get(rung) ?? new Set<number>();
          worldsAt.set(rung, worlds.add(world));
        }
      });
    }
    return [...worldsAt]
      .sort(([a], [b]) => a - b)
      .map(([rung, worlds]) => ({
        regime,
        rung,
        load: request.load * loadAt(rung),
        replications: [...worlds]
          .sort((a, b) => a - b)
          .flatMap((world) => [2 * world, 2 * world + 1])
          .filter((replication) => replication < replications),
      }));
  });
}

/** Growth that makes a replication too large to be simulated. */
function growthProblems(
  points: readonly LoadPoint[],
  regimes: readonly Regime[],
  { scenario, machine = ANY_MACHINE }: ForecastAsked,
  last: number,
): Problem[] {
  const top = points.reduce<LoadPoint | undefined>(
    (most, point) => (most === undefined || point.load > most.load ? point : most),
    undefined,
  );
  const regime = top && regimes[top.regime];
  if (top === undefined || regime === undefined || top.rung <= 0) return [];
  const request = { ...regime.request, load: top.load };
  return sizeProblems(request, runSize(request), machine).map(() => ({
    path: "traffic.growthPerMonth",
    ...(scenario.traffic.growthPerMonth === undefined ? {} : { value: scenario.traffic.growthPerMonth }),
    message: `By month ${last} traffic in some worlds is ${top.load.toPrecision(2)} times today's, too much to simulate. Forecast fewer months, simulate a shorter horizon, or give the growth a "max".`,
    allowed: "growth that this machine can simulate",
  }));
}
