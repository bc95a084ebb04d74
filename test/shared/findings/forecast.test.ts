import { describe, expect, it } from "vitest";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import { discountFactor, moneyOf, paybackMonth } from "../../../shared/findings/forecast-money.ts";
import { judgedInMonth } from "../../../shared/findings/forecast-targets.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import {
  contextFor,
  forecast,
  forecastAnswered,
  linearScenario,
  planned,
  preparedFor,
  simulatedBy,
  smallerExample,
} from "../../support/forecasts.ts";

const DAYS = 30.4375;
/** Arrivals at an even rate are counted whole: one in 1,400 a week. */
const WHOLE = 1e-3;

/** What a month costs in each world. */
async function costs(scenario: Scenario, months: number, settings = {}) {
  const simulated = await forecast(scenario, { months, ...settings });
  const of = (month: number) => [...moneyOf(simulated, month).cost];
  return { simulated, of, growth: [...simulated.plan.inputs.growthPerMonth] };
}

describe("a month of the forecast", () => {
  it("costs what month 1 does times the growth in between, in each world, where cost is linear", async () => {
    const scenario = linearScenario({ growth: { uniform: { min: -0.05, max: 0.12 } } });
    const { of, growth } = await costs(scenario, 18, { replications: 8 });
    expect(new Set(growth).size).toBe(4);
    for (const month of [2, 7, 18]) {
      of(month).forEach((cost, world) => {
        const exact = 200 * DAYS * (1 + growth[world]!) ** (month - 1);
        expect(Math.abs(cost / exact - 1)).toBeLessThan(WHOLE);
      });
    }
  });

  it("has fixed costs that don't grow", async () => {
    const scenario = linearScenario({ growth: 0.1, rest: { costs: { monthly: { rent: 5000 } } } });
    const { of } = await costs(scenario, 9);
    const variable = 200 * DAYS;
    expect(of(1)[0]! / (5000 + variable)).toBeCloseTo(1, 3);
    expect(of(9)[0]! / (5000 + variable * 1.1 ** 8)).toBeCloseTo(1, 3);
  });

  it("may bring next to nothing where traffic shrinks: what is fixed is still paid", async () => {
    const scenario = linearScenario({ growth: -0.6, rest: { costs: { monthly: { rent: 5000 } } } });
    const { of } = await costs(scenario, 8);
    expect(of(8)[0]! - 5000).toBeCloseTo(200 * DAYS * 0.4 ** 7, 0);
  });

  it("is month 1 of the run to the digit", async () => {
    const scenario = smallerExample(0.02);
    const settings = { months: 1, days: 0.1, design: "streamed", replications: 4 };
    const answer = await forecastAnswered(scenario, settings);
    const prepared = preparedFor(scenario, settings);
    const fold = await simulatedBy(1, (simulator) => simulator.simulate(prepared.request));
    const run = answerOf(contextFor(scenario, settings), fold, 0).designs["streamed"]!;
    expect(answer.months[0]!.cost).toEqual(run.cost.perMonth);
    expect(answer.months[0]!.costPerUnit).toEqual(run.cost.perUnit);
  });

  it("lies by its own weight in what comes before a price change and what comes after", async () => {
    // 45 days after the start: month 2 runs from day 30.4375 to day 60.875.
    const model = { price: { perCall: 1, changes: [{ from: "2027-01-15", multiplier: 0.5 }] } };
    const { of } = await costs(linearScenario({ model }), 3);
    const after = (2 * DAYS - 45) / DAYS;
    expect(of(1)[0]! / (200 * DAYS)).toBeCloseTo(1, 3);
    expect(of(2)[0]! / (200 * DAYS * (1 - 0.5 * after))).toBeCloseTo(1, 3);
    expect(of(3)[0]! / (200 * DAYS * 0.5)).toBeCloseTo(1, 3);
  });

  it("pays a successor's price, and gets its success, from the day a model retires", async () => {
    const model = { price: { perCall: 1 }, retires: "2027-01-15", successor: "next" };
    const next = { latency: { total: 1 }, price: { perCall: 3 }, success: 0.5 };
    const { of, simulated } = await costs(linearScenario({ model, models: { next } }), 3);
    const after = (2 * DAYS - 45) / DAYS;
    expect(of(2)[0]! / (200 * DAYS * (1 + 2 * after))).toBeCloseTo(1, 3);
    expect(of(3)[0]! / (200 * DAYS * 3)).toBeCloseTo(1, 3);
    const sample = simulated.sampleOf(3);
    expect(sample.sum("right") / sample.sum("delivered")).toBeCloseTo(0.5, 1);
    expect(simulated.plan.changes).toMatchObject([{ kind: "retirement", model: "model", successor: "next" }]);
  });

  it("fails every task where a model retires that nobody succeeds, and says so", async () => {
    const model = { price: { perCall: 1 }, retires: "2027-01-01" };
    const answer = await forecastAnswered(linearScenario({ model }), { months: 3 });
    expect(answer.months[2]!.costPerUnit.value).toBeNull();
    expect(answer.months[2]!.units.p50).toBe(0);
    expect(answer.sentences.join(" ")).toContain("nobody is left to ask for answer: every task fails");
  });

  it("is unmoved by what happens to models that its design does not ask", async () => {
    const other = {
      latency: { total: 1 },
      retires: "2027-01-15",
      price: { changes: [{ from: "2027-02-01", multiplier: 2 }] },
    };
    const plan = planned(linearScenario({ models: { other } }), { months: 6 });
    expect(plan.ok && [plan.value.changes, plan.value.regimes.length]).toEqual([[], 1]);
  });

  it("knows a commitment's minimum: what the month's usage falls short of it is paid", async () => {
    const model = { price: { perCall: 1 }, commitment: { minimumSpend: 8000 } };
    const { of } = await costs(linearScenario({ growth: 0.1, model }), 5);
    const usage = 200 * DAYS;
    expect(of(1)[0]! / 8000).toBeCloseTo(1, 3);
    expect(of(5)[0]! / (usage * 1.1 ** 4)).toBeCloseTo(1, 3);
  });
});

