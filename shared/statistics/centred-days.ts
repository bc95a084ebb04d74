/** One number a replication as a distance from what its weekday usually brings. */
import type { DesignSample } from "./design-sample.ts";

export interface CentredDays {
  /** One a replication: its distance from the mean of its weekday. */
  readonly distances: Float64Array;
  /** One a replication: its traffic against that of an average one, mean about 1. */
  readonly traffic: Float64Array;
  /** One a world: the mean distance of its replications; NaN where it has no number. */
  readonly ofWorld: Float64Array;
  /** Replications of each world. */
  readonly rowsOf: readonly (readonly number[])[];
  /** The mean of all weekdays, by their traffic. */
  readonly centre: number;
  /** A distance from a weekday's mean of few worlds is smaller than one from the true mean: times this it is not. */
  readonly unbiased: number;
}

/** With fewer worlds a weekday's own mean is too rough to be taken out. */
const WORLDS_FOR_A_WEEKDAY = 4;

/** @param values one number a replication; NaN in all of a world's where it has none */
export function centredDays({ worlds, trafficDays }: DesignSample, values: Float64Array): CentredDays {
  const rowsOf = Array.from({ length: worlds.worlds }, (): number[] => []);
  worlds.worldOf.forEach((world, row) => {
    rowsOf[world]?.push(row);
  });
  const means = Float64Array.from(rowsOf, (rows) => meanOf(rows, (row) => values[row] ?? 0));
  const all = rowsOf.map((_, world) => world).filter((world) => Number.isFinite(means[world] ?? 0));
  const days = Array.from({ length: 7 }, (_, day) => all.filter((world) => worlds.weekdayOf[world] === day));
  const apart = days.every(({ length }) => length === 0 || length >= WORLDS_FOR_A_WEEKDAY);
  const groups = (apart ? days : [all]).filter(({ length }) => length > 0);
  const usual = new Float64Array(worlds.worlds);
  let sum = 0;
  let total = 0;
  for (const group of groups) {
    const mean = meanOf(group, (world) => means[world] ?? 0);
    const traffic = meanOf(group, (world) => trafficDays[rowsOf[world]?.[0] ?? 0] ?? 0);
    for (const world of group) usual[world] = mean;
    sum += mean * traffic;
    total += traffic;
  }
  return {
    distances: values.map((value, row) => value - (usual[worlds.worldOf[row] ?? 0] ?? 0)),
    traffic: trafficDays.map((traffic) => (traffic * groups.length) / total),
    ofWorld: means.map((mean, world) => mean - (usual[world] ?? 0)),
    rowsOf,
    centre: sum / total,
    unbiased: groups.length > 1 ? Math.sqrt(all.length / (all.length - groups.length)) : 1,
  };
}

/** The mean of a world's replications, its weekday brought to the mean of all; NaN where it has no number. */
export function worldMean({ ofWorld, centre }: CentredDays, world: number): number {
  return centre + (ofWorld[world] ?? Number.NaN);
}

function meanOf(items: readonly number[], read: (item: number) => number): number {
  return items.reduce((sum, item) => sum + read(item), 0) / items.length;
}
