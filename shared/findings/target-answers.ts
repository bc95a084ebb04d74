/**
 * Promises judged: in which of the worlds believed possible each is kept over its window, and whether that is enough.
 *
 * A window is a month unless the target says a day. Costs are judged with the luck that averages out taken out
 * (cost-by-world.ts); percentiles and shares, which rare days decide, on a month of days borrowed from all worlds
 * (share-by-world.ts).
 */
import { costOverWindow, DAYS_PER_MONTH, type Window } from "../statistics/cost-by-world.ts";
import { type DesignSample, LEVEL } from "../statistics/design-sample.ts";
import { errorAtLook } from "../statistics/error-spending.ts";
import { joined } from "../statistics/joined-ends.ts";
import { tasksNeeded } from "../statistics/percentile.ts";
import { percentileByWorld } from "../statistics/percentile-by-world.ts";
import { shareOfSums } from "../statistics/ratio.ts";
import { sectionedTrials } from "../statistics/sectioned-trials.ts";
import { type SharesByWorld, shareByWorld } from "../statistics/share-by-world.ts";
import { clopperPearson } from "../statistics/share-interval.ts";
import type { DesignAnswer, ShareEstimate, TargetAnswer, Verdict, WorldEstimate } from "./answer.ts";
import type { CostTarget, LatencyTarget, RunContext, ShareTarget, Target } from "./context.ts";
import { costEstimate } from "./cost-answer.ts";
import { estimate, overWorlds, unknownEstimate } from "./estimates.ts";
import { answersAtOnce, percentileAnswer } from "./latency-answer.ts";
import { overshootOf } from "./target-overshoot.ts";

/** What became of a promise in one world. */
export type Kept = "met" | "missed" | "not known";

/** Why worlds are not quite independent in what they keep; nothing where each is judged by itself. */
export interface Doubt {
  /** Each section of worlds judged by its own days alone: how uncertain it is where days are borrowed. */
  readonly bySection?: readonly Kept[];
  /**
   * Judged with all worlds moved together as far as they may be off at a level, for the worse and for the better: how
   * uncertain it is where luck was taken out.
   */
  readonly moved?: (level: number) => Record<"worse" | "better", readonly Kept[]>;
}

interface Judged {
  readonly value: WorldEstimate;
  /** One a world, in the order of the sample's. */
  readonly worlds: readonly Kept[];
  readonly doubt: Doubt;
  /** What is promised, in each world over the window; Infinity = without bound, NaN = not known. */
  readonly byWorld: Float64Array;
}

/** A promise, and what became of it in each world. */
export interface JudgedTarget extends Judged {
  readonly target: Target;
}

/** Judges what a run can't, such as a promise for a later month; undefined = left to the run. */
export type JudgeElsewhere = (target: Target) => JudgedTarget | undefined;

/** Every target of one design, world by world. */
export function judgedTargets(
  context: RunContext,
  sample: DesignSample,
  elsewhere: JudgeElsewhere = () => undefined,
): JudgedTarget[] {
  return context.targets.map((target) => elsewhere(target) ?? { target, ...judge(context, sample, target) });
}

/** All targets of one design, and all of them at once. */
export function targetAnswers(
  context: RunContext,
  sample: DesignSample,
  elsewhere?: JudgeElsewhere,
): Pick<DesignAnswer, "targets" | "allTargets"> {
  const judged = judgedTargets(context, sample, elsewhere);
  const targets = judged.map(({ target, value, worlds, doubt, byWorld }): TargetAnswer => {
    const notKnown = worlds.filter((kept) => kept === "not known").length;
    return {
      name: target.name,
      limit: target.limit,
      value,
      ...verdictOf(context, sample, worlds, doubt),
      ...(notKnown > 0 ? { worldsNotKnown: notKnown } : {}),
      ...overshootOf(target, worlds, byWorld),
    };
  });
  return { targets, allTargets: verdictOf(context, sample, ...togetherOf(judged, sample.worlds.worlds)) };
}

