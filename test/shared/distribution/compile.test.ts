import { describe, expect, test } from "vitest";
import { compile, momentsOf, quantileOf } from "../../../shared/distribution/compile.ts";
import { pearsonToSpearman, spearmanToPearson } from "../../../shared/distribution/copula.ts";
import { choleskyOf } from "../../../shared/distribution/correlate.ts";
import type { Quantity } from "../../../shared/distribution/spec.ts";
import { ExpectedError } from "../../../shared/errors.ts";

const p5p50p95 = (quantity: Quantity) => {
  const compiled = compile(quantity, {});
  return [0.05, 0.5, 0.95].map((p) => quantileOf(compiled, p));
};

describe("a compiled quantity", () => {
  test("of a number is that number", () => {
    const { base, min, max, scale, shift } = compile(3.5, {});
    expect([base.low, base.high, min, max]).toEqual([3.5, 3.5, -Infinity, Infinity]);
    expect([scale, shift]).toEqual([undefined, undefined]);
  });

  test("meets the percentiles of every way of writing it", () => {
    const [low, , high] = p5p50p95({ lognormal: { p5: 2, p95: 30 } });
    expect(low).toBeCloseTo(2, 12);
    expect(high).toBeCloseTo(30, 11);
    expect(p5p50p95({ normal: { mean: 10, sd: 2 } })[1]).toBe(10);
    expect(p5p50p95({ exponential: { rate: 2 } })[1]).toBeCloseTo(Math.LN2 / 2, 14);
    expect(p5p50p95({ lognormal: { mu: 1, sigma: 3 } })[1]).toBeCloseTo(Math.E, 14);
    expect(p5p50p95({ weibull: { shape: 2, scale: 3 } })[1]).toBeCloseTo(3 * Math.sqrt(Math.LN2), 14);
    expect(p5p50p95({ pareto: { shape: 2, scale: 3 } })[1]).toBeCloseTo(3 * Math.SQRT2, 14);
    expect(p5p50p95({ geometric: { p: 0.5 } })).toEqual([1, 1, 5]);
    expect(p5p50p95({ poisson: { mean: 4 } })).toEqual([1, 4, 8]);
    expect(p5p50p95({ beta: { alpha: 1, beta: 1 } })[1]).toBeCloseTo(0.5, 14);
    expect(p5p50p95({ constant: 4 })).toEqual([4, 4, 4]);
    expect(p5p50p95({ pert: { min: 0, mode: 5, max: 10 } })[1]).toBeCloseTo(5, 12);
    expect(p5p50p95({ triangular: { min: 0, mode: 5, max: 10 } })[1]).toBe(5);
  });

  test("keeps clip and scale apart from its base", () => {
    const compiled = compile(
      { normal: { mean: 10, sd: 5 }, min: 4, max: 12, scale: { uniform: { min: 0.5, max: 2 } } },
      {},
    );
    expect([compiled.min, compiled.max]).toEqual([4, 12]);
    expect(compiled.base.quantile(0.5, 0.5)).toBe(10);
    expect(compiled.scale?.base.quantile(0.5, 0.5)).toBeCloseTo(1.25, 14);
    expect(quantileOf(compiled, 0.01)).toBe(4);
    expect(quantileOf(compiled, 0.99)).toBe(12);
  });

  test("takes the max of geometric, within and beside, as the same clip", () => {
    expect(compile({ geometric: { mean: 1.6, max: 8 } }, {}).max).toBe(8);
    expect(compile({ geometric: { mean: 1.6, max: 8 }, max: 5 }, {}).max).toBe(5);
    expect(momentsOf(compile({ geometric: { mean: 1.6, max: 1 } }, {})).mean).toBeCloseTo(1, 14);
  });

  test("of an evaluation is the posterior, with its shift apart and clipped to a share", () => {
    const compiled = compile(
      { evaluation: { passed: 176, of: 200, shift: { uniform: { min: -0.08, max: 0 } } } },
      {},
    );
    expect(compiled.base.mean).toBeCloseTo(177 / 202, 14);
    expect([compiled.min, compiled.max]).toEqual([0, 1]);
    expect(compiled.shift?.base.low).toBe(-0.08);
  });

  test("reads the column of a file by its name", () => {
    const columns = { "traffic.csv#input": Float64Array.of(5, 1, 3) };
    const compiled = compile({ empirical: { file: "traffic.csv", column: "input" } }, columns);
    expect(compiled.base.quantile(0.5, 0.5)).toBe(3);
    const other = compile(
      { empirical: { file: "traffic.csv", column: "input" } },
      { "traffic.csv#input": Float64Array.of(7, 8) },
    );
    expect(other.base.high).toBe(8);
  });

  test("cannot be had without its column, or where no parameters fit", () => {
    expect(() => compile({ empirical: { file: "a.csv", column: "b" } }, {})).toThrow(ExpectedError);
    const blanks = { "a.csv#b": Float64Array.of(1, Number.NaN) };
    expect(() => compile({ empirical: { file: "a.csv", column: "b" } }, blanks)).toThrow("no number");
    expect(() => compile({ beta: { mean: 0.5, sd: 0.6 } }, {})).toThrow(ExpectedError);
  });

  test("clips the parts of a mixture before it mixes them", () => {
    const compiled = compile(
      {
        mixture: [
          { weight: 1, of: { normal: { mean: 0, sd: 1 }, min: 0 } },
          { weight: 1, of: 5 },
        ],
      },
      {},
    );
    expect(compiled.base.quantile(0.2, 0.8)).toBe(0);
    expect(compiled.base.quantile(0.75, 0.25)).toBe(5);
  });

  test("shares its base with every quantity of the same family and parameters", () => {
    const once = compile({ gamma: { mean: 4, cv: 0.6 } }, {});
    const again = compile({ gamma: { mean: 4, cv: 0.6 }, max: 10 }, {});
    expect(again.base).toBe(once.base);
  });

  test("forgets the bases that have not been used for long", () => {
    const old = compile({ poisson: { mean: 1.5 } }, {}).base;
    for (let i = 0; i < 600; i++) compile({ exponential: { mean: 1 + i } }, {});
    expect(compile({ poisson: { mean: 1.5 } }, {}).base).not.toBe(old);
  });
});

