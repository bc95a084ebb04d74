import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { DayMoments, DayRecorder } from "../../../shared/simulate/day.ts";
import { CompiledScenario } from "../../../shared/simulate/replication.ts";
import { FIGURE, type ReplicationTally } from "../../../shared/simulate/tally.ts";

const example: Scenario = JSON.parse(readFileSync("scenarios/support-assistant.json", "utf8"));

function simulated(days: number): readonly ReplicationTally[] {
  const compiled = new CompiledScenario({
    scenario: example,
    columns: {},
    seed: 5,
    days,
    start: "2026-12-01",
    load: 1,
    designs: Object.keys(example.designs),
  });
  return compiled.simulate(0);
}

const sum = (values: Iterable<number> | undefined): number => [...(values ?? [])].reduce((a, b) => a + b, 0);

describe("the day of a replication", () => {
  test("is counted where things happen", () => {
    const moments = new DayMoments();
    moments.reset(86_400);
    for (const at of [0, 899.5, 900, 86_399, 86_400]) moments.add(at);
    expect([...moments.counts.subarray(0, 3)]).toEqual([2, 1, 0]);
    expect(moments.counts[95]).toBe(1);
  });

  test("has as many under way on average as their times fill", () => {
    const day = new DayRecorder();
    day.reset(3600);
    // one for half of the first quarter and all of the second, one that never ends within the hour
    for (const at of [450, 2700]) day.arrivals.add(at);
    day.ended(1800);
    day.ended(5000);
    day.joinsLine(900);
    day.leavesLine(1125);
    const tally = day.take([]);
    expect([...tally.arrived]).toEqual([1, 0, 0, 1]);
    expect([...tally.underWay]).toEqual([0.5, 1, 0, 1]);
    expect([...tally.inLine]).toEqual([0, 0.25, 0, 0]);
  });

  test("ends where the horizon ends", () => {
    const day = new DayRecorder();
    day.reset(1350);
    day.arrivals.add(900);
    expect([...day.take([]).underWay]).toEqual([0, 1]);
  });

  test("adds up to what the replication counted, in every design", () => {
    for (const { design, day, figures, quota } of simulated(1)) {
      expect(sum(day?.arrived), design).toBe(figures[FIGURE.arrived]);
      expect(day?.arrived, design).toHaveLength(96);
      for (const { model, limit, shares } of day?.quota ?? []) {
        const mean = quota.find((use) => use.model === model && use.limit === limit)?.meanShare;
        expect(sum(shares) / 96, `${design} ${model} ${limit}`).toBeCloseTo(mean ?? -1, 6);
      }
    }
  });

  test("has no more under way than Little's law lets it: arrivals times time", () => {
    const sync = simulated(1).find(({ design }) => design === "sync");
    const { figures, day } = sync!;
    const seconds = figures[FIGURE.resultSeconds]!;
    // tasks that end after midnight, and those without a result, are the difference
    expect(Math.abs(sum(day?.underWay) * 900 - seconds) / seconds).toBeLessThan(0.02);
    expect(sum(day?.throttled)).toBeLessThanOrEqual(figures[FIGURE.throttled]!);
  });

  test("is the first one, where there are several", () => {
    for (const { day, figures } of simulated(2)) {
      expect(day?.seconds).toBe(86_400);
      expect(sum(day?.arrived)).toBeLessThan(figures[FIGURE.arrived]!);
    }
  });
});
