import { describe, expect, it } from "vitest";
import { prepareRun } from "../../../shared/run/prepare.ts";
import { plainScenario } from "../../support/scenarios.ts";

const today = "2026-12-01";

function prepared(
  ...[scenario, options]: [Parameters<typeof prepareRun>[0], Partial<Parameters<typeof prepareRun>[2]>?]
) {
  const result = prepareRun(scenario, {}, { today, ...options });
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join());
  return result.value;
}

describe("what is to be run", () => {
  it("is what the scenario says, then what the options overrule, then the defaults", () => {
    const scenario = plainScenario({ rest: { simulation: { replications: 12, seed: 5 } } });
    expect(prepared(scenario).request).toMatchObject({
      replications: 12,
      seed: 5,
      days: 1,
      start: today,
      load: 1,
    });
    expect(prepared(scenario, { replications: 4, load: 2 }).request).toMatchObject({
      replications: 4,
      load: 2,
      seed: 5,
    });
    expect(prepared(plainScenario({})).request).toMatchObject({ replications: 256, seed: 1 });
  });

  it("leaves out a design whose catalogue price nobody could look up, and says why", () => {
    const scenario = plainScenario({
      rest: {
        models: {
          model: { latency: { total: 1 } },
          named: { latency: { total: 1 }, price: "openai:gpt-5-mini" },
        },
        designs: {
          good: { mode: "sync", route: { answer: ["model"] } },
          listed: { like: "good", route: { answer: ["named"] } },
        },
      },
    });
    const { request, notSimulated, chosen } = prepared(scenario);
    expect(request.designs).toEqual(["good"]);
    expect(chosen).toBe("good");
    expect(notSimulated["listed"]).toEqual([
      "model named: the price catalogue is not at hand to look up openai:gpt-5-mini; write the prices as numbers",
    ]);
  });

  it("never half simulates: every price that is still missing is named", () => {
    const limited = (limits: Parameters<typeof plainScenario>[0]["model"]) =>
      prepared(plainScenario(limits === undefined ? {} : { model: limits })).notSimulated["only"];
    expect(limited({ price: "openai:gpt-5-mini" })).toHaveLength(1);
    expect(limited({ commitment: { perMonth: 1 } })).toBeUndefined();
    expect(limited({ limits: { policy: "window", requestsPerMinute: 1 } })).toBeUndefined();
    expect(limited({ limits: "openai:tier-3" })).toBeUndefined();
  });

  it("refuses a design that isn't there, naming those that are", () => {
    const result = prepareRun(plainScenario({}), {}, { today, designs: ["olny"] });
    expect(result).toMatchObject({ ok: false, error: [{ value: "olny", allowed: "only" }] });
  });
});
