/** What is held against the unknowns: one number a replication, and one a world. */
import { coarseQuantile } from "../statistics/coarse-counts.ts";
import { type CostMeasure, costByReplication } from "../statistics/cost-by-world.ts";
import { type DesignSample, LEVEL } from "../statistics/design-sample.ts";
import { tasksNeeded } from "../statistics/percentile.ts";
import { ratioOfSums } from "../statistics/ratio.ts";
import type { WorldSample } from "../statistics/world-sample.ts";
import { formatCount } from "../units/format.ts";
import type { Unit } from "../units/unit.ts";
import type { Estimate } from "./answer.ts";
import type { RunContext } from "./context.ts";
import { costEstimate } from "./cost-answer.ts";
import { estimate } from "./estimates.ts";
import { answersAtOnce, percentileAnswer, UNSTABLE } from "./latency-answer.ts";

export interface Outcome {
  readonly measure: string;
  readonly unit: Unit;
  /** With the luck of its days; by replication, and by world. */
  readonly each: Float64Array;
  readonly byWorld: Float64Array;
  /** As the run answers it. */
  readonly estimate: Estimate;
  /** Why it can't be held against anything, where that is so. */
  readonly why: string | undefined;
}

/** Cost per unit (and loaded, where wrong answers cost anything), monthly cost, p95 and p99, delivered share. */
export function outcomesOf(context: RunContext, sample: DesignSample): Outcome[] {
  const mode = context.modes[sample.design];
  const times = mode === "stream" ? (["result", "response"] as const) : (["result"] as const);
  return [
    costOutcome(sample, "costPerUnit", "perUnit", "currency a unit"),
    ...(sample.sum("costWrongOutputs") > 0
      ? [costOutcome(sample, "loadedCostPerUnit", "loadedPerUnit", "currency a unit")]
      : []),
    costOutcome(sample, "monthlyCost", "perMonth", "currency a month"),
    ...times.flatMap((time) => PERCENTILES.map((p) => timeOutcome(context, sample, time, p))),
    deliveredOutcome(sample),
  ];
}

const PERCENTILES = [0.95, 0.99] as const;

function costOutcome(sample: DesignSample, measure: string, of: CostMeasure, unit: Unit): Outcome {
  const each = costByReplication(sample, of);
  const byWorld = meanByWorld(sample.worlds, each);
  return {
    measure,
    unit,
    each,
    byWorld,
    estimate: costEstimate(sample, of),
    why: missing(byWorld, "no unit came of it"),
  };
}

function timeOutcome(
  context: RunContext,
  sample: DesignSample,
  time: "result" | "response",
  p: (typeof PERCENTILES)[number],
): Outcome {
  const mode = context.modes[sample.design];
  const needed = tasksNeeded(p);
  const arrived = sample.column("arrived");
  const each = Float64Array.from(sample.rows, (row, i) =>
    (arrived[i] ?? 0) < needed / 2 ? Number.NaN : coarseQuantile([row.coarse[time]], p),
  );
  const byWorld = percentileByWorld(sample, time, p);
  const unstable = sample.isUnbounded(time, answersAtOnce(mode)) ? UNSTABLE : undefined;
  return {
    measure: `${time}.p${100 * p}`,
    unit: "seconds",
    each,
    byWorld,
    estimate: percentileAnswer(sample, time, p, mode),
    why:
      unstable ??
      missing(
        byWorld,
        byWorld.some(Number.isNaN)
          ? "there are too few tasks for it"
          : "it falls among tasks that were never answered",
      ),
  };
}

/** Of both replications of a world together; NaN with too few tasks, Infinity among tasks never answered. */
function percentileByWorld(sample: DesignSample, time: "result" | "response", p: number): Float64Array {
  const members = Array.from({ length: sample.worlds.worlds }, (): number[] => []);
  sample.worlds.worldOf.forEach((world, row) => {
    members[world]?.push(row);
  });
  const arrived = sample.worlds.sumByWorld(sample.column("arrived"));
  return Float64Array.from(members, (rows, world) => {
    if ((arrived[world] ?? 0) < tasksNeeded(p)) return Number.NaN;
    const counts = rows.map((row) => sample.rows[row]?.coarse[time]).filter((each) => each !== undefined);
    return coarseQuantile(counts, p);
  });
}

function deliveredOutcome(sample: DesignSample): Outcome {
  const arrived = sample.column("arrived");
  const share = (above: Float64Array, below: Float64Array) =>
    above.map((count, i) => count / (below[i] ?? Number.NaN));
  const { worlds, answered } = sample;
  const byWorld = share(worlds.sumByWorld(answered), worlds.sumByWorld(arrived));
  return {
    measure: "deliveredShare",
    unit: "share",
    each: share(answered, arrived),
    byWorld,
    estimate: estimate(ratioOfSums(worlds, answered, arrived, LEVEL), "no task arrived", worlds.worlds),
    why: missing(byWorld, "no task arrived"),
  };
}

/** Means of one number a replication. */
export function meanByWorld(worlds: WorldSample, each: ArrayLike<number>): Float64Array {
  const replications = worlds.sumByWorld(new Float64Array(worlds.size).fill(1));
  return worlds.sumByWorld(each).map((sum, world) => sum / (replications[world] ?? 1));
}

function missing(byWorld: Float64Array, because: string): string | undefined {
  const without = byWorld.filter((value) => !Number.isFinite(value)).length;
  if (without === 0) return undefined;
  if (without === byWorld.length) return because;
  return `in ${formatCount(without)} of ${formatCount(byWorld.length)} worlds ${because}`;
}
