import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "../../../shared/findings/context.ts";
import {
  sensitivityOf,
  sensitivityRequest,
  simulateSensitivity,
} from "../../../shared/findings/sensitivity.ts";
import {
  type SensitivityAnswer,
  sensitivityAnswerSchema,
} from "../../../shared/findings/sensitivity-answer.ts";
import { Fold } from "../../../shared/run/fold.ts";
import { inlinePort } from "../../../shared/run/inline-port.ts";
import { prepareRun } from "../../../shared/run/prepare.ts";
import { Simulator } from "../../../shared/run/simulator.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { CompiledScenario } from "../../../shared/simulate/replication.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { normalWorth } from "../statistics/sensitivity-coverage.ts";

const P90_SCORE = 1.2815515655446004;

/** What a scenario's run says of its unknowns, in process. */
function studied(scenario: Scenario, replications: number, design = Object.keys(scenario.designs)[0]!) {
  const prepared = prepareRun(scenario, {}, { replications, seed: 3, today: "2026-12-01" });
  if (!prepared.ok) throw new Error(prepared.error[0]?.message);
  const request = sensitivityRequest(prepared.value.request, design);
  const ready = new CompiledScenario(request);
  const fold = new Fold(request.designs);
  for (let replication = 0; replication < replications; replication++)
    fold.addAll(ready.simulate(replication));
  return sensitivityOf(contextOf(prepared.value, ""), request, fold, design, 0);
}

/** Price and adoption are unknown; so are two that nothing comes of: a wage nobody is paid, and the time to a 429. */
const UNKNOWNS: Partial<Scenario> = {
  costs: { review: { share: 0, minutes: 1, perHour: { uniform: { min: 20, max: 60 } } } },
};

function priced(parts: Partial<Parameters<typeof plainScenario>[0]> = {}): Scenario {
  return plainScenario({
    tasksPerDay: 300,
    traffic: { adoption: { uniform: { min: 0.6, max: 1 } } },
    model: {
      latency: { total: 2 },
      price: { input: { normal: { mean: 1000, sd: 100 } }, output: 0 },
      limits: { requestsPerMinute: 100_000, rejectSeconds: { uniform: { min: 0.1, max: 1 } } },
    },
    rest: UNKNOWNS,
    ...parts,
  });
}

const measureOf = (answer: SensitivityAnswer, name: string) =>
  answer.measures.find(({ measure }) => measure === name)!;
const driverOf = (answer: SensitivityAnswer, name: string, path: string) =>
  measureOf(answer, name).drivers.find((driver) => driver.path === path)!;

const PRICE = "models.model.price.input";
const NULLS = ["costs.review.perHour", "models.model.limits.rejectSeconds"];

