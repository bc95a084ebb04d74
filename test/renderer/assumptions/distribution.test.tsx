import { describe, expect, test } from "vitest";
import { axisOf, curveOf } from "../../../renderer/assumptions/curve.ts";
import { CurvePicture } from "../../../renderer/assumptions/curve-picture.tsx";
import {
  FAMILY_WORDS,
  familiesFor,
  formsOf,
  inFamily,
  inForm,
  summaryOf,
} from "../../../renderer/assumptions/families.ts";
import { handlesOf, withHandle } from "../../../renderer/assumptions/handles.ts";
import { partsOf, partText, typedPart } from "../../../renderer/assumptions/quantity-parts.ts";
import { type Json, valueAt } from "../../../renderer/store/json.ts";
import { distributionProblems } from "../../../shared/distribution/problems.ts";
import { FAMILIES } from "../../../shared/distribution/spec.ts";
import type { Certainty } from "../../../shared/scenario/fields.ts";
import { numbersOf, picture, pictureFile } from "../support/pictures.tsx";

const TOKENS: Json = { lognormal: { p50: 1900, p95: 6200 } };
const ADOPTION: Json = { beta: { p5: 0.35, p95: 0.7 } };

describe("choosing a family", () => {
  test("every family has words and gives a sound distribution from a number or from another", () => {
    for (const family of FAMILIES) {
      expect(FAMILY_WORDS[family].length).toBeGreaterThan(5);
      for (const from of [
        3,
        0.4,
        TOKENS,
        ADOPTION,
        { normal: { p5: -1, p95: 2 } },
      ] satisfies readonly Json[]) {
        const value = inFamily(from, family, "count");
        expect([family, from, distributionProblems(value, "")]).toEqual([family, from, []]);
      }
    }
  });

  test("keeps nine in ten where they were", () => {
    const before = summaryOf(TOKENS);
    for (const family of ["gamma", "weibull", "uniform", "normal"] as const) {
      const after = summaryOf(inFamily({ lognormal: { p5: 1000, p95: 4000 }, max: 9000 }, family, "tokens"));
      expect(after?.p5).toBeCloseTo(1000, 4);
      expect(after?.p95).toBeCloseTo(4000, 4);
    }
    expect(before?.p95).toBeCloseTo(6200, 6);
    expect(
      valueAt(inFamily({ ...{ gamma: { p5: 1, p95: 2 } }, max: 9 }, "lognormal", "tokens"), ["max"]),
    ).toBe(9);
  });

  test("offers shares first what shares are, and comes back to one number at the middle", () => {
    expect(familiesFor("share")[0]).toBe("beta");
    expect(familiesFor("tokens")[0]).toBe("lognormal");
    expect(inFamily(TOKENS, "number", "tokens")).toBe(1900);
  });
});

describe("writing it by other parameters", () => {
  test.each<[string, Json]>([
    ["lognormal", TOKENS],
    ["gamma", { gamma: { mean: 4, cv: 0.6 } }],
    ["weibull", { weibull: { p5: 1, p95: 8 } }],
    ["pareto", { pareto: { p5: 1.02, p95: 3 } }],
    ["beta", ADOPTION],
    ["normal", { normal: { p5: -1, p95: 2 } }],
    ["uniform", { uniform: { min: 1, max: 3 } }],
    ["exponential", { exponential: { mean: 3 } }],
  ])("says the same of a %s", (_, value) => {
    const before = summaryOf(value);
    const forms = formsOf(value);
    expect(forms.length).toBeGreaterThan(1);
    for (const form of forms) {
      const after = summaryOf(inForm(value, form));
      expect([form, Math.abs((after?.p50 ?? 0) / (before?.p50 ?? 1) - 1) < 0.01]).toEqual([form, true]);
      expect([form, Math.abs((after?.p95 ?? 0) / (before?.p95 ?? 1) - 1) < 0.01]).toEqual([form, true]);
    }
  });
});

