/**
 * Why the numbers of two simulated horizons differ: because of what we don't know (world), of luck that all tasks of
 * a horizon share, such as incidents and spikes (day), and of the luck of single tasks (task).
 */
import { countUpTo } from "../statistics/coarse-counts.ts";
import { type CostMeasure, costByReplication, DAYS_PER_MONTH } from "../statistics/cost-by-world.ts";
import type { DesignSample } from "../statistics/design-sample.ts";
import {
  type VarianceShares,
  varianceComponents,
  varianceShares,
} from "../statistics/variance-components.ts";
import type { LatencyTarget, RunContext } from "./context.ts";

/**
 * Shares of the variance of one horizon's costs, and of the share of its tasks up to each latency target's
 * percentile. What can't be split, for want of worlds or of tasks, is left out.
 */
export function varianceAnswer(context: RunContext, sample: DesignSample): Record<string, VarianceShares> {
  const answer: Record<string, VarianceShares> = {};
  const record = (name: string, values: ArrayLike<number>, ofTasks: ArrayLike<number>) => {
    const components = varianceComponents(sample.worlds, values);
    if (components !== undefined) answer[name] = varianceShares(components, finiteMean(ofTasks));
  };
  for (const [name, measure] of COSTS) {
    const values = costByReplication(sample, measure);
    record(name, values, taskVariances(sample, measure, values));
  }
  for (const target of context.targets) {
    if (target.kind !== "latency") continue;
    const shares = sharesUpTo(sample, target);
    if (shares === undefined) continue;
    const arrived = sample.column("arrived");
    const ofTasks = shares.map((share, row) => (share * (1 - share)) / (arrived[row] ?? 0));
    record(target.name, shares, ofTasks);
  }
  return answer;
}

const COSTS = [
  ["costPerUnit", "perUnit"],
  ["loadedCostPerUnit", "loadedPerUnit"],
  ["monthlyCost", "perMonth"],
] as const satisfies readonly (readonly [string, CostMeasure])[];

/**
 * Variance that independent tasks, arriving by themselves, would cause in a replication's cost. For a month it is
 * the sum of their squared costs. For a ratio R of costs c to units u it is, linearised, the sum of (c − R u)² over
 * the units squared; a loaded cost adds the loss of each wrong answer, taken to be as costly a task as any other.
 */
function taskVariances(sample: DesignSample, measure: CostMeasure, values: Float64Array): Float64Array {
  const squared = sample.column("taskCostSquared");
  const ofUnits = sample.column("taskCostOfUnits");
  const units = sample.column("units");
  const arrived = sample.column("arrived");
  const right = sample.column("right");
  const losses = sample.column("costWrongOutputs");
  return values.map((ratio, row) => {
    const squares = squared[row] ?? 0;
    if (measure === "perMonth") return squares * (DAYS_PER_MONTH / (sample.trafficDays[row] ?? 0)) ** 2;
    const count = units[row] ?? 0;
    let sum = squares - 2 * ratio * (ofUnits[row] ?? 0) + ratio * ratio * count;
    const wrong = (sample.answered[row] ?? 0) - (right[row] ?? 0);
    if (measure === "loadedPerUnit" && wrong > 0) {
      const loss = (losses[row] ?? 0) / wrong;
      const cost = (sample.variableCost[row] ?? 0) / (arrived[row] ?? 0);
      sum += wrong * loss * (loss + 2 * cost);
    }
    return sum / (count * count);
  });
}

/** For each replication the share of its tasks that take no longer than the percentile of all; undefined of none. */
function sharesUpTo(
  sample: DesignSample,
  { of, percentile, index }: LatencyTarget,
): Float64Array | undefined {
  const pooled = sample.pooled(of);
  if (pooled.total === 0) return undefined;
  const arrived = sample.column("arrived");
  // A percentile among tasks never answered is no time: the promised one stands in for it.
  const place = pooled.served >= percentile ? pooled.placeAt(percentile) : undefined;
  return Float64Array.from(sample.rows, (row, i) => {
    const within = place === undefined ? (row.withinTarget[index] ?? 0) : countUpTo(row.coarse[of], place);
    return within / (arrived[i] ?? 0);
  });
}

function finiteMean(values: ArrayLike<number>): number {
  const finite = Array.from(values).filter(Number.isFinite);
  return finite.length === 0 ? 0 : finite.reduce((sum, value) => sum + value, 0) / finite.length;
}
