import { describe, expect, test } from "vitest";
import { distributionProblems } from "../../../shared/distribution/problems.ts";
import { quantitySchema } from "../../../shared/distribution/spec.ts";

/** Paths of all problems, and the first message. */
function problemsOf(spec: unknown) {
  const problems = distributionProblems(spec, "x");
  return { paths: problems.map(({ path }) => path), first: problems[0] };
}

describe("quantities without problems", () => {
  test.each([
    [3],
    [{ constant: 3 }],
    [{ lognormal: { p50: 1, p95: 2 }, min: 0, max: 9, scale: { uniform: { min: 1, max: 2 } } }],
    [{ geometric: { mean: 1.6, max: 8 } }],
    [{ evaluation: { passed: 0, of: 0, shift: { normal: { mean: 0, sd: 0.1 } } } }],
    [
      {
        empirical: {
          quantiles: [
            [0, 1],
            [0.5, 1],
            [1, 4],
          ],
        },
      },
    ],
    [{ empirical: { file: "a.csv", column: "b" } }],
    [
      {
        mixture: [
          { weight: 1, of: { mixture: [{ weight: 1, of: 2 }] } },
          { weight: 0, of: 3 },
        ],
      },
    ],
    [{ triangular: { min: 1, mode: 1, max: 1 } }],
    [{ normal: { mean: -3, cv: 0.5 } }],
  ])("%j", (spec) => {
    expect(distributionProblems(spec, "x")).toEqual([]);
    expect(quantitySchema.safeParse(spec).success).toBe(true);
  });
});

