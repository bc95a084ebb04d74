/** Days in closed form: half a sine over the day, at its highest at noon. */
import type { DayBand, DaySeries } from "../../../shared/series/day-series.ts";

export interface SyntheticDay {
  /** Medians at noon. */
  readonly arrivals?: number;
  readonly throttled?: number;
  readonly underWay?: number;
  readonly inLine?: number;
  /** Share of each limit at noon, by `model limit`. */
  readonly quota?: Readonly<Record<string, number>>;
  readonly bins?: number;
  readonly replications?: number;
}

/** A band that is half as high at its lower end, and twice at its upper. */
export function sineBand(noon: number, bins: number): DayBand {
  const at = (bin: number): number => noon * Math.sin((Math.PI * (bin + 0.5)) / bins);
  const scaled = (factor: number) => Array.from({ length: bins }, (_, bin) => factor * at(bin));
  return { p5: scaled(0.5), p50: scaled(1), p95: scaled(2) };
}

export function syntheticDay(day: SyntheticDay = {}): DaySeries {
  const bins = day.bins ?? 96;
  const {
    arrivals = 20,
    throttled = 0,
    underWay = 4,
    inLine = 0,
    quota = { "large tokensPerMinute": 0.4 },
  } = day;
  return {
    binSeconds: 900,
    seconds: 900 * bins,
    replications: day.replications ?? 256,
    arrivals: sineBand(arrivals, bins),
    throttled: sineBand(throttled, bins),
    underWay: sineBand(underWay, bins),
    inLine: sineBand(inLine, bins),
    quota: Object.entries(quota).map(([name, noon]) => {
      const [model = "", limit = ""] = name.split(" ");
      return { model, limit, band: sineBand(noon, bins) };
    }),
  };
}
