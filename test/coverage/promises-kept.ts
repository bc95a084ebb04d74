/** Promises over a month that is told from two days of each world, budgets, and verdicts at which a run was stopped. */
import type { Verdict } from "../../shared/findings/answer.ts";
import { budgetAnswer } from "../../shared/findings/budget-answer.ts";
import { targetAnswers } from "../../shared/findings/target-answers.ts";
import {
  BUDGET_SCORES,
  costlyQuantile,
  costlySample,
  delivered,
  limitMetBy,
  SHARE_LAWS,
  type ShareLaw,
  sampleOf,
  stoppedVerdicts,
} from "../shared/findings/window-coverage.ts";
import { contextFor } from "../support/synthetic-context.ts";
import { PLAIN_RUN } from "../support/synthetic-tallies.ts";
import { type CoverageCase, coveredFrom, coveredOver, once } from "./case.ts";

const MET_BY = [0.5, 0.75, 0.9, 0.95] as const;

/** Shares of worlds whose month keeps a promise about a share of tasks, or a percentile: both are judged alike. */
export function monthsKept(law: ShareLaw, worlds: number): CoverageCase {
  const limits = MET_BY.map((share) => once(() => limitMetBy(law, share)));
  return {
    name: `${law.name}, ${worlds} worlds`,
    seedsAJob: 50,
    intervals: MET_BY.map((share) => ({
      kind: "share of months",
      figure: "share of worlds whose month keeps a promise",
      exact: () => share,
      promises: "90 % and more",
      grid: { name: `share of months, ${worlds} worlds`, mean: "at least 95 % on average" },
    })),
    count: (first, seeds) => {
      const targets = limits.map((limit) => delivered(limit()));
      const context = contextFor({ ...PLAIN_RUN, replications: 2 * worlds }, { targets });
      return coveredOver(first, seeds, MET_BY.length, (seed) =>
        targetAnswers(context, sampleOf(law, worlds, seed)).targets.map(
          ({ worldsMeeting }, i) => [worldsMeeting, MET_BY[i] ?? 0] as const,
        ),
      );
    },
  };
}

/** P50, P80 and P90 of a month's cost over worlds. */
export function budgets(worlds: number): CoverageCase {
  const names = ["p50", "p80", "p90"] as const;
  const truths = names.map((name) => costlyQuantile(BUDGET_SCORES[name]));
  return {
    name: `${worlds} worlds`,
    seedsAJob: 250,
    intervals: names.map((name, i) => ({
      kind: "quantile over worlds",
      figure: `${name.toUpperCase()} of a month's cost`,
      exact: () => truths[i] ?? null,
      promises: "at least 95 %",
    })),
    count: (first, seeds) =>
      coveredOver(first, seeds, names.length, (seed) => {
        const budget = budgetAnswer(costlySample(worlds, seed));
        return names.map((name, i) => [budget[name], truths[i] ?? Number.NaN] as const);
      }),
  };
}

/** Worlds that keep a promise whatever the day, or break it: judged by themselves, nothing is borrowed. */
const CERTAIN: Omit<ShareLaw, "limits"> = {
  name: "worlds that keep it or don't",
  world: (chance) => (chance.uniform() < 0.9 ? 0.99 : 0.9),
  day: (_, world) => world,
};

/** 90 % of worlds are wanted; runs of up to 128 worlds stop at the first verdict. */
function stopped(
  law: Omit<ShareLaw, "limits">,
  name: string,
  truth: number,
  { limit, wrong }: { limit: () => number; wrong: readonly Verdict[] },
): CoverageCase {
  return {
    name: `${law.name}, ${name}`,
    seedsAJob: 100,
    intervals: [
      { kind: "verdict", figure: "verdicts not wrong", exact: () => truth, promises: "at least 95 %" },
    ],
    count: (first, seeds) => {
      const counts = stoppedVerdicts(law, limit(), { worlds: 128, seeds, first });
      const bad = wrong.reduce((sum, verdict) => sum + counts[verdict], 0);
      return [coveredFrom({ runs: seeds, held: seeds - bad })];
    },
  };
}

const JUST_KEPT = 0.905;
const JUST_BROKEN = 0.895;

/** Just on either side of the 90 % wanted, where a verdict is most easily wrong. */
export function stoppedRuns(): CoverageCase[] {
  return [
    stopped(CERTAIN, "kept by the 90 % that are wanted", 0.9, { limit: () => 0.95, wrong: ["pass", "fail"] }),
    ...SHARE_LAWS.flatMap((law) => [
      stopped(law, "kept by 90.5 %", JUST_KEPT, {
        limit: once(() => limitMetBy(law, JUST_KEPT)),
        wrong: ["fail"],
      }),
      stopped(law, "kept by 89.5 %", JUST_BROKEN, {
        limit: once(() => limitMetBy(law, JUST_BROKEN)),
        wrong: ["pass"],
      }),
    ]),
  ];
}