describe("growth", () => {
  const worlds = { replications: 400, days: 0.01, months: 2 };
  const inputsOf = (scenario: Scenario) => {
    const plan = planned(scenario, worlds);
    if (!plan.ok) throw new Error("not planned");
    return plan.value.inputs;
  };

  it("is drawn for each world as the scenario says", () => {
    const growth = [
      ...inputsOf(linearScenario({ growth: { uniform: { min: 0, max: 0.1 } } })).growthPerMonth,
    ];
    const mean = growth.reduce((sum, each) => sum + each, 0) / growth.length;
    // Standard error of the mean of 200 uniform draws: 0.002.
    expect(Math.abs(mean - 0.05)).toBeLessThan(0.007);
    expect(Math.min(...growth)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...growth)).toBeLessThanOrEqual(0.1);
  });

  it("goes together with what it is correlated with", () => {
    const scenario = linearScenario({
      growth: { normal: { mean: 0.05, sd: 0.02 } },
      rest: {
        value: { manualCostPerUnit: { normal: { mean: 5, sd: 1 } } },
        correlations: [["traffic.growthPerMonth", "value.manualCostPerUnit", 0.9]],
      },
    });
    const { growthPerMonth, manualCostPerUnit } = inputsOf(scenario);
    const ranks = (values: Float64Array) => [...values].map((x) => values.filter((y) => y < x).length);
    const [a, b] = [ranks(growthPerMonth), ranks(manualCostPerUnit!)];
    const mean = (a.length - 1) / 2;
    const product = a.reduce((sum, rank, i) => sum + (rank - mean) * (b[i]! - mean), 0);
    const square = a.reduce((sum, rank) => sum + (rank - mean) ** 2, 0);
    expect(product / square).toBeGreaterThan(0.84);
  });

  it("that no machine could simulate is refused, with what to do", () => {
    const plan = planned(linearScenario({ growth: 3, tasksPerDay: 100_000 }), { months: 24 });
    expect(plan.ok).toBe(false);
    if (plan.ok) return;
    expect(plan.error[0]).toMatchObject({ path: "traffic.growthPerMonth", value: 3 });
    expect(plan.error[0]!.message).toContain("Forecast fewer months");
  });
});

