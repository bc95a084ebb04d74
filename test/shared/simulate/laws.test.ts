import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import type { ReplicationTally } from "../../../shared/simulate/tally.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { figure, simulate } from "../../support/simulate.ts";

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Drops what is undefined: in a scenario, a field is there or it isn't. */
function present<T extends object>(fields: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: Exclude<T[K], undefined>;
  }>;
}

const limits = fc
  .record({
    requestsPerMinute: maybe(fc.integer({ min: 5, max: 200 })),
    tokensPerMinute: maybe(fc.integer({ min: 5_000, max: 300_000 })),
    inputTokensPerMinute: maybe(fc.integer({ min: 5_000, max: 200_000 })),
    outputTokensPerMinute: maybe(fc.integer({ min: 1_000, max: 50_000 })),
    reserves: fc.constantFrom("max-output" as const, "max" as const, "estimate" as const, "none" as const),
    settles: fc.boolean(),
    rejectsCount: fc.boolean(),
    rejectSeconds: fc.constantFrom(0, 0.1, 3),
    background: fc.constantFrom(0, 0.3),
  })
  .map(present);

const model = fc
  .record({
    latency: fc.constantFrom(
      {
        firstToken: { lognormal: { p50: 0.5, p95: 2 } },
        perOutputToken: 0.01,
        sticky: 0.4,
        stalls: { share: 0.02, multiplier: 20 },
      },
      { total: { exponential: { mean: 3 } } },
    ),
    concurrency: maybe(fc.integer({ min: 1, max: 12 })),
    waiting: maybe(fc.integer({ min: 0, max: 20 })),
    limits: maybe(limits),
    failures: maybe(
      fc.constantFrom(
        { errorShare: 0.2 },
        {
          errorShare: 0.02,
          errorSeconds: 4,
          incidents: { perMonth: 60, minutes: 40, errorShare: 0.95, slowdown: 3 },
        },
      ),
    ),
    price: fc.constant({ input: 3, cachedInput: 0.3, output: 15 }),
  })
  .map(present);

const design = fc
  .record({
    mode: fc.constantFrom("sync" as const, "stream" as const, "async" as const),
    resort: maybe(fc.constantFrom("human", "cached", "canned", "error")),
    onLimit: fc.constantFrom("retry" as const, "wait" as const, "next" as const),
    retry: maybe(
      fc.record({
        attempts: fc.integer({ min: 1, max: 6 }),
        firstDelay: fc.constantFrom(0, 0.5, 5),
        maxDelay: fc.constantFrom(1, 30),
        jitter: fc.constantFrom("full" as const, "equal" as const, "none" as const),
        honoursRetryAfter: fc.boolean(),
      }),
    ),
    timeout: maybe(fc.constantFrom(0.4, 3, 30)),
    onCancel: maybe(fc.constantFrom("stops" as const, "runs-on" as const)),
    giveUpAfter: maybe(fc.constantFrom(2, 40)),
    concurrency: maybe(fc.integer({ min: 1, max: 8 })),
    workers: maybe(fc.integer({ min: 1, max: 8 })),
    queueLimit: maybe(fc.integer({ min: 0, max: 30 })),
    breaker: maybe(fc.constant({ window: 20, threshold: 0.4, minimumCalls: 5, cooldown: 15 })),
    cache: maybe(fc.constant({ hitShare: 0.2, seconds: 0.05 })),
    escalates: maybe(fc.constant({ answer: 0.3 })),
  })
  .map(({ resort, ...fields }) => ({
    ...present(fields),
    route: { answer: ["model", "backup", ...(resort === undefined ? [] : [resort])] },
    cached: { hitShare: 0.5, success: 0.8 },
  }));

const scenario: fc.Arbitrary<Scenario> = fc
  .record({ model, backup: model, design, calls: fc.constantFrom(1, { geometric: { mean: 2, max: 5 } }) })
  .map(({ model, backup, design, calls }) =>
    plainScenario({
      tasksPerDay: 40_000,
      step: {
        calls,
        input: { lognormal: { p50: 800, p95: 3000 } },
        output: { lognormal: { p50: 100, p95: 400 } },
        correlation: 0.3,
        cachedShare: 0.4,
        maxOutput: 500,
        onTruncate: "fine",
      },
      task: {
        patience: { lognormal: { p50: 30, p95: 90 } },
        deadline: 600,
        steps: [
          {
            name: "answer",
            calls,
            input: { lognormal: { p50: 800, p95: 3000 } },
            output: { lognormal: { p50: 100, p95: 400 } },
            correlation: 0.3,
            cachedShare: 0.4,
            inputGrowth: 50,
            maxOutput: 500,
            onTruncate: "retry",
          },
        ],
      },
      design,
      rest: {
        models: {
          model: { ...model, success: 0.8 } as Scenario["models"][string],
          backup: { ...backup, success: 0.7 } as Scenario["models"][string],
        },
        value: { wrongOutput: 0.5, keptShare: 0.9 },
        costs: {
          human: { minutes: 5, perHour: 30 },
          review: { share: 0.1, minutes: 2, perHour: 30, catches: 0.5 },
          perTask: { log: 0.001 },
        },
      },
    }),
  );

