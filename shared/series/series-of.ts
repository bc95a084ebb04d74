/** From what was simulated to what charts draw. */
import type { Fold } from "../run/fold.ts";
import type { Mode } from "../scenario/schema.ts";
import { costByWorld } from "../statistics/cost-by-world.ts";
import { type DesignSample, samplesOf } from "../statistics/design-sample.ts";
import { orderQuantile } from "../statistics/order-quantile.ts";
import { daySeriesOf } from "./day-series.ts";
import type { DesignSeries, LatencyPoint } from "./series.ts";

/** What is to be known of a run beside its numbers. */
export interface SeriesContext {
  readonly days: number;
  readonly modes: Readonly<Record<string, Mode>>;
}

const POINTS = 90;
const FIRST = 0.01;
const LAST = 0.9999;

/** Shares from 0.01 to 0.9999, evenly spread over the nines: equal steps of −log₁₀(1 − p). */
export const NINES_GRID: readonly number[] = Array.from({ length: POINTS }, (_, i) => {
  const from = -Math.log10(1 - FIRST);
  const to = -Math.log10(1 - LAST);
  // 10^−x by exp: engines differ in the last bits of **
  return 1 - Math.exp(-Math.LN10 * (from + (i / (POINTS - 1)) * (to - from)));
});

/** What is drawn of each design that has replications, in the run's order. */
export function seriesOf(context: SeriesContext, fold: Fold): DesignSeries[] {
  return seriesFrom(context, samplesOf(fold, context.days));
}

/** {@link seriesOf} from samples that others read too. */
export function seriesFrom(context: SeriesContext, samples: readonly DesignSample[]): DesignSeries[] {
  return samples.map((sample) => {
    const mode = context.modes[sample.design];
    const answersAtOnce = mode === undefined || mode === "sync" || mode === "stream";
    return {
      design: sample.design,
      stable: sample.stable,
      response: sample.isUnbounded("response", answersAtOnce) ? [] : latencyPoints(sample, "response"),
      result: sample.isUnbounded("result", answersAtOnce) ? [] : latencyPoints(sample, "result"),
      monthlyCostByWorld: ascending(costByWorld(sample, "perMonth", "month")),
      costPerUnitByWorld: ascending(costByWorld(sample, "perUnit", "month")),
      day: daySeriesOf(sample.rows),
    };
  });
}

function latencyPoints(sample: DesignSample, measure: "response" | "result"): LatencyPoint[] {
  const percentiles = sample.percentiles(measure);
  if (percentiles.pooled.counted === 0) return [];
  return NINES_GRID.map((p) => {
    const { value, low, high, state } = percentiles.at(p);
    return {
      p,
      value: finiteOrNull(value),
      low: finiteOrNull(low),
      high: finiteOrNull(high),
      tooFew: state === "too few",
    };
  });
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Worlds without a figure (no traffic, or no unit to divide by) have no place on the axis. */
function ascending(values: Float64Array): number[] {
  return Array.from(values)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
}

/**
 * The dots of a quantile dotplot (Kay and others, CHI 2016): `count` equally likely values, the quantiles in the
 * middle of each of `count` equal shares. Counting dots left of a line reads off a chance.
 *
 * @example quantileDots([1, 2, 3, 4], 2) // [1.41…, 3.58…]
 * @param ascending sorted values @returns nothing of nothing
 */
export function quantileDots(ascending: readonly number[], count: number): number[] {
  if (ascending.length === 0) return [];
  return Array.from({ length: count }, (_, i) => orderQuantile(ascending, (i + 0.5) / count));
}
