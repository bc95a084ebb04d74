import { describe, expect, test } from "vitest";
import { compile } from "../../../shared/distribution/compile.ts";
import { spearmanToPearson } from "../../../shared/distribution/copula.ts";
import type { Distribution } from "../../../shared/distribution/distribution.ts";
import type { Quantity } from "../../../shared/distribution/spec.ts";
import { keyedBits, purposeKey, streamKey } from "../../../shared/random/keyed.ts";
import { normalScore, samplerOf } from "../../../shared/random/sampler.ts";

const baseOf = (quantity: Quantity): Distribution => compile(quantity, {}).base;

const WITH_MOMENTS: readonly (readonly [string, Quantity])[] = [
  ["uniform", { uniform: { min: 4, max: 24 } }],
  ["triangular", { triangular: { min: 2, mode: 3, max: 6 } }],
  ["pert", { pert: { min: 1, mode: 2, max: 7 } }],
  ["normal", { normal: { mean: 0, sd: 3 } }],
  ["lognormal", { lognormal: { p50: 800, p95: 4000 } }],
  ["exponential", { exponential: { mean: 3 } }],
  ["gamma", { gamma: { mean: 4, cv: 0.6 } }],
  ["weibull", { weibull: { mean: 4, cv: 0.3 } }],
  ["pareto", { pareto: { shape: 9, scale: 3 } }],
  ["beta", { beta: { p5: 0.35, p95: 0.7 } }],
  ["poisson of a large mean", { poisson: { mean: 5000 } }],
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
    "a mixture",
    {
      mixture: [
        { weight: 0.8, of: { lognormal: { mean: 1500, cv: 1 } } },
        { weight: 0.2, of: { empirical: { values: [200, 300, 9000] } } },
      ],
    },
  ],
];

describe("many draws", () => {
  const COUNT = 100_000;
  const { k0, k1 } = streamKey(11, 0, purposeKey("many draws"));
  const other = streamKey(11, 0, purposeKey("other draws"));

  test.each(WITH_MOMENTS)("of %s have its mean and its spread", (_, quantity) => {
    const base = baseOf(quantity);
    const sampler = samplerOf(base);
    let sum = 0;
    let squares = 0;
    for (let task = 0; task < COUNT; task++) {
      const x = (sampler.fromBits(keyedBits(k0, k1, task, 0)) - base.mean) / base.sd;
      sum += x;
      squares += x * x;
    }
    expect(Math.abs(sum) / Math.sqrt(COUNT)).toBeLessThan(4);
    expect(squares / COUNT).toBeGreaterThan(0.93);
    expect(squares / COUNT).toBeLessThan(1.07);
  });

  test.each([
    ["geometric", { geometric: { mean: 1.6 } }, (k: number) => 0.625 * 0.375 ** (k - 1)],
    [
      "poisson",
      { poisson: { mean: 3 } },
      (k: number) => Math.exp(-3) * [1, 3, 9 / 2, 27 / 6, 81 / 24, 243 / 120, 729 / 720, 2187 / 5040][k]!,
    ],
    ["a sample", { empirical: { values: [1, 2, 2, 5] } }, (k: number) => [0, 0.25, 0.5, 0, 0, 0.25][k]!],
  ] as [string, Quantity, (k: number) => number][])(
    "of %s take each value as often as its probability says",
    (_, quantity, probability) => {
      const sampler = samplerOf(baseOf(quantity));
      const seen = new Float64Array(8);
      for (let task = 0; task < COUNT; task++) {
        const value = sampler.fromBits(keyedBits(k0, k1, task, 0));
        if (value < 8) seen[value]!++;
      }
      let chiSquare = 0;
      let degrees = 0;
      for (let k = 0; k < 6; k++) {
        const expected = probability(k) * COUNT;
        if (expected < 1e-9 || ((quantity as { geometric?: unknown }).geometric !== undefined && k === 0)) {
          expect(seen[k]).toBe(0);
          continue;
        }
        chiSquare += (seen[k]! - expected) ** 2 / expected;
        degrees++;
      }
      // four standard deviations above the mean of χ²
      expect(chiSquare).toBeLessThan(degrees + 4 * Math.sqrt(2 * degrees));
    },
  );

  test.each([0.42, -0.3, 0.9])(
    "joined by a copula have a rank correlation of %f, and keep their distributions",
    (rho) => {
      const one = samplerOf(baseOf({ lognormal: { p50: 800, p95: 4000 } }));
      const two = samplerOf(baseOf({ gamma: { mean: 4, cv: 1.5 } }));
      const r = spearmanToPearson(rho);
      const rest = Math.sqrt(1 - r * r);
      const n = 50_000;
      const a = new Float64Array(n);
      const b = new Float64Array(n);
      for (let task = 0; task < n; task++) {
        const z = normalScore(keyedBits(k0, k1, task, 0));
        const w = normalScore(keyedBits(other.k0, other.k1, task, 0));
        a[task] = one.fromScore(z);
        b[task] = two.fromScore(r * z + rest * w);
      }
      expect(Math.abs(rankCorrelation(a, b) - rho)).toBeLessThan(4 / Math.sqrt(n));
      const sorted = b.toSorted();
      expect(sorted[0.95 * n]! / two.distribution.quantile(0.95, 0.05)).toBeCloseTo(1, 1);
      expect(b.reduce((sum, x) => sum + x, 0) / n / 4).toBeCloseTo(1, 1);
    },
  );
});

function rankCorrelation(a: Float64Array, b: Float64Array): number {
  const ranks = (values: Float64Array) => {
    const order = Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
    const rank = new Float64Array(values.length);
    for (const [position, i] of order.entries()) rank[i] = position;
    return rank;
  };
  const [x, y] = [ranks(a), ranks(b)];
  const n = a.length;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (x[i]! - y[i]!) ** 2;
  return 1 - (6 * squares) / (n * (n * n - 1));
}
