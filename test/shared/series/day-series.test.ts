import { describe, expect, test } from "vitest";
import { daySeriesOf } from "../../../shared/series/day-series.ts";
import type { DayTally } from "../../../shared/simulate/tally.ts";

const day = (arrived: readonly number[], share = 0.5): DayTally => ({
  seconds: 900 * arrived.length,
  arrived: Float32Array.from(arrived),
  throttled: new Float32Array(arrived.length),
  underWay: Float32Array.from(arrived, (tasks) => tasks / 10),
  inLine: new Float32Array(arrived.length),
  quota: [{ model: "m", limit: "tokensPerMinute", shares: new Float32Array(arrived.length).fill(share) }],
});

describe("the day over replications", () => {
  test("is a band in each bin, arrivals counted by the minute", () => {
    const rows = [15, 30, 45].map((tasks) => ({ day: day([tasks, 2 * tasks]) }));
    const series = daySeriesOf(rows);
    expect(series?.replications).toBe(3);
    expect(series?.arrivals.p50).toEqual([2, 4]);
    expect(series?.arrivals.p5).toEqual([1, 2]);
    expect(series?.arrivals.p95).toEqual([3, 6]);
    expect(series?.underWay.p50[0]).toBeCloseTo(3, 6);
    expect(series?.quota[0]?.band.p50).toEqual([0.5, 0.5]);
  });

  test("counts a shorter last bin by its own minutes", () => {
    const series = daySeriesOf([{ day: { ...day([15, 15]), seconds: 900 + 300 } }]);
    expect(series?.arrivals.p50).toEqual([1, 3]);
  });

  test("is none of replications that kept none", () => {
    expect(daySeriesOf([{}])).toBeUndefined();
  });
});
