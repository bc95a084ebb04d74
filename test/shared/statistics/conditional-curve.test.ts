import { describe, expect, it } from "vitest";
import { ConditionalCurve, noiseFloor, tiedScores } from "../../../shared/statistics/conditional-curve.ts";
import { splineAt } from "../../../shared/statistics/spline-basis.ts";
import { StratifiedFit } from "../../../shared/statistics/stratified-fit.ts";
import {
  correlatedCoverage,
  curveOf,
  EFFECT_CASES,
  effectCoverage,
  normalInput,
  nullsAboveFloor,
  P90_SCORE,
  scoresOf,
  weekdays,
} from "./sensitivity-coverage.ts";

const WORLDS = 128;
const scores = scoresOf(1, "input", WORLDS);

describe("the curves of a spline", () => {
  it.each([1, 2, 3, 4, 5])("are as many as its degrees of freedom: %d", (freedom) => {
    expect(splineAt(0.3, freedom)).toHaveLength(freedom);
  });

  it("are straight beyond the outer knots, and have no corner at a knot", () => {
    const second = (z: number) =>
      splineAt(z - 0.01, 5).map((low, k) => low - 2 * splineAt(z, 5)[k]! + splineAt(z + 0.01, 5)[k]!);
    for (const z of [-3, 2.5]) for (const bend of second(z)) expect(Math.abs(bend)).toBeLessThan(1e-12);
    const slope = (z: number) => splineAt(z + 1e-6, 5).map((at, k) => (at - splineAt(z, 5)[k]!) / 1e-6);
    const knot = 0.7388468491852137;
    slope(knot).forEach((after, k) => {
      expect(Math.abs(after - slope(knot - 1e-6)[k]!)).toBeLessThan(1e-4);
    });
  });
});

describe("a conditional effect", () => {
  it("of a straight line without luck is its slope times the distance from p10 to p90, whatever the weekdays do", () => {
    const outcomes = scores.map((z, world) => 3 - 2 * z + 10 * (world % 7));
    const effect = curveOf(scores).effect(outcomes, 0.95);
    expect(effect.value).toBeCloseTo(-4 * P90_SCORE, 9);
    expect(effect.high - effect.low).toBeLessThan(1e-9);
    const [low, middle, high] = curveOf(scores).levels(outcomes);
    expect([low, middle, high]).toEqual([
      expect.closeTo(33 + 2 * P90_SCORE, 9),
      expect.closeTo(33, 9),
      expect.closeTo(33 - 2 * P90_SCORE, 9),
    ]);
  });

  it("of two values is the difference of their means", () => {
    const own = scores.map((z) => (z < 0.3 ? 1 : 5));
    const input = { own, scores, quantile: (p: number) => (p < 0.6 ? 1 : 5) };
    const noise = scoresOf(1, "luck", WORLDS);
    const outcomes = own.map((value, world) => value + noise[world]!);
    const mean = (value: number) => {
      const those = outcomes.filter((_, world) => own[world] === value);
      return those.reduce((sum, each) => sum + each, 0) / those.length;
    };
    const curve = new ConditionalCurve(input, new Int32Array(WORLDS), 5);
    expect(curve.effect(outcomes, 0.95).value).toBeCloseTo(mean(5) - mean(1), 9);
    expect(new Set(tiedScores(input)).size).toBe(2);
  });

  it("goes with the share of the variance that it explains", () => {
    const noise = scoresOf(2, "luck", 2000);
    const many = scoresOf(2, "input", 2000);
    const outcomes = many.map((z, world) => z + noise[world]!);
    expect(Math.abs(curveOf(many).share(outcomes) - 0.5)).toBeLessThan(0.05);
    expect(curveOf(scoresOf(2, "other", 2000)).share(outcomes)).toBeLessThan(0.01);
  });

  it("is unbounded where no world is to spare", () => {
    const few = scores.slice(0, 2);
    const fit = new StratifiedFit([few], new Int32Array(2));
    expect(fit.estimate(fit.contrast([1]), few, 0.95).high).toBe(Number.POSITIVE_INFINITY);
  });

  it.each(EFFECT_CASES)("lies in its interval in 95 % of runs: $name", (example) => {
    const { runs, held } = effectCoverage(example, 1, 150);
    // 0.95 less three standard errors of 150 runs.
    expect(held / runs).toBeGreaterThan(0.897);
  });

  it("with what moves with it, and alone, lies in its interval where inputs go together", () => {
    const { together, alone } = correlatedCoverage(1, 150);
    expect(together.held / together.runs).toBeGreaterThan(0.897);
    expect(alone.held / alone.runs).toBeGreaterThan(0.897);
  });
});

describe("the noise floor", () => {
  it("is not risen above by any of eighteen inputs without effect, in 95 % of runs", () => {
    // More than four of twelve would be one chance in five thousand.
    expect(nullsAboveFloor(1, 12)).toBeLessThanOrEqual(4);
  });

  it("is the same for the same seed, and whatever the order of the inputs", () => {
    const curves = ["a", "b", "c"].map((name) => curveOf(scoresOf(3, name, WORLDS)));
    const outcomes = scoresOf(3, "luck", WORLDS);
    const floor = noiseFloor(curves, weekdays(WORLDS), outcomes, 0.95, 9);
    expect(noiseFloor([...curves].reverse(), weekdays(WORLDS), outcomes, 0.95, 9)).toEqual(floor);
    expect(noiseFloor(curves, weekdays(WORLDS), outcomes, 0.95, 10)).not.toEqual(floor);
  });

  it("rises with the number of inputs looked at", () => {
    const curves = Array.from({ length: 20 }, (_, i) => curveOf(scoresOf(4, `input ${i}`, WORLDS)));
    const outcomes = scoresOf(4, "luck", WORLDS);
    const floor = (count: number) =>
      noiseFloor(curves.slice(0, count), weekdays(WORLDS), outcomes, 0.95, 1).effect;
    expect(floor(20)).toBeGreaterThan(1.2 * floor(1));
  });
});

it("an input read by its ranks has the same curve whatever its own scale", () => {
  const input = normalInput(scores);
  const outcomes = scores.map((z) => z * z + z);
  const scaled = {
    ...input,
    own: input.own.map((value) => Math.exp(value)),
    quantile: (p: number) => Math.exp(input.quantile(p)),
  };
  const strata = weekdays(WORLDS);
  const effects = [input, scaled].map(
    (each) => new ConditionalCurve(each, strata, 5).effect(outcomes, 0.95).value,
  );
  expect(effects[1]).toBe(effects[0]);
});
