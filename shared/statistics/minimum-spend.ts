/**
 * What is paid because less was used than promised. A minimum is promised for a month, and what counts is what a
 * world's month comes to: a quiet day, or a Sunday, is no broken promise.
 */
import type { CommittedSpend } from "../simulate/tally.ts";
import type { WorldSample } from "./world-sample.ts";
import { worldsOverWindow } from "./worlds-over-window.ts";

interface Row {
  readonly trafficDays: number;
  readonly committed?: readonly CommittedSpend[];
}

/**
 * One value a replication: its days' share of what its world's usage falls short of the minimum in a month, over all
 * models that promise one. Usage is brought to a month by days of traffic, so that weekdays count alike, the two
 * replications of a world together, and the luck that averages out over a month is taken out
 * ({@link worldsOverWindow}). A world whose days had no traffic at all says nothing of its month: it is taken for an
 * average one.
 *
 * @param days length of the horizon @param daysPerMonth of a month, days
 */
export function shortfalls(
  sample: WorldSample,
  rows: readonly Row[],
  days: number,
  daysPerMonth: number,
): Float64Array {
  const paid = new Float64Array(rows.length);
  const models = rows[0]?.committed ?? [];
  for (let at = 0; at < models.length; at++) {
    const spent = rows.map((row) => row.committed?.[at]?.spent ?? 0);
    const ofMonths = monthlyUsage(sample, rows, spent, days, daysPerMonth);
    rows.forEach((row, i) => {
      const minimum = row.committed?.[at]?.minimumPerMonth ?? 0;
      const short = Math.max(0, minimum - (ofMonths[sample.worldOf[i] ?? 0] ?? 0));
      paid[i] = (paid[i] ?? 0) + (short * days) / daysPerMonth;
    });
  }
  return paid;
}

/** What is spent in a month of each world. */
function monthlyUsage(
  sample: WorldSample,
  rows: readonly Row[],
  spent: readonly number[],
  days: number,
  daysPerMonth: number,
): Float64Array {
  const traffic = rows.map(({ trafficDays }) => trafficDays);
  const each = spent.map((amount, row) => (amount / (traffic[row] ?? 0)) * daysPerMonth);
  const trafficOfWorlds = sample.sumByWorld(traffic);
  const together = sample
    .sumByWorld(spent)
    .map((amount, world) => (amount / (trafficOfWorlds[world] ?? 0)) * daysPerMonth);
  const months = worldsOverWindow(sample, each, together, daysPerMonth / days, true);
  const known = months.filter((usage) => Number.isFinite(usage));
  const average = known.reduce((sum, usage) => sum + usage, 0) / Math.max(1, known.length);
  return months.map((usage) => (Number.isFinite(usage) ? usage : average));
}