describe("the budget", () => {
  const grown = (month: number) => 200 * DAYS * 1.1 ** (month - 1);
  const budgeted = (limit: number, inMonth = 1): Scenario =>
    linearScenario({ growth: 0.1, rest: { targets: { monthlyCost: { atMost: limit, inMonth } } } });

  it("is passed in the month in which growth passes it", async () => {
    const answer = await forecastAnswered(budgeted((grown(5) + grown(6)) / 2), { months: 9 });
    expect(answer.budget).toMatchObject({ firstMonthOver: 6, monthsOver: { value: 4 } });
    expect(answer.months.map(({ withinBudget }) => withinBudget?.value)).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0]);
  });

  it("is of worlds none of which costs less than it did before it grew", async () => {
    // Skewed as growth is after two years, over weekdays that differ: nothing of it may be taken for luck.
    const scenario: Scenario = linearScenario({
      growth: { uniform: { min: 0.01, max: 0.15 } },
      tasksPerDay: 300,
    });
    scenario.traffic.profile = { days: [1.2, 1.2, 1.2, 1.2, 1, 0.6, 0.6] };
    const answer = await forecastAnswered(scenario, { months: [1, 24], replications: 56, days: 1 });
    const [first, last] = answer.months;
    const least = first!.fan.p5.value! * 1.01 ** 23;
    expect(last!.fan.p5.value! / least).toBeGreaterThan(0.99);
    expect(last!.fan.p95.value! / first!.fan.p95.value!).toBeLessThan(1.01 * 1.15 ** 23);
  });

  it("that every world passes in as many months has an interval all the same", async () => {
    const answer = await forecastAnswered(budgeted((grown(2) + grown(3)) / 2), {
      months: 4,
      replications: 40,
      days: 1,
    });
    const { value, low, high } = answer.budget!.monthsOver;
    expect(value).toBe(2);
    expect(low).toBeGreaterThan(0.5);
    expect(high).toBeLessThan(3.5);
  });

  it("of a later month is judged in that month", async () => {
    const limit = (grown(5) + grown(6)) / 2;
    const verdicts = await Promise.all(
      [5, 6].map(async (month) => {
        const settings = { months: [month] };
        const scenario = budgeted(limit, month);
        const [target] = contextFor(scenario, settings).targets;
        const judged = judgedInMonth(
          contextFor(scenario, settings),
          await forecast(scenario, settings),
          target!,
        );
        return new Set(judged.worlds);
      }),
    );
    expect(verdicts).toEqual([new Set(["met"]), new Set(["missed"])]);
  });

  it("is kept in as many worlds as the law of growth says", async () => {
    // Month 13 costs at most 4/3 of month 1 where (1 + g)^12 ≤ 4/3; g is uniform on 0…0.1.
    const exact = ((4 / 3) ** (1 / 12) - 1) / 0.1;
    const scenario = linearScenario({
      growth: { uniform: { min: 0, max: 0.1 } },
      tasksPerDay: 20_000,
      rest: { targets: { monthlyCost: (20_000 * DAYS * 4) / 3 } },
    });
    const answer = await forecastAnswered(scenario, { months: [13], replications: 160, days: 0.01 });
    const { low, high } = answer.months[0]!.withinBudget!;
    expect(low).toBeLessThan(exact);
    expect(high).toBeGreaterThan(exact);
    expect(high - low).toBeLessThan(0.25);
  });
});

describe("money saved", () => {
  it("is what the units would have cost by hand, less the cash", async () => {
    const scenario = linearScenario({ rest: { value: { manualCostPerUnit: 3, keptShare: 1 } } });
    const answer = await forecastAnswered(scenario, { months: 6 });
    expect(answer.months[0]!.saved!.p50! / (2 * 200 * DAYS)).toBeCloseTo(1, 3);
    expect(answer.savings!.total.p50! / (6 * 2 * 200 * DAYS)).toBeCloseTo(1, 3);
    expect(answer.savings!.payback).toBeUndefined();
  });

  it("pays back what was paid once in the month that the annuity's closed form gives", async () => {
    const once = 40_000;
    const monthly = 1.08 ** (1 / 12) - 1;
    const saved = 200 * DAYS;
    const exact = -Math.log(1 - (monthly * once) / saved) / Math.log(1 + monthly);
    const scenario = linearScenario({
      rest: { value: { manualCostPerUnit: 2 }, costs: { once: { integration: 30_000, training: 10_000 } } },
    });
    const answer = await forecastAnswered(scenario, { months: 12 });
    expect(exact).toBeGreaterThan(6.6);
    expect(answer.savings!.payback).toMatchObject({ p10: Math.ceil(exact), p90: Math.ceil(exact) });
    expect(answer.months[0]!.spentSoFar.p50! / (once + saved)).toBeCloseTo(1, 3);
    const balance =
      -once + saved * [...Array(12).keys()].reduce((sum, m) => sum + (1 + monthly) ** -(m + 1), 0);
    expect(answer.savings!.presentValue.p50! / balance).toBeCloseTo(1, 2);
  });

  it("that is none pays nothing back", async () => {
    const scenario = linearScenario({
      rest: { value: { manualCostPerUnit: 0.5 }, costs: { once: { integration: 100 } } },
    });
    const answer = await forecastAnswered(scenario, { months: 3 });
    expect(answer.savings!.payback).toMatchObject({ p50: null, notWithin: { value: 1 } });
    expect(answer.sentences.join(" ")).toContain("costs $9.1k more in 3 months");
    expect(answer.sentences.join(" ")).toContain("does not come back within 3 months");
  });

  it("is not spoken of without a cost by hand", async () => {
    const answer = await forecastAnswered(linearScenario({}), { months: 2 });
    expect(answer.savings).toBeUndefined();
    expect(answer.months[0]!.saved).toBeUndefined();
  });

  it("comes back sooner without discount: after one-off costs over savings months", () => {
    expect(paybackMonth(100, [30, 30, 30, 30, 30], 0)).toBe(4);
    expect(paybackMonth(90, [30, 30, 30], 0)).toBe(3);
    expect(paybackMonth(90, [30, 30, 30], 0.08)).toBe(Number.POSITIVE_INFINITY);
    expect(discountFactor(0.08, 12)).toBeCloseTo(1 / 1.08, 12);
  });
});

