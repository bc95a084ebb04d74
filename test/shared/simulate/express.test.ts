import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { CompiledScenario } from "../../../shared/simulate/replication.ts";
import { FIGURES, type ReplicationTally } from "../../../shared/simulate/tally.ts";

const everyField: Scenario = JSON.parse(readFileSync("test/scenario-files/every-field.json", "utf8"));
const example: Scenario = JSON.parse(readFileSync("scenarios/support-assistant.json", "utf8"));

function tallies(scenario: Scenario, express: boolean): ReplicationTally[] {
  const compiled = new CompiledScenario({
    scenario,
    columns: {},
    seed: 3,
    days: 0.2,
    start: "2026-12-01",
    load: 1,
    designs: Object.keys(scenario.designs),
    express,
  });
  return [0, 1].flatMap((replication) => compiled.simulate(replication));
}

/** Sums of costs may be added in another order within a task: equal but for the last places. */
function expectSame(with_: ReplicationTally, without: ReplicationTally): void {
  expect(with_.histograms).toEqual(without.histograms);
  expect(with_.exemplars.slowest).toEqual(without.exemplars.slowest);
  expect(with_.exemplars.mostTried).toEqual(without.exemplars.mostTried);
  const { quota: used = [], ...moments } = with_.day ?? {};
  const { quota: expectedUse = [], ...expectedMoments } = without.day ?? {};
  expect(moments).toEqual(expectedMoments);
  expect(used.flatMap(({ shares }) => [...shares])).toEqual(
    expectedUse.flatMap(({ shares }) => [...shares].map((share) => expect.closeTo(share, 6))),
  );
  FIGURES.forEach((name, at) => {
    const expected = without.figures[at]!;
    expect(Math.abs(with_.figures[at]! - expected), name).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
  });
}

/** The catalogue's names in `second` replaced by numbers. */
function numbered({ models }: Scenario): Scenario["models"][string] {
  return { ...models["second"]!, price: { input: 0.25, output: 2 }, limits: { requestsPerMinute: 5000 } };
}

describe("the express lane changes no result", () => {
  const small: Scenario = { ...example, traffic: { ...example.traffic, users: 30_000 } };
  const tight: Scenario = {
    ...small,
    models: Object.fromEntries(
      Object.entries(small.models).map(([name, model]) => [
        name,
        { ...model, concurrency: 12, waiting: 30, failures: { errorShare: 0.05 } },
      ]),
    ),
    designs: {
      ...small.designs,
      hedged: { like: "sync", hedgeAfter: 2, onCancel: "stops", timeout: 12 },
      slotted: { like: "sync", concurrency: 20, queueLimit: 15, timeout: 8 },
      cascade: { like: "sync", escalates: { answer: 0.2 }, onLimit: "next" },
    },
  };

  /** One step, one call, one model; everything else as said. */
  const plain = (model: object, design: object, step: object = {}): Scenario => ({
    ...small,
    traffic: { users: 30_000 },
    task: {
      unit: "answer",
      steps: [{ name: "answer", input: 800, output: { uniform: { min: 1, max: 500 } }, ...step }],
    },
    models: {
      only: {
        price: { input: 3, output: 15 },
        latency: { firstToken: { lognormal: { p50: 1, p95: 4 } }, perOutputToken: 0.02 },
        ...model,
      },
    },
    designs: { only: { mode: "sync", route: { answer: ["only"] }, onLimit: "retry", ...design } },
  });
  const buckets = { requestsPerMinute: 25, tokensPerMinute: 25_000, burstSeconds: 10 };

  function expectSameOf(scenario: Scenario): void {
    const with_ = tallies(scenario, true);
    const without = tallies(scenario, false);
    expect(with_.length).toBe(without.length);
    with_.forEach((tally, at) => {
      expectSame(tally, without[at]!);
    });
  }

  it("of the example", () => expectSameOf(small));

  it("of one call, slots and nothing else", () => expectSameOf(plain({ concurrency: 3 }, {})));

  it("of one call whose quota gives back", () =>
    expectSameOf(plain({ limits: buckets }, { retry: { attempts: 3 } }, { maxOutput: 600 })));

  it.each([
    ["of one call that nothing holds up", plain({}, { mode: "stream" })],
    ["of one call behind some work of its own", plain({ concurrency: 4 }, {}, { seconds: 0.5 })],
    [
      "of one call and plain buckets",
      plain({ limits: { ...buckets, reserves: "estimate" } }, { retry: { attempts: 3 } }),
    ],
    [
      "of one call as long as it may be",
      plain({ latency: { total: 3 }, concurrency: 2, waiting: 5 }, { timeout: 8 }),
    ],
    [
      "of one call, slower by the hour",
      plain(
        { latency: { total: 3, slow: { hours: Array.from({ length: 24 }, (_, hour) => 1 + hour / 8) } } },
        { timeout: 3.5 },
      ),
    ],
    ["of a queue without workers to wait for", plain({ concurrency: 4 }, { mode: "async" })],
    ["of designs that have it hard", tight],
    ["of every field", { ...everyField, models: { ...everyField.models, second: numbered(everyField) } }],
  ])("%s", (_, scenario) => expectSameOf(scenario));
});
