/**
 * Promises judged: in which of the worlds believed possible each is kept, and whether that is enough.
 *
 * Costs are judged over their window, a month unless the target says a day, with the luck that averages out taken
 * out. Percentiles and shares are decided by rare events, which do not average out alike in every world; for now
 * they are judged on the days that were simulated of each world, its two replications together: their window is
 * those days, whatever the target says.
 */
import { coarseQuantile } from "../statistics/coarse-counts.ts";
import { costByWorld } from "../statistics/cost-by-world.ts";
import { type DesignSample, LEVEL } from "../statistics/design-sample.ts";
import { errorAtLook } from "../statistics/error-spending.ts";
import { tasksNeeded } from "../statistics/percentile.ts";
import { shareOfSums } from "../statistics/ratio.ts";
import { clopperPearson } from "../statistics/share-interval.ts";
import type { DesignAnswer, ShareEstimate, TargetAnswer, Verdict, WorldEstimate } from "./answer.ts";
import type { CostTarget, LatencyTarget, RunContext, ShareTarget, Target } from "./context.ts";
import { costEstimate } from "./cost-answer.ts";
import { estimate, overWorlds, unknownEstimate } from "./estimates.ts";
import { answersAtOnce, percentileAnswer } from "./latency-answer.ts";

/** What became of a promise in one world. */
export type Kept = "met" | "missed" | "not known";

interface Judged {
  readonly value: WorldEstimate;
  /** One a world, in the order of the sample's. */
  readonly worlds: readonly Kept[];
}

/** A promise, and what became of it in each world. */
export interface JudgedTarget extends Judged {
  readonly target: Target;
}

/** Every target of one design, world by world. */
export function judgedTargets(context: RunContext, sample: DesignSample): JudgedTarget[] {
  return context.targets.map((target) => ({ target, ...judge(context, sample, target) }));
}

/** All targets of one design, and all of them at once. */
export function targetAnswers(
  context: RunContext,
  sample: DesignSample,
): Pick<DesignAnswer, "targets" | "allTargets"> {
  const judged = judgedTargets(context, sample);
  const targets = judged.map(({ target, value, worlds }): TargetAnswer => {
    const notKnown = worlds.filter((kept) => kept === "not known").length;
    return {
      name: target.name,
      limit: target.limit,
      value,
      ...verdictOf(context, sample, worlds),
      ...(notKnown > 0 ? { worldsNotKnown: notKnown } : {}),
    };
  });
  const together = Array.from({ length: sample.worlds.worlds }, (_, world) =>
    allOf(judged.map(({ worlds }) => worlds[world] ?? "not known")),
  );
  return { targets, allTargets: verdictOf(context, sample, together) };
}

/** A world keeps all promises if it keeps each; one that is broken settles it, whatever is not known. */
export function allOf(each: readonly Kept[]): Kept {
  if (each.includes("missed")) return "missed";
  return each.includes("not known") ? "not known" : "met";
}

/**
 * The share of worlds that keep a promise, and the verdict: pass if the whole interval lies at or above the
 * confidence asked for, fail if below. Worlds that cannot be judged neither meet nor miss; the interval allows for
 * either. It is drawn so that all looks at a growing run together err in no more than 5 % of runs.
 */
export function verdictOf(
  context: RunContext,
  sample: DesignSample,
  worlds: readonly Kept[],
): { worldsMeeting: ShareEstimate; verdict: Verdict } {
  const count = worlds.length;
  const met = worlds.filter((kept) => kept === "met").length;
  const missed = worlds.filter((kept) => kept === "missed").length;
  const level = 1 - errorAtLook(sample.rows.length, context.replications, 1 - LEVEL);
  const { low } = clopperPearson(met, count, level);
  const { high } = clopperPearson(count - missed, count, level);
  const value = met + missed > 0 ? met / (met + missed) : 0;
  const worldsMeeting = { value, low, high };
  if (low >= context.confidence) return { worldsMeeting, verdict: "pass" };
  return { worldsMeeting, verdict: high < context.confidence ? "fail" : "inconclusive" };
}

