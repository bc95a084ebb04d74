import { describe, expect, test } from "vitest";
import { compile } from "../../../shared/distribution/compile.ts";
import type { Distribution } from "../../../shared/distribution/distribution.ts";
import type { Quantity } from "../../../shared/distribution/spec.ts";
import { normalCdf, normalQuantile } from "../../../shared/distribution/special.ts";
import { uniformOf } from "../../../shared/random/keyed.ts";
import { normalScore, samplerOf } from "../../../shared/random/sampler.ts";

const baseOf = (quantity: Quantity): Distribution => compile(quantity, {}).base;

const SMOOTH: readonly (readonly [string, Quantity])[] = [
  ["uniform", { uniform: { min: 4, max: 24 } }],
  ["triangular", { triangular: { min: 2, mode: 3, max: 6 } }],
  ["triangular with the mode at an end", { triangular: { min: 0, mode: 0, max: 6 } }],
  ["pert", { pert: { min: 1, mode: 2, max: 7 } }],
  ["normal", { normal: { mean: 0, sd: 3 } }],
  ["lognormal", { lognormal: { p50: 800, p95: 4000 } }],
  ["wide lognormal", { lognormal: { mu: 0, sigma: 2.5 } }],
  ["exponential", { exponential: { mean: 3 } }],
  ["gamma", { gamma: { mean: 4, cv: 0.6 } }],
  ["gamma of a small shape", { gamma: { mean: 4, cv: 3 } }],
  ["gamma of a large shape", { gamma: { mean: 4, cv: 0.001 } }],
  ["weibull", { weibull: { mean: 4, cv: 0.3 } }],
  ["weibull of a small shape", { weibull: { mean: 4, cv: 4 } }],
  ["pareto", { pareto: { shape: 2.5, scale: 3 } }],
  ["pareto without a mean", { pareto: { shape: 0.8, scale: 3 } }],
  ["beta", { beta: { p5: 0.35, p95: 0.7 } }],
  ["beta with two horns", { beta: { alpha: 0.3, beta: 0.4 } }],
  ["an evaluation", { evaluation: { passed: 176, of: 200 } }],
  [
    "a table of quantiles",
    {
      empirical: {
        quantiles: [
          [0, 1],
          [0.5, 180],
          [0.95, 700],
          [1, 2000],
        ],
      },
    },
  ],
  [
    "a table with a level stretch",
    {
      empirical: {
        quantiles: [
          [0, 1],
          [0.4, 5],
          [0.6, 5],
          [1, 9],
        ],
      },
    },
  ],
  [
    "a mixture of stalls",
    {
      mixture: [
        { weight: 0.997, of: { lognormal: { p50: 1, p95: 3 } } },
        { weight: 0.003, of: { lognormal: { p50: 12, p95: 60 } } },
      ],
    },
  ],
  [
    "a mixture with a gap",
    {
      mixture: [
        { weight: 1, of: { uniform: { min: 0, max: 1 } } },
        { weight: 1, of: { uniform: { min: 5, max: 6 } } },
      ],
    },
  ],
  [
    "a mixture with certain values",
    {
      mixture: [
        { weight: 0.8, of: { lognormal: { mean: 1500, cv: 1 } } },
        { weight: 0.2, of: { empirical: { values: [200, 300, 9000] } } },
      ],
    },
  ],
  [
    "a mixture with a clipped part",
    {
      mixture: [
        { weight: 1, of: { normal: { mean: 0, sd: 1 }, min: -0.5 } },
        { weight: 1, of: { exponential: { mean: 2 }, max: 3 } },
      ],
    },
  ],
];
const STEPPED: readonly (readonly [string, Quantity])[] = [
  ["constant", { constant: 3.25 }],
  ["geometric", { geometric: { mean: 1.6 } }],
  ["geometric of a large mean", { geometric: { mean: 300 } }],
  ["poisson", { poisson: { mean: 3 } }],
  ["poisson of a large mean", { poisson: { mean: 5000 } }],
  ["a sample", { empirical: { values: [3, 1, 4, 1, 5, 9, 2, 6, 5, 3] } }],
  ["a long sample", { empirical: { values: Array.from({ length: 5000 }, (_, i) => (i * 7919) % 5003) } }],
  [
    "a mixture of counts",
    {
      mixture: [
        { weight: 1, of: { poisson: { mean: 2 } } },
        { weight: 1, of: 50 },
      ],
    },
  ],
];

/** Bits that stand for draws all over both tails: close together in the body, and every octave down to the last draw. */
function* manyBits(): Generator<number> {
  for (let i = 0; i < 4000; i++) yield ((i + 0.37) * (2 ** 32 / 4000)) | 0;
  for (let octave = 0; octave < 31; octave++) {
    for (let i = 0; i < 20; i++) {
      const draw = Math.floor(2 ** octave * (1 + i / 20.3));
      yield draw;
      yield ~draw;
    }
  }
  yield* [0, -1, 1, -2, 0x7fffffff, -0x80000000];
}

const tailsOf = (bits: number) => {
  const p = uniformOf(bits);
  return bits >= 0 ? ([p, 1 - p] as const) : ([1 - uniformOf(~bits), uniformOf(~bits)] as const);
};

