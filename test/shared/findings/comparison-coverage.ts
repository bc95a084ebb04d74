/**
 * How often the intervals of a comparison hold the truth, all of a measure together, and how often the designs that
 * could be best contain the one that is: over many synthetic runs whose truth is known in closed form.
 */
import { normalQuantile } from "../../../shared/distribution/special.ts";
import type { Estimate } from "../../../shared/findings/answer.ts";
import { differencesFrom } from "../../../shared/findings/comparison-answers.ts";
import { standingsOf } from "../../../shared/findings/comparison-best.ts";
import { COMPARED_MEASURES } from "../../../shared/findings/comparison-measures.ts";
import { leadOf } from "../../../shared/findings/comparison-study.ts";
import { Fold } from "../../../shared/run/fold.ts";
import { type DesignSample, samplesOf } from "../../../shared/statistics/design-sample.ts";
import { contextFor } from "../../support/synthetic-context.ts";
import { Chance, PLAIN_DESIGN, PLAIN_RUN, tallyOf } from "../../support/synthetic-tallies.ts";

export interface ComparisonCase {
  readonly replications: number;
  readonly tasks: number;
  /** Of each design: mean cost of a unit, and median seconds in an average world. */
  readonly designs: readonly { readonly cost: number; readonly seconds: number }[];
  /** Standard deviation, in logarithms, of what all designs of a world share, and of what is a design's own. */
  readonly worldSd: number;
  readonly ownSd: number;
}

/** The best is the first; two are nearly as good, the last is not. */
export const FOUR_DESIGNS: ComparisonCase = {
  replications: 64,
  tasks: 100,
  designs: [
    { cost: 1, seconds: 4 },
    { cost: 1.005, seconds: 4.02 },
    { cost: 1.01, seconds: 4.04 },
    { cost: 1.1, seconds: 4.4 },
  ],
  worldSd: 0.2,
  ownSd: 0.05,
};

export const COVERED = ["costPerUnit", "result.p95", "result.p99"] as const;
export type Covered = (typeof COVERED)[number];

export interface ComparisonCount {
  /** Runs in which all differences from the first design are held, and in which all against the best of the others are. */
  allDifferences: number;
  allAgainstBest: number;
  /** Runs in which the best design is among those that could be best, and how many those were, in all. */
  bestFound: number;
  couldBeBest: number;
  /** Runs in which the difference of the two that look best is held by the interval printed of it. */
  leadHeld: number;
}

const DAY_SD = 0.03;
const TASK_SD = 0.6;

/** @returns for each measure, of how many seeds what held */
export function countComparisons(
  of: ComparisonCase,
  firstSeed: number,
  seeds: number,
): Record<Covered, ComparisonCount> {
  const none = () => ({ allDifferences: 0, allAgainstBest: 0, bestFound: 0, couldBeBest: 0, leadHeld: 0 });
  const counts = { costPerUnit: none(), "result.p95": none(), "result.p99": none() };
  const context = contextFor(runOf(of));
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const samples = samplesOf(foldOf(of, seed), 1);
    for (const name of COVERED) {
      const truths = of.designs.map((_, design) => truthOf(of, design, name));
      const [from, ...others] = samples;
      const measure = COMPARED_MEASURES.find((one) => one.name === name)!;
      const isHeld = differencesFrom(context, from!, others, measure).every(({ difference }, i) =>
        holds(difference, (truths[i + 1] ?? 0) - (truths[0] ?? 0)),
      );
      counts[name].allDifferences += +isHeld;
      countBest(counts[name], context, samples, name, truths);
    }
  }
  return counts;
}

function countBest(
  count: ComparisonCount,
  context: ReturnType<typeof contextFor>,
  samples: readonly DesignSample[],
  name: Covered,
  truths: readonly number[],
): void {
  const measure = COMPARED_MEASURES.find((one) => one.name === name)!;
  const standings = standingsOf(context, samples, measure);
  const lowest = Math.min(...truths);
  count.bestFound += +standings.some((one, i) => truths[i] === lowest && one.couldBeBest === true);
  count.couldBeBest += standings.filter(({ couldBeBest }) => couldBeBest === true).length;
  const isHeld = standings.every(({ againstBest }, i) => {
    const others = Math.min(...truths.filter((_, j) => j !== i));
    return againstBest !== null && holds(againstBest, (truths[i] ?? 0) - others);
  });
  count.allAgainstBest += +isHeld;
  const lead = leadOf(context, samples, measure, standings);
  const truth = (design: string | undefined) =>
    truths[samples.findIndex((sample) => sample.design === design)] ?? Number.NaN;
  count.leadHeld += +(lead !== null && holds(lead.difference, truth(lead.second) - truth(lead.first)));
}

function holds({ low, high }: Estimate, truth: number): boolean {
  return (low ?? Number.NEGATIVE_INFINITY) <= truth && truth <= (high ?? Number.POSITIVE_INFINITY);
}

function runOf(of: ComparisonCase) {
  return { ...PLAIN_RUN, replications: of.replications, designs: of.designs.map((_, i) => designOf(i)) };
}

const designOf = (i: number) => ({ ...PLAIN_DESIGN, name: `design ${i}` });

/** Each task is a unit; costs are lognormal with the design's mean, seconds lognormal around its median. */
function foldOf(of: ComparisonCase, seed: number): Fold {
  const fold = new Fold(of.designs.map((_, i) => designOf(i).name));
  for (let replication = 0; replication < of.replications; replication++) {
    const world = Math.floor(replication / 2);
    const shared = new Chance(seed, world, 1);
    const [costOfWorld, levelOfWorld] = [shared.normal(), shared.normal()];
    const day = DAY_SD * new Chance(seed, replication, 2).normal();
    of.designs.forEach(({ cost, seconds }, i) => {
      const own = new Chance(seed, world, 10 + i);
      const logCost = of.worldSd * costOfWorld + of.ownSd * own.normal() + day;
      const level = of.worldSd * levelOfWorld + of.ownSd * own.normal() + day;
      const chance = new Chance(seed, replication, 100);
      const result = Array.from(
        { length: of.tasks },
        () => seconds * Math.exp(level + TASK_SD * chance.normal()),
      );
      const variance = of.worldSd ** 2 + of.ownSd ** 2 + DAY_SD ** 2;
      const costOutput = of.tasks * cost * Math.exp(logCost - variance / 2);
      const figures = { arrived: of.tasks, units: of.tasks, delivered: of.tasks, costOutput };
      fold.add(tallyOf({ replication, design: designOf(i).name, weekday: world % 7, result, figures }));
    });
  }
  return fold;
}

function truthOf(of: ComparisonCase, design: number, name: Covered): number {
  const { cost, seconds } = of.designs[design]!;
  if (name === "costPerUnit") return cost;
  const sd = Math.sqrt(of.worldSd ** 2 + of.ownSd ** 2 + DAY_SD ** 2 + TASK_SD ** 2);
  return seconds * Math.exp(normalQuantile(name === "result.p95" ? 0.95 : 0.99) * sd);
}
