/** The pilot's bill against what the model says for as many calls: a bad price, size or cache share shows here first. */
import type { Pilot } from "../scenario/schema.ts";
import type { Figure } from "../simulate/tally.ts";
import { type DesignSample, LEVEL } from "../statistics/design-sample.ts";
import { ratioOfSums } from "../statistics/ratio.ts";
import { studentTQuantile } from "../statistics/student-t.ts";
import { varianceComponents } from "../statistics/variance-components.ts";
import { worldsOverWindow } from "../statistics/worlds-over-window.ts";
import type { PilotAnswer } from "./answer.ts";
import { estimate, ONE_WORLD, overWorlds, unknownEstimate } from "./estimates.ts";

/** What calls are billed for; people, extras and what is paid by the day are no part of a provider's bill. */
const USAGE = ["costInput", "costCachedInput", "costOutput", "costFallback", "costWasted"] as const;

/**
 * A call's cost in world w is U/C: what was paid for tokens over the calls that were needed, of both replications, with
 * the horizon's luck taken out. Over worlds its logarithm has mean m and variance B. A pilot of n calls adds chance of
 * its own, of which {@link chanceOfPilot} bounds the variance V from above. One more draw from as many worlds as these
 * lies within `exp(m ± t √(B (1 + 1/W) + V))` (the prediction interval of a normal sample), and the gap's interval is
 * the pilot less that.
 */
export function pilotAnswer(sample: DesignSample, { calls, cost }: Pilot): PilotAnswer {
  const { worlds } = sample;
  const usage = usageOf(sample);
  const made = sample.column("calls");
  const mean = ratioOfSums(worlds, usage, made, LEVEL);
  const ofCall = estimate(mean, "no call was made", worlds.worlds);
  const byWorld = costOfCallByWorld(sample, usage, made);
  const costPerCall = cost / calls;
  const expected = expectedOf(sample, byWorld, usage, made, calls);
  const value = ofCall.value === null ? null : costPerCall - ofCall.value;
  const model = { ...ofCall, worlds: overWorlds(ofCall, byWorld).worlds };
  const head = { design: sample.design, calls, cost, costPerCall, modelCostPerCall: model, expected };
  if (value === null) {
    return { ...head, gap: unknownEstimate(ofCall.why ?? "not known"), finding: "not known" };
  }
  if (expected === null) {
    const why = worlds.worlds < 2 ? ONE_WORLD : "calls cost nothing in some worlds";
    return { ...head, gap: { value, low: null, high: null, why }, finding: "not known" };
  }
  const gap = { value, low: costPerCall - expected.high, high: costPerCall - expected.low };
  // A hair, so that a model without any chance is not found wrong by its last bits.
  const hair = 1e-9 * costPerCall;
  const finding = gap.low > hair ? "pilot dearer" : gap.high < -hair ? "pilot cheaper" : "as expected";
  return { ...head, gap, finding };
}

function usageOf(sample: DesignSample): Float64Array {
  const sum = new Float64Array(sample.rows.length);
  for (const figure of USAGE satisfies readonly Figure[]) {
    sample.column(figure).forEach((value, row) => {
      sum[row] = (sum[row] ?? 0) + value;
    });
  }
  return sum;
}

function costOfCallByWorld(sample: DesignSample, usage: Float64Array, made: Float64Array): Float64Array {
  const { worlds } = sample;
  const above = worlds.sumByWorld(usage);
  const below = worlds.sumByWorld(made);
  const pooled = above.map((cost, world) => cost / (below[world] ?? 0));
  const each = usage.map((cost, row) => cost / (made[row] ?? 0));
  return worldsOverWindow(worlds, each, pooled, Number.POSITIVE_INFINITY, false);
}

function expectedOf(
  sample: DesignSample,
  byWorld: Float64Array,
  usage: Float64Array,
  made: Float64Array,
  calls: number,
): PilotAnswer["expected"] {
  const logs = Array.from(byWorld)
    .filter((cost) => !Number.isNaN(cost))
    .map(Math.log);
  const count = logs.length;
  if (count < 2 || !logs.every(Number.isFinite)) return null;
  const mean = logs.reduce((sum, log) => sum + log, 0) / count;
  const between = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (count - 1);
  const variance = between * (1 + 1 / count) + chanceOfPilot(sample, usage, made, calls);
  const half = studentTQuantile((1 + LEVEL) / 2, count - 1) * Math.sqrt(variance);
  return { low: Math.exp(mean - half), high: Math.exp(mean + half) };
}

/**
 * Variance, relative to the square of the mean, that chance gives the cost per call of a pilot of n calls. The tally
 * holds no squares of what calls cost, so this is the smaller of two upper bounds.
 *
 * - The variance of one horizon of N calls, as the pairs of a world show it, times N/n, and no less than itself: what
 *   single tasks do grows like that, and what all tasks of a day share does not.
 * - `N Σc² / (n U²)`, c the cash of each task and U what all paid for tokens. With k calls of a task and R the cost of a
 *   call, the variance of the ratio is `E(c − R k)²` over the square of its mean, and no more than `E c²` where tasks
 *   of more calls cost more; what tasks cost beside their tokens only adds.
 */
function chanceOfPilot(sample: DesignSample, usage: Float64Array, made: Float64Array, calls: number): number {
  const total = (column: ArrayLike<number>) => Array.from(column).reduce((sum, value) => sum + value, 0);
  const [cost, needed, tasks] = [total(usage), total(made), total(sample.column("arrived"))];
  const squares = total(sample.column("taskCostSquared"));
  const ofTasks = (squares * needed) / (cost * cost * calls);
  const each = usage.map((paid, row) => paid / (made[row] ?? 0));
  const components = varianceComponents(sample.worlds, each);
  if (components === undefined || tasks === 0) return ofTasks;
  const mean = cost / needed;
  const horizons = Math.max(1, needed / sample.rows.length / calls);
  return Math.min(ofTasks, (components.within / (mean * mean)) * horizons);
}
