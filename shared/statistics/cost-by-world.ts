/** What a design costs in each world believed possible, over a month or a day. */
import type { DesignSample } from "./design-sample.ts";
import { worldsOverWindow } from "./variance-components.ts";

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

/**
 * One value a world: what it would cost over its window. Its replications are taken together and brought to an
 * average day of the week by their days of traffic; then the luck that averages out over the window is taken out.
 * Infinity where a world has costs but none of what they are divided by, NaN where it has neither.
 */
export function costByWorld(sample: DesignSample, measure: CostMeasure, window: Window): Float64Array {
  const { worlds, days } = sample;
  const value = (horizon: AverageHorizon) => costOf(horizon, measure, days);
  const each = horizonsOf(sample, (column) => column, sample.rows.length).map(value);
  const together = horizonsOf(sample, (column) => worlds.sumByWorld(column), worlds.worlds).map(value);
  const windowDays = window === "month" ? DAYS_PER_MONTH : 1;
  return worldsOverWindow(worlds, each, Float64Array.from(together), windowDays / days, window === "month");
}

/** One value a replication, as in {@link costByWorld} but with all of its luck. */
export function costByReplication(sample: DesignSample, measure: CostMeasure): Float64Array {
  const horizons = horizonsOf(sample, (column) => column, sample.rows.length);
  return Float64Array.from(horizons, (horizon) => costOf(horizon, measure, sample.days));
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