/** Each world with all promises at once, and the same for what is doubtful in any of them. */
export function togetherOf(
  judged: readonly Pick<JudgedTarget, "worlds" | "doubt">[],
  count: number,
): [worlds: Kept[], doubt: Doubt] {
  const together = (of: readonly (readonly Kept[])[]) =>
    Array.from({ length: count }, (_, world) => allOf(of.map((worlds) => worlds[world] ?? "not known")));
  const moved = (level: number) => {
    const each = judged.map(({ worlds, doubt }) => doubt.moved?.(level) ?? { worse: worlds, better: worlds });
    return {
      worse: together(each.map(({ worse }) => worse)),
      better: together(each.map(({ better }) => better)),
    };
  };
  const borrowed = judged.some(({ doubt }) => doubt.bySection !== undefined);
  const shifted = judged.some(({ doubt }) => doubt.moved !== undefined);
  const doubt = {
    ...(borrowed
      ? { bySection: together(judged.map(({ worlds, doubt: { bySection = worlds } }) => bySection)) }
      : {}),
    ...(shifted ? { moved } : {}),
  };
  return [together(judged.map(({ worlds }) => worlds)), doubt];
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
 *
 * Where days are borrowed it holds what the whole sample shows and what its sections do: with a sixth of the days to
 * borrow from sections are biased far more, and by how much the two differ is seen how biased both are.
 *
 * @param doubt for which worlds say less than as many independent ones
 */
export function verdictOf(
  context: RunContext,
  sample: DesignSample,
  worlds: readonly Kept[],
  doubt: Doubt = {},
): { worldsMeeting: ShareEstimate; verdict: Verdict } {
  const met = countOf(worlds, "met");
  const missed = countOf(worlds, "missed");
  const known = met + missed;
  const level = 1 - errorAtLook(sample.rows.length, context.replications, 1 - LEVEL);
  const indicators = doubt.bySection?.map((kept) => (kept === "not known" ? undefined : kept === "met"));
  const trials = indicators === undefined ? known : sectionedTrials(indicators, met / known, level);
  const each = known > 0 ? trials / known : 1;
  const count = worlds.length * each;
  const ends = [worlds, doubt.bySection ?? worlds].map((judged) => ({
    low: clopperPearson(countOf(judged, "met") * each, count, level).low,
    high: clopperPearson(count - countOf(judged, "missed") * each, count, level).high,
  }));
  const value = known > 0 ? met / known : 0;
  const moved = known > 0 ? doubt.moved?.(level) : undefined;
  const worse = moved === undefined ? 0 : (met - countOf(moved.worse, "met")) / known;
  const better = moved === undefined ? 0 : (countOf(moved.better, "met") - met) / known;
  const lowest = Math.min(...ends.map((end) => end.low));
  const highest = Math.max(...ends.map((end) => end.high));
  const low = Math.max(0, value - joined(value - lowest, worse));
  const high = Math.min(1, value + joined(highest - value, better));
  const worldsMeeting = { value, low, high };
  if (low >= context.confidence) return { worldsMeeting, verdict: "pass" };
  return { worldsMeeting, verdict: high < context.confidence ? "fail" : "inconclusive" };
}

function countOf(worlds: readonly Kept[], which: Kept): number {
  return worlds.filter((kept) => kept === which).length;
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
  const count = sample.worlds.worlds;
  return {
    value: overWorlds(unknownEstimate(`month ${inMonth} is judged by the forecast`), []),
    worlds: new Array<Kept>(count).fill("not known"),
    doubt: {},
    byWorld: new Float64Array(count).fill(Number.NaN),
  };
}

function judgeCost(sample: DesignSample, { measure, per, limit }: CostTarget): Judged {
  const { values, within } = costOverWindow(sample, measure, per);
  const kept = (costs: Float64Array) =>
    Array.from(costs, (cost) => keptIf(cost <= limit, !Number.isNaN(cost)));
  const moved = (level: number) => {
    const { low, high } = within(level);
    return { worse: kept(high), better: kept(low) };
  };
  const value = costEstimate(sample, measure, per);
  return { value, worlds: kept(values), doubt: { moved }, byWorld: values };
}

function judgeLatency(context: RunContext, sample: DesignSample, target: LatencyTarget): Judged {
  const { of, percentile, index, per, limit } = target;
  const arrived = sample.column("arrived");
  const within = sample.rows.map((row) => row.withinTarget[index] ?? 0);
  const mode = context.modes[sample.design];
  const waits = of === "result" || answersAtOnce(mode);
  const tasks = countInWindow(sample, arrived, per);
  const enough = (world: number) => (tasks[world] ?? 0) >= tasksNeeded(percentile);
  // The days simulated are the first of a line that grows for good.
  const forGood = (world: number) => waits && sample.overloaded[world] === true;
  const keptAt = (shares: Float64Array) =>
    Array.from(shares, (share, world) =>
      forGood(world) ? "missed" : keptIf(isAtLeast(share, percentile), enough(world) && !Number.isNaN(share)),
    );
  const shares = shareByWorld(sample, within, arrived, percentile, per);
  const worlds = keptAt(shares.values);
  const byWorld = percentileByWorld(sample, of, percentile, per).map((seconds, world) => {
    if (!enough(world)) return Number.NaN;
    if (forGood(world)) return Number.POSITIVE_INFINITY;
    // Read from rougher counts than the verdict, with which it agrees.
    return worlds[world] === "met" ? Math.min(limit, seconds) : Math.max(limit, seconds);
  });
  const value = overWorlds(percentileAnswer(sample, of, percentile, mode), byWorld);
  return { value, worlds, doubt: sectionsJudged(shares, keptAt), byWorld };
}

function judgeShare(sample: DesignSample, { measure, limit, per }: ShareTarget): Judged {
  const { numerator, denominator } = shareColumns(sample, measure);
  const share = shareOfSums(sample.worlds, numerator, denominator, LEVEL);
  const shares = shareByWorld(sample, numerator, denominator, limit, per);
  const keptAt = (values: Float64Array) =>
    Array.from(values, (value) => keptIf(isAtLeast(value, limit), !Number.isNaN(value)));
  const worlds = keptAt(shares.values);
  const byWorld = shares.values.map((value) => Math.min(1, Math.max(0, value)));
  const why = measure === "deliveredShare" ? "no task arrived" : "no task was delivered";
  const value = overWorlds(estimate(share, why, sample.worlds.worlds), byWorld);
  return { value, worlds, doubt: sectionsJudged(shares, keptAt), byWorld };
}

function sectionsJudged(
  { values, bySection }: SharesByWorld,
  keptAt: (shares: Float64Array) => Kept[],
): Doubt {
  return bySection === values ? {} : { bySection: keptAt(bySection) };
}

/** How many there are to count in the window of each world, of one number a replication. */
function countInWindow(sample: DesignSample, counted: Float64Array, window: Window): Float64Array {
  const days = sample.worlds.sumByWorld(sample.trafficDays);
  const length = window === "month" ? DAYS_PER_MONTH : 1;
  return sample.worlds.sumByWorld(counted).map((count, world) => (length * count) / (days[world] ?? 0));
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

/** A hair less will do, so that 19 of 20 meets 95 % however 0.95 · 20 is rounded. */
function isAtLeast(share: number, limit: number): boolean {
  return share >= limit - 1e-9;
}

function keptIf(met: boolean, known: boolean): Kept {
  if (!known) return "not known";
  return met ? "met" : "missed";
}
