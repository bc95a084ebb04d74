import { describe, expect, it } from "vitest";
import { costEstimate } from "../../../shared/findings/cost-answer.ts";
import { targetAnswers } from "../../../shared/findings/target-answers.ts";
import { costOverWindow } from "../../../shared/statistics/cost-by-world.ts";
import { DesignSample } from "../../../shared/statistics/design-sample.ts";
import { contextFor, monthlyBudget } from "../../support/synthetic-context.ts";
import { PLAIN_RUN } from "../../support/synthetic-tallies.ts";
import {
  COST_LAWS,
  COST_SHARES,
  costSample,
  costsKeptBy,
  costWindowCoverage,
  stoppedCostVerdicts,
} from "./cost-window-coverage.ts";

const [SURE, , LUCKY, , , DEAR] = COST_LAWS;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("a month's cost in each world", () => {
  it("has the shape of a month, not of two days: few dear days don't make few dear months", () => {
    const [limit = 0] = costsKeptBy(DEAR!, "month", [0.5], 8000);
    const shares = Array.from({ length: 40 }, (_, seed) => {
      const { values } = costOverWindow(costSample(DEAR!, 256, seed + 1), "perUnit", "month");
      return values.filter((cost) => cost <= limit).length / 256;
    });
    // Two days shrunk towards their mean alone say 0.7.
    expect(Math.abs(mean(shares) - 0.5)).toBeLessThan(0.05);
  });

  it("is not stretched in all other worlds where one had a day so rare that few months have one", () => {
    const usual = costSample(SURE!, 128, 1);
    const rows = usual.rows.map((row) =>
      row.replication === 77 ? { ...row, figures: row.figures.map((figure) => 10 * figure) } : row,
    );
    const sample = new DesignSample("plain", { rows, histograms: () => [] }, 1);
    const spread = (of: DesignSample) => {
      const { p5, p95 } = costEstimate(of, "perUnit").worlds;
      return (p95 ?? 0) - (p5 ?? 0);
    };
    expect(spread(sample)).toBeLessThan(1.2 * spread(usual));
  });

  it("is left in the order in which worlds were seen", () => {
    const sample = costSample(LUCKY!, 64, 3);
    const seen = sample.worlds.sumByWorld(sample.variableCost);
    const { values } = costOverWindow(sample, "perUnit", "month");
    // Weekdays with worlds enough are compared each by itself.
    const byWeekday = (weekday: number) =>
      [...values.keys()].filter((world) => sample.worlds.weekdayOf[world] === weekday);
    for (let weekday = 0; weekday < 7; weekday++) {
      const order = byWeekday(weekday).sort((a, b) => seen[a]! - seen[b]!);
      const costs = order.map((world) => values[world]!);
      expect(costs).toEqual([...costs].sort((a, b) => a - b));
    }
  });

  it("may be off by more the more luck was taken out, and the surer one wants to be", () => {
    const reach = (law: typeof SURE, level: number) => {
      const { low, high } = costOverWindow(costSample(law!, 64, 1), "perUnit", "month").within(level);
      return mean([...high].map((cost, world) => cost - low[world]!));
    };
    expect(reach(SURE, 0.95)).toBeLessThan(0.02);
    expect(reach(LUCKY, 0.95)).toBeGreaterThan(3 * reach(SURE, 0.95));
    expect(reach(LUCKY, 0.99)).toBeGreaterThan(reach(LUCKY, 0.95));
  });
});

describe("a day's cost in each world", () => {
  it("is that of the first day simulated, where horizons are a day", () => {
    const sample = costSample(LUCKY!, 8, 1);
    const { values, within } = costOverWindow(sample, "perUnit", "day");
    const first = [...sample.variableCost].filter((_, row) => row % 2 === 0);
    [...values].forEach((cost, world) => {
      expect(cost).toBeCloseTo(first[world]!, 12);
    });
    expect(within(0.95)).toEqual({ low: values, high: values });
  });
});

describe("the interval of the share of worlds within a cost", () => {
  it.each(COST_LAWS)("holds the truth, and so does that of the budget: $name", (law) => {
    const { shares, quantiles } = costWindowCoverage(law, 64, 60);
    // 95 to 98 % of 2,000 on average, never under 91 %; of 60 fewer than 48 would hold it once in thousands of times.
    expect(Math.min(...shares, ...quantiles)).toBeGreaterThanOrEqual(48);
    expect(mean([...shares, ...quantiles]) / 60).toBeGreaterThan(0.9);
  });

  it.each([
    ["costPerUnit", "month"],
    ["loadedCostPerUnit", "month"],
    ["monthlyCost", "day"],
    ["costPerUnit", "day"],
  ] as const)("holds it whatever the cost is of: %s over a %s", (name, window) => {
    const { shares } = costWindowCoverage(LUCKY!, 64, 60, { name, window });
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(48);
  });

  it("is that of independent worlds where no luck was taken out", () => {
    const law = { name: "no luck", world: COST_LAWS[3]!.world, day: () => 1 };
    const targets = costsKeptBy(law, "month", COST_SHARES, 4000).map((cost) => monthlyBudget(cost * 30.4375));
    const context = contextFor({ ...PLAIN_RUN, replications: 256 }, { targets });
    const { worldsMeeting } = targetAnswers(context, costSample(law, 128, 1)).targets[3]!;
    expect(worldsMeeting.high - worldsMeeting.low).toBeLessThan(0.16);
  });

  it("is that of all promises at once where there is one", () => {
    const context = contextFor({ ...PLAIN_RUN, replications: 128 }, { targets: [monthlyBudget(31)] });
    const { targets, allTargets } = targetAnswers(context, costSample(LUCKY!, 64, 1));
    expect(allTargets.worldsMeeting).toEqual(targets[0]!.worldsMeeting);
  });
});

describe("a verdict about a cost at which a run was stopped", () => {
  it("is hardly ever wrong, just above and just below what is asked for", () => {
    expect(stoppedCostVerdicts(LUCKY!, 0.91, 128, 40).fail).toBeLessThanOrEqual(4);
    expect(stoppedCostVerdicts(LUCKY!, 0.89, 128, 40).pass).toBeLessThanOrEqual(4);
    expect(stoppedCostVerdicts(SURE!, 0.89, 128, 40).pass).toBeLessThanOrEqual(5);
  });

  it("comes where there is no doubt", () => {
    expect(stoppedCostVerdicts(SURE!, 0.5, 64, 10).fail).toBe(10);
  });
});
