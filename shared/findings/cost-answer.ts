/** What a design costs: a task, a unit of value, a day, a month, and what the money goes to. */
import type { Figure } from "../simulate/tally.ts";
import { type CostMeasure, costByWorld, DAYS_PER_MONTH, type Window } from "../statistics/cost-by-world.ts";
import { type DesignSample, LEVEL } from "../statistics/design-sample.ts";
import type { Estimated } from "../statistics/interval.ts";
import { ratioOfSums, sumOfRatios } from "../statistics/ratio.ts";
import { COST_PARTS, type CostPart, type DesignAnswer, type WorldEstimate } from "./answer.ts";
import { estimate, overWorlds } from "./estimates.ts";

const PART_FIGURES: Readonly<Record<CostPart, Figure>> = {
  input: "costInput",
  cachedInput: "costCachedInput",
  output: "costOutput",
  wasted: "costWasted",
  fallback: "costFallback",
  review: "costReview",
  human: "costHuman",
  wrongOutputs: "costWrongOutputs",
  perTask: "costPerTask",
  fixed: "costFixed",
  commitments: "costCommitments",
};

const WHY_NOT: Readonly<Record<CostMeasure, string>> = {
  perTask: "no task arrived",
  perUnit: "no unit of value was produced",
  loadedPerUnit: "no unit of value was produced",
  perDay: "no traffic in the horizon",
  perMonth: "no traffic in the horizon",
};

/**
 * One cost with its interval and its spread over worlds. Costs a task and a unit are ratios of sums. A day's and a
 * month's scale what varies by the days of traffic, and what is fixed by the days.
 */
export function costEstimate(
  sample: DesignSample,
  measure: CostMeasure,
  window: Window = "month",
): WorldEstimate {
  const mean = estimate(meanCost(sample, measure), WHY_NOT[measure], sample.worlds.worlds);
  return overWorlds(mean, costByWorld(sample, measure, window));
}

function meanCost(sample: DesignSample, measure: CostMeasure): Estimated {
  const { worlds } = sample;
  switch (measure) {
    case "perTask":
      return ratioOfSums(worlds, sample.cashCost, sample.column("arrived"), LEVEL);
    case "perUnit":
      return ratioOfSums(worlds, sample.cashCost, sample.column("units"), LEVEL);
    case "loadedPerUnit":
      return ratioOfSums(worlds, sample.loadedCost, sample.column("units"), LEVEL);
    case "perDay":
      return perDays(sample, 1);
    case "perMonth":
      return perDays(sample, DAYS_PER_MONTH);
  }
}

function perDays(sample: DesignSample, days: number): Estimated {
  const scaled = (column: Float64Array) => column.map((value) => value * days);
  const horizon = new Float64Array(sample.rows.length).fill(sample.days);
  const variable = { numerator: scaled(sample.variableCost), denominator: sample.trafficDays };
  const fixed = { numerator: scaled(sample.fixedCost), denominator: horizon };
  return sumOfRatios(sample.worlds, [variable, fixed], LEVEL);
}

export function costAnswer(sample: DesignSample): DesignAnswer["cost"] {
  return {
    perTask: costEstimate(sample, "perTask"),
    perUnit: costEstimate(sample, "perUnit"),
    perDay: costEstimate(sample, "perDay"),
    perMonth: costEstimate(sample, "perMonth"),
    loadedPerUnit: costEstimate(sample, "loadedPerUnit"),
    parts: partsOf(sample),
  };
}

function partsOf(sample: DesignSample): Record<CostPart, number> {
  const parts: Partial<Record<CostPart, number>> = {};
  for (const part of COST_PARTS) parts[part] = sample.sum(PART_FIGURES[part]);
  // with what falls short of a minimum, which no single replication knows
  parts.commitments = sample.commitmentCost.reduce((sum, cost) => sum + cost, 0);
  return { ...NO_PARTS, ...parts };
}

const NO_PARTS: Readonly<Record<CostPart, number>> = {
  input: 0,
  cachedInput: 0,
  output: 0,
  wasted: 0,
  fallback: 0,
  review: 0,
  human: 0,
  wrongOutputs: 0,
  perTask: 0,
  fixed: 0,
  commitments: 0,
};
