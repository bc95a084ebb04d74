/**
 * Draws pinned to the last bit. The same hashes came out of Node 20.20 (V8 11.3) and Chromium 150; where they don't,
 * something in the way depends on the engine, as the power operator does.
 */
import { expect, test } from "vitest";
import { compile } from "../../../shared/distribution/compile.ts";
import type { Quantity } from "../../../shared/distribution/spec.ts";
import { samplerOf } from "../../../shared/random/sampler.ts";

const QUANTITIES: readonly Quantity[] = [
  { lognormal: { p50: 800, p95: 4000 } },
  { gamma: { p5: 1, p95: 20 } },
  { beta: { p5: 0.35, p95: 0.7 } },
  { evaluation: { passed: 176, of: 200 } },
  { weibull: { mean: 4, cv: 3 } },
  { pareto: { p50: 1, p90: 4 } },
  { poisson: { mean: 3000 } },
  { pert: { min: 1, mode: 2, max: 7 } },
  {
    mixture: [
      { weight: 0.5, of: { gamma: { mean: 3, cv: 1 } } },
      { weight: 0.5, of: { pareto: { shape: 2, scale: 1 }, max: 50 } },
    ],
  },
];

/** A hash of the bits of many numbers. */
function hashOf(count: number, numberAt: (i: number) => number): string {
  const number = new Float64Array(1);
  const halves = new Uint32Array(number.buffer);
  let hash = 0;
  for (let i = 0; i < count; i++) {
    number[0] = numberAt(i);
    for (const half of halves) hash = (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) + half) | 0;
  }
  return (hash >>> 0).toString(16);
}

test("every engine draws the same bits", () => {
  const hashes = QUANTITIES.map((quantity) => {
    const sampler = samplerOf(compile(quantity, {}).base);
    const byBits = hashOf(5000, (i) => sampler.fromBits(Math.imul(i, 0x9e3779b1)));
    const byScore = hashOf(2000, (i) => sampler.fromScore((i - 1000) / 130));
    return `${Object.keys(quantity)[0]} ${byBits} ${byScore}`;
  });
  expect(hashes).toMatchInlineSnapshot(`
    [
      "lognormal 58de317e ffd55111",
      "gamma b7a0f5a7 b8eafb08",
      "beta 5fc23dc9 b796ea0c",
      "evaluation 7c8a0793 efa2b60",
      "weibull 2d368759 c17c9669",
      "pareto 70385b72 da573bf5",
      "poisson 8397fc85 7161221b",
      "pert e203096f 19039e0c",
      "mixture e7dafcdd 7164130d",
    ]
  `);
});
