/**
 * How often the interval of a mean over worlds holds the truth where few worlds make the tail. For the list of coverage
 * cases: `heavyTailCoverage` counts, {@link HEAVY_LAWS} are its cases.
 */
import { ratioOfSums } from "../../../shared/statistics/ratio.ts";
import { WorldSample } from "../../../shared/statistics/world-sample.ts";
import { Chance } from "../../support/synthetic-tallies.ts";

export interface HeavyLaw {
  readonly name: string;
  readonly world: (chance: Chance) => number;
  readonly mean: number;
  /** With fewer a run may well not see what makes the mean, and no interval can know of it. */
  readonly fewestWorlds: number;
}

export const HEAVY_LAWS: readonly HeavyLaw[] = [
  { name: "lognormal with sd 1", world: (chance) => chance.factor(1), mean: 1, fewestWorlds: 32 },
  { name: "Pareto 2.5", world: (chance) => chance.uniform() ** (-1 / 2.5), mean: 5 / 3, fewestWorlds: 64 },
  {
    name: "1 % of worlds ten times as dear",
    world: (chance) => chance.factor(0.1) * (chance.uniform() < 0.01 ? 10 : 1),
    mean: 1.09,
    fewestWorlds: 512,
  },
];

export interface HeavyHeld {
  readonly runs: number;
  held: number;
  /** Intervals that lay wholly below the truth, or wholly above it. */
  below: number;
  above: number;
}

export function heavyTailCoverage(law: HeavyLaw, worlds: number, seeds: number, first = 1): HeavyHeld {
  const sample = new WorldSample(Array.from({ length: worlds }, (_, world) => ({ world, weekday: 0 })));
  const ones = new Float64Array(worlds).fill(1);
  const count = { runs: seeds, held: 0, below: 0, above: 0 };
  for (let seed = first; seed < first + seeds; seed++) {
    const chance = new Chance(seed, worlds, 5);
    const costs = Float64Array.from(ones, () => law.world(chance));
    const { low, high } = ratioOfSums(sample, costs, ones, 0.95);
    if (high < law.mean) count.below++;
    else if (low > law.mean) count.above++;
    else count.held++;
  }
  return count;
}
