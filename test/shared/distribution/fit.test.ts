import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitBeta, fitGamma, fitWeibull } from "../../../shared/distribution/fit.ts";
import { type TwoParameterSpec, twoParameterFamily } from "../../../shared/distribution/two-parameters.ts";

type Name = "uniform" | "normal" | "lognormal" | "gamma" | "weibull" | "pareto" | "beta";
type Given = { mean: number; sd: number } | { mean: number; cv: number } | Record<`p${number}`, number>;

function specOf(name: Name, given: Given): TwoParameterSpec {
  switch (name) {
    case "uniform":
      return { uniform: given };
    case "normal":
      return { normal: given };
    case "lognormal":
      return { lognormal: given };
    case "gamma":
      return { gamma: given };
    case "weibull":
      return { weibull: given };
    case "pareto":
      return { pareto: given };
    case "beta":
      return { beta: given };
  }
}

const NAMES: Name[] = ["uniform", "normal", "lognormal", "gamma", "weibull", "pareto", "beta"];
const seeded = { seed: 20261101, numRuns: 60 };

const twoPercents = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 2 })
  .map((percents) => percents.toSorted((a, b) => a - b));

describe("two percentiles are exactly met", () => {
  test.each(NAMES)("by %s, wherever they lie", (name) => {
    const value =
      name === "beta"
        ? fc.double({ min: 0.01, max: 0.99, noNaN: true })
        : fc.double({ min: 0.01, max: 1e4, noNaN: true });
    const pair = fc.tuple(value, value).filter(([a, b]) => Math.abs(a - b) > 0.02 * Math.max(a, b));
    fc.assert(
      fc.property(twoPercents, pair, ([low = 5, high = 95], [a, b]) => {
        const [x1, x2] = [Math.min(a, b), Math.max(a, b)];
        const given: Record<`p${number}`, number> = { [`p${low}`]: x1, [`p${high}`]: x2 };
        const distribution = twoParameterFamily(specOf(name, given));
        // below the smallest shape, 0.01, quantiles are as p^100 and more: refused, not met badly
        if (distribution === undefined) {
          expect(name).toBe("gamma");
          expect(Math.log(x2 / x1) / Math.log(high / low)).toBeGreaterThan(90);
          return;
        }
        expect(Math.abs(distribution.quantile(low / 100, 1 - low / 100) / x1 - 1)).toBeLessThan(1e-9);
        expect(Math.abs(distribution.quantile(high / 100, 1 - high / 100) / x2 - 1)).toBeLessThan(1e-9);
      }),
      seeded,
    );
  });

  test.each([
    ["gamma", { p5: 1, p95: 20 }],
    ["gamma", { p10: 1e-9, p90: 20 }],
    ["gamma", { p5: 1, p95: 1.001 }],
    ["beta", { p5: 0.35, p95: 0.7 }],
    ["beta", { p5: 0.85, p95: 0.97 }],
    ["beta", { p5: 0.001, p95: 0.999 }],
    ["beta", { p5: 0.9899, p95: 0.99 }],
    ["weibull", { p50: 1, p99: 1e6 }],
    ["pareto", { p1: 1, p2: 1.0001 }],
  ] as const)("by %s even where it is wide or narrow: %o", (name, given) => {
    const distribution = twoParameterFamily(specOf(name, given));
    for (const [percent, x] of Object.entries(given)) {
      const p = Number(percent.slice(1)) / 100;
      expect(Math.abs((distribution?.quantile(p, 1 - p) ?? 0) / x - 1)).toBeLessThan(1e-9);
    }
  });
});

describe("a mean and a spread are exactly met", () => {
  test.each(NAMES)("by %s", (name) => {
    const mean =
      name === "beta"
        ? fc.double({ min: 0.02, max: 0.98, noNaN: true })
        : fc.double({ min: 0.01, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(mean, fc.double({ min: 0.01, max: 3, noNaN: true }), (m, width) => {
        const sd = name === "beta" ? Math.sqrt(m * (1 - m)) * Math.min(0.98, width / 3) : m * width;
        for (const given of [
          { mean: m, sd },
          { mean: m, cv: sd / m },
        ]) {
          const distribution = twoParameterFamily(specOf(name, given));
          expect(Math.abs((distribution?.mean ?? 0) / m - 1)).toBeLessThan(1e-9);
          expect(Math.abs((distribution?.sd ?? 0) / sd - 1)).toBeLessThan(1e-9);
        }
      }),
      seeded,
    );
  });

  test("no spread at all is a certain value", () => {
    expect(twoParameterFamily({ gamma: { mean: 4, cv: 0 } })?.quantile(0.99, 0.01)).toBe(4);
    expect(twoParameterFamily({ normal: { mean: -4, sd: 0 } })?.low).toBe(-4);
  });
});

describe("known answers", () => {
  test("an exponential distribution is a gamma and a weibull of shape 1", () => {
    const exponential = { p1: 0.05, x1: -Math.log(0.95), p2: 0.95, x2: -Math.log(0.05) };
    for (const fit of [fitGamma(exponential), fitWeibull(exponential)]) {
      expect(fit?.shape).toBeCloseTo(1, 11);
      expect(fit?.scale).toBeCloseTo(1, 11);
    }
    expect(fitWeibull({ mean: 3, sd: 3 })?.shape).toBeCloseTo(1, 11);
  });

  test("a uniform share is a beta of shapes 1 and 1", () => {
    for (const fit of [
      fitBeta({ p1: 0.05, x1: 0.05, p2: 0.95, x2: 0.95 }),
      fitBeta({ mean: 0.5, sd: Math.sqrt(1 / 12) }),
    ]) {
      expect(fit?.alpha).toBeCloseTo(1, 10);
      expect(fit?.beta).toBeCloseTo(1, 10);
    }
  });

  test("what cannot be is not fitted", () => {
    expect(fitBeta({ mean: 0.5, sd: 0.5 })).toBeUndefined();
    expect(twoParameterFamily({ beta: { p5: 0.4999999, p95: 0.5 } })).toBeUndefined();
    expect(twoParameterFamily({ gamma: { p50: 1e-300, p51: 1e300 } })).toBeUndefined();
  });
});
