/** What a design costs in each world believed possible, over a month or a day. */
import type { DesignSample } from "./design-sample.ts";
import { type Ends, exactly, type OverWindow, overWindow } from "./worlds-over-window.ts";

/** A month, days: a twelfth of 365.25. */
export const DAYS_PER_MONTH = 30.4375;

export const COST_MEASURES = ["perTask", "perUnit", "perDay", "perMonth", "loadedPerUnit"] as const;
/** Currency a task, a unit of value, a day or a month; all but the last are cash. */
export type CostMeasure = (typeof COST_MEASURES)[number];

/** What a promise is kept over. */
export type Window = "month" | "day";

/** What happened in an average horizon of one replication or one world. */
interface AverageHorizon {
  readonly variable: number;
  readonly fixed: number;
  readonly wrong: number;
  readonly units: number;
  readonly arrived: number;
  /** Average days of traffic in it. */
  readonly trafficDays: number;
}

/** What is asked of a sample again and again, worked out once. */
interface Known {
  readonly byReplication: readonly AverageHorizon[];
  readonly byWorld: readonly AverageHorizon[];
  readonly costs: Map<string, OverWindow>;
}

const known = new WeakMap<DesignSample, Known>();

function knownOf(sample: DesignSample): Known {
  const already = known.get(sample);
  if (already !== undefined) return already;
  const { worlds } = sample;
  const made = {
    byReplication: horizonsOf(sample, (column) => column, sample.rows.length),
    byWorld: horizonsOf(sample, (column) => worlds.sumByWorld(column), worlds.worlds),
    costs: new Map<string, OverWindow>(),
  };
  known.set(sample, made);
  return made;
}

/**
 * One value a world: what it would cost over its window. Its replications are taken together and brought to an
 * average day of the week by their days of traffic; then the luck that averages out over the window is taken out. A
 * day, where horizons are a day, is the first one that was simulated. Infinity where a world has costs but none of
 * what they are divided by, NaN where it has neither.
 */
export function costByWorld(sample: DesignSample, measure: CostMeasure, window: Window): Float64Array {
  return costOverWindow(sample, measure, window).values;
}

/** {@link costByWorld}, with how far all worlds together may be off. */
export function costOverWindow(sample: DesignSample, measure: CostMeasure, window: Window): OverWindow {
  const { byWorld, costs } = knownOf(sample);
  const name = `${measure} over a ${window}`;
  const already = costs.get(name);
  if (already !== undefined) return already;
  const each = costByReplication(sample, measure);
  const together = costsOf(byWorld, measure, sample.days);
  const horizons = (window === "month" ? DAYS_PER_MONTH : 1) / sample.days;
  const wholeWeeks = window === "month";
  const scaled = measure === "perMonth" || measure === "perDay";
  const fixed = scaled ? fixedOf(sample, measure) : undefined;
  const found =
    horizons === 1
      ? exactly(firstOf(sample, each))
      : scaled
        ? withoutLuck(sample, each, together, fixed, horizons, wholeWeeks)
        : overWindow(sample.worlds, each, together, horizons, wholeWeeks);
  costs.set(name, found);
  return found;
}

/** Of each world the first value of a replication. */
function firstOf({ worlds }: DesignSample, each: Float64Array): Float64Array {
  const first = new Float64Array(worlds.worlds);
  for (let row = each.length - 1; row >= 0; row--) first[worlds.worldOf[row] ?? 0] = each[row] ?? Number.NaN;
  return first;
}

/** What is paid by the day, over a day or a month: by replication, and by world. */
function fixedOf(sample: DesignSample, measure: "perDay" | "perMonth"): Fixed {
  const { byReplication, byWorld } = knownOf(sample);
  const length = (measure === "perMonth" ? DAYS_PER_MONTH : 1) / sample.days;
  const of = (horizons: readonly AverageHorizon[]) =>
    Float64Array.from(horizons, ({ fixed }) => fixed * length);
  return { each: of(byReplication), together: of(byWorld) };
}

