import { describe, expect, it } from "vitest";
import { studentTCumulative, studentTQuantile } from "../../../shared/statistics/student-t.ts";

describe("Student's t", () => {
  // Printed tables of the t distribution (e.g. NIST/SEMATECH e-Handbook 1.3.6.7.2), rows by degrees of freedom.
  const table: readonly (readonly [
    df: number,
    p90: number,
    p95: number,
    p975: number,
    p99: number,
    p995: number,
  ])[] = [
    [1, 3.078, 6.314, 12.706, 31.821, 63.657],
    [2, 1.886, 2.92, 4.303, 6.965, 9.925],
    [3, 1.638, 2.353, 3.182, 4.541, 5.841],
    [5, 1.476, 2.015, 2.571, 3.365, 4.032],
    [7, 1.415, 1.895, 2.365, 2.998, 3.499],
    [10, 1.372, 1.812, 2.228, 2.764, 3.169],
    [20, 1.325, 1.725, 2.086, 2.528, 2.845],
    [30, 1.31, 1.697, 2.042, 2.457, 2.75],
    [60, 1.296, 1.671, 2.0, 2.39, 2.66],
    [100, 1.29, 1.66, 1.984, 2.364, 2.626],
  ];

  it.each(table)("has the quantiles of printed tables with %i degrees of freedom", (df, ...row) => {
    [0.9, 0.95, 0.975, 0.99, 0.995].forEach((p, i) => {
      expect(studentTQuantile(p, df)).toBeCloseTo(row[i] ?? Number.NaN, 2.9);
    });
  });

  it("has the closed forms of one and two degrees of freedom", () => {
    for (const p of [0.6, 0.9, 0.975, 0.9999]) {
      expect(studentTQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 8);
      expect(studentTQuantile(p, 2)).toBeCloseTo((2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p))), 10);
    }
  });

  it("comes close to the normal distribution with many degrees of freedom", () => {
    expect(studentTQuantile(0.975, 1e6)).toBeCloseTo(1.959966, 5);
  });

  it("is symmetric, unbounded at the ends, and its own inverse, also between whole degrees of freedom", () => {
    expect(studentTQuantile(0.2, 4)).toBe(-studentTQuantile(0.8, 4));
    expect(studentTQuantile(0.5, 4)).toBe(0);
    expect(studentTQuantile(1, 4)).toBe(Number.POSITIVE_INFINITY);
    expect(studentTQuantile(0, 4)).toBe(Number.NEGATIVE_INFINITY);
    for (const df of [1.25, 3, 57, 400]) {
      for (const p of [0.001, 0.3, 0.7, 0.99, 0.99995]) {
        expect(studentTCumulative(studentTQuantile(p, df), df)).toBeCloseTo(p, 11);
      }
    }
  });
});
