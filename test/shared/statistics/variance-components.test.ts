import { describe, expect, it } from "vitest";
import { varianceComponents, varianceShares } from "../../../shared/statistics/variance-components.ts";
import { WorldSample } from "../../../shared/statistics/world-sample.ts";
import { worldsOverWindow } from "../../../shared/statistics/worlds-over-window.ts";
import { Chance } from "../../support/synthetic-tallies.ts";

function drawn(
  worlds: number,
  betweenSd: number,
  withinSd: number,
  weekday: (world: number) => number = () => 0,
) {
  const chance = new Chance(worlds, 1000 * betweenSd, 1000 * withinSd);
  const sample = new WorldSample(
    Array.from({ length: 2 * worlds }, (_, i) => {
      const world = Math.floor(i / 2);
      return { world, weekday: weekday(world) };
    }),
  );
  const values = new Float64Array(2 * worlds);
  for (let world = 0; world < worlds; world++) {
    const centre = 100 + weekday(world) * 50 + betweenSd * chance.normal();
    values[2 * world] = centre + withinSd * chance.normal();
    values[2 * world + 1] = centre + withinSd * chance.normal();
  }
  const pooled = Float64Array.from(
    { length: worlds },
    (_, world) => ((values[2 * world] ?? 0) + (values[2 * world + 1] ?? 0)) / 2,
  );
  return { sample, values, pooled };
}

function moments(values: ArrayLike<number>): { mean: number; sd: number } {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return { mean, sd: Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1)) };
}

describe("chance and ignorance", () => {
  it("are told apart by pairs: a textbook analysis of variance of three pairs", () => {
    const sample = new WorldSample([0, 0, 1, 1, 2, 2].map((world) => ({ world, weekday: 0 })));
    // Pair means 2, 6, 10 (variance 16); within (2² + 2² + 2²)/2 over 3 = 2.
    expect(varianceComponents(sample, [1, 3, 5, 7, 9, 11])).toEqual({ between: 15, within: 2, pairs: 3 });
  });

  it("come out as they were put in", () => {
    const { sample, values } = drawn(2000, 3, 4);
    const { between, within } = varianceComponents(sample, values) ?? { between: 0, within: 0 };
    expect(between).toBeGreaterThan(8);
    expect(between).toBeLessThan(10);
    expect(within).toBeGreaterThan(15);
    expect(within).toBeLessThan(17);
  });

  it("are not mistaken for differences between weekdays", () => {
    const { sample, values } = drawn(700, 3, 4, (world) => world % 7);
    const { between } = varianceComponents(sample, values) ?? { between: 0 };
    expect(between).toBeGreaterThan(7);
    expect(between).toBeLessThan(11);
  });

  it("can't be told apart with fewer than two pairs, and pass over worlds without a figure", () => {
    const sample = new WorldSample([0, 0, 1, 1, 2].map((world) => ({ world, weekday: 0 })));
    expect(varianceComponents(sample, [1, 2, Number.POSITIVE_INFINITY, 3, 4])).toBeUndefined();
    expect(varianceComponents(sample, [1, 2, 3, 4, 5])?.pairs).toBe(2);
  });

  it("split into shares that add up to 1, single tasks at most what happens within a world", () => {
    const components = { between: 6, within: 2, pairs: 9 };
    expect(varianceShares(components, 1.5)).toEqual({ world: 0.75, day: 0.0625, task: 0.1875 });
    expect(varianceShares(components, 50)).toEqual({ world: 0.75, day: 0, task: 0.25 });
    expect(varianceShares({ between: 0, within: 0, pairs: 9 }, 0)).toEqual({ world: 0, day: 0, task: 0 });
  });
});

describe("worlds over a month", () => {
  it("don't differ by the luck of the days that were simulated", () => {
    const { sample, values, pooled } = drawn(400, 0, 10);
    expect(moments(pooled).sd).toBeGreaterThan(6);
    // A month of thirty days leaves 10 / √30.
    const month = moments(worldsOverWindow(sample, values, pooled, 30, true));
    expect(month.sd).toBeGreaterThan(1.2);
    expect(month.sd).toBeLessThan(3.5);
    expect(month.mean).toBeCloseTo(moments(pooled).mean, 9);
  });

  it("differ as they did where only what we don't know differs", () => {
    const { sample, values, pooled } = drawn(400, 10, 0.001);
    const month = worldsOverWindow(sample, values, pooled, 30, true);
    month.forEach((value, world) => {
      expect(value).toBeCloseTo(pooled[world] ?? 0, 2);
    });
  });

  it("differ by both over a day", () => {
    const { sample, values, pooled } = drawn(2000, 3, 4);
    const { sd } = moments(worldsOverWindow(sample, values, pooled, 1, false));
    expect(sd).toBeGreaterThan(4.8);
    expect(sd).toBeLessThan(5.2);
  });

  it("don't differ by the weekday on which they were simulated, which every month has", () => {
    const { sample, values, pooled } = drawn(700, 3, 4, (world) => world % 7);
    expect(moments(pooled).sd).toBeGreaterThan(90);
    const month = moments(worldsOverWindow(sample, values, pooled, 30, true));
    expect(month.sd).toBeGreaterThan(2.6);
    expect(month.sd).toBeLessThan(3.6);
    expect(month.mean).toBeCloseTo(250, 0);
  });

  it("keep what is infinite, never fall below zero, and stay as they are when there are too few to tell", () => {
    const sample = new WorldSample([0, 0, 1, 1, 2, 2, 3, 3].map((world) => ({ world, weekday: 0 })));
    const never = Number.POSITIVE_INFINITY;
    const values = worldsOverWindow(
      sample,
      [1, 9, 5, 5, never, never, 0, 2],
      Float64Array.of(5, 5, never, 1),
      30,
      true,
    );
    expect(values[2]).toBe(never);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    const few = new WorldSample([0, 0].map((world) => ({ world, weekday: 0 })));
    expect([...worldsOverWindow(few, [1, 3], Float64Array.of(2), 30, true)]).toEqual([2]);
  });
});