interface Fixed {
  readonly each: Float64Array;
  readonly together: Float64Array;
}

/**
 * One value a world, without the luck that averages out over the window ({@link overWindow}). Where worlds have
 * multiples of traffic of their own, what goes with traffic is compared at the same traffic: otherwise the few that
 * grew most would stretch all others.
 *
 * @param each one value a replication @param together one a world @param fixed the part of each that does not go with
 * traffic; absent = none
 */
export function withoutLuck(
  sample: DesignSample,
  each: Float64Array,
  together: Float64Array,
  fixed: Fixed | undefined,
  horizons: number,
  wholeWeeks: boolean,
): OverWindow {
  const { worlds, multiples } = sample;
  if (multiples === undefined) return overWindow(worlds, each, together, horizons, wholeWeeks);
  const of = (world: number) => multiples[world] ?? 1;
  const { values, within } = overWindow(
    worlds,
    each.map((value, row) => (value - (fixed?.each[row] ?? 0)) / of(worlds.worldOf[row] ?? 0)),
    together.map((value, world) => (value - (fixed?.together[world] ?? 0)) / of(world)),
    horizons,
    wholeWeeks,
  );
  const grown = (same: Float64Array) =>
    same.map((value, world) => value * of(world) + (fixed?.together[world] ?? 0));
  const ends = ({ low, high }: Ends): Ends => ({ low: grown(low), high: grown(high) });
  return { values: grown(values), within: (level) => ends(within(level)) };
}

/** One value a replication, as in {@link costByWorld} but with all of its luck. */
export function costByReplication(sample: DesignSample, measure: CostMeasure): Float64Array {
  return costsOf(knownOf(sample).byReplication, measure, sample.days);
}

function costsOf(horizons: readonly AverageHorizon[], measure: CostMeasure, days: number): Float64Array {
  const costs = new Float64Array(horizons.length);
  horizons.forEach((horizon, i) => {
    costs[i] = costOf(horizon, measure, days);
  });
  return costs;
}

/** Average horizons of groups of replications, whose columns `gather` adds up. */
function horizonsOf(
  sample: DesignSample,
  gather: (column: Float64Array) => Float64Array,
  groups: number,
): AverageHorizon[] {
  const { weights } = sample.worlds;
  const replications = gather(new Float64Array(sample.rows.length).fill(1));
  const trafficDays = gather(sample.trafficDays);
  const variable = gather(sample.variableCost);
  const fixed = gather(sample.fixedCost);
  const wrong = gather(sample.column("costWrongOutputs"));
  const units = gather(sample.column("units"));
  const arrived = gather(sample.column("arrived"));
  let average = 0;
  sample.trafficDays.forEach((traffic, row) => {
    average += ((weights[row] ?? 0) * traffic) / sample.rows.length;
  });
  return Array.from({ length: groups }, (_, group) => {
    const scale = average / (trafficDays[group] ?? 0);
    return {
      variable: (variable[group] ?? 0) * scale,
      fixed: (fixed[group] ?? 0) / (replications[group] ?? 1),
      wrong: (wrong[group] ?? 0) * scale,
      units: (units[group] ?? 0) * scale,
      arrived: (arrived[group] ?? 0) * scale,
      trafficDays: average,
    };
  });
}

function costOf(horizon: AverageHorizon, measure: CostMeasure, days: number): number {
  const { variable, fixed, wrong, units, arrived, trafficDays } = horizon;
  switch (measure) {
    case "perTask":
      return (variable + fixed) / arrived;
    case "perUnit":
      return (variable + fixed) / units;
    case "loadedPerUnit":
      return (variable + fixed + wrong) / units;
    case "perDay":
      return variable / trafficDays + fixed / days;
    case "perMonth":
      return (variable / trafficDays + fixed / days) * DAYS_PER_MONTH;
  }
}
