/** The day as charts draw it: bands over the replications of a design. */
import type { DayTally } from "../simulate/tally.ts";
import { orderQuantile } from "../statistics/order-quantile.ts";

/** Three quantiles over replications, a value a bin. */
export interface DayBand {
  readonly p5: readonly number[];
  readonly p50: readonly number[];
  readonly p95: readonly number[];
}

/** One design's first day, by bins of equal length (the last may be shorter). */
export interface DaySeries {
  readonly binSeconds: number;
  /** How much of the day was simulated. */
  readonly seconds: number;
  /** Replications behind the bands. */
  readonly replications: number;
  /** Tasks a minute. */
  readonly arrivals: DayBand;
  /** 429s a minute. */
  readonly throttled: DayBand;
  /** Tasks, on average over the bin. */
  readonly underWay: DayBand;
  readonly inLine: DayBand;
  /** Shares of a limit. */
  readonly quota: readonly { readonly model: string; readonly limit: string; readonly band: DayBand }[];
}

const BIN_SECONDS = 900;

/** @returns undefined where no replication kept its day */
export function daySeriesOf(rows: readonly { readonly day?: DayTally }[]): DaySeries | undefined {
  const days = rows.flatMap(({ day }) => (day === undefined ? [] : [day]));
  const [first] = days;
  if (first === undefined) return undefined;
  const { seconds } = first;
  const aMinute = Array.from(
    first.arrived,
    (_, bin) => 60 / Math.min(BIN_SECONDS, seconds - bin * BIN_SECONDS),
  );
  const scaled = (column: (day: DayTally) => Float32Array) =>
    bandOf(days.map(column), (bin) => aMinute[bin] ?? 1);
  const plain = (column: (day: DayTally) => Float32Array) => bandOf(days.map(column), () => 1);
  return {
    binSeconds: BIN_SECONDS,
    seconds,
    replications: days.length,
    arrivals: scaled((day) => day.arrived),
    throttled: scaled((day) => day.throttled),
    underWay: plain((day) => day.underWay),
    inLine: plain((day) => day.inLine),
    quota: first.quota.map(({ model, limit }, at) => ({
      model,
      limit,
      band: plain((day) => day.quota[at]?.shares ?? new Float32Array(first.arrived.length)),
    })),
  };
}

function bandOf(columns: readonly Float32Array[], scale: (bin: number) => number): DayBand {
  const [p5, p50, p95]: [number[], number[], number[]] = [[], [], []];
  const bins = columns[0]?.length ?? 0;
  const values = new Float64Array(columns.length);
  for (let bin = 0; bin < bins; bin++) {
    columns.forEach((column, i) => {
      values[i] = (column[bin] ?? 0) * scale(bin);
    });
    const sorted = values.sort();
    p5.push(orderQuantile(sorted, 0.05));
    p50.push(orderQuantile(sorted, 0.5));
    p95.push(orderQuantile(sorted, 0.95));
  }
  return { p5, p50, p95 };
}
