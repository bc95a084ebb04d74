import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../shared/scenario/schema.ts";
import type { ReplicationTally, SparseHistogram } from "../../shared/simulate/tally.ts";
import { binOf } from "../../shared/statistics/histogram.ts";
import { plainScenario } from "../support/scenarios.ts";
import { figure, simulate } from "../support/simulate.ts";
import { design, runs, scenario } from "./random-scenarios.ts";

const seeds = fc.integer({ min: 0, max: 1000 });
const days = 0.01;

const nameless = ({ design: _, ...tally }: ReplicationTally) => tally;

describe("designs", () => {
  it("that differ in name only agree to the byte", () => {
    fc.assert(
      fc.property(scenario, seeds, (drawn, seed) => {
        const designs = { only: drawn.designs["only"]!, twin: drawn.designs["only"]! };
        const [one, twin] = simulate({ ...drawn, designs }, 1, { days, seed });
        expect(nameless(twin!)).toEqual(nameless(one!));
      }),
      runs(20),
    );
  });

  it("are not changed by another one that is added, whatever it does", () => {
    fc.assert(
      fc.property(scenario, design, seeds, (drawn, added, seed) => {
        const with_ = { ...drawn, designs: { added, only: drawn.designs["only"]! } };
        const [, only] = simulate(with_, 1, { days, seed });
        expect(only).toEqual(simulate(drawn, 1, { days, seed })[0]);
      }),
      runs(20),
    );
  });
});

describe("a task's draws", () => {
  const size = { lognormal: { p50: 800, p95: 3000 } };
  const answer = { name: "answer", input: size, output: size, correlation: 0.3, maxOutput: 5000 };
  const look = { name: "look", input: 7, output: 7 };

  /** Two designs' worth of sizes, and what the answers cost, of tasks with these steps. */
  function drawn(steps: Scenario["task"]["steps"], seed: number, more: Partial<Scenario> = {}) {
    return simulate(
      plainScenario({
        tasksPerDay: 30_000,
        task: { steps },
        design: { route: { look: ["free"], answer: ["model"] } },
        rest: {
          models: {
            model: {
              latency: { firstToken: { lognormal: { p50: 1, p95: 3 } } },
              price: { input: 3, output: 15 },
            },
            free: { latency: { total: 1 } },
          },
          ...more,
        },
      }),
      1,
      { days, seed },
    )[0]!;
  }

  /** The counts of a histogram but for those of one value. */
  function without(histogram: SparseHistogram, value: number): [number, number][] {
    return Array.from(histogram.bins, (bin, at): [number, number] => [bin, histogram.counts[at]!]).filter(
      ([bin]) => bin !== binOf(value),
    );
  }

  it("do not change when a step is added before it, or behind", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const alone = drawn([answer], seed);
        for (const steps of [
          [look, answer],
          [answer, look],
        ]) {
          const with_ = drawn(steps, seed);
          for (const measure of ["inputTokens", "outputTokens"] as const)
            expect(without(with_.histograms[measure], 7)).toEqual(without(alone.histograms[measure], 7));
          expect(figure(with_, "costOutput")).toBeCloseTo(figure(alone, "costOutput"), 9);
          // one second more each: the latencies are the same, too
          const { arrived, resultSeconds } = { arrived: 0, resultSeconds: 17 };
          const extra = with_.figures[resultSeconds]! - alone.figures[resultSeconds]!;
          expect(extra).toBeCloseTo(alone.figures[arrived]!, 5);
        }
      }),
      runs(5),
    );
  });

  it("do not change when a feature is added that nothing comes of", () => {
    const idle: readonly Partial<Scenario["designs"][string]>[] = [
      { timeout: 1e6 },
      { hedgeAfter: 1e6 },
      { giveUpAfter: 1e6 },
      { concurrency: 1e6, queueLimit: 1e6 },
      { retry: { attempts: 5, firstDelay: 1 } },
      { breaker: { window: 10, threshold: 1, minimumCalls: 1e6, cooldown: 10 } },
      { cache: { hitShare: 0, seconds: 1 } },
      { escalates: { answer: 0 } },
      { route: { answer: ["model", "backup", "human"] } },
      { onLimit: "wait" },
    ];
    const parts = (design: object, model: object) => ({
      tasksPerDay: 30_000,
      step: { input: size, output: size, calls: { geometric: { mean: 2 } }, maxOutput: 5000 },
      design,
      rest: {
        models: {
          model: {
            latency: { firstToken: { lognormal: { p50: 1, p95: 3 } }, perOutputToken: 0.01, sticky: 0.5 },
            price: { input: 3, output: 15 },
            ...model,
          },
          backup: { latency: { total: 1 } },
        },
      },
    });
    const tally = (design: object, model: object) =>
      simulate(plainScenario(parts(design, model)), 1, { days, seed: 5 })[0]!;
    const plain = tally({}, {});
    const same = (with_: ReplicationTally) => {
      expect(with_.histograms).toEqual(plain.histograms);
      expect(figure(with_, "costOutput")).toBeCloseTo(figure(plain, "costOutput"), 9);
      expect(figure(with_, "units")).toBe(figure(plain, "units"));
    };
    for (const design of idle) same(tally(design, {}));
    same(tally({}, { concurrency: 1e6, waiting: 5 }));
    same(tally({}, { limits: { requestsPerMinute: 1e9 } }));
    same(tally({}, { failures: { errorShare: 0, errorSeconds: 3 } }));
    same(tally({}, { failures: { incidents: { perMonth: 0, minutes: 5, errorShare: 1 } } }));
  });
});
