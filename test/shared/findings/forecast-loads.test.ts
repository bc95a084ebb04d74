import { describe, expect, it } from "vitest";
import { bracketOf, loadAt, STEP_OF_LOAD } from "../../../shared/findings/forecast-loads.ts";
import { monthBegins, monthOf } from "../../../shared/findings/forecast-plan.ts";
import { START } from "../../support/forecasts.ts";

describe("the loads around a month's", () => {
  it("have it as their weighted mean, whatever it is", () => {
    for (const multiple of [0.05, 0.3, 0.99, 1, 1.01, 1.25, 2, 7.5, 30]) {
      const rungs = bracketOf(multiple);
      expect(rungs.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
      expect(rungs.reduce((sum, { rung, weight }) => sum + weight * loadAt(rung), 0)).toBeCloseTo(
        multiple,
        9,
      );
      for (const { rung } of rungs) {
        expect(loadAt(rung) / multiple).toBeGreaterThan(1 / STEP_OF_LOAD / (1 + 1e-8));
        expect(loadAt(rung) / multiple).toBeLessThan(STEP_OF_LOAD * (1 + 1e-8));
      }
    }
  });

  it("are it alone where it is a load point, as today's traffic is", () => {
    expect(bracketOf(1)).toEqual([{ rung: 0, weight: 1 }]);
    expect(bracketOf(STEP_OF_LOAD * STEP_OF_LOAD)).toEqual([{ rung: 2, weight: 1 }]);
    expect(bracketOf(loadAt(-3))).toEqual([{ rung: -3, weight: 1 }]);
  });

  it("are the lowest one and nothing where next to nothing is left", () => {
    const [only, ...more] = bracketOf(0.001);
    expect(more).toEqual([]);
    expect(only!.weight * loadAt(only!.rung)).toBeCloseTo(0.001, 12);
  });
});

describe("the months of a forecast", () => {
  it("are 30.4375 days long, from the start on", () => {
    expect(monthBegins(START, 1)).toBe(START);
    expect(monthBegins(START, 2)).toBe("2026-12-31");
    expect(monthBegins(START, 13)).toBe("2027-12-01");
    expect(monthOf(START, "2026-12-31")).toBe(1);
    expect(monthOf(START, "2027-01-01")).toBe(2);
    expect(monthOf(START, "2027-12-02")).toBe(13);
  });
});
