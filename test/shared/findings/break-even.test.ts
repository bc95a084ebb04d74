import { describe, expect, it } from "vitest";
import { breakEvenOf, crossing } from "../../../shared/findings/break-even.ts";
import { breakEvenPlans } from "../../../shared/findings/break-even-plan.ts";
import { inlinePort } from "../../../shared/run/inline-port.ts";
import { prepareRun } from "../../../shared/run/prepare.ts";
import { Simulator } from "../../../shared/run/simulator.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { coverage, foundIn } from "./break-even-coverage.ts";

const MONTH = 30.4375;

type Parts = Parameters<typeof plainScenario>[0];

function plansOf(scenario: Scenario, replications = 4) {
  const prepared = prepareRun(scenario, {}, { today: "2026-12-01", replications });
  if (!prepared.ok) throw new Error(prepared.error[0]?.message);
  return breakEvenPlans(prepared.value.request, "only");
}

async function found(scenario: Scenario, replications = 4) {
  const plans = plansOf(scenario, replications);
  if (!plans.ok) throw new Error(plans.error[0]?.message);
  const simulator = new Simulator(inlinePort, 1);
  const [plan] = plans.value;
  const answer = await breakEvenOf(plan!, simulator);
  simulator.close();
  return { plan: plan!, ...answer };
}

const PRICE = { input: 10, output: 50 };
/** 400 calls a day of 1,000 tokens read and 200 written: 0.02 each. */
const plain = (model: Parts["model"]): Scenario =>
  plainScenario({ tasksPerDay: 400, model: { price: PRICE, ...model } });
const USAGE = 0.02 * 400 * MONTH;

describe("a fee against a discount", () => {
  it("breaks even where the discount is worth the fee", async () => {
    const { plan, multiple, today } = await found(
      plain({ commitment: { perMonth: 0.3 * USAGE, discount: 0.1 } }),
      14,
    );
    expect(plan).toMatchObject({ linear: true, instead: "list price" });
    // a tenth of today's usage: a third of the fee
    expect(multiple.low).toBeLessThanOrEqual(3);
    expect(multiple.high).toBeGreaterThanOrEqual(3);
    expect(multiple.value).toBeCloseTo(3, 0);
    expect(today.value / USAGE).toBeCloseTo(0.1 - 0.3, 1);
  });

  it("pays at any traffic where there is no fee, and at none where there is no discount", async () => {
    expect((await found(plain({ commitment: { discount: 0.1 } }))).multiple.value).toBe(0);
    const never = (await found(plain({ commitment: { perMonth: 1 } }))).multiple;
    expect(never.value).toBeNaN();
    expect(never.high).toBe(Number.POSITIVE_INFINITY);
  });

  it("waits for the minimum: until it is used the discount is not", async () => {
    // 10 % off, and at least what three times today's traffic costs at list prices
    const { multiple } = await found(plain({ commitment: { minimumSpend: 3 * USAGE, discount: 0.1 } }), 14);
    expect(multiple.value).toBeGreaterThan(2.9);
    expect(multiple.value).toBeLessThan(3.1);
  });
});

describe("reserved capacity that spills over", () => {
  const scenario = (perMonth: number): Scenario => ({
    ...plain({}),
    models: {
      reserved: { price: {}, latency: { total: 2 }, concurrency: 2, waiting: 0, commitment: { perMonth } },
      payg: { price: PRICE, latency: { total: 2 } },
    },
    designs: { only: { mode: "sync", route: { answer: ["reserved", "payg"] }, onLimit: "next" } },
  });

  it("is held against the same design without it, at each traffic simulated", async () => {
    const { plan, points, multiple } = await found(scenario(0.5 * USAGE), 8);
    expect(plan).toMatchObject({ linear: false, instead: "other models" });
    // nearly all of today's calls find a slot, so that half of today's traffic is worth the fee
    expect(multiple.value).toBeGreaterThan(0.45);
    expect(multiple.value).toBeLessThan(0.6);
    expect(points.length).toBeGreaterThan(4);
  });

  it("saves no more than it can carry", async () => {
    // two slots of two seconds carry 86,400 calls a day, of which the fee asks more than all
    const { multiple } = await found(scenario(50 * USAGE), 2);
    expect(multiple.value).toBeNaN();
  });

  it("gives the same answer for the same seed", async () => {
    const [once, again] = [await found(scenario(USAGE), 2), await found(scenario(USAGE), 2)];
    expect(again.points).toEqual(once.points);
  });
});

describe("what has no break-even", () => {
  it("is a design without a commitment: an error that says so", () => {
    const plans = plansOf(plain({}));
    expect(plans).toMatchObject({ ok: false, error: [{ path: "designs.only" }] });
  });

  it("is a scenario without traffic: nothing is saved, and nothing is known of tasks", async () => {
    const idle = { ...plain({ commitment: { perMonth: 100, discount: 0.5 } }), traffic: { users: 0 } };
    const { multiple, today } = await found(idle);
    expect(multiple.value).toBeNaN();
    expect(today.value).toBeCloseTo(-100, 6);
  });
});

describe("where a saving turns positive", () => {
  const at = (multiple: number, value: number, half: number) => ({
    multiple,
    saving: { value, low: value - half, high: value + half },
  });

  it("is told with what the saving's interval leaves open", () => {
    const points = [at(1, -10, 5), at(2, 0, 5), at(3, 10, 5)];
    expect(crossing(points)).toEqual({ value: 2, low: 1.5, high: 2.5 });
  });

  it("is unbounded where the interval never leaves zero", () => {
    expect(crossing([at(1, -1, 5), at(2, 1, 5)])).toEqual({
      value: 1.5,
      low: 0,
      high: Number.POSITIVE_INFINITY,
    });
  });

  it("is the same whether each traffic is simulated or one tells all", async () => {
    const terms = { replications: 64, usage: 1000, worldSd: 0.2, daySd: 0.2, fee: 300, discount: 0.2 };
    const line = (await foundIn(terms, 3, true)).multiple;
    const looks = (await foundIn(terms, 3, false)).multiple;
    expect(looks.value).toBeCloseTo(line.value, 6);
  });

  it("has an interval that holds the truth in most runs; in how many, the slow test counts", async () => {
    const terms = { replications: 64, usage: 1000, worldSd: 0.3, daySd: 0.2, fee: 300, discount: 0.2 };
    const { runs, held } = await coverage(terms, 12);
    expect(held / runs).toBeGreaterThan(0.7);
  });
});