describe("taking hold of a percentile", () => {
  test("p95 goes where it is put, and the other written one stays", () => {
    expect(withHandle(TOKENS, "p95", 8000)).toEqual({ lognormal: { p50: 1900, p95: 8000 } });
    expect(withHandle(ADOPTION, "p5", 0.2)).toEqual({ beta: { p5: 0.2, p95: 0.7 } });
  });

  test("p50 moves the whole: the ratio of its percentiles stays", () => {
    expect(withHandle(TOKENS, "p50", 3800)).toEqual({ lognormal: { p50: 3800, p95: 12_400 } });
    expect(withHandle({ normal: { p5: 1, p95: 3 } }, "p50", 3)).toEqual({ normal: { p5: 2, p95: 4 } });
    expect(summaryOf(withHandle(ADOPTION, "p50", 0.4))?.p50).toBeCloseTo(0.4, 2);
  });

  test("clip and scale stay as they are", () => {
    const value: Json = { gamma: { p5: 2, p95: 9 }, max: 90, scale: 1.1 };
    expect(withHandle(value, "p95", 10)).toEqual({ gamma: { p5: 2, p95: 10 }, max: 90, scale: 1.1 });
  });

  test("stops where the family would tear", () => {
    expect(withHandle(TOKENS, "p95", 1000)).toBeUndefined();
    expect(withHandle(TOKENS, "p50", -5)).toBeUndefined();
    expect(withHandle(ADOPTION, "p95", 1.2)).toBeUndefined();
    expect(withHandle({ triangular: { min: 1, mode: 2, max: 3 } }, "min", 2.5)).toBeUndefined();
  });

  test("a triangle is held by its corners, a count by its mean, a sample by nothing", () => {
    expect(handlesOf({ pert: { min: 1, mode: 2, max: 6 } }).map(({ name }) => name)).toEqual([
      "min",
      "mode",
      "max",
    ]);
    expect(withHandle({ geometric: { mean: 1.6, max: 8 } }, "mean", 2)).toEqual({
      geometric: { max: 8, mean: 2 },
    });
    expect(handlesOf({ empirical: { values: [1, 2, 3] } })).toEqual([]);
    expect(handlesOf(5)).toEqual([]);
  });
});

describe("fields inside a distribution", () => {
  test.each<[string, Json]>([
    [
      "a mixture",
      {
        mixture: [
          { weight: 0.8, of: TOKENS },
          { weight: 0.2, of: 9 },
        ],
      },
    ],
    ["a sample", { empirical: { values: [200, 300, 9000] } }],
    [
      "a table of percentiles",
      {
        empirical: {
          quantiles: [
            [0, 1],
            [0.955, 180.5],
            [1, 2000],
          ],
        },
      },
    ],
    ["a log's column", { empirical: { file: "log.csv", column: "tokens" } }],
    ["a test's result", { passed: 176, of: 200, shift: { uniform: { min: -0.08, max: 0 } } }],
    [
      "a scaled one",
      { ...(TOKENS as { lognormal: Json }), scale: { lognormal: { p5: 0.85, p95: 1.3 } }, max: 9000 },
    ],
  ])("of %s show what can be typed back", (_, value) => {
    const parts = partsOf(value, "tokens").filter(({ absent }) => !absent);
    expect(parts.length).toBeGreaterThan(0);
    for (const part of parts) {
      const typed = typedPart(part, partText(part, value, "USD"), value);
      expect(typed).toEqual({ value: valueAt(value, part.path) });
    }
  });

  test("refuse what they can't hold, in words", () => {
    const [values] = partsOf({ empirical: { values: [1] } }, "tokens");
    expect(values && typedPart(values, "one, two", 1)).toEqual({
      problem: "Type numbers with commas between them.",
    });
  });
});

describe("the picture", () => {
  const drawn = (value: Json, certainty: Certainty = "varies"): string => {
    const axis = axisOf(value);
    const curve = axis && curveOf(value, axis);
    if (curve === undefined) throw new Error("There is no curve.");
    return picture(
      <CurvePicture
        curve={curve}
        handles={handlesOf(value)}
        certainty={certainty}
        width={384}
        format={(x) => String(x)}
      />,
    );
  };

  test.each<[string, Json, Certainty]>([
    ["curve-varies", TOKENS, "varies"],
    ["curve-unknown", ADOPTION, "unknown"],
    ["curve-count", { geometric: { mean: 1.6, max: 8 } }, "varies"],
    [
      "curve-mixture",
      {
        mixture: [
          { weight: 0.8, of: TOKENS },
          { weight: 0.2, of: { lognormal: { p50: 9000, p95: 12_000 } } },
        ],
      },
      "varies",
    ],
  ])("%s", async (name, value, certainty) => {
    await expect(drawn(value, certainty)).toMatchFileSnapshot(pictureFile(name));
  });

  test("has its handles at the percentiles, in their order, inside the axis", () => {
    const at = [...drawn(TOKENS).matchAll(/translate\(([\d.]+),0\)/g)].map((match) => Number(match[1]));
    expect(at).toHaveLength(3);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(Math.max(...at)).toBeLessThan(384);
  });

  test("leaves counts as bars, one a count", () => {
    const svg = drawn({ geometric: { mean: 1.6, max: 8 } });
    expect(numbersOf(svg, /<rect/, "height").length).toBeGreaterThan(2);
  });

  test("is not drawn of what can't be drawn", () => {
    expect(axisOf({ empirical: { file: "log.csv", column: "tokens" } })).toBeUndefined();
    expect(axisOf({ lognormal: { p50: 3, p95: 1 } })).toBeUndefined();
    expect(axisOf(4)).toBeUndefined();
  });
});
