import { describe, expect, it } from "vitest";
import { plainScenario } from "../../support/scenarios.ts";
import { compiled } from "../../support/simulate.ts";

const WORLDS = 1500;

/** Values of two unknowns in many worlds. */
function drawn(correlations: [string, string, number][]): readonly [number[], number[]] {
  const scenario = plainScenario({
    tasksPerDay: 1000,
    traffic: { adoption: { beta: { p5: 0.2, p95: 0.7 } } },
    rest: { value: { keptShare: { uniform: { min: 0.5, max: 1 } } }, correlations },
  });
  const ready = compiled(scenario, { days: 0.001 });
  const pairs = Array.from({ length: WORLDS }, (_, world) => {
    ready.simulate(2 * world);
    const values = ready.worldValues();
    return [values.get("traffic.adoption")!, values.get("value.keptShare")!] as const;
  });
  return [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const places = new Array<number>(values.length);
  order.forEach((index, place) => {
    places[index] = place;
  });
  return places;
}

/** Spearman's rank correlation: 1 − 6 Σd² / (n(n² − 1)). */
function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)];
  const squares = x.reduce((sum, place, i) => sum + (place - y[i]!) ** 2, 0);
  return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1));
}

describe("the unknowns of a world", () => {
  it("go together as the scenario says, and not at all where it says nothing", () => {
    for (const rho of [-0.7, 0, 0.5]) {
      const correlations: [string, string, number][] =
        rho === 0 ? [] : [["traffic.adoption", "value.keptShare", rho]];
      expect(Math.abs(spearman(...drawn(correlations)) - rho)).toBeLessThan(3.5 / Math.sqrt(WORLDS));
    }
  });

  it("keep each its own distribution, however they are joined", () => {
    const [, kept] = drawn([["traffic.adoption", "value.keptShare", 0.5]]);
    const sorted = [...kept].sort((a, b) => a - b);
    for (const p of [0.1, 0.5, 0.9])
      expect(Math.abs(sorted[Math.floor(p * WORLDS)]! - (0.5 + p / 2))).toBeLessThan(0.03);
  });

  it("are the same for both replications of a pair", () => {
    const ready = compiled(plainScenario({ traffic: { adoption: { beta: { p5: 0.2, p95: 0.7 } } } }), {
      days: 0.001,
    });
    ready.simulate(6);
    const first = ready.worldValues().get("traffic.adoption");
    ready.simulate(7);
    expect(ready.worldValues().get("traffic.adoption")).toBe(first);
    ready.simulate(8);
    expect(ready.worldValues().get("traffic.adoption")).not.toBe(first);
  });
});
