import { describe, expect, test } from "vitest";
import { uniform } from "../../../shared/distribution/bounded.ts";
import { geometric, poisson } from "../../../shared/distribution/counts.ts";
import { constant, type Distribution } from "../../../shared/distribution/distribution.ts";
import { sample } from "../../../shared/distribution/empirical.ts";
import { clipped, mixture } from "../../../shared/distribution/mixture.ts";
import { clippedMoments } from "../../../shared/distribution/moments.ts";
import { exponential, lognormal, normal, pareto } from "../../../shared/distribution/unbounded.ts";

const body = lognormal(0, 0.5);
const stalls = lognormal(4, 0.3);

describe("a mixture", () => {
  test("has the mean and the spread of its parts together", () => {
    // law of total variance
    const mixed = mixture([
      { weight: 3, of: normal(0, 1) },
      { weight: 1, of: normal(10, 2) },
    ]);
    expect(mixed.mean).toBeCloseTo(2.5, 12);
    expect(mixed.sd).toBeCloseTo(Math.sqrt(0.75 * 1 + 0.25 * 4 + 0.75 * 0.25 * 100), 12);
  });

  test.each([
    [
      "two bodies far apart",
      mixture([
        { weight: 97, of: body },
        { weight: 3, of: stalls },
      ]),
    ],
    [
      "a body and certain values",
      mixture([
        { weight: 0.8, of: body },
        { weight: 0.2, of: sample([0.2, 0.3, 9]) },
      ]),
    ],
    [
      "a heavy and a light tail",
      mixture([
        { weight: 0.5, of: pareto(0.9, 1) },
        { weight: 0.5, of: exponential(1) },
      ]),
    ],
    [
      "a mixture of mixtures",
      mixture([
        {
          weight: 1,
          of: mixture([
            { weight: 1, of: uniform(0, 1) },
            { weight: 1, of: constant(0.5) },
          ]),
        },
        { weight: 2, of: normal(0.5, 0.1) },
      ]),
    ],
    [
      "counts",
      mixture([
        { weight: 1, of: poisson(2) },
        { weight: 1, of: geometric(0.1) },
      ]),
    ],
  ] as [string, Distribution][])(
    "of %s has the smallest value with at least the probability as its quantile",
    (_, mixed) => {
      for (const tail of [1e-12, 1e-6, 1e-3, 0.05, 0.1, 0.2, 0.33, 0.5]) {
        for (const [p, q] of [
          [tail, 1 - tail],
          [1 - tail, tail],
        ] as const) {
          const x = mixed.quantile(p, q);
          const nudge = Math.abs(x) * 1e-9 + 1e-300;
          const [reached, before] = [
            [mixed.cdf(x + nudge), mixed.upper(x + nudge)],
            [mixed.cdf(x - nudge), mixed.upper(x - nudge)],
          ];
          if (p <= q) {
            expect(reached[0]).toBeGreaterThanOrEqual(p * (1 - 1e-9));
            expect(before[0]).toBeLessThanOrEqual(p * (1 + 1e-9));
          } else {
            expect(reached[1]).toBeLessThanOrEqual(q * (1 + 1e-9));
            expect(before[1]).toBeGreaterThanOrEqual(q * (1 - 1e-9));
          }
        }
      }
    },
  );

  test("returns certain values exactly, not something near them", () => {
    const mixed = mixture([
      { weight: 0.5, of: body },
      { weight: 0.5, of: sample([0.1, 0.7, 30]) },
    ]);
    const drawn = new Set<number>();
    for (let i = 1; i < 1000; i++) drawn.add(mixed.quantile(i / 1000, 1 - i / 1000));
    for (const value of [0.1, 0.7, 30]) expect(drawn.has(value)).toBe(true);
    expect([...mixed.atoms]).toEqual([0.1, 0.7, 30]);
  });

  test("keeps what lies just below a certain value", () => {
    const mixed = mixture([
      { weight: 1, of: uniform(0, 1) },
      { weight: 1, of: constant(0.5) },
    ]);
    // half of p below the certain value is the uniform part's
    for (const x of [0.4995, 0.49999, 0.5 - 1e-9])
      expect(mixed.quantile(x / 2, 1 - x / 2)).toBeCloseTo(x, 11);
    expect(mixed.quantile(0.25 + 1e-12, 0.75 - 1e-12)).toBe(0.5);
    expect(mixed.quantile(0.75, 0.25)).toBe(0.5);
    expect(mixed.quantile(0.7501, 0.2499)).toBeCloseTo(0.5002, 11);
  });

  test("of one part, or with no weight on the others, is that part", () => {
    expect(
      mixture([
        { weight: 2, of: body },
        { weight: 0, of: stalls },
      ]),
    ).toBe(body);
  });
});

describe("a clipped distribution", () => {
  test("has what lies outside at its ends", () => {
    const held = clipped(normal(0, 1), -1, 2);
    expect(held.quantile(0.01, 0.99)).toBe(-1);
    expect(held.quantile(0.999, 0.001)).toBe(2);
    expect(held.cdf(-1)).toBeCloseTo(0.15865525393145705, 14);
    expect(held.cdf(-1.01)).toBe(0);
    expect(held.upper(2)).toBe(0);
    expect([...held.atoms]).toEqual([-1, 2]);
  });

  test("is the same where nothing lies outside, and certain where everything does", () => {
    expect(clipped(body, 0, Number.POSITIVE_INFINITY)).toBe(body);
    expect(clipped(uniform(0, 1), 2, 3).low).toBe(2);
    expect(clipped(uniform(0, 1), -3, -2).high).toBe(-2);
  });

  test("has the mean that integration by hand gives", () => {
    // E min(X, m) of an exponential of mean 1 is 1 − e^−m, and its second moment 2 − 2 (1 + m) e^−m
    const m = 1.3;
    const { mean, sd } = clippedMoments(exponential(1), 0, m);
    expect(mean).toBeCloseTo(1 - Math.exp(-m), 7);
    expect(sd ** 2 + mean ** 2).toBeCloseTo(2 - 2 * (1 + m) * Math.exp(-m), 6);
  });

  test("keeps an endless tail's mean when only its lower end is clipped", () => {
    // E max(X, m) of a pareto from 1 of shape α: m + m^(1 − α) / (α − 1)
    const { mean } = clippedMoments(pareto(1.2, 1), 2, Number.POSITIVE_INFINITY);
    expect(mean).toBeCloseTo(2 + 2 ** -0.2 / 0.2, 6);
  });

  test("adds counts up exactly", () => {
    // E min(K, 3) of a geometric K is the sum of P(K > k) for k = 0, 1, 2
    expect(clippedMoments(geometric(0.4), 1, 3).mean).toBeCloseTo(1 + 0.6 + 0.36, 12);
  });
});
