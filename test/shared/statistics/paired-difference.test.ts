import { describe, expect, it } from "vitest";
import { coarseOf } from "../../../shared/statistics/histogram.ts";
import {
  pairedRatioDifference,
  sectionedDifference,
  sectionPercentiles,
  sectionsOf,
} from "../../../shared/statistics/paired-difference.ts";
import { studentTQuantile } from "../../../shared/statistics/student-t.ts";
import { WorldSample } from "../../../shared/statistics/world-sample.ts";
import { Chance, histogramOf } from "../../support/synthetic-tallies.ts";

const worldsOf = (count: number, weekly = false) =>
  new WorldSample(Array.from({ length: count }, (_, world) => ({ world, weekday: weekly ? world % 7 : 0 })));

describe("a difference of ratios", () => {
  it("has the paired t interval where the denominators are 1", () => {
    const a = { numerator: [3, 5, 9, 4], denominator: [1, 1, 1, 1] };
    const b = { numerator: [4, 7, 10, 7], denominator: [1, 1, 1, 1] };
    const { value, low, high } = pairedRatioDifference(worldsOf(4), a, b, 0.95);
    // Differences 1, 2, 1, 3: mean 1.75, variance 2.75 / 3.
    const half = studentTQuantile(0.975, 3) * Math.sqrt(2.75 / 3 / 4);
    expect(value).toBe(1.75);
    expect(low).toBeCloseTo(1.75 - half, 12);
    expect(high).toBeCloseTo(1.75 + half, 12);
  });

  it("is certain where one design always costs as much more, however worlds differ", () => {
    const chance = new Chance(1);
    const cost = Array.from({ length: 28 }, () => chance.factor(1));
    const a = { numerator: cost, denominator: new Array<number>(28).fill(1) };
    const b = { numerator: cost.map((each) => each + 0.5), denominator: a.denominator };
    const { value, low, high } = pairedRatioDifference(worldsOf(28, true), a, b, 0.95);
    for (const x of [value, low, high]) expect(x).toBeCloseTo(0.5, 10);
  });

  it("is not defined where a side is not, and not bounded by a single world", () => {
    const none = { numerator: [1, 1], denominator: [0, 0] };
    const one = { numerator: [1, 1], denominator: [1, 1] };
    expect(pairedRatioDifference(worldsOf(2), none, one, 0.95).value).toBeNaN();
    expect(pairedRatioDifference(worldsOf(1), one, one, 0.95)).toEqual({
      value: 0,
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
    });
  });

  it.each([{ weekly: false }, { weekly: true }])(
    "holds the truth in 95 % of runs (weekdays as strata: $weekly)",
    ({ weekly }) => {
      let covered = 0;
      const runs = 1000;
      for (let seed = 0; seed < runs; seed++) {
        const chance = new Chance(seed, 17);
        const a = { numerator: [] as number[], denominator: [] as number[] };
        const b = { numerator: [] as number[], denominator: [] as number[] };
        for (let world = 0; world < 21; world++) {
          const units = 50 * chance.factor(0.2) * (world % 7 > 4 ? 0.6 : 1.16);
          const price = chance.factor(0.2);
          a.numerator.push(units * price * chance.factor(0.1));
          a.denominator.push(units);
          b.numerator.push(units * 1.3 * price * chance.factor(0.1));
          b.denominator.push(units * 1.1 * chance.factor(0.05));
        }
        const { low, high } = pairedRatioDifference(worldsOf(21, weekly), a, b, 0.95);
        const truth = 1.3 / 1.1 - 1;
        covered += +(low <= truth && truth <= high);
      }
      expect(covered / runs).toBeGreaterThan(0.93);
      expect(covered / runs).toBeLessThan(0.975);
    },
  );
});

describe("sections of worlds", () => {
  it("are sixteen at most, of whole weeks where weekdays differ by world", () => {
    const { count, sectionOf } = sectionsOf(worldsOf(128, true)) ?? { count: 0, sectionOf: [] };
    expect(count).toBe(16);
    for (let section = 0; section < 15; section++) {
      const weekdays = [...sectionOf].flatMap((each, world) => (each === section ? [world % 7] : []));
      for (let day = 0; day < 7; day++) expect(weekdays).toContain(day);
    }
    expect(sectionsOf(worldsOf(500))?.count).toBe(16);
    expect(sectionsOf(worldsOf(10))?.count).toBe(5);
    expect(sectionsOf(worldsOf(3))).toBeUndefined();
  });
});

describe("a difference of percentiles", () => {
  const seconds = (chance: Chance, median: number) =>
    Array.from({ length: 50 }, () => median * Math.exp(0.5 * chance.normal()));

  it("holds the truth in 95 % of runs", () => {
    let covered = 0;
    const runs = 250;
    const truth = 0.5 * Math.exp(1.6448536 * Math.sqrt(0.25 + 0.04));
    for (let seed = 0; seed < runs; seed++) {
      const chance = new Chance(seed, 23);
      const a: number[][] = [];
      const b: number[][] = [];
      for (let world = 0; world < 24; world++) {
        const level = Math.exp(0.2 * chance.normal());
        a.push(seconds(chance, 2 * level));
        b.push(seconds(chance, 2.5 * level));
      }
      const counts = (all: number[][]) => all.map((values) => coarseOf(histogramOf(values)));
      const p95 = (all: number[][]) =>
        Float64Array.from(all.flat()).sort()[Math.ceil(0.95 * 24 * 50) - 1] ?? 0;
      const sections = (all: number[][]) => sectionPercentiles(worldsOf(24), counts(all), 0.95);
      const { low, high } = sectionedDifference(p95(b) - p95(a), sections(a), sections(b), 0.95);
      covered += +(low <= truth && truth <= high);
    }
    expect(covered / runs).toBeGreaterThan(0.925);
    expect(covered / runs).toBeLessThan(0.98);
  });

  it("has no interval where a section's percentile is slower than any number, or with too few worlds", () => {
    const fine = coarseOf(histogramOf([1, 2, 3]));
    const never = coarseOf(histogramOf([1, Number.POSITIVE_INFINITY]));
    const unbounded = { value: 1, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    const a = new Array(8).fill(fine);
    const b = [...new Array(6).fill(fine), never, never];
    const sections = (of: typeof a, worlds: number) => sectionPercentiles(worldsOf(worlds), of, 0.95);
    expect(sectionedDifference(1, sections(a, 8), sections(b, 8), 0.95)).toEqual(unbounded);
    expect(sectionedDifference(1, sections(a, 3), sections(a, 3), 0.95)).toEqual(unbounded);
  });
});
