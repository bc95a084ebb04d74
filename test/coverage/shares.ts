/** Shares of tasks and of worlds, over grids of what is true. */
import { difference } from "../../shared/statistics/independent-difference.ts";
import { pairedRatioDifference } from "../../shared/statistics/paired-difference.ts";
import { shareOfSums } from "../../shared/statistics/ratio.ts";
import { clopperPearson } from "../../shared/statistics/share-interval.ts";
import { WorldSample } from "../../shared/statistics/world-sample.ts";
import { Chance } from "../support/synthetic-tallies.ts";
import { type CoverageCase, coveredOver, type Ends } from "./case.ts";

const TASKS = 200;
export const TRUE_SHARES = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995] as const;

/** One replication a world; a world's share is uniform around the true one. */
function worldSampleOf(worlds: number): WorldSample {
  return new WorldSample(Array.from({ length: worlds }, (_, world) => ({ world, weekday: 0 })));
}

/** Half of what worlds' shares range over. */
const halfRange = (share: number): number => Math.min(0.1, 0.8 * (1 - share));

function successes(chance: Chance, share: number): number {
  let count = 0;
  for (let task = 0; task < TASKS; task++) count += +(chance.uniform() < share);
  return count;
}

/** The share of tasks, such as those delivered, that a run prints. */
export function sharesOfTasks(worlds: number): CoverageCase {
  const sample = worldSampleOf(worlds);
  const all = new Float64Array(worlds).fill(TASKS);
  return {
    name: `${worlds} worlds of ${TASKS} tasks`,
    seedsAJob: 500,
    intervals: TRUE_SHARES.map((share) => ({
      kind: "share of tasks",
      figure: "share of tasks",
      exact: () => share,
      promises: "90 % and more",
      grid: { name: "share of tasks", mean: "95 % on average" },
    })),
    count: (first, seeds) =>
      coveredOver(first, seeds, TRUE_SHARES.length, (seed) =>
        TRUE_SHARES.map((share, i) => {
          const chance = new Chance(seed, worlds, 100 + i);
          const counts = Float64Array.from({ length: worlds }, () =>
            successes(chance, share + halfRange(share) * (2 * chance.uniform() - 1)),
          );
          return [shareOfSums(sample, counts, all, 0.95), share];
        }),
      ),
  };
}

/** The difference of two designs' shares in the same worlds: half of what worlds differ by is a design's own. */
export function differencesOfShares(worlds: number): CoverageCase {
  const sample = worldSampleOf(worlds);
  const denominator = new Float64Array(worlds).fill(TASKS);
  const shares = TRUE_SHARES.filter((share) => share <= 0.98);
  const other = (share: number) => 1 - 1.2 * (1 - share);
  return {
    name: `${worlds} worlds of ${TASKS} tasks`,
    seedsAJob: 250,
    intervals: shares.map((share) => ({
      kind: "difference of ratios",
      figure: `difference of shares, ${share} and ${other(share).toFixed(3)}`,
      exact: () => other(share) - share,
      promises: "90 % and more",
      grid: { name: "difference of shares", mean: "95 % on average" },
    })),
    count: (first, seeds) =>
      coveredOver(first, seeds, shares.length, (seed) =>
        shares.map((share, i) => {
          const chance = new Chance(seed, worlds, 200 + i);
          const common = Float64Array.from({ length: worlds }, () => chance.uniform() - 0.5);
          const of = (truth: number) => ({
            numerator: common.map((shift) =>
              successes(chance, truth + halfRange(truth) * (shift + chance.uniform() - 0.5)),
            ),
            denominator,
          });
          return [pairedRatioDifference(sample, of(share), of(other(share)), 0.95), other(share) - share];
        }),
      ),
  };
}

/** The share of worlds that an earlier answer gave and the one that a later one does, less each other. */
export function differencesOfWorlds(worlds: number): CoverageCase {
  const pairs = [
    [0.5, 0.6],
    [0.8, 0.9],
    [0.9, 0.95],
    [0.95, 0.95],
    [0.99, 0.97],
  ] as const;
  const estimated = (chance: Chance, share: number) => {
    let met = 0;
    for (let world = 0; world < worlds; world++) met += +(chance.uniform() < share);
    return { value: met / worlds, ...clopperPearson(met, worlds, 0.95625) };
  };
  return {
    name: `${worlds} worlds each`,
    seedsAJob: 1000,
    intervals: pairs.map(([before, after]) => ({
      kind: "difference of answers",
      figure: `share of worlds, ${before} and then ${after}`,
      exact: () => after - before,
      promises: "at least 95 %",
    })),
    count: (first, seeds) =>
      coveredOver(first, seeds, pairs.length, (seed) =>
        pairs.map(([before, after], i): readonly [Ends, number] => {
          const chance = new Chance(seed, worlds, 300 + i);
          const earlier = estimated(chance, before);
          return [difference(estimated(chance, after), earlier), after - before];
        }),
      ),
  };
}
