import fc from "fast-check";
import type { Scenario } from "../../shared/scenario/schema.ts";
import { plainScenario } from "../support/scenarios.ts";

type Model = Scenario["models"][string];
type Design = Scenario["designs"][string];

/** How much a law is tried: so many scenarios, the same ones each time. */
export function runs(numRuns: number): { numRuns: number; seed: number } {
  return { numRuns, seed: 20261123 };
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

type Present<T> = Partial<{ [K in keyof T]: Exclude<T[K], undefined> }>;

/** Drops what is undefined: in a scenario, a field is there or it isn't. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

const limits = fc
  .record({
    policy: fc.constantFrom("bucket" as const, "window" as const, "leaky" as const),
    requestsPerMinute: maybe(fc.integer({ min: 5, max: 200 })),
    tokensPerMinute: maybe(fc.integer({ min: 5_000, max: 300_000 })),
    inputTokensPerMinute: maybe(fc.integer({ min: 5_000, max: 200_000 })),
    outputTokensPerMinute: maybe(fc.integer({ min: 1_000, max: 50_000 })),
    requestsPerDay: maybe(fc.integer({ min: 100, max: 2000 })),
    spendPerTenMinutes: maybe(fc.double({ min: 0.2, max: 20, noNaN: true })),
    burstSeconds: maybe(fc.constantFrom(5, 30, 60)),
    reserves: fc.constantFrom("max-output" as const, "max" as const, "estimate" as const, "none" as const),
    settles: fc.boolean(),
    rejectsCount: fc.boolean(),
    rejectSeconds: fc.constantFrom(0, 0.1, 3),
    background: fc.constantFrom(0, 0.3),
  })
  .map(present);

const latency = fc.constantFrom(
  {
    firstToken: { lognormal: { p50: 0.5, p95: 2 } },
    perOutputToken: 0.01,
    sticky: 0.4,
    stalls: { share: 0.02, multiplier: 20 },
  },
  { total: { exponential: { mean: 3 } } },
);

const failures = fc.constantFrom(
  { errorShare: 0.2 },
  {
    errorShare: 0.02,
    errorSeconds: 4,
    incidents: { perMonth: 60, minutes: 40, errorShare: 0.95, slowdown: 3 },
  },
);

const model: fc.Arbitrary<Model> = fc
  .record({
    latency,
    concurrency: maybe(fc.integer({ min: 1, max: 12 })),
    waiting: maybe(fc.integer({ min: 0, max: 20 })),
    limits: maybe(limits),
    failures: maybe(failures),
    price: fc.constant({ input: 3, cachedInput: 0.3, output: 15 }),
  })
  .map((fields) => ({ ...present(fields), latency: fields.latency }));

const batch = fc
  .record({
    everyMinutes: fc.constantFrom(1, 7, 15),
    turnaroundMinutes: fc.constantFrom(3, { lognormal: { p50: 5, p95: 30 } }),
    expiresHours: maybe(fc.constantFrom(0.2, 2)),
    priceShare: maybe(fc.constant(0.5)),
    limits: maybe(fc.constantFrom({ enqueuedTokens: 2_000 }, { enqueuedTokens: 60_000 })),
  })
  .map((fields) => ({
    ...present(fields),
    everyMinutes: fields.everyMinutes,
    turnaroundMinutes: fields.turnaroundMinutes,
  }));

const retry = fc.record({
  attempts: fc.integer({ min: 1, max: 6 }),
  firstDelay: fc.constantFrom(0, 0.5, 5),
  maxDelay: fc.constantFrom(1, 30),
  jitter: fc.constantFrom("full" as const, "equal" as const, "none" as const),
  honoursRetryAfter: fc.boolean(),
});

const designFields = fc.record({
  onLimit: fc.constantFrom("retry" as const, "wait" as const, "next" as const),
  retry: maybe(retry),
  timeout: maybe(fc.constantFrom(0.4, 3, 30)),
  hedgeAfter: maybe(fc.constantFrom(0.2, 2)),
  onCancel: maybe(fc.constantFrom("stops" as const, "runs-on" as const)),
  giveUpAfter: maybe(fc.constantFrom(2, 40)),
  concurrency: maybe(fc.integer({ min: 1, max: 8 })),
  workers: maybe(fc.integer({ min: 1, max: 8 })),
  queueLimit: maybe(fc.integer({ min: 0, max: 30 })),
  acknowledge: maybe(fc.constant(0.1)),
  breaker: maybe(fc.constant({ window: 20, threshold: 0.4, minimumCalls: 5, cooldown: 15 })),
  cache: maybe(fc.constant({ hitShare: 0.2, seconds: 0.05 })),
  escalates: maybe(fc.constant({ answer: 0.3 })),
});

/** A design in any mode; whatever else it says is drawn. */
export const design: fc.Arbitrary<Design> = fc
  .record({
    mode: fc.constantFrom("sync" as const, "stream" as const, "async" as const, "batch" as const),
    batch,
    resort: maybe(fc.constantFrom("human", "cached", "canned", "error")),
    again: fc.boolean(),
    fields: designFields,
  })
  .map(({ mode, batch, resort, again, fields }) => ({
    ...present(fields),
    mode,
    ...(mode === "batch" ? { batch } : {}),
    route: {
      answer: ["model", "backup", ...(again ? ["model"] : []), ...(resort === undefined ? [] : [resort])],
    },
    cached: { hitShare: 0.5, success: 0.8 },
  }));

const step = fc
  .record({
    calls: fc.constantFrom(1, { geometric: { mean: 2, max: 5 } }),
    seconds: maybe(fc.constant({ lognormal: { p50: 0.2, p95: 1 } })),
    reasoning: maybe(fc.constant({ lognormal: { p50: 50, p95: 300 } })),
    onTruncate: fc.constantFrom("wrong" as const, "retry" as const, "fine" as const),
  })
  .map((fields) => ({
    ...present(fields),
    name: "answer",
    input: { lognormal: { p50: 800, p95: 3000 } },
    output: { lognormal: { p50: 100, p95: 400 } },
    correlation: 0.3,
    cachedShare: 0.4,
    inputGrowth: 50,
    maxOutput: 500,
  }));

/** Any scenario of two models and one design, of which a fraction of a day shows much: `only` is its name. */
export const scenario: fc.Arbitrary<Scenario> = fc
  .record({ model, backup: model, design, step })
  .map(({ model, backup, design, step }) =>
    plainScenario({
      tasksPerDay: 40_000,
      task: { patience: { lognormal: { p50: 30, p95: 90 } }, deadline: 600, steps: [step] },
      design: {
        ...design,
        ...(tooSlowToStream(model, backup) && design.mode === "stream" ? { mode: "sync" } : {}),
      },
      rest: {
        models: { model: { ...model, success: 0.8 }, backup: { ...backup, success: 0.7 } },
        value: { wrongOutput: 0.5, keptShare: 0.9 },
        costs: {
          human: { minutes: 5, perHour: 30 },
          review: { share: 0.1, minutes: 2, perHour: 30, catches: 0.5 },
          perTask: { log: 0.001 },
          monthly: { office: 1000 },
        },
      },
    }),
  );

/** `total` under a stream is an error of the scenario. */
function tooSlowToStream(...models: readonly Model[]): boolean {
  return models.some(({ latency }) => latency.total !== undefined);
}