describe("usage tiers", () => {
  const tiered = (limits: string, tasksPerDay = 20) =>
    linearScenario({
      growth: 0.2,
      tasksPerDay,
      model: { limits, price: { perCall: 1 } },
      rest: { task: { steps: [{ name: "answer", input: 10, output: 10, maxOutput: 20 }] } },
    });

  it("are left when a month's spend passes their cap: the month and the next tier are named", async () => {
    // 608.75 in month 1, 1.2 times more each month: above 1,000 in month 4.
    const answer = await forecastAnswered(tiered("openai:tier-3"), { months: 6, replications: 4 });
    expect(answer.tiers).toMatchObject([
      { tier: "openai:tier-3", capPerMonth: 1000, next: "openai:tier-4", passedInMonth: 4 },
    ]);
    expect(answer.months[3]!.events).toMatchObject([{ kind: "cap" }]);
    expect(answer.sentences.join(" ")).toContain("openai:tier-4 is needed");
  });

  it("with --upgrade-tiers have the next one's limits from that month on, until that one's cap is passed, too", async () => {
    const settings = { months: 9, replications: 4, upgradeTiers: true };
    const answer = await forecastAnswered(tiered("openai:tier-2"), settings);
    const upgrades = answer.months.flatMap(({ month, events }) =>
      events.filter(({ kind }) => kind === "upgrade").map(({ text }) => `${month}: ${text}`),
    );
    expect(upgrades).toEqual([
      "1: openai:tier-3 in the place of openai:tier-2",
      "4: openai:tier-4 in the place of openai:tier-3",
    ]);
  });

  it("count what is spent on their own provider's models, not what others are paid", async () => {
    const other = { latency: { total: 1 }, price: { perCall: 1000 } };
    const base = tiered("openai:tier-3");
    const scenario: Scenario = {
      ...base,
      task: { steps: [...base.task.steps, { name: "check", input: 10, output: 10, maxOutput: 20 }] },
      models: { ...base.models, other },
      designs: { only: { mode: "sync", route: { answer: ["model"], check: ["other"] } } },
    };
    const answer = await forecastAnswered(scenario, { months: 5, replications: 4 });
    expect(answer.tiers).toMatchObject([{ tier: "openai:tier-3", models: ["model"], passedInMonth: 4 }]);
  });

  it("are no matter in another currency, nor for limits that no tier has", async () => {
    const euro = { ...tiered("openai:tier-3"), currency: "EUR" };
    expect((await forecastAnswered(euro, { months: 2, replications: 4 })).tiers).toEqual([]);
    expect((await forecastAnswered(tiered("azure:standard"), { months: 2, replications: 4 })).tiers).toEqual(
      [],
    );
  });
});

describe("a replayed trace", () => {
  it("is replayed faster as traffic grows", async () => {
    const times = Float64Array.from({ length: 2001 }, (_, i) => i * 60);
    const scenario: Scenario = {
      ...linearScenario({}),
      traffic: { trace: { file: "log.csv", columns: { time: "at" } }, growthPerMonth: 0.1 },
      costs: { monthly: { rent: 1000 } },
    };
    const columns = { "log.csv#at": times };
    const { of } = await costs(scenario, 8, { columns, replications: 4, days: 366 });
    const perMonth = 1440 * DAYS;
    expect(of(1)[0]! / (1000 + perMonth)).toBeCloseTo(1, 2);
    expect(of(8)[0]! / (1000 + perMonth * 1.1 ** 7)).toBeCloseTo(1, 2);
  });
});

describe("the same forecast", () => {
  it("has the same bytes whatever the number of workers, and again", async () => {
    const scenario = smallerExample(0.02);
    const settings = { months: 9, days: 0.02, replications: 6, design: "sync" };
    const [one, three] = await Promise.all(
      [1, 3].map((workers) => forecastAnswered(scenario, { ...settings, workers })),
    );
    expect(JSON.stringify(three)).toBe(JSON.stringify(one));
  });

  it("holds no number that is none", async () => {
    const scenario = { ...smallerExample(0.02), traffic: { users: 100, adoption: 0, growthPerMonth: 0.05 } };
    const text = JSON.stringify(
      await forecastAnswered(scenario, { months: 3, replications: 2, days: 0.1, design: "sync" }),
    );
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });
});
