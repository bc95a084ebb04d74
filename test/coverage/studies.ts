/** Comparisons, load lines, forecasts, commitments and pilots. */

import {
  coverage as breakEvenCoverage,
  savingCoverage,
  type Terms,
} from "../shared/findings/break-even-coverage.ts";
import {
  COVERED,
  type ComparisonCase,
  countComparisons,
  FOUR_DESIGNS,
} from "../shared/findings/comparison-coverage.ts";
import {
  countForecasts,
  FORECAST_FIGURES,
  forecastTruth,
  type SyntheticForecast,
} from "../shared/findings/forecast-coverage.ts";
import { type LineCase, lineTruth, loadLineCoverage } from "../shared/findings/load-line-coverage.ts";
import { countPilots, type PilotCase } from "../shared/findings/pilot-coverage.ts";
import { differenceCoverage } from "../shared/findings/window-coverage.ts";
import {
  coverage as minimumCoverage,
  type Promised,
  paidPerMonth,
} from "../shared/statistics/minimum-spend-coverage.ts";
import { type CoverageCase, type CoveredInterval, coveredFrom } from "./case.ts";

const FIGURE_NAMES = {
  costPerUnit: "cost of a unit",
  "result.p95": "p95 of the result",
  "result.p99": "p99 of the result",
};

/** Two designs: one difference, neither more nor less than 95 %. */
export function twoDesigns(worldSd: number, replications: number): CoverageCase {
  const designs = FOUR_DESIGNS.designs.slice(0, 2);
  const of: ComparisonCase = { ...FOUR_DESIGNS, designs, worldSd, replications };
  return {
    name: `two designs, worlds differ by e^±${worldSd}, ${replications} replications`,
    seedsAJob: 100,
    intervals: COVERED.map((measure) => ({
      kind: measure === "costPerUnit" ? "difference of ratios" : "difference of percentiles",
      figure: `difference in ${FIGURE_NAMES[measure]}`,
      exact: () => null,
      promises: "95 %",
    })),
    count: (first, seeds) => {
      const counts = countComparisons(of, first, seeds);
      return COVERED.map((measure) => coveredFrom({ runs: seeds, held: counts[measure].allDifferences }));
    },
  };
}

/** Four designs, three of them nearly as good: what holds of all of a measure together. */
export function fourDesigns(worldSd: number): CoverageCase {
  const claims = [
    ["allDifferences", "simultaneous differences", "all three differences at once"],
    ["allAgainstBest", "against the best", "all four against the best of the others"],
    ["bestFound", "against the best", "the best is among those that could be"],
    ["leadHeld", "lead", "the two that look best"],
  ] as const;
  return {
    name: `four designs, worlds differ by e^±${worldSd}, ${FOUR_DESIGNS.replications} replications`,
    seedsAJob: 50,
    intervals: COVERED.flatMap((measure) =>
      claims.map(
        ([, kind, figure]): CoveredInterval => ({
          kind,
          figure: `${FIGURE_NAMES[measure]}: ${figure}`,
          exact: () => null,
          promises: "at least 95 %",
        }),
      ),
    ),
    count: (first, seeds) => {
      const counts = countComparisons({ ...FOUR_DESIGNS, worldSd }, first, seeds);
      return COVERED.flatMap((measure) =>
        claims.map(([claim]) => coveredFrom({ runs: seeds, held: counts[measure][claim] })),
      );
    },
  };
}

/** Figures of two answers of which nothing is left but their intervals. */
export function differencesOfAnswers(): CoverageCase {
  return {
    name: "means of 20 lognormal numbers",
    seedsAJob: 2000,
    intervals: [
      {
        kind: "difference of answers",
        figure: "difference of two figures",
        exact: () => 1,
        promises: "95 %",
      },
    ],
    count: (first, seeds) => [coveredFrom(differenceCoverage(seeds, first))],
  };
}

export function loadLines(of: LineCase): CoverageCase {
  const { worlds, wanted, direction } = of;
  return {
    name: `${worlds} worlds, ${100 * wanted} % wanted, ${direction === "down" ? "broken" : "kept"} by more traffic`,
    seedsAJob: 250,
    intervals: [
      {
        kind: "load line",
        figure:
          direction === "down" ? "multiple up to which it is kept" : "multiple from which on it is kept",
        exact: () => lineTruth(of),
        promises: "at least 95 %",
      },
    ],
    count: (first, seeds) => [coveredFrom(loadLineCoverage(first, seeds, of))],
  };
}

export function forecasts(name: string, synthetic: SyntheticForecast): CoverageCase {
  return {
    name,
    seedsAJob: 50,
    intervals: FORECAST_FIGURES.map(({ figure, kind }) => ({
      kind,
      figure,
      exact: () => forecastTruth(synthetic, figure),
      promises: kind === "period cost" ? "95 %" : "at least 95 %",
    })),
    count: (first, seeds) => countForecasts(synthetic, first, seeds),
  };
}

export function breakEvens(terms: Terms): CoverageCase {
  const { replications, worldSd, daySd, fee, discount, usage } = terms;
  return {
    name: `a fee against a discount, ${replications} replications, worlds differ by e^±${worldSd}, days by e^±${daySd}`,
    seedsAJob: 50,
    intervals: [
      {
        kind: "break-even",
        figure: "multiple of today's traffic",
        exact: () => fee / (discount * usage),
        promises: "95 %",
      },
      { kind: "saving", figure: "saving a month", exact: () => discount * usage - fee, promises: "95 %" },
    ],
    count: async (first, seeds) => [
      coveredFrom(await breakEvenCoverage(terms, seeds, true, first)),
      coveredFrom(savingCoverage(terms, seeds, first)),
    ],
  };
}

export function minimumSpends(name: string, promised: Promised): CoverageCase {
  return {
    name: `${name}, ${promised.replications} replications`,
    seedsAJob: 250,
    intervals: [
      {
        kind: "month under a minimum",
        figure: "cost of a month",
        exact: () => paidPerMonth(promised),
        promises: "95 %",
      },
    ],
    count: (first, seeds) => [coveredFrom(minimumCoverage(promised, seeds, first))],
  };
}

export function pilots(of: PilotCase): CoverageCase {
  const { calls, worldSd, daySd, replications } = of;
  return {
    name: `${calls} calls, worlds differ by e^±${worldSd}, days by e^±${daySd}, ${replications} replications`,
    seedsAJob: 50,
    intervals: [{ kind: "pilot", figure: "pilot less model", exact: () => 0, promises: "at least 95 %" }],
    count: (first, seeds) => {
      const { asExpected, cheaper } = countPilots(of, first, seeds);
      return [coveredFrom({ runs: seeds, held: asExpected, below: cheaper })];
    },
  };
}
