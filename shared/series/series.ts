/** What a chart draws, computed from a run once so that the screen, the report and an export show the same. */
import type { DaySeries } from "./day-series.ts";

/** One point of a latency curve on the nines axis. */
export interface LatencyPoint {
  /** Share of arrived tasks at most this slow, 0…1. */
  readonly p: number;
  /** Seconds; null = slower than any number. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** True where there are too few effective tasks for this percentile. */
  readonly tooFew: boolean;
}

export interface DesignSeries {
  readonly design: string;
  readonly stable: boolean;
  readonly response: readonly LatencyPoint[];
  readonly result: readonly LatencyPoint[];
  /** One value a world, ascending: what the design costs a month and a unit of value there. */
  readonly monthlyCostByWorld: readonly number[];
  readonly costPerUnitByWorld: readonly number[];
  /** Absent where no replication kept its day. */
  readonly day?: DaySeries | undefined;
}
