/**
 * How often the intervals of targets and budgets hold the truth, on worlds whose law is known. Each function runs some
 * seeds and counts; the long form of any of them is 2,000 seeds.
 */

import type { Verdict } from "../../../shared/findings/answer.ts";
import { budgetAnswer } from "../../../shared/findings/budget-answer.ts";
import type { Target } from "../../../shared/findings/context.ts";
import { targetAnswers } from "../../../shared/findings/target-answers.ts";
import { DesignSample } from "../../../shared/statistics/design-sample.ts";
import { difference } from "../../../shared/statistics/independent-difference.ts";
import { contextFor } from "../../support/synthetic-context.ts";
import { Chance, figuresOf, PLAIN_RUN } from "../../support/synthetic-tallies.ts";

const MONTH = 30.4375;
const TASKS = 10_000;

/** What a day's share of good tasks comes from. */
export interface ShareLaw {
  readonly name: string;
  /** What a world is like. */
  readonly world: (chance: Chance) => number;
  /** The share of one of its days. */
  readonly day: (chance: Chance, world: number) => number;
  /** Promised shares at which it is looked. */
  readonly limits: readonly number[];
}

const incidents = (chance: Chance): number => {
  let lost = 0;
  for (let n = chance.poisson(2 / MONTH); n > 0; n--) lost += 0.025 * Math.exp(0.95 * chance.normal());
  return lost;
};

/** From calm ones to those in which rare days, or good and bad days, decide. */
export const SHARE_LAWS: readonly ShareLaw[] = [
  {
    name: "worlds differ",
    world: (chance) => 0.97 + 0.01 * chance.normal(),
    day: (chance, world) => world + 0.004 * chance.normal(),
    limits: [0.957, 0.96],
  },
  {
    name: "two incidents a month",
    world: () => 0.97,
    day: (chance, world) => world + 0.004 * chance.normal() - incidents(chance),
    limits: [0.966, 0.9685],
  },
  {
    name: "both",
    world: (chance) => 0.97 + 0.003 * chance.normal(),
    day: (chance, world) => world + 0.004 * chance.normal() - incidents(chance),
    limits: [0.96, 0.963],
  },
  {
    name: "good days and bad days",
    world: (chance) => 1 / (1 + Math.exp(2.2 - 0.6 * chance.normal())),
    day: (chance, world) =>
      chance.uniform() < world ? 0.7 + 0.05 * chance.normal() : 0.985 + 0.003 * chance.normal(),
    limits: [0.92, 0.95],
  },
];

/** The share of worlds whose month is at or above a limit, from so many of them. */
export function trueShare({ world, day }: ShareLaw, limit: number, worlds = 20_000): number {
  const chance = new Chance(4711);
  let met = 0;
  for (let i = 0; i < worlds; i++) {
    const own = world(chance);
    let sum = (MONTH % 1) * day(chance, own);
    for (let n = 0; n < Math.floor(MONTH); n++) sum += day(chance, own);
    met += +(sum / MONTH >= limit);
  }
  return met / worlds;
}

/** The limit that such a share of worlds' months is at or above, from so many of them. */
export function limitMetBy(
  { world, day }: Omit<ShareLaw, "limits" | "name">,
  share: number,
  worlds = 20_000,
): number {
  const chance = new Chance(4712);
  const months = Float64Array.from({ length: worlds }, () => {
    const own = world(chance);
    let sum = (MONTH % 1) * day(chance, own);
    for (let n = 0; n < Math.floor(MONTH); n++) sum += day(chance, own);
    return sum / MONTH;
  }).sort();
  return months[Math.round((1 - share) * worlds)] ?? Number.NaN;
}

/** Two days of each of some worlds, each with so many tasks, of which a share is delivered. */
export function sampleOf({ world, day }: Omit<ShareLaw, "limits" | "name">, worlds: number, seed: number) {
  const chance = new Chance(seed, worlds);
  const rows = Array.from({ length: worlds }, (_, k) => {
    const own = world(chance);
    return [0, 1].map((twin) => ({
      replication: 2 * k + twin,
      world: k,
      weekday: k % 7,
      trafficDays: 1,
      figures: figuresOf({ arrived: TASKS, delivered: TASKS * day(chance, own) }),
      withinTarget: new Float64Array(),
      coarse: { response: NOTHING, result: NOTHING, wait: NOTHING },
    }));
  }).flat();
  return new DesignSample("plain", { rows, histograms: () => [] }, 1);
}

const NOTHING = { first: 0, cumulative: new Uint32Array(), infinite: 0, max: 0 };

/** A promise about the delivered share of a month. */
export const delivered = (limit: number): Target => ({
  kind: "share",
  name: "deliveredShare",
  measure: "deliveredShare",
  limit,
  inMonth: 1,
  per: "month",
});

