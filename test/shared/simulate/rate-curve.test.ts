import { describe, expect, it } from "vitest";
import {
  type RateSpecification,
  rateCurve,
  shareOfDay,
  trafficDays,
} from "../../../shared/simulate/rate-curve.ts";

const flat: RateSpecification = {
  horizonSeconds: 86_400,
  tasksPerDay: 24_000,
  hours: undefined,
  days: undefined,
  weekday: 0,
  factors: [],
  levels: undefined,
};
const hours = Array.from({ length: 24 }, (_, hour) => 1 + Math.max(0, 6 - Math.abs(hour - 14)));

describe("the rate of arrivals", () => {
  it("a day brings its tasks, whatever its profile", () => {
    expect(rateCurve(flat).expected).toBeCloseTo(24_000, 6);
    expect(rateCurve({ ...flat, hours }).expected).toBeCloseTo(24_000, 6);
    expect(rateCurve({ ...flat, hours: hours.map((h) => h * 7) }).expected).toBeCloseTo(24_000, 6);
  });

  it("has an hour's weight at the hour's centre, and runs straight between centres and around midnight", () => {
    const mean = hours.reduce((a, b) => a + b, 0) / 24;
    const curve = rateCurve({ ...flat, hours });
    const rateAt = (t: number) => {
      const segment = curve.times.findIndex((_, i) => t < curve.times[i + 1]!);
      return curve.rates[segment]! + curve.slopes[segment]! * (t - curve.times[segment]!);
    };
    const perSecond = 24_000 / 86_400;
    expect(rateAt(14.5 * 3600)).toBeCloseTo((perSecond * hours[14]!) / mean, 9);
    expect(rateAt(12 * 3600)).toBeCloseTo((perSecond * (hours[11]! + hours[12]!)) / 2 / mean, 9);
    expect(rateAt(0)).toBeCloseTo((perSecond * (hours[23]! + hours[0]!)) / 2 / mean, 9);
  });

  it("weighs weekdays from the one it starts on", () => {
    const days = [1.5, 1, 1, 1, 1, 1, 0.5];
    const two = rateCurve({ ...flat, days, weekday: 6, horizonSeconds: 2 * 86_400 });
    expect(two.expected).toBeCloseTo(24_000 * 2, 6);
    expect(rateCurve({ ...flat, days, weekday: 6 }).expected).toBeCloseTo(12_000, 6);
  });

  it("spikes multiply, overlapping ones each other", () => {
    const factors = [
      { from: 3600, to: 7200, multiplier: 3 },
      { from: 5400, to: 9000, multiplier: 2 },
    ];
    // an hour brings 1,000: half an hour at 3, half an hour at 6, half an hour at 2
    expect(rateCurve({ ...flat, factors }).expected).toBeCloseTo(24_000 + 1000 + 2500 + 500, 6);
  });

  it("maps operational time back to clock time", () => {
    const curve = rateCurve({ ...flat, hours });
    const shares = [0.001, 0.2, 0.5, 0.77, 0.999];
    const moments = Float64Array.from(shares, (share, i) => (share - (shares[i - 1] ?? 0)) * curve.expected);
    const place = { operational: 0, segment: 0 };
    expect(curve.moments(moments.subarray(0, 2), 2, place)).toBe(2);
    expect(curve.moments(moments.subarray(2), 3, place)).toBe(3);
    moments.forEach((moment, i) => {
      const partial = rateCurve({ ...flat, hours, horizonSeconds: moment });
      expect(partial.expected).toBeCloseTo(shares[i]! * curve.expected, 5);
    });
  });

  it("brings nobody after the horizon's end", () => {
    const curve = rateCurve({ ...flat, hours });
    const moments = Float64Array.of(0.9 * curve.expected, 0.2 * curve.expected, 1);
    const place = { operational: 0, segment: 0 };
    expect(curve.moments(moments, 3, place)).toBe(1);
    expect(curve.moments(moments, 3, place)).toBe(0);
  });
});

describe("days of traffic", () => {
  it("a fraction of a day counts by its share of the day's traffic", () => {
    const morningless = [...Array<number>(12).fill(0), ...Array<number>(12).fill(1)];
    expect(shareOfDay(morningless, 1)).toBe(1);
    expect(shareOfDay(morningless, 0.5)).toBeCloseTo(1 / 48, 12);
    expect(shareOfDay(undefined, 0.25)).toBeCloseTo(0.25, 12);
  });

  it("a week has seven, a Sunday its weight", () => {
    const days = [1.2, 1.2, 1.2, 1.2, 1.2, 0.5, 0.5];
    expect(trafficDays(7, 0, days, undefined)).toBeCloseTo(7, 12);
    expect(trafficDays(1, 6, days, hours)).toBeCloseTo(0.5, 12);
    expect(trafficDays(1.5, 4, days, undefined)).toBeCloseTo(1.2 + 0.25, 12);
  });
});
