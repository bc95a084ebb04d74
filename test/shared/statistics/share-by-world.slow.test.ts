/** Months that are simulated, day by day, against months that are told from two days of each world. */
import { describe, expect, it } from "vitest";
import { Fold } from "../../../shared/run/fold.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { FIGURE, type ReplicationTally } from "../../../shared/simulate/tally.ts";
import { DesignSample } from "../../../shared/statistics/design-sample.ts";
import { sectionedTrials } from "../../../shared/statistics/sectioned-trials.ts";
import { shareByWorld } from "../../../shared/statistics/share-by-world.ts";
import { clopperPearson } from "../../../shared/statistics/share-interval.ts";
import { compiled } from "../../support/simulate.ts";

const HOURS = [1, 1, 1, 1, 1, 2, 4, 7, 10, 12, 12.5, 12, 11, 11.5, 12, 11.5, 10.5, 9, 7, 6, 5, 4, 3, 2];
const WEEK = [1.15, 1.18, 1.15, 1.12, 1.05, 0.7, 0.65];
const QUICK = { firstToken: { lognormal: { p50: 0.6, p95: 1.5 } }, perOutputToken: 0.008 };
/** Ten times as slow: a few slots are busy with few tasks. */
const SLOW = { firstToken: { lognormal: { p50: 6, p95: 15 } }, perOutputToken: 0.08 };

function scenarioOf(parts: { traffic?: object; model: object; design?: object; seconds: number }): Scenario {
  return {
    plimsoll: 1,
    traffic: { users: 500, profile: { hours: HOURS, days: WEEK }, ...parts.traffic },
    task: {
      steps: [
        {
          name: "answer",
          input: { lognormal: { p50: 1000, p95: 3000 } },
          output: { lognormal: { p50: 200, p95: 600 } },
        },
      ],
    },
    models: { m: { latency: QUICK, ...parts.model } },
    designs: {
      only: {
        mode: "sync",
        route: { answer: ["m"] },
        retry: { attempts: 3, firstDelay: 0.5, maxDelay: 10 },
        ...parts.design,
      },
    },
    targets: { latency: [{ percentile: 95, seconds: parts.seconds }] },
  } as Scenario;
}

const waves = { cv: 0.3, correlationMinutes: 30 };
const differing = (cv: number) => ({
  users: 800,
  tasksPerUser: { lognormal: { mean: 1, cv } },
  levelNoise: waves,
});
/** With the share that is asked of a month's tasks: the result in time, or delivered at all. */
const WORLDS = 56;
const CASES = [
  {
    name: "a calm one",
    of: "in time" as const,
    scenario: scenarioOf({ model: {}, seconds: 5.6 }),
  },
  {
    name: "incidents twice a month",
    of: "delivered" as const,
    scenario: scenarioOf({
      model: {
        failures: {
          errorShare: 0.001,
          incidents: { perMonth: 2, minutes: { lognormal: { p50: 25, p95: 120 } }, errorShare: 0.9 },
        },
      },
      seconds: 5.6,
    }),
  },
  {
    name: "a queue, in worlds that differ by 20 %",
    of: "in time" as const,
    scenario: scenarioOf({ traffic: differing(0.2), model: { latency: SLOW, concurrency: 1 }, seconds: 120 }),
  },
];

function shareOf(tally: ReplicationTally, of: "in time" | "delivered"): { counted: number; arrived: number } {
  const counted = of === "in time" ? tally.withinTarget[0] : tally.figures[FIGURE.delivered];
  return { counted: counted ?? 0, arrived: tally.figures[FIGURE.arrived] ?? 0 };
}

/** Limits that so many of the worlds' months meet. */
const MET_BY = [0.9, 0.75, 0.5, 0.25];

describe("the interval of the share of worlds whose month keeps a promise", () => {
  it.each(CASES)(
    "holds that of months simulated day by day, at three limits of four at least: $name",
    ({ scenario, of }) => {
      const day = compiled(scenario);
      const month = compiled(scenario, { days: 30.4375 });
      const fold = new Fold(["only"]);
      for (let replication = 0; replication < 2 * WORLDS; replication++)
        fold.addAll(day.simulate(replication));
      const months = Array.from({ length: WORLDS }, (_, world) => {
        const { counted, arrived } = shareOf(month.simulate(2 * world)[0]!, of);
        return counted / arrived;
      });
      const sample = new DesignSample("only", fold.of("only"), 1);
      const counted =
        of === "in time" ? sample.rows.map((row) => row.withinTarget[0] ?? 0) : sample.column("delivered");
      const descending = [...months].sort((a, b) => b - a);
      const held = MET_BY.map((share) => {
        const limit = descending[Math.round(share * WORLDS) - 1] ?? 0;
        const truth = months.filter((each) => each >= limit).length / WORLDS;
        const { values, bySection } = shareByWorld(sample, counted, sample.column("arrived"), limit, "month");
        const told = values.filter((value) => value >= limit).length / WORLDS;
        const trials = sectionedTrials(
          Array.from(bySection, (value) => value >= limit),
          told,
          0.95,
        );
        const { low, high } = clopperPearson(told * trials, trials, 0.95);
        return low <= truth && truth <= high;
      });
      expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(3);
    },
  );
});