export interface Held {
  runs: number;
  held: number;
  /** Intervals that lay wholly below the truth, or wholly above it. */
  below: number;
  above: number;
}

function counted(
  runs: number,
  intervalOf: (seed: number) => { low: number; high: number },
  truth: number,
  first: number,
): Held {
  const count = { runs, held: 0, below: 0, above: 0 };
  for (let seed = first; seed < first + runs; seed++) {
    const { low, high } = intervalOf(seed);
    if (high < truth) count.below++;
    else if (low > truth) count.above++;
    else count.held++;
  }
  return count;
}

/** Intervals of the share of worlds that keep a promise over a month. */
export function monthCoverage(law: ShareLaw, limit: number, worlds: number, seeds: number, first = 1): Held {
  const context = contextFor({ ...PLAIN_RUN, replications: 2 * worlds }, { targets: [delivered(limit)] });
  const intervalOf = (seed: number) =>
    targetAnswers(context, sampleOf(law, worlds, seed)).targets[0]!.worldsMeeting;
  return counted(seeds, intervalOf, trueShare(law, limit), first);
}

/** Standard deviation of the logarithm of what worlds cost in {@link costlySample}; their median month costs 100 a day. */
export const COSTLY_SD = 0.3;

/** Two days of each of some worlds whose cost is lognormal, days differing by 10 %. */
export function costlySample(worlds: number, seed: number) {
  const chance = new Chance(seed, worlds, 5);
  const rows = Array.from({ length: worlds }, (_, k) => {
    const own = 100 * Math.exp(COSTLY_SD * chance.normal());
    return [0, 1].map((twin) => ({
      replication: 2 * k + twin,
      world: k,
      weekday: k % 7,
      trafficDays: 1,
      figures: figuresOf({ arrived: TASKS, costInput: own * chance.factor(0.1) }),
      withinTarget: new Float64Array(),
      coarse: { response: NOTHING, result: NOTHING, wait: NOTHING },
    }));
  }).flat();
  return new DesignSample("plain", { rows, histograms: () => [] }, 1);
}

/** The quantile over worlds of what a month of {@link costlySample} costs, by its normal score. */
export function costlyQuantile(score: number): number {
  return 100 * MONTH * Math.exp(COSTLY_SD * score);
}

export const BUDGET_SCORES = { p50: 0, p80: 0.8416212335729143, p90: 1.2815515655446004 } as const;

/** Intervals of a quantile of the monthly cost over worlds. */
export function budgetCoverage(which: "p50" | "p80" | "p90", worlds: number, seeds: number, first = 1): Held {
  const intervalOf = (seed: number) => {
    const { low, high } = budgetAnswer(costlySample(worlds, seed))[which];
    return { low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY };
  };
  return counted(seeds, intervalOf, costlyQuantile(BUDGET_SCORES[which]), first);
}

/**
 * Verdicts of runs that stop at the first look at which there is one.
 *
 * @param law of the days @param limit with how large a share of worlds it is kept is known @returns how many runs ended
 * with each verdict, and how many replications they took together
 */
export function stoppedVerdicts(
  law: Omit<ShareLaw, "limits" | "name">,
  limit: number,
  { worlds, seeds, first = 1 }: { worlds: number; seeds: number; first?: number },
): Record<Verdict, number> & { replications: number } {
  const count = { pass: 0, fail: 0, inconclusive: 0, replications: 0 };
  const context = contextFor({ ...PLAIN_RUN, replications: 2 * worlds }, { targets: [delivered(limit)] });
  for (let seed = first; seed < first + seeds; seed++) {
    const all = sampleOf(law, worlds, seed);
    let verdict: Verdict = "inconclusive";
    let done = 4;
    for (; ; done = Math.min(2 * done, 2 * worlds)) {
      const rows = all.rows.slice(0, done);
      const sample = new DesignSample("plain", { rows, histograms: () => [] }, 1);
      verdict = targetAnswers(context, sample).allTargets.verdict;
      if (verdict !== "inconclusive" || done === 2 * worlds) break;
    }
    count[verdict]++;
    count.replications += done;
  }
  return count;
}

/** Differences of two independent estimates, each a mean of 20 lognormal numbers with its own interval. */
export function differenceCoverage(seeds: number, first = 1): Held {
  const one = (chance: Chance, mean: number) => {
    const values = Array.from({ length: 20 }, () => mean * chance.factor(0.4));
    const value = values.reduce((sum, each) => sum + each, 0) / 20;
    const squares = values.reduce((sum, each) => sum + (each - value) ** 2, 0);
    const half = 2.093024054408263 * Math.sqrt(squares / 19 / 20);
    return { value, low: value - half, high: value + half };
  };
  const intervalOf = (seed: number) => {
    const chance = new Chance(seed, 20, 9);
    return difference(one(chance, 3), one(chance, 2));
  };
  return counted(seeds, intervalOf, 1, first);
}
