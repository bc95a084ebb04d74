/** A percentile of a time in each world believed possible, over a month or a day. */
import { coarseQuantile, countThrough } from "./coarse-counts.ts";
import type { Window } from "./cost-by-world.ts";
import type { DesignSample } from "./design-sample.ts";
import { binOf, coarseBinOf, firstFineBin, lowerEdge, type TaskMeasure } from "./histogram.ts";
import { shareByWorld } from "./share-by-world.ts";

/**
 * Seconds, one value a world: the time within which the share `p` of all its tasks over the window are done, by
 * {@link shareByWorld} at the edges of coarse bins, 2 to 3 % apart, and straight between. Infinity where more tasks are never done;
 * NaN where the world had no task.
 *
 * @param p 0…1, ends excluded
 */
export function percentileByWorld(
  sample: DesignSample,
  measure: TaskMeasure,
  p: number,
  window: Window,
): Float64Array {
  if (window === "day" && sample.days === 1) return ofFirstDays(sample, measure, p);
  const arrived = sample.column("arrived");
  const values = new Float64Array(sample.worlds.worlds).fill(Number.POSITIVE_INFINITY);
  const [first, last] = binsToAsk(sample, measure, p);
  let below: Float64Array | undefined;
  for (let coarse = first; coarse <= last && values.includes(Number.POSITIVE_INFINITY); coarse++) {
    const counts = Float64Array.from(sample.rows, (row) => countThrough(row.coarse[measure], coarse));
    const shares = shareByWorld(sample, counts, arrived, p, window).values;
    const [from, to] = [lowerEdgeOf(coarse), lowerEdgeOf(coarse + 1)];
    shares.forEach((share, world) => {
      if (Number.isNaN(share)) values[world] = Number.NaN;
      if (values[world] !== Number.POSITIVE_INFINITY || share < p) return;
      const before = below?.[world] ?? p;
      values[world] = from + (share > before ? (p - before) / (share - before) : 0) * (to - from);
    });
    below = shares;
  }
  return values;
}

function ofFirstDays(sample: DesignSample, measure: TaskMeasure, p: number): Float64Array {
  const values = new Float64Array(sample.worlds.worlds);
  for (let row = sample.rows.length - 1; row >= 0; row--) {
    const counts = sample.rows[row]?.coarse[measure];
    if (counts === undefined) continue;
    values[sample.worlds.worldOf[row] ?? 0] = coarseQuantile([counts], p);
  }
  return values;
}

/** The first coarse bin that holds the percentile of a replication, and the last that holds a task. */
function binsToAsk(sample: DesignSample, measure: TaskMeasure, p: number): [first: number, last: number] {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { coarse } of sample.rows) {
    const counts = coarse[measure];
    const quantile = coarseQuantile([counts], p);
    if (Number.isFinite(quantile)) first = Math.min(first, coarseBinOf(binOf(quantile)));
    last = Math.max(last, counts.first + counts.cumulative.length - 1);
  }
  // Months lie beyond their days only by what is stretched: a bin before the first is enough to start from.
  return [Math.max(0, Math.min(first, last) - 1), last];
}

function lowerEdgeOf(coarse: number): number {
  return lowerEdge(firstFineBin(coarse));
}
