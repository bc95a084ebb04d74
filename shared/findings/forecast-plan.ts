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
import { requestOn } from "../run/request-on.ts";
import { runSize } from "../run/size.ts";
import { ANY_MACHINE, type Machine, sizeProblems } from "../run/size-problems.ts";
import { dateAfter, daysBetween } from "../scenario/calendar.ts";
import { type DatedChange, datedChanges } from "../scenario/dated-changes.ts";
import { spendCapOf } from "../scenario/presets/spend-caps.ts";
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
  /** Tiers that are left for the next one, from the first day of a month on; absent = none. */
  readonly upgrades?: readonly TierUpgrade[];
  /** What it is simulated on; absent = any machine. */
  readonly machine?: Machine;
}

/** Models with the limits of one tier get those of the next. */
export interface TierUpgrade {
  readonly month: number;
  /** Names of limits. */
  readonly from: string;
  readonly to: string;
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
  readonly upgrades: readonly TierUpgrade[];
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
  const { scenario, request, design, months, upgrades = [] } = asked;
  const last = months[months.length - 1] ?? 1;
  const end = dateAfter(request.start, Math.ceil(last * DAYS_PER_MONTH));
  const changes = datedChanges(scenario, design, request.start, end, listedDays(request));
  const regimes = regimesOf(asked, changes);
  if (!regimes.ok) return regimes;
  const worlds = Array.from({ length: Math.ceil(request.replications / 2) }, (_, world) => world);
  const inputs = forecastInputs(request, worlds);
  const multiples = multiplesOf(inputs.growthPerMonth, months);
  const points = loadPointsOf(regimes.value, multiples, request.replications);
  const tooLarge = growthProblems(points, regimes.value, asked, last);
  if (tooLarge.length > 0) return fail(tooLarge);
  const replications = points.reduce((sum, point) => sum + point.replications.length, 0);
  const settled = { design, months, request, changes, upgrades, points, replications, inputs, multiples };
  return succeed({ ...settled, regimes: regimes.value });
}

/** Days on which the catalogue's prices change, by model. */
function listedDays({ prices = {} }: RunRequest): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(prices).map(([model, { periods }]) => [
      model,
      periods.flatMap(({ from }) => (from === undefined ? [] : [from])),
    ]),
  );
}

function regimesOf(
  { scenario, request, design, months, upgrades = [] }: ForecastAsked,
  changes: readonly DatedChange[],
): Result<Regime[], readonly Problem[]> {
  const only = { ...request, designs: [design] };
  const later = [
    ...changes.map(({ on }) => on),
    ...upgrades.map(({ month }) => monthBegins(request.start, month)),
  ].filter((date) => date > request.start);
  const dates = [request.start, ...[...new Set(later)].sort()];
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
    const there = i === 0 ? succeed(only) : requestOn(scenario, only, from);
    if (!there.ok) return there;
    const due = upgrades.filter(({ month }) => monthBegins(request.start, month) <= from);
    regimes.push({ from, request: counted(upgraded(there.value, due)), shares });
  }
  return succeed(regimes);
}

/** With the limits of the tiers that are reached; the upgrades in their order. */
function upgraded(request: RunRequest, upgrades: readonly TierUpgrade[]): RunRequest {
  if (upgrades.length === 0) return request;
  const models = Object.entries(request.scenario.models).map(([name, model]) => {
    const limits = upgrades.reduce((so, { from, to }) => (so === from ? to : so), model.limits);
    return [name, limits === undefined ? model : { ...model, limits }] as const;
  });
  return { ...request, scenario: { ...request.scenario, models: Object.fromEntries(models) } };
}

/** With what is spent on models of a usage tier in the tallies: a promise to spend nothing at least costs nothing. */
function counted(request: RunRequest): RunRequest {
  const models = Object.entries(request.scenario.models).map(([name, model]) => {
    const { limits, commitment } = model;
    if (typeof limits !== "string" || spendCapOf(limits) === undefined) return [name, model] as const;
    return [name, { ...model, commitment: { minimumSpend: 0, ...commitment } }] as const;
  });
  return { ...request, scenario: { ...request.scenario, models: Object.fromEntries(models) } };
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
