import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { histogramsOf } from "../../../shared/statistics/blended-rows.ts";
import { coarseQuantile } from "../../../shared/statistics/coarse-counts.ts";
import { DesignSample } from "../../../shared/statistics/design-sample.ts";
import { atOwnLoads, forecast, smallerExample } from "../../support/forecasts.ts";

/** A month as it is told between load points, and as it is when every world is simulated at its own load. */
async function bothWays(scenario: Scenario, month: number) {
  const settings = { months: [month], days: 0.4, replications: 28, design: "sync" };
  const simulated = await forecast(scenario, settings);
  const { request } = simulated.plan.regimes.at(-1)!;
  const rows = await atOwnLoads(request, simulated.plan.multiples.get(month)!);
  const direct = new DesignSample("sync", { rows, histograms: histogramsOf(rows) }, request.days);
  return { between: simulated.sampleOf(month), direct };
}

const cash = ({ cashCost }: DesignSample) => cashCost.reduce((sum, value) => sum + value, 0);
const p95 = ({ rows }: DesignSample) =>
  coarseQuantile(
    rows.map(({ coarse }) => coarse.result),
    0.95,
  );

describe("a month between load points", () => {
  // Without a retirement the first model's quota is short by then: answers come late, or from the fallback.
  const example = smallerExample(0.1);
  const { retires, successor, ...large } = example.models["large"]!;
  const overrun = { ...example, models: { ...example.models, large } };

  it.each([
    { where: "with its successor, after the first model has retired", scenario: example, inMonth: 9 },
    { where: "at a traffic for which the quota is short", scenario: overrun, inMonth: 18 },
  ])(
    "is within 1 % of cost, units and p95 simulated at its own loads, $where",
    async ({ scenario, inMonth }) => {
      expect([retires, successor]).toEqual(["2027-06-30", "backup"]);
      const { between, direct } = await bothWays(scenario, inMonth);
      expect(Math.abs(cash(between) / cash(direct) - 1)).toBeLessThan(0.01);
      expect(Math.abs(between.sum("units") / direct.sum("units") - 1)).toBeLessThan(0.01);
      expect(Math.abs(between.sum("arrived") / direct.sum("arrived") - 1)).toBeLessThan(0.005);
      expect(Math.abs(p95(between) / p95(direct) - 1)).toBeLessThan(0.01);
    },
  );
});
