import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../../shared/distribution/compile.ts";
import { distributionProblems } from "../../../shared/distribution/problems.ts";
import { FAMILIES, type Family, quantitySchema } from "../../../shared/distribution/spec.ts";

describe("schema, problems and compilation agree", () => {
  const number = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(0, 1, -1, 0.5, 2, 1e-30, 1e30) },
    { weight: 12, arbitrary: fc.double({ min: 0.001, max: 30, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>("1", null, Number.NaN, -3.5) },
  );
  const fitted = [
    ["mean", "sd"],
    ["mean", "cv"],
    ["p5", "p95"],
    ["p50", "p60"],
  ];
  const ownKeys: Partial<Record<Family, string[][]>> = {
    uniform: [["min", "max"], ...fitted],
    triangular: [["min", "mode", "max"]],
    pert: [["min", "mode", "max"]],
    normal: fitted,
    lognormal: [["mu", "sigma"], ...fitted],
    exponential: [["mean"], ["rate"]],
    gamma: [["shape", "scale"], ...fitted],
    weibull: [["shape", "scale"], ...fitted],
    pareto: [["shape", "scale"], ...fitted],
    beta: [["alpha", "beta"], ...fitted],
    geometric: [["mean"], ["p"], ["mean", "max"]],
    poisson: [["mean"]],
    evaluation: [["passed", "of"]],
  };
  const anyKeys = fc.uniqueArray(fc.constantFrom("min", "mode", "mean", "sd", "p5", "shape", "rate", "of"), {
    maxLength: 3,
  });
  const spec = fc.constantFrom(...FAMILIES).chain((family) =>
    fc
      .oneof(
        { weight: 6, arbitrary: fc.constantFrom(...(ownKeys[family] ?? [["mean"]])) },
        { weight: 1, arbitrary: anyKeys },
      )
      .chain((keys) =>
        fc
          .tuple(...keys.map(() => number))
          .map((values) => Object.fromEntries(keys.map((key, i) => [key, values[i]]))),
      )
      .map((inside) => ({ [family]: inside })),
  );

  test("what has no problems passes the schema and can be compiled, drawn from and measured", () => {
    let compiled = 0;
    fc.assert(
      fc.property(spec, (quantity) => {
        const problems = distributionProblems(quantity, "x");
        const parsed = quantitySchema.safeParse(quantity);
        if (!parsed.success) expect(problems).not.toEqual([]);
        if (problems.length > 0 || !parsed.success) return;
        const { base } = compile(parsed.data, {});
        const drawn = [1e-9, 0.01, 0.5, 0.99].map((p) => base.quantile(p, 1 - p));
        expect(drawn.every((x) => !Number.isNaN(x))).toBe(true);
        expect(drawn.toSorted((a, b) => a - b)).toEqual(drawn);
        expect(Number.isNaN(base.mean) || Number.isNaN(base.sd)).toBe(false);
        compiled++;
      }),
      { seed: 4, numRuns: 700 },
    );
    // the property is not kept by having nothing to say
    expect(compiled).toBeGreaterThan(150);
  });
});
