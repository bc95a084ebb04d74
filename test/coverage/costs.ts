/** Costs over their window where luck is large or small beside ignorance, and means whose tail a few worlds make. */
import {
  COST_SHARES,
  type CostLaw,
  costsKeptBy,
  costWindowCoverage,
  stoppedCostVerdicts,
} from "../shared/findings/cost-window-coverage.ts";
import { type HeavyLaw, heavyTailCoverage } from "../shared/statistics/heavy-tail-coverage.ts";
import { type CoverageCase, coveredFrom, once } from "./case.ts";

const MONTH = 30.4375;

/** Shares of worlds that keep a monthly budget, and the budgets that such shares keep. */
export function costWindows(law: CostLaw, worlds: number): CoverageCase {
  const costs = once(() => costsKeptBy(law, "month", COST_SHARES));
  return {
    name: `${law.name}, ${worlds} worlds`,
    seedsAJob: 250,
    intervals: [
      ...COST_SHARES.map((share) => ({
        kind: "share of worlds" as const,
        figure: "share of worlds within a budget",
        exact: () => share,
        promises: "90 % and more" as const,
        grid: {
          name: `share of worlds, costs over a month, ${worlds} worlds`,
          mean: "at least 95 % on average" as const,
        },
      })),
      ...COST_SHARES.map((share, i) => ({
        kind: "quantile over worlds" as const,
        figure: `P${Math.round(100 * share)}`,
        exact: () => MONTH * (costs()[i] ?? Number.NaN),
        promises: "90 % and more" as const,
        grid: { name: `quantile over worlds, ${worlds} worlds`, mean: "at least 95 % on average" as const },
      })),
    ],
    count: (first, seeds) => {
      const { runs, shares, quantiles } = costWindowCoverage(law, worlds, seeds, { first });
      return [...shares, ...quantiles].map((held) => coveredFrom({ runs, held }));
    },
  };
}

/** Runs that stop at a verdict about a monthly budget, kept by just more or just fewer than the 90 % wanted. */
export function stoppedBudgets(law: CostLaw): CoverageCase {
  const shares = [0.905, 0.895] as const;
  return {
    name: `a monthly budget, ${law.name}`,
    seedsAJob: 250,
    intervals: shares.map((share) => ({
      kind: "verdict",
      figure: `verdicts not wrong, kept by ${(100 * share).toFixed(1)} %:`,
      exact: () => share,
      promises: "at least 95 %",
    })),
    count: (first, seeds) =>
      shares.map((share) => {
        const counts = stoppedCostVerdicts(law, share, 128, seeds, first);
        const wrong = share > 0.9 ? counts.fail : counts.pass;
        return coveredFrom({ runs: seeds, held: seeds - wrong });
      }),
  };
}

/** The mean over worlds where few of them make the tail. */
export function heavyTails(law: HeavyLaw, worlds: number): CoverageCase {
  return {
    name: `${law.name}, ${worlds} worlds`,
    seedsAJob: 500,
    intervals: [{ kind: "ratio", figure: "mean", exact: () => law.mean, promises: "90 % and more" }],
    count: (first, seeds) => [coveredFrom(heavyTailCoverage(law, worlds, seeds, first))],
  };
}
