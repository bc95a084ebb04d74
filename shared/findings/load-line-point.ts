/** What was found at one traffic multiple. */
import type { DesignFold } from "../run/fold.ts";
import type { Measure } from "../simulate/tally.ts";
import { DesignSample, LEVEL, OVERLOADED_WORLDS } from "../statistics/design-sample.ts";
import { ratioOfSums } from "../statistics/ratio.ts";
import type { RunContext, Target } from "./context.ts";
import { costEstimate } from "./cost-answer.ts";
import { estimate } from "./estimates.ts";
import { percentileAnswer } from "./latency-answer.ts";
import type { LoadPointAnswer } from "./load-line-answer.ts";
import type { PromiseAt } from "./load-line-crossings.ts";
import { judgedTargets, type Kept, togetherOf, verdictOf } from "./target-answers.ts";

/** One multiple, simulated and judged. */
export interface LoadPoint {
  readonly multiple: number;
  readonly replications: number;
  /** Tasks and attempts that were simulated: what the point took. */
  readonly work: number;
  readonly arrived: number;
  /** Each target, in the context's order. */
  readonly targets: readonly PromiseAt[];
  readonly allTargets: PromiseAt;
  /** That a world is not overloaded, judged like a promise to 95 % of worlds. */
  readonly stable: PromiseAt;
  readonly curves: LoadPointAnswer["curves"];
}

/** Worlds that must not be overloaded, 0…1. */
export const STABLE_WORLDS = 1 - OVERLOADED_WORLDS;

/**
 * Judges what was simulated at a multiple exactly as a run at that load would.
 *
 * @param context of a run of this design at this load: its days, and as many replications as there are
 */
export function loadPoint(context: RunContext, fold: DesignFold, multiple: number): LoadPoint {
  return judgedPoint(context, new DesignSample(fold.design, fold, context.days), multiple);
}

/** {@link loadPoint} from some of what was simulated at today's traffic: the replications below `replications`. */
export function todayOf(context: RunContext, fold: DesignFold, replications: number): LoadPoint {
  const part = {
    rows: fold.rows.filter(({ replication }) => replication < replications),
    histograms: (measure: Measure) => fold.histograms(measure),
  };
  return judgedPoint({ ...context, replications }, new DesignSample(fold.design, part, context.days), 1);
}

/** The point with what the same worlds show at today's traffic. */
export function withToday(point: LoadPoint, today: LoadPoint): LoadPoint {
  const beside = (at: PromiseAt, same: PromiseAt | undefined): PromiseAt =>
    same === undefined ? at : { ...at, sameToday: same.worlds };
  return {
    ...point,
    targets: point.targets.map((at, i) => beside(at, today.targets[i])),
    allTargets: beside(point.allTargets, today.allTargets),
    stable: beside(point.stable, today.stable),
  };
}

function judgedPoint(context: RunContext, sample: DesignSample, multiple: number): LoadPoint {
  const judged = judgedTargets(context, sample);
  const targets = judged.map(
    ({ target, worlds, doubt, byWorld }): PromiseAt => ({
      multiple,
      worlds,
      margins: marginsOf(target, byWorld),
      ...verdictOf(context, sample, worlds, doubt),
    }),
  );
  const [together, doubt] = togetherOf(judged, sample.worlds.worlds);
  const stable = sample.overloaded.map((over): Kept => (over ? "missed" : "met"));
  const load = sample.worlds.sumByWorld(sample.column("offeredLoad"));
  const rows = sample.worlds.sumByWorld(new Float64Array(sample.rows.length).fill(1));
  return {
    multiple,
    replications: sample.rows.length,
    work: sample.sum("arrived") + sample.sum("attempts"),
    arrived: sample.sum("arrived"),
    targets,
    allTargets: {
      multiple,
      worlds: together,
      margins: [],
      together: targets,
      ...verdictOf(context, sample, together, doubt),
    },
    stable: {
      multiple,
      worlds: stable,
      margins: load.map((sum, world) => 1 - sum / (rows[world] ?? 1)),
      ...verdictOf({ ...context, confidence: STABLE_WORLDS }, sample, stable),
    },
    curves: curvesOf(context, sample),
  };
}

/** How far each world is from breaking a promise, to find the place between two multiples: it decides nothing. */
function marginsOf({ kind, limit }: Target, byWorld: Float64Array): Float64Array {
  return byWorld.map((value) => (kind === "share" ? value - limit : limit - value));
}

function curvesOf(context: RunContext, sample: DesignSample): LoadPointAnswer["curves"] {
  const mode = context.modes[sample.design];
  const percentiles = (of: "response" | "result") => ({
    p95: percentileAnswer(sample, of, 0.95, mode),
    p99: percentileAnswer(sample, of, 0.99, mode),
  });
  const throttled = ratioOfSums(sample.worlds, sample.column("throttled"), sample.column("attempts"), LEVEL);
  const share = estimate(throttled, "no attempt was made", sample.worlds.worlds);
  return {
    stable: sample.stable,
    responseSeconds: percentiles("response"),
    resultSeconds: percentiles("result"),
    costPerUnit: costEstimate(sample, "perUnit"),
    monthlyCost: costEstimate(sample, "perMonth"),
    throttledShare: share.high === null ? share : { ...share, high: Math.min(1, share.high) },
  };
}
