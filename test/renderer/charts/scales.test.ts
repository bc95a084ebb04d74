import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  axisSeconds,
  dodged,
  heldDomain,
  linearDomain,
  logDomain,
  logLength,
  ninesOf,
  ninesTicks,
  secondsTicks,
  shareAtNines,
} from "../../../renderer/charts/scales.ts";

describe("the nines axis", () => {
  test("gives each further nine the same room", () => {
    expect([0, 0.9, 0.99, 0.999].map((p) => Number(ninesOf(p).toFixed(9)))).toEqual([0, 1, 2, 3]);
    expect(shareAtNines(ninesOf(0.875))).toBeCloseTo(0.875, 12);
    expect(ninesOf(1)).toBe(Number.POSITIVE_INFINITY);
  });

  test("names its ticks as people say them", () => {
    expect(ninesTicks(0.999).map((tick) => tick.label)).toEqual(["0%", "50%", "90%", "99%", "99.9%"]);
  });
});

describe("the axis of seconds", () => {
  test("counts in seconds, minutes, hours and days", () => {
    expect([0.05, 1, 30, 60, 600, 3600, 86_400].map(axisSeconds)).toEqual([
      "0.05 s",
      "1 s",
      "30 s",
      "1 min",
      "10 min",
      "1 h",
      "1 d",
    ]);
  });

  test("has a few round ticks inside its ends", () => {
    const ticks = secondsTicks(0.7, 250, 8);
    expect(ticks.length).toBeLessThanOrEqual(9);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.every((tick) => tick.at >= 0.7 && tick.at <= 250)).toBe(true);
  });

  test("spans what it is given with some air, and something where it is given nothing", () => {
    const domain = logDomain([2, 30, 0, Number.POSITIVE_INFINITY]);
    expect(domain.low).toBeLessThan(2);
    expect(domain.high).toBeGreaterThan(30);
    expect(logDomain([])).toEqual({ low: 0.1, high: 10 });
  });
});

describe("an axis of money", () => {
  test("begins at zero unless that would waste the paper", () => {
    expect(linearDomain([5, 40]).low).toBe(0);
    expect(linearDomain([100, 120]).low).toBeGreaterThan(80);
    expect(linearDomain([])).toEqual({ low: 0, high: 1 });
    expect(linearDomain([7, 7]).low).toBeLessThan(7);
  });
});

describe("an axis while a run refines", () => {
  test("is kept as long as the data stays on it", () => {
    const old = { low: 0, high: 100 };
    expect(heldDomain(old, { low: 10, high: 90 })).toBe(old);
    expect(heldDomain(undefined, { low: 10, high: 90 })).toEqual({ low: 10, high: 90 });
  });

  test("moves when data leaves it, or would shrink to a corner of it", () => {
    const old = { low: 1, high: 100 };
    expect(heldDomain(old, { low: 2, high: 101 })).toEqual({ low: 2, high: 101 });
    expect(heldDomain(old, { low: 10, high: 12 }, logLength)).toEqual({ low: 10, high: 12 });
  });
});

describe("labels", () => {
  test("never cover one another, and stay on the paper while there is room", () => {
    const wanted = fc.array(fc.double({ min: -50, max: 400, noNaN: true }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(wanted, (places) => {
        const placed = [...dodged(places, 20, 0, 300)].sort((a, b) => a - b);
        for (let at = 1; at < placed.length; at += 1) {
          expect((placed[at] ?? 0) - (placed[at - 1] ?? 0)).toBeGreaterThanOrEqual(20 - 1e-9);
        }
        expect(placed.at(-1)).toBeLessThanOrEqual(300);
        expect(placed[0]).toBeGreaterThanOrEqual(-1e-9);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  test("stay where they belong when there is nothing in the way", () => {
    expect(dodged([10, 100, 200], 20, 0, 300)).toEqual([10, 100, 200]);
  });
});