const count = (tally: ReplicationTally, measure: "response" | "result" | "wait") =>
  tally.histograms[measure].counts.reduce((sum, n) => sum + n, 0) + tally.histograms[measure].infinite;

describe("whatever the design", () => {
  it("every task ends in one outcome, is timed once, and what is counted fits together", () => {
    fc.assert(
      fc.property(scenario, fc.integer({ min: 0, max: 1000 }), (drawn, seed) => {
        const [tally] = simulate(drawn, 1, { days: 0.04, seed });
        const f = (name: Parameters<typeof figure>[1]) => figure(tally!, name);
        const arrived = f("arrived");
        expect(arrived).toBeGreaterThan(500);
        expect(f("delivered") + f("degraded") + f("late") + f("failed") + f("rejected")).toBe(arrived);
        for (const measure of ["response", "result", "wait"] as const)
          expect(count(tally!, measure)).toBe(arrived);
        expect(f("units")).toBeLessThanOrEqual(f("right"));
        expect(f("right")).toBeLessThanOrEqual(f("delivered") + f("degraded"));
        expect(f("throttled") + f("errored")).toBeLessThanOrEqual(f("attempts"));
        expect(f("timedOut")).toBeLessThanOrEqual(f("attempts") - f("throttled"));
        expect(f("waitSeconds")).toBeGreaterThanOrEqual(0);
        for (const value of tally!.figures) expect(value).toBeGreaterThanOrEqual(0);
        for (const { meanShare, peakShare } of tally!.quota) {
          expect(meanShare).toBeGreaterThanOrEqual(0);
          expect(peakShare).toBeGreaterThanOrEqual(meanShare * 0.98);
        }
      }),
      { numRuns: 120, seed: 20261123 },
    );
  }, 60_000);
});

describe("what a change must do", () => {
  const base = plainScenario({
    tasksPerDay: 60_000,
    step: {
      input: { lognormal: { p50: 800, p95: 3000 } },
      output: { lognormal: { p50: 100, p95: 400 } },
      maxOutput: 500,
    },
    model: { latency: { firstToken: 0.5, perOutputToken: 0.01 }, limits: { tokensPerMinute: 40_000 } },
    design: { retry: { attempts: 4, firstDelay: 0.5, maxDelay: 20 } },
  });
  const sum = (drawn: Scenario, name: Parameters<typeof figure>[1]) =>
    simulate(drawn, 2, { days: 0.2 }).reduce((total, tally) => total + figure(tally, name), 0);
  const withModel = (parts: Partial<Scenario["models"][string]>): Scenario => ({
    ...base,
    models: { model: { ...base.models["model"]!, ...parts } },
  });

  it("raising max_tokens alone raises the share of 429s under the reserve max-output", () => {
    const step = base.task.steps[0]!;
    const larger: Scenario = { ...base, task: { steps: [{ ...step, maxOutput: 1500 }] } };
    expect(sum(larger, "throttled")).toBeGreaterThan(sum(base, "throttled"));
  });

  it("a higher limit means fewer 429s and fewer failed tasks", () => {
    const higher = withModel({ limits: { tokensPerMinute: 60_000 } });
    expect(sum(base, "throttled")).toBeGreaterThan(0);
    expect(sum(higher, "throttled")).toBeLessThan(sum(base, "throttled"));
    expect(sum(higher, "failed")).toBeLessThanOrEqual(sum(base, "failed"));
  });

  it("a fallback turns failed tasks into served ones", () => {
    const backed: Scenario = {
      ...base,
      models: { ...base.models, backup: { latency: { total: 2 } } },
      designs: { only: { ...base.designs["only"]!, route: { answer: ["model", "backup"] } } },
    };
    expect(sum(base, "failed")).toBeGreaterThan(0);
    expect(sum(backed, "failed")).toBe(0);
  });

  it("a task's draws do not change when a step is added after it or a limit is set", () => {
    const inputs = (drawn: Scenario) => simulate(drawn, 1, { days: 0.05 })[0]!.histograms.inputTokens;
    const unlimited = withModel({});
    delete (unlimited.models["model"] as { limits?: unknown }).limits;
    expect(inputs(unlimited)).toEqual(inputs(base));
  });
});
