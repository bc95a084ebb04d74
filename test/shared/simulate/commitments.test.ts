import { describe, expect, it } from "vitest";
import { tallyWritten, writtenTally } from "../../../shared/run/part-tally.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { CompiledScenario } from "../../../shared/simulate/replication.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { compiled, figure, simulate } from "../../support/simulate.ts";

type Commitment = NonNullable<Scenario["models"][string]["commitment"]>;

const PRICE = { input: 10, output: 50, perCall: 0.01 };
const committed = (commitment: Commitment, design: Scenario["designs"][string] = {}): Scenario =>
  plainScenario({ tasksPerDay: 500, model: { price: PRICE, commitment }, design });

describe("a commitment", () => {
  it("is a fee by the horizon's days, paid by every design that asks the model and by no other", () => {
    const scenario: Scenario = {
      ...committed({ perMonth: 304.375 }),
      models: {
        model: { price: PRICE, latency: { total: 1 }, commitment: { perMonth: 304.375 } },
        other: { price: PRICE, latency: { total: 1 } },
      },
      designs: {
        asks: { mode: "sync", route: { answer: ["other", "model"] } },
        never: { mode: "sync", route: { answer: ["other"] } },
      },
    };
    const [asks, never] = compiled(scenario, { days: 0.5 }).simulate(0);
    expect(figure(asks!, "costCommitments")).toBeCloseTo(5, 9);
    expect(figure(never!, "costCommitments")).toBe(0);
  });

  it("may be unknown: one fee a world", () => {
    const fee = { uniform: { min: 0, max: 1000 } };
    const [a, b, c] = simulate(committed({ perMonth: fee }), 3).map((tally) =>
      figure(tally, "costCommitments"),
    );
    expect(a).toBe(b);
    expect(c).not.toBe(a);
  });

  it("discounts every price of its model, and no other's", () => {
    const [full] = simulate(committed({}), 1);
    const [less] = simulate(committed({ discount: 0.25 }), 1);
    for (const part of ["costInput", "costOutput"] as const)
      expect(figure(less!, part)).toBeCloseTo(0.75 * figure(full!, part), 9);
  });

  it("leaves behind what was billed at a model with a minimum, after its discount", () => {
    const [tally] = simulate(committed({ minimumSpend: 5000, discount: 0.1 }), 1);
    const billed = figure(tally!, "costInput") + figure(tally!, "costOutput");
    expect(tally!.committed).toEqual([
      { model: "model", spent: expect.closeTo(billed, 9), minimumPerMonth: 5000 },
    ]);
    expect(simulate(committed({ perMonth: 1 }), 1)[0]!.committed).toBeUndefined();
  });

  it("counts what was wasted, too: timeouts, hedges that lost, answers that were handed on", () => {
    const scenario: Scenario = {
      ...plainScenario({ tasksPerDay: 500 }),
      models: {
        model: {
          price: PRICE,
          latency: { total: { lognormal: { p50: 2, p95: 8 } } },
          failures: { errorShare: 0.1 },
          commitment: { minimumSpend: 1 },
        },
        next: { price: PRICE, latency: { total: 1 }, commitment: { minimumSpend: 1 } },
      },
      designs: {
        only: {
          mode: "sync",
          route: { answer: ["model", "next"] },
          timeout: 6,
          hedgeAfter: 3,
          retry: { attempts: 2 },
          escalates: { answer: 0.2 },
        },
      },
    };
    for (const onCancel of ["stops", "runs-on"] as const) {
      const designs = { only: { ...scenario.designs["only"], onCancel } };
      const [tally] = simulate({ ...scenario, designs }, 1);
      const parts = ["costInput", "costCachedInput", "costOutput", "costWasted", "costFallback"] as const;
      const billed = parts.reduce((sum, part) => sum + figure(tally!, part), 0);
      const spent = tally!.committed!.reduce((sum, { spent: amount }) => sum + amount, 0);
      expect(figure(tally!, "costWasted")).toBeGreaterThan(0);
      expect(spent).toBeCloseTo(billed, 6);
    }
  });

  it("counts a batch at its price, and nothing that expired", () => {
    const batch = { everyMinutes: 60, turnaroundMinutes: 10, priceShare: 0.5 };
    const [tally] = simulate(committed({ minimumSpend: 1 }, { mode: "batch", batch }), 1);
    const billed = figure(tally!, "costInput") + figure(tally!, "costOutput");
    expect(tally!.committed?.[0]?.spent).toBeCloseTo(billed, 9);
    const late = { ...batch, turnaroundMinutes: 100, expiresHours: 1 };
    const [expired] = simulate(committed({ minimumSpend: 1 }, { mode: "batch", batch: late }), 1);
    expect(expired!.committed?.[0]?.spent).toBe(0);
  });

  it("costs the same with the express lane and without it", () => {
    const settings = {
      scenario: committed({ minimumSpend: 9, discount: 0.1, perMonth: 7 }),
      columns: {},
      ...{ seed: 1, days: 1, start: "2026-12-01", load: 1, designs: ["only"] },
    };
    const [fast, slow] = [true, false].map(
      (express) => new CompiledScenario({ ...settings, express }).simulate(0)[0]!,
    );
    expect(fast!.figures).toEqual(slow!.figures);
    expect(fast!.committed).toEqual(slow!.committed);
  });

  it("survives being written to a part", () => {
    const [tally] = simulate(committed({ minimumSpend: 5000 }), 1);
    expect(tallyWritten(writtenTally(tally!), 0)?.committed).toEqual(tally!.committed);
  });
});
