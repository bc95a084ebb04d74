import { describe, expect, it } from "vitest";
import { varianceAnswer } from "../../../shared/findings/variance-answer.ts";
import { samplesOf } from "../../../shared/statistics/design-sample.ts";
import { contextFor, foldFor, resultWithin } from "../../support/synthetic-context.ts";
import { PLAIN_DESIGN, PLAIN_RUN, type SyntheticRun } from "../../support/synthetic-tallies.ts";

function varianceOf(changes: Partial<SyntheticRun>, failedShare = 0) {
  const run = {
    ...PLAIN_RUN,
    replications: 400,
    worldSd: 0,
    daySd: 0,
    trafficSd: 0,
    wrongOutput: 0.1,
    targetSeconds: [10],
    designs: [{ ...PLAIN_DESIGN, failedShare }],
    ...changes,
  };
  const [sample] = samplesOf(foldFor(run), run.days);
  return varianceAnswer(contextFor(run, { targets: [resultWithin(10)] }), sample!);
}

describe("the split of variance", () => {
  it("is all single tasks where neither worlds nor days differ", () => {
    for (const [name, { world, day, task }] of Object.entries(varianceOf({}))) {
      expect([name, world < 0.12, day < 0.12, task > 0.8]).toEqual([name, true, true, true]);
    }
  });

  it("is mostly the world where we don't know much and tasks are many", () => {
    for (const { world } of Object.values(varianceOf({ worldSd: 0.4 }))) expect(world).toBeGreaterThan(0.85);
  });

  it("is mostly the day where all tasks of a day share their luck", () => {
    for (const { world, day } of Object.values(varianceOf({ daySd: 0.4 }))) {
      expect(day).toBeGreaterThan(0.8);
      expect(world).toBeLessThan(0.15);
    }
  });

  it("comes out as put in: cost per unit with 20 % between worlds and 10 % between days", () => {
    // Tasks: (1 + cv²)/n − … by the linearised ratio, about (0.64 + 0.25)/200 = 0.0045; worlds 0.0408; days 0.0101.
    const { world, day, task } = varianceOf({ worldSd: 0.2, daySd: 0.1, replications: 1200 })["costPerUnit"]!;
    expect(world).toBeGreaterThan(0.68);
    expect(world).toBeLessThan(0.8);
    expect(day).toBeGreaterThan(0.13);
    expect(day).toBeLessThan(0.24);
    expect(task).toBeGreaterThan(0.05);
    expect(task).toBeLessThan(0.12);
  });

  it("is that of the tasks answered in the promised time where the percentile was never answered", () => {
    const { world, day, task } = varianceOf({}, 0.2)["result.p95"]!;
    expect(world + day + task).toBeCloseTo(1, 12);
    expect(task).toBeGreaterThan(0.8);
  });

  it("is left out with a single world", () => {
    expect(varianceOf({ replications: 2 })).toEqual({});
  });
});