function judge(context: RunContext, sample: DesignSample, target: Target): Judged {
  if (target.kind !== "latency" && target.inMonth > 1) return judgedByForecast(sample, target);
  switch (target.kind) {
    case "cost":
      return judgeCost(sample, target);
    case "latency":
      return judgeLatency(context, sample, target);
    case "share":
      return judgeShare(sample, target);
  }
}

function judgedByForecast(sample: DesignSample, { inMonth }: CostTarget | ShareTarget): Judged {
  const worlds = new Array<Kept>(sample.worlds.worlds).fill("not known");
  return { value: overWorlds(unknownEstimate(`month ${inMonth} is judged by the forecast`), []), worlds };
}

function judgeCost(sample: DesignSample, { measure, per, limit }: CostTarget): Judged {
  const values = costByWorld(sample, measure, per);
  const worlds = Array.from(values, (value) => keptIf(value <= limit, !Number.isNaN(value)));
  return { value: costEstimate(sample, measure, per), worlds };
}

function judgeLatency(context: RunContext, sample: DesignSample, target: LatencyTarget): Judged {
  const { of, percentile, index } = target;
  const within = sample.worlds.sumByWorld(sample.rows.map((row) => row.withinTarget[index] ?? 0));
  const arrived = sample.worlds.sumByWorld(sample.column("arrived"));
  const needed = tasksNeeded(percentile);
  const mode = context.modes[sample.design];
  const waits = of === "result" || answersAtOnce(mode);
  const worlds = Array.from(within, (count, world) => {
    const tasks = arrived[world] ?? 0;
    // The days simulated are the first of a line that grows for good.
    if (waits && sample.overloaded[world] === true) return "missed";
    // A hair less, so that 19 of 20 meets 95 % however 0.95 · 20 is rounded.
    return keptIf(count >= percentile * tasks - 1e-9 * tasks, tasks >= needed);
  });
  const value = percentileAnswer(sample, of, percentile, mode);
  return { value: overWorlds(value, percentileByWorld(sample, target)), worlds };
}

/** The percentile in each world, within about 1 %; NaN where it has too few tasks for one. */
function percentileByWorld(sample: DesignSample, { of, percentile }: LatencyTarget): number[] {
  const members = Array.from({ length: sample.worlds.worlds }, (): number[] => []);
  sample.worlds.worldOf.forEach((world, row) => {
    members[world]?.push(row);
  });
  const arrived = sample.column("arrived");
  return members.map((rows) => {
    const tasks = rows.reduce((sum, row) => sum + (arrived[row] ?? 0), 0);
    if (tasks < tasksNeeded(percentile)) return Number.NaN;
    const counts = rows.map((row) => sample.rows[row]?.coarse[of]).filter((each) => each !== undefined);
    return coarseQuantile(counts, percentile);
  });
}

function judgeShare(sample: DesignSample, { measure, limit }: ShareTarget): Judged {
  const { numerator, denominator } = shareColumns(sample, measure);
  const share = shareOfSums(sample.worlds, numerator, denominator, LEVEL);
  const above = sample.worlds.sumByWorld(numerator);
  const below = sample.worlds.sumByWorld(denominator);
  const values = above.map((count, world) => count / (below[world] ?? 0));
  const worlds = Array.from(values, (value) => keptIf(value >= limit - 1e-9, !Number.isNaN(value)));
  const why = measure === "deliveredShare" ? "no task arrived" : "no task was delivered";
  return { value: overWorlds(estimate(share, why, sample.worlds.worlds), values), worlds };
}

/** What each share is a ratio of: right tasks of delivered and degraded ones, and these of all that arrived. */
export function shareColumns(
  sample: DesignSample,
  measure: "successShare" | "deliveredShare",
): { numerator: Float64Array; denominator: Float64Array } {
  return measure === "deliveredShare"
    ? { numerator: sample.answered, denominator: sample.column("arrived") }
    : { numerator: sample.column("right"), denominator: sample.answered };
}

function keptIf(met: boolean, known: boolean): Kept {
  if (!known) return "not known";
  return met ? "met" : "missed";
}