/** The largest error over all draws, as a multiple of what is allowed: 2e-4 of the value, and a trace of the spread. */
function worstError(
  base: Distribution,
  draws: Iterable<number>,
  drawn: (x: number) => number,
  exactly: (x: number) => number,
): number {
  const spread = base.quantile(0.75, 0.25) - base.quantile(0.25, 0.75);
  let worst = 0;
  for (const draw of draws) {
    const exact = exactly(draw);
    worst = Math.max(worst, Math.abs(drawn(draw) - exact) / (2e-4 * Math.abs(exact) + 2e-7 * spread));
  }
  return worst;
}

function* manyScores(): Generator<number> {
  for (let z = -7.99; z < 8; z += 0.0137) yield z;
}

describe.each(SMOOTH)("a sampler of %s", (_, quantity) => {
  const base = baseOf(quantity);
  const sampler = samplerOf(base);

  test("gives the exact quantile, to 2e-4 in the body and in the tails", () => {
    const exactly = (bits: number) => base.quantile(...tailsOf(bits));
    expect(worstError(base, manyBits(), (bits) => sampler.fromBits(bits), exactly)).toBeLessThanOrEqual(1);
  });

  test("never leaves the range", () => {
    for (const bits of [0, -1, 1, -2, 5, -9]) {
      expect(sampler.fromBits(bits)).toBeGreaterThanOrEqual(base.low);
      expect(sampler.fromBits(bits)).toBeLessThanOrEqual(base.high);
    }
  });

  test("gives the quantile at a normal score", () => {
    const exactly = (z: number) => base.quantile(normalCdf(z), normalCdf(-z));
    expect(worstError(base, manyScores(), (z) => sampler.fromScore(z), exactly)).toBeLessThanOrEqual(1);
  });
});

describe.each(STEPPED)("a sampler of %s", (_, quantity) => {
  const base = baseOf(quantity);
  const sampler = samplerOf(base);

  test("gives the very values of the distribution, each at its place", () => {
    const wrongBits = [...manyBits()].filter(
      (bits) => sampler.fromBits(bits) !== base.quantile(...tailsOf(bits)),
    );
    const wrongScores = [...manyScores()].filter(
      (z) => sampler.fromScore(z) !== base.quantile(normalCdf(z), normalCdf(-z)),
    );
    expect([wrongBits, wrongScores]).toEqual([[], []]);
  });
});

test("certain values that lie close together are not smeared, even in a mixture", () => {
  const values = Array.from({ length: 101 }, (_, i) => 10_000 + i);
  const base = baseOf({
    mixture: [
      { weight: 0.9, of: { empirical: { values } } },
      { weight: 0.1, of: { uniform: { min: 9_000, max: 12_000 } } },
    ],
  });
  const sampler = samplerOf(base);
  let certain = 0;
  for (let i = 0; i < 10_000; i++) {
    if (Number.isInteger(sampler.fromBits(((i + 0.5) * (2 ** 32 / 10_000)) | 0))) certain++;
  }
  expect(Math.abs(certain / 10_000 - 0.9)).toBeLessThan(0.005);
});

test("the usual families are good to five digits out to the last draw in ten thousand", () => {
  for (const quantity of [
    { lognormal: { p50: 800, p95: 4000 } },
    { gamma: { mean: 4, cv: 0.6 } },
    { exponential: { mean: 1 } },
    { normal: { mean: 100, sd: 20 } },
  ]) {
    const base = baseOf(quantity);
    for (const p of [0.001, 0.01, 0.05, 0.3, 0.5, 0.7, 0.95, 0.99, 0.999, 0.9999]) {
      const bits = (p * 2 ** 32) | 0;
      expect(samplerOf(base).fromBits(bits) / base.quantile(...tailsOf(bits))).toBeCloseTo(1, 5);
    }
  }
});

test("scores beyond eight standard deviations give the value at eight", () => {
  const sampler = samplerOf(baseOf({ exponential: { mean: 1 } }));
  expect(sampler.fromScore(50)).toBe(sampler.fromScore(8));
  expect(sampler.fromScore(Number.NEGATIVE_INFINITY)).toBe(sampler.fromScore(-8));
  expect(sampler.fromScore(8)).toBeCloseTo(-Math.log(normalCdf(-8)), 10);
});

test("the standard normal score is Wichura's to eight digits, and exactly odd", () => {
  const all = [...manyBits()];
  const errors = all.map((bits) => Math.abs(normalScore(bits) - normalQuantile(...tailsOf(bits))));
  expect(Math.max(...errors)).toBeLessThan(3e-7);
  expect(all.filter((bits) => normalScore(~bits) !== -normalScore(bits))).toEqual([]);
});

test("only what has one value is constant", () => {
  expect(samplerOf(baseOf(4)).constant).toBe(4);
  expect(samplerOf(baseOf({ normal: { mean: 4, sd: 0 } })).constant).toBe(4);
  expect(samplerOf(baseOf({ poisson: { mean: 4 } })).constant).toBeUndefined();
});

test("a sampler is built once for a specification", () => {
  const before = samplerOf(baseOf({ weibull: { p50: 1, p95: 2 } }));
  expect(samplerOf(baseOf({ weibull: { p50: 1, p95: 2 } }))).toBe(before);
});
