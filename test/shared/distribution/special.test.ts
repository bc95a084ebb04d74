import { describe, expect, test } from "vitest";
import { betaLower, betaQuantile } from "../../../shared/distribution/incomplete-beta.ts";
import {
  gammaLogQuantile,
  gammaLower,
  gammaQuantile,
  gammaUpper,
} from "../../../shared/distribution/incomplete-gamma.ts";
import { zeroBetween } from "../../../shared/distribution/solve.ts";
import { logGamma, logGammaOnePlus } from "../../../shared/distribution/special.ts";

/** Both numbers agree to a relative error. */
function expectClose(actual: number, wanted: number, relative: number): void {
  expect(Math.abs(actual - wanted), `${actual} for ${wanted}`).toBeLessThanOrEqual(
    relative * Math.abs(wanted),
  );
}

describe("the gamma function", () => {
  // values computed with 30 digits by mpmath 1.3
  test.each([
    [1e-3, 6.907178885383853],
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [1.5, -0.12078223763524522],
    [2.5, 0.2846828704729192],
    [3.7, 1.4280723266653879],
    [10, 12.801827480081469],
    [50.5, 146.51925549072064],
    [1e6, 12815504.569147611],
  ])("ln Γ(%f) is the tabulated one", (x, wanted) => {
    expectClose(logGamma(x), wanted, 4e-15);
  });

  test("factorials come out", () => {
    let factorial = 1;
    for (let n = 1; n <= 60; n++) {
      factorial *= n;
      expectClose(Math.exp(logGamma(n + 1)), factorial, 5e-13);
    }
  });

  test("near 1 its logarithm keeps its digits: −γ x to first order", () => {
    expectClose(logGammaOnePlus(1e-12), -5.772156649015329e-13, 1e-11);
  });
});

describe("the incomplete gamma function", () => {
  // values computed with 30 digits by mpmath 1.3; for the large shapes by integrating the density
  test.each([
    [0.1, 0.05, 0.7755386354510305, 0.22446136454896942],
    [0.5, 2, 0.9544997361036416, 0.04550026389635842],
    [2.5, 1, 0.15085496391539036, 0.8491450360846097],
    [2.5, 15, 0.9999852514189616, 1.4748581038443052e-5],
    [100, 80, 0.017108313035133115, 0.9828916869648668],
    [100, 150, 0.9999940754596646, 5.924540335483916e-6],
    [30000, 29500, 0.001859754166067958, 0.998140245833932],
    [30000, 30900, 0.9999998676583357, 1.32341664288686e-7],
    [30000, 30120, 0.7561032579101803, 0.2438967420898197],
    [1e6, 997000, 0.0013381041673135997, 0.9986618958326864],
    [1e6, 1e6, 0.5001329807608725, 0.4998670192391274],
  ])("both tails of shape %f at %f are the tabulated ones", (a, x, lower, upper) => {
    expectClose(gammaLower(a, x), lower, 2e-12);
    expectClose(gammaUpper(a, x), upper, 2e-12);
  });

  test("of shape 1 it is the exponential distribution", () => {
    for (const x of [1e-8, 0.3, 1, 5, 40]) {
      expectClose(gammaLower(1, x), -Math.expm1(-x), 1e-14);
      expectClose(gammaUpper(1, x), Math.exp(-x), 1e-14);
    }
  });

  test("the series, the fraction and the expansion for large shapes meet without a step", () => {
    for (const z of [-4, -1, -0.01, 0.5, 3]) {
      const below = 19_999.999;
      const above = 20_000;
      const at = (a: number) => gammaLower(a, a + z * Math.sqrt(a));
      expectClose(at(below), at(above), 1e-8);
    }
  });

  test("its inverse gives the probability back in both tails, for every shape", () => {
    for (const a of [0.05, 0.3, 1, 2.5, 40, 3000, 1e5]) {
      for (const tail of [1e-12, 1e-6, 0.01, 0.3, 0.5]) {
        expectClose(gammaUpper(a, gammaQuantile(a, 1 - tail, tail)), tail, 1e-9);
        const low = gammaQuantile(a, tail, 1 - tail);
        if (low > 1e-300) expectClose(gammaLower(a, low), tail, 1e-9);
      }
    }
  });

  test("the logarithm of a quantile reaches below the smallest number", () => {
    // P(a, x) → x^a / Γ(a + 1)
    expectClose(gammaLogQuantile(0.01, 1e-8, 1), (Math.log(1e-8) + logGamma(1.01)) / 0.01, 1e-12);
  });

  test("the ends are 0 and infinity", () => {
    expect(gammaQuantile(2, 0, 1)).toBe(0);
    expect(gammaQuantile(2, 1, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(gammaLower(2, Number.POSITIVE_INFINITY)).toBe(1);
    expect(gammaUpper(2, -1)).toBe(1);
  });
});

describe("the incomplete beta function", () => {
  // values computed with 30 digits by mpmath 1.3
  test.each([
    [0.5, 0.5, 0.2, 0.2951672353008666, 0.7048327646991335],
    [2, 3, 0.4, 0.5248, 0.4752],
    [177, 25, 0.8, 0.0017728994953949964, 0.998227100504605],
    [3, 1e4, 0.0003, 0.576977955547496, 0.423022044452504],
    [0.05, 20, 0.001, 0.8429518240876392, 0.15704817591236078],
  ])("both tails of shapes %f and %f at %f are the tabulated ones", (a, b, x, lower, upper) => {
    expectClose(betaLower(a, b, x), lower, 1e-12);
    expectClose(betaLower(b, a, 1 - x, x), upper, 1e-12);
  });

  test("of whole shapes it is a sum of binomial probabilities", () => {
    // I_x(2, 5) = P(at least 2 of 6 succeed)
    const x = 0.37;
    const none = (1 - x) ** 6;
    const one = 6 * x * (1 - x) ** 5;
    expectClose(betaLower(2, 5, x), 1 - none - one, 1e-14);
  });

  test("its inverse gives the probability back in both tails, for every shape", () => {
    for (const [a, b] of [
      [0.05, 0.05],
      [0.5, 3],
      [2, 3],
      [177, 25],
      [3, 1e4],
      [1e5, 1e5],
    ] as const) {
      for (const tail of [1e-9, 1e-4, 0.05, 0.3, 0.5]) {
        const low = betaQuantile(a, b, tail, 1 - tail);
        expectClose(betaLower(a, b, low), tail, 1e-9);
        const fromTop = betaQuantile(b, a, tail, 1 - tail);
        expectClose(betaLower(b, a, fromTop), tail, 1e-9);
      }
    }
  });
});

describe("a zero between two ends", () => {
  test("is found to the last digits", () => {
    expectClose(zeroBetween((x) => x * x - 2, 0, 2) ?? Number.NaN, Math.SQRT2, 1e-15);
    expectClose(zeroBetween((x) => x ** 9 - 1e-9, 0, 5) ?? Number.NaN, 0.1, 1e-14);
  });

  test("is found where the function is steep or flat", () => {
    expectClose(zeroBetween((x) => Math.exp(50 * x) - 1e10, -3, 2) ?? Number.NaN, Math.log(1e10) / 50, 1e-13);
    expectClose(zeroBetween((x) => (x < 0.7 ? -1 : 1), 0, 1) ?? Number.NaN, 0.7, 1e-14);
  });

  test("is not found where the ends have one sign", () => {
    expect(zeroBetween((x) => x * x + 1, -1, 1)).toBeUndefined();
  });
});
