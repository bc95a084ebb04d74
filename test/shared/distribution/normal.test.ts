import { describe, expect, test } from "vitest";
import { normalCdf, normalDensity, normalQuantile } from "../../../shared/distribution/special.ts";

/** Both numbers agree to a relative error. */
function expectClose(actual: number, wanted: number, relative: number): void {
  expect(Math.abs(actual - wanted), `${actual} for ${wanted}`).toBeLessThanOrEqual(
    relative * Math.abs(wanted),
  );
}

describe("the normal distribution", () => {
  // values computed with 30 digits by mpmath 1.3
  test.each([
    [-8, 6.220960574271784e-16],
    [-3, 0.0013498980316300946],
    [-1, 0.15865525393145705],
    [0.5, 0.6914624612740131],
    [2, 0.9772498680518208],
  ])("P(Z ≤ %f) is the tabulated one", (z, p) => {
    expectClose(normalCdf(z), p, 5e-16);
  });

  test("the well-known percentage points come out", () => {
    expectClose(normalQuantile(0.975), 1.959963984540054, 1e-15);
    expectClose(normalQuantile(0.95), 1.6448536269514722, 1e-15);
    expectClose(normalQuantile(0.9995), 3.290526731491926, 1e-14);
    expectClose(normalQuantile(1e-20, 1), -9.262340089798409, 1e-15);
    expect(normalQuantile(0.5)).toBe(0);
  });

  test("quantile and cdf undo each other in both tails", () => {
    for (let z = -37; z <= 37; z += 0.873) expectClose(normalQuantile(normalCdf(z), normalCdf(-z)), z, 1e-14);
  });

  test("the cdf grows as the density says", () => {
    for (const z of [-6, -2, -0.6, 0, 0.7, 3]) {
      const step = 1e-4;
      expectClose((normalCdf(z + step) - normalCdf(z - step)) / (2 * step), normalDensity(z), 1e-6);
    }
  });

  test("far out nothing is left", () => {
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
  });

  test("the ends are infinite", () => {
    expect(normalQuantile(0, 1)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});