describe("correlations", () => {
  test("of ranks become those of scores, and back", () => {
    expect(spearmanToPearson(0)).toBe(0);
    expect(spearmanToPearson(1)).toBeCloseTo(1, 15);
    expect(spearmanToPearson(-1)).toBeCloseTo(-1, 15);
    expect(spearmanToPearson(0.5)).toBeCloseTo(0.5176380902050415, 15);
    expect(pearsonToSpearman(spearmanToPearson(0.3))).toBeCloseTo(0.3, 15);
  });

  test("are factored by Cholesky", () => {
    expect([
      ...(choleskyOf([
        [1, 0.6],
        [0.6, 1],
      ]) ?? []),
    ]).toEqual([1, 0, 0.6, 0.8]);
    const matrix = [
      [4, 2, -2],
      [2, 10, 2],
      [-2, 2, 6],
    ];
    const l = choleskyOf(matrix) ?? new Float64Array(9);
    for (let row = 0; row < 3; row++)
      for (let column = 0; column < 3; column++) {
        let product = 0;
        for (let k = 0; k < 3; k++) product += l[row * 3 + k]! * l[column * 3 + k]!;
        expect(product).toBeCloseTo(matrix[row]![column]!, 12);
      }
  });

  test("that contradict each other have no factor", () => {
    // a and b rise together, b and c too, but a and c oppose each other
    expect(
      choleskyOf([
        [1, 0.9, -0.9],
        [0.9, 1, 0.9],
        [-0.9, 0.9, 1],
      ]),
    ).toBeUndefined();
    expect(
      choleskyOf([
        [1, 1],
        [1, 1],
      ]),
    ).toBeUndefined();
    expect(choleskyOf([])).toHaveLength(0);
  });
});