describe("what drives a cost per unit that is a price times a size", () => {
  let answer: SensitivityAnswer;
  beforeAll(() => {
    answer = studied(priced(), 96);
  });

  it("is the price, by as much as p10 and p90 of it differ", () => {
    const driver = driverOf(answer, "costPerUnit", PRICE);
    // A thousand tokens a task: a thousandth of the price per million.
    expect(driver.effect.value).toBeCloseTo(2 * P90_SCORE * 0.1, 6);
    expect(driver.atP10).toBeCloseTo(1 - P90_SCORE * 0.1, 6);
    expect(driver.told).toBe(true);
    expect(driver.share).toBeGreaterThan(0.999);
  });

  it("is nothing else: what has no effect stays below the noise floor", () => {
    const { noiseFloor = 0, drivers } = measureOf(answer, "costPerUnit");
    expect(drivers[0]!.path).toBe(PRICE);
    for (const path of [...NULLS, "traffic.adoption"]) {
      const driver = driverOf(answer, "costPerUnit", path);
      expect(Math.abs(driver.effect.value!)).toBeLessThan(noiseFloor);
      expect(driver.told).toBe(false);
    }
  });

  it("of a month is price and adoption, each by its own share", () => {
    const tasks = 300 * 30.4375;
    const { effect } = driverOf(answer, "monthlyCost", "traffic.adoption");
    // Adoption's p10 and p90 are 0.64 and 0.96.
    expect(effect.low!).toBeLessThan(0.32 * tasks);
    expect(effect.high!).toBeGreaterThan(0.32 * tasks);
    expect(driverOf(answer, "monthlyCost", PRICE).told).toBe(true);
  });

  it("of a time that is the same in every world is nothing, and says so", () => {
    expect(measureOf(answer, "result.p95").why).toBe("it is the same in every world");
  });

  it("would be known better with the price, not with more worlds", () => {
    const { now, moreWorlds, moreDays, knowing } = measureOf(answer, "costPerUnit").wouldBuy!;
    expect(moreWorlds.interval / now.interval).toBeCloseTo(Math.SQRT1_2, 12);
    expect(moreWorlds.worlds).toBe(now.worlds);
    expect(moreDays.interval / now.interval).toBeGreaterThan(0.99);
    expect(knowing?.path).toBe(PRICE);
    expect(knowing!.worlds).toBeLessThan(0.05 * now.worlds);
    // p5 to p95 of N(1, 0.1²), from 48 worlds.
    expect(Math.abs(now.worlds - 2 * 1.645 * 0.1)).toBeLessThan(0.1);
  });

  it("is what the sentences say, and why there is no value of information", () => {
    expect(answer.next[0]).toMatch(
      /^Cost per unit depends most on “model: input price”: about \$0\.87 a unit/,
    );
    expect(answer.valueOfInformation.why).toMatch(/doesn't say what a unit is worth/);
  });

  it("has the published form", () => {
    expect(sensitivityAnswerSchema.parse(answer)).toEqual(answer);
  });
});

describe("inputs that go together", () => {
  const scenario = priced({
    rest: { ...UNKNOWNS, correlations: [["traffic.adoption", PRICE, 0.8]] },
  });
  let answer: SensitivityAnswer;
  beforeAll(() => {
    answer = studied(scenario, 160);
  });

  it("count with what moves with them, which is named; alone they are what they are", () => {
    const { effect, alone, told } = driverOf(answer, "costPerUnit", "traffic.adoption");
    // Scores are correlated by 2 sin(0.8 π / 6).
    const expected = 2 * P90_SCORE * 0.1 * 2 * Math.sin((0.8 * Math.PI) / 6);
    expect(told).toBe(true);
    expect(effect.low!).toBeLessThan(expected);
    expect(effect.high!).toBeGreaterThan(expected);
    expect(Math.abs(alone!.value!)).toBeLessThan(1e-6);
    const input = answer.inputs.find(({ path }) => path === "traffic.adoption");
    expect(input?.movesWith).toEqual([{ path: PRICE, spearman: 0.8 }]);
  });
});

describe("the value of knowing a price before shipping", () => {
  /** One design; a unit is worth 1.05 and costs N(1, 0.1²). */
  const scenario = priced({ rest: { ...UNKNOWNS, value: { perUnit: 1.05 } }, traffic: {} });
  let answer: SensitivityAnswer;
  beforeAll(() => {
    answer = studied(scenario, 128);
  });

  it("is what the unit normal loss integral says of a month's units", () => {
    const { inputs, best, everything = 0 } = answer.valueOfInformation;
    const truth = 300 * 30.4375 * normalWorth(0.05, 0.1);
    expect(best).toBe("only");
    const price = inputs.find(({ path }) => path === PRICE)!;
    expect(price.told).toBe(true);
    expect(price.low).toBeLessThan(truth);
    expect(price.high).toBeGreaterThan(truth);
    expect(price.value).toBeLessThanOrEqual(Math.max(everything, price.low));
    expect(price).toMatchObject({ bestAtP10: "only", bestAtP90: "none" });
  });

  it("is nothing of what changes no decision", () => {
    for (const path of NULLS)
      expect(answer.valueOfInformation.inputs.find((input) => input.path === path)?.told).toBe(false);
  });

  it("is what to measure next", () => {
    expect(answer.next[0]).toMatch(/^Measure next: “model: input price”\. .* a month/);
    expect(answer.next[1]).toBe("Where it is low, ship only; where it is high, ship none.");
  });

  it("takes what a unit saves where the file doesn't say what it brings, unknown or not", () => {
    const worth = { normal: { mean: 1.05, sd: 0.2 } };
    const saved = studied(priced({ rest: { value: { manualCostPerUnit: worth } }, traffic: {} }), 64);
    expect(saved.valueOfInformation.worthOfUnit).toBe("value.manualCostPerUnit");
    const paths = saved.valueOfInformation.inputs.filter(({ told }) => told).map(({ path }) => path);
    expect(paths[0]).toBe("value.manualCostPerUnit");
    const certain = studied(priced({ rest: { value: { perUnit: { constant: 1.05 } } }, traffic: {} }), 64);
    expect(certain.valueOfInformation.best).toBe("only");
  });
});

describe("the order of things", () => {
  const value = { perUnit: 1.05 };
  const two: Scenario = {
    ...priced({ rest: { ...UNKNOWNS, value, chosen: "a" } }),
    designs: {
      a: { mode: "sync", route: { answer: ["model"] } },
      b: {
        mode: "sync",
        route: { answer: ["model"] },
        cache: { hitShare: { uniform: { min: 0, max: 0.3 } } },
      },
    },
  };
  const reversed = (record: object) => Object.fromEntries(Object.entries(record).reverse());
  const other: Scenario = {
    ...two,
    designs: reversed(two.designs),
    models: { model: { ...two.models["model"]!, limits: reversed(Object(two.models["model"]!.limits)) } },
    traffic: { adoption: two.traffic.adoption!, users: two.traffic.users! },
  };

  it("of designs and of inputs changes no byte", () => {
    expect(Object.keys(other.designs)).toEqual(["b", "a"]);
    expect(JSON.stringify(studied(other, 64, "a"))).toBe(JSON.stringify(studied(two, 64, "a")));
  });

  it("of replications, and the number of workers, changes none either", async () => {
    const prepared = prepareRun(two, {}, { replications: 36, seed: 3, today: "2026-12-01" });
    if (!prepared.ok) throw new Error("can't be run");
    const { request } = prepared.value;
    const answers: string[] = [];
    for (const workers of [1, 3]) {
      const simulator = new Simulator(inlinePort, workers);
      const fold = await simulateSensitivity(request, "a", simulator);
      simulator.close();
      answers.push(JSON.stringify(sensitivityOf(contextOf(prepared.value, ""), request, fold, "a", 0)));
    }
    expect(answers[1]).toBe(answers[0]);
    expect(answers[0]).toBe(JSON.stringify(studied(two, 36, "a")));
  });
});

describe("where nothing can be said", () => {
  it("says so of a scenario without unknowns", () => {
    const answer = studied(plainScenario({ tasksPerDay: 50 }), 32);
    expect(answer.why).toMatch(/nothing .* is unknown/);
    expect(answer.measures).toEqual([]);
  });

  it("says so of too few worlds", () => {
    expect(studied(priced(), 2).why).toMatch(/^1 world: fewer than 16/);
    expect(studied(priced(), 8).why).toMatch(/^4 worlds/);
  });

  it("says so of worlds without traffic, and prints no number that is none", () => {
    const answer = studied(priced({ tasksPerDay: 0 }), 32);
    expect(measureOf(answer, "costPerUnit").why).toBe("no unit came of it");
    expect(measureOf(answer, "deliveredShare").why).toBe("no task arrived");
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  });

  it("says so of an unstable design, which is no option either", () => {
    const answer = studied(
      priced({
        tasksPerDay: 2000,
        model: { latency: { total: 60 }, concurrency: 1, price: { input: { uniform: { min: 1, max: 2 } } } },
        rest: { value: { perUnit: 5 } },
      }),
      32,
    );
    expect(measureOf(answer, "result.p95").why).toMatch(/^unstable/);
    expect(answer.valueOfInformation.leftOut).toEqual([
      { design: "only", why: expect.stringMatching(/^unstable/) },
    ]);
    expect(answer.valueOfInformation.why).toBe("no design is stable");
  });
});
