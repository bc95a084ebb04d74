/** What drives the answer: effects, noise floors, and what knowing is worth. */
import {
  correlatedCoverage,
  type EffectCase,
  effectCoverage,
  normalWorth,
  nullsAboveFloor,
  nullsOfWorth,
  P90_SCORE,
  worthCoverage,
} from "../shared/statistics/sensitivity-coverage.ts";
import { type CoverageCase, coveredFrom } from "./case.ts";

export function effects(of: EffectCase): CoverageCase {
  const { name, mean, worlds } = of;
  return {
    name: `${name}, ${worlds} worlds`,
    seedsAJob: 500,
    intervals: [
      {
        kind: "effect",
        figure: "effect of an input from p10 to p90",
        exact: () => mean(P90_SCORE) - mean(-P90_SCORE),
        promises: "95 %",
      },
    ],
    count: (first, seeds) => [coveredFrom(effectCoverage(of, first, seeds))],
  };
}

export function correlatedEffects(): CoverageCase {
  return {
    name: "two inputs that go together, 128 worlds",
    seedsAJob: 500,
    intervals: [
      {
        kind: "effect",
        figure: "effect, with what moves with it",
        exact: () => 2 * P90_SCORE * 1.3,
        promises: "95 %",
      },
      { kind: "effect", figure: "effect alone", exact: () => 2 * P90_SCORE, promises: "95 %" },
    ],
    count: (first, seeds) => {
      const { together, alone } = correlatedCoverage(first, seeds);
      return [coveredFrom(together), coveredFrom(alone)];
    },
  };
}

export function noiseFloors(): CoverageCase {
  return {
    name: "twenty inputs, eighteen of them without effect",
    seedsAJob: 25,
    intervals: [
      {
        kind: "noise floor",
        figure: "all null inputs stay below the floor",
        exact: () => null,
        promises: "at least 95 %",
      },
    ],
    count: (first, seeds) => [coveredFrom({ runs: seeds, held: seeds - nullsAboveFloor(first, seeds) })],
  };
}

export function worthFloors(): CoverageCase {
  return {
    name: "twenty inputs, eighteen of them of no worth",
    seedsAJob: 5,
    mostSeeds: 400,
    intervals: [
      {
        kind: "noise floor",
        figure: "no null input seems worth knowing",
        exact: () => null,
        promises: "at least 95 %",
      },
    ],
    count: (first, seeds) => [coveredFrom({ runs: seeds, held: seeds - nullsOfWorth(first, seeds) })],
  };
}

/** @param mean of the net benefit @param luck its standard deviation from chance, that of ignorance being 1 */
export function worths(mean: number, luck: number): CoverageCase {
  return {
    name: `net benefit ${mean}, luck ${luck}, 128 worlds`,
    seedsAJob: 50,
    intervals: [
      {
        kind: "worth",
        figure: "value of knowing an input",
        exact: () => normalWorth(mean, 1),
        promises: "at least 95 %",
      },
    ],
    count: (first, seeds) => [coveredFrom(worthCoverage(mean, luck, first, seeds))],
  };
}