describe("a problem says where it is, what stands there, what may, and what was probably meant", () => {
  test("a misspelt family", () => {
    const { paths, first } = problemsOf({ lognromal: { p50: 1, p95: 2 } });
    expect(paths).toEqual(["x.lognromal"]);
    expect(first?.suggestion).toBe("lognormal");
    expect(first?.message).toBe("There is no family of distributions called lognromal.");
    expect(problemsOf({ Normal: { mean: 1, sd: 1 } }).first?.suggestion).toBe("normal");
    expect(problemsOf({ lognorm: { p50: 1, p95: 2 } }).first?.suggestion).toBe("lognormal");
    expect(problemsOf({ banana: 1 }).first?.suggestion).toBeUndefined();
  });

  test("two families at once", () => {
    const { paths, first } = problemsOf({ normal: { mean: 1, sd: 1 }, gamma: { mean: 1, sd: 1 } });
    expect(paths).toEqual(["x"]);
    expect(first?.message).toContain("2: normal, gamma");
  });

  test("no family", () => {
    expect(problemsOf({ min: 0 }).first?.message).toBe("The family of the distribution is missing.");
    expect(problemsOf("12").first?.message).toBe("A quantity is a number or a distribution.");
    expect(problemsOf(null).paths).toEqual(["x"]);
    expect(problemsOf(Number.NaN).paths).toEqual(["x"]);
    expect(problemsOf([1]).paths).toEqual(["x"]);
  });

  test("a wrong set of parameters", () => {
    const { paths, first } = problemsOf({ gamma: { shape: 1, mean: 2 } });
    expect(paths).toEqual(["x.gamma"]);
    expect(first?.message).toBe("gamma can't be described by shape and mean.");
    expect(first?.allowed).toBe("shape and scale, mean and sd, mean and cv or two of p1 … p99");
    expect(problemsOf({ lognormal: { p50: 1 } }).paths).toEqual(["x.lognormal"]);
    expect(problemsOf({ lognormal: { p5: 1, p50: 2, p95: 3 } }).paths).toEqual(["x.lognormal"]);
    expect(problemsOf({ normal: {} }).first?.message).toBe("normal can't be described by nothing.");
    expect(problemsOf({ poisson: 3 }).first?.allowed).toBe("mean");
  });

  test("a misspelt parameter, and a percentile that is none", () => {
    expect(problemsOf({ normal: { maen: 1, sd: 2 } }).first).toMatchObject({
      path: "x.normal.maen",
      suggestion: "mean",
    });
    expect(problemsOf({ normal: { p0: 1, p95: 2 } }).first?.message).toBe(
      "Percentiles are whole numbers from p1 to p99.",
    );
    expect(problemsOf({ normal: { "p99.9": 1, p50: 2 } }).paths).toEqual(["x.normal.p99.9"]);
  });

  test.each([
    [{ lognormal: { p5: 3, p95: 2 } }, "x.lognormal", "p5 must be below p95."],
    [{ normal: { p5: 2, p95: 2 } }, "x.normal", "p5 must be below p95."],
    [{ normal: { mean: 1, sd: -1 } }, "x.normal.sd", "sd of normal is out of range."],
    [{ beta: { mean: 0.5, sd: 0.5 } }, "x.beta.sd", "No share of mean 0.5 varies that much."],
    [{ beta: { mean: 0.5, cv: 1.1 } }, "x.beta.cv", "No share of mean 0.5 varies that much."],
    [{ beta: { mean: 1, sd: 0.1 } }, "x.beta.mean", "mean of beta is out of range."],
    [{ beta: { p5: 0.1, p95: 1 } }, "x.beta.p95", "p95 of beta is out of range."],
    [{ pert: { min: 1, mode: 9, max: 3 } }, "x.pert.mode", "The mode lies outside."],
    [{ triangular: { min: 4, mode: 4, max: 3 } }, "x.triangular.min", "min must not be above max."],
    [{ uniform: { min: 4, max: 3 } }, "x.uniform.min", "min must not be above max."],
    [{ normal: { mean: 0, cv: 1 } }, "x.normal.cv", "A cv says nothing about a mean of 0; give an sd."],
    [{ gamma: { shape: 0, scale: 1 } }, "x.gamma.shape", "shape of gamma is out of range."],
    [{ geometric: { mean: 0.5 } }, "x.geometric.mean", "mean of geometric is out of range."],
    [{ geometric: { p: 1.5 } }, "x.geometric.p", "p of geometric is out of range."],
    [{ exponential: { mean: 0 } }, "x.exponential.mean", "mean of exponential is out of range."],
    [{ evaluation: { passed: 5, of: 4 } }, "x.evaluation.passed", "More cases passed than there were."],
    [{ constant: "5" }, "x.constant", "Here belongs a number."],
    [{ normal: { mean: "a", sd: 1 } }, "x.normal.mean", "Here belongs a number."],
    [{ constant: 5, min: 7, max: 6 }, "x.min", "min must not be above max."],
    [{ constant: 5, min: "7" }, "x.min", "Here belongs a number."],
    [
      { constant: 5, mean: 7 },
      "x.mean",
      "A distribution has no mean beside its family; parameters go inside it.",
    ],
    [{ empirical: { values: [] } }, "x.empirical.values", "At least one value is needed."],
    [{ empirical: { values: [1, "2"] } }, "x.empirical.values[1]", "Here belongs a number."],
    [
      {
        empirical: {
          quantiles: [
            [0, 1],
            [0.5, 0],
            [1, 2],
          ],
        },
      },
      "x.empirical.quantiles[1][1]",
      "Quantiles must not fall.",
    ],
    [
      {
        empirical: {
          quantiles: [
            [0, 1],
            [0, 2],
            [1, 3],
          ],
        },
      },
      "x.empirical.quantiles[1][0]",
      "Shares must rise.",
    ],
    [
      {
        empirical: {
          quantiles: [
            [0, 1],
            [1.5, 2],
          ],
        },
      },
      "x.empirical.quantiles[1][0]",
      "A share lies between 0 and 1.",
    ],
    [
      {
        empirical: {
          quantiles: [
            [0.1, 1],
            [1, 2],
          ],
        },
      },
      "x.empirical.quantiles[0][0]",
      "The first share must be 0: the smallest value belongs there.",
    ],
    [
      {
        empirical: {
          quantiles: [
            [0, 1],
            [0.9, 2],
          ],
        },
      },
      "x.empirical.quantiles[1][0]",
      "The last share must be 1: the largest value belongs there.",
    ],
    [
      { empirical: { quantiles: [[0, 1], [1]] } },
      "x.empirical.quantiles[1]",
      "A point is a pair of numbers.",
    ],
    [{ empirical: { file: "a.csv" } }, "x.empirical", "Data come in one of three ways."],
    [{ mixture: [] }, "x.mixture", "A mixture is a list of parts, at least one."],
    [{ mixture: [{ weight: -1, of: 2 }] }, "x.mixture[0].weight", "A weight is a number, not negative."],
    [
      { mixture: [{ weight: 0, of: 2 }] },
      "x.mixture",
      "At least one part of a mixture needs a weight above 0.",
    ],
    [{ mixture: [{ weight: 1 }] }, "x.mixture[0].of", "A part of a mixture needs a quantity."],
    [
      { mixture: [{ weight: 1, of: { normal: { mean: 1, sd: 1 }, scale: 2 } }] },
      "x.mixture[0].of.scale",
      "A part of a mixture has no scale; scale the mixture as a whole.",
    ],
    [
      { evaluation: { passed: 1, of: 2 }, scale: 2 },
      "x.scale",
      "An evaluation is not scaled; use its shift.",
    ],
    [{ constant: 1, scale: { constant: 1, scale: 2 } }, "x.scale.scale", "A scale has no scale of its own."],
    [
      { evaluation: { passed: 1, of: 2, shift: { uniform: { min: 2, max: 1 } } } },
      "x.evaluation.shift.uniform.min",
      "min must not be above max.",
    ],
    [
      { beta: { p5: 0.4999999, p95: 0.5 } },
      "x.beta",
      "No beta distribution has p5 = 0.4999999 and p95 = 0.5.",
    ],
    [
      { gamma: { p50: 1e-300, p51: 1e300 } },
      "x.gamma",
      "No gamma distribution has p50 = 1e-300 and p51 = 1e+300.",
    ],
  ])("%j", (spec, path, message) => {
    const problems = distributionProblems(spec, "x");
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ path, message });
  });

  test("every problem is told, not only the first", () => {
    const spec = {
      normal: { mean: "a", sd: -1 },
      min: 3,
      max: 2,
      scale: { gamma: { shape: -1, scale: 1 } },
      unit: "s",
    };
    expect(problemsOf(spec).paths.toSorted()).toEqual([
      "x.min",
      "x.normal.mean",
      "x.normal.sd",
      "x.scale.gamma.shape",
      "x.unit",
    ]);
  });
});
