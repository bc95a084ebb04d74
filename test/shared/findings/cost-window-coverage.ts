/**
 * How often the intervals of cost targets and budgets hold the truth where luck is large or small beside ignorance, and
 * skewed. For the list of coverage cases: `costWindowCoverage` counts, {@link COST_LAWS} are its cases, each over
 * 64, 128 and 512 worlds; verdicts of stopped runs are counted by `stoppedCostVerdicts`.
 */

import type { Verdict } from "../../../shared/findings/answer.ts";
import { budgetQuantiles } from "../../../shared/findings/budget-answer.ts";
import type { Target } from "../../../shared/findings/context.ts";
import { targetAnswers } from "../../../shared/findings/target-answers.ts";
import { DesignSample } from "../../../shared/statistics/design-sample.ts";
import { contextFor } from "../../support/synthetic-context.ts";
import { Chance, figuresOf, PLAIN_RUN } from "../../support/synthetic-tallies.ts";

const MONTH = 30.4375;

/** What a day costs in a world. */
export interface CostLaw {
  readonly name: string;
  readonly world: (chance: Chance) => number;
  /** A factor on it. */
  readonly day: (chance: Chance) => number;
}

const lognormal = (worldSd: number, daySd: number, name: string): CostLaw => ({
  name,
  world: (chance) => chance.factor(worldSd),
  day: (chance) => chance.factor(daySd),
});
/** Two days a month cost half as much again, or a multiple. */
const dearDays = (chance: Chance): number =>
  0.05 * chance.normal() + (chance.uniform() < 2 / 30 ? 1.5 + 0.5 * chance.factor(0.5) : 0.9);

/** From hardly any luck to nothing else. */
export const COST_LAWS: readonly CostLaw[] = [
  lognormal(0.05, 0.02, "worlds differ by 5 %, days by 2 %"),
  lognormal(0.05, 0.1, "worlds differ by 5 %, days by 10 %"),
  lognormal(0.06, 0.3, "worlds differ by 6 %, days by 30 %"),
  lognormal(0.2, 0.1, "worlds differ by 20 %, days by 10 %"),
  lognormal(0.2, 0.3, "worlds differ by 20 %, days by 30 %"),
  { name: "worlds differ by 5 %, few days are dear", world: (chance) => chance.factor(0.05), day: dearDays },
  { name: "worlds differ by 20 %, few days are dear", world: (chance) => chance.factor(0.2), day: dearDays },
  lognormal(0, 0.2, "worlds are alike, days differ by 20 %"),
];

/** Shares of worlds at which it is looked. */
export const COST_SHARES = [0.05, 0.2, 0.5, 0.8, 0.9, 0.95] as const;

/** What so large a share of worlds cost at most in a window, a day; from so many of them. */
export function costsKeptBy(
  { world, day }: CostLaw,
  window: "month" | "day",
  shares: readonly number[],
  worlds = 20_000,
): number[] {
  const chance = new Chance(991);
  const costs = Float64Array.from({ length: worlds }, () => {
    const own = world(chance);
    if (window === "day") return own * day(chance);
    let days = (MONTH % 1) * day(chance);
    for (let n = 0; n < Math.floor(MONTH); n++) days += day(chance);
    return (own * days) / MONTH;
  }).sort();
  return shares.map((share) => costs[Math.round(share * worlds)] ?? Number.NaN);
}

const NOTHING = { first: 0, cumulative: new Uint32Array(), infinite: 0, max: 0 };

/** Two days of each of some worlds, with as much expected loss as cash, and a unit for each task. */
export function costSample({ world, day }: CostLaw, worlds: number, seed: number): DesignSample {
  const chance = new Chance(seed, worlds, 77);
  const rows = Array.from({ length: worlds }, (_, k) => {
    const own = world(chance);
    return [0, 1].map((twin) => {
      const cost = own * day(chance);
      return {
        replication: 2 * k + twin,
        world: k,
        weekday: k % 7,
        trafficDays: 1,
        figures: figuresOf({ arrived: 1, units: 1, costInput: cost, costWrongOutputs: cost }),
        withinTarget: new Float64Array(),
        coarse: { response: NOTHING, result: NOTHING, wait: NOTHING },
      };
    });
  }).flat();
  return new DesignSample("plain", { rows, histograms: () => [] }, 1);
}

export type CostPromise = "monthlyCost" | "costPerUnit" | "loadedCostPerUnit";

function promise(name: CostPromise, costADay: number, per: "month" | "day"): Target {
  const shared = { kind: "cost", name, inMonth: 1, per } as const;
  switch (name) {
    case "monthlyCost":
      return { ...shared, measure: "perMonth", limit: costADay * MONTH };
    case "costPerUnit":
      return { ...shared, measure: "perUnit", limit: costADay };
    case "loadedCostPerUnit":
      return { ...shared, measure: "loadedPerUnit", limit: 2 * costADay };
  }
}

export interface CostHeld {
  readonly runs: number;
  /** Runs whose interval held the truth, by {@link COST_SHARES}: of the share of worlds, and of the budget's quantile. */
  readonly shares: number[];
  readonly quantiles: number[];
}

/** Counts both kinds of intervals over some seeds. */
export function costWindowCoverage(
  law: CostLaw,
  worlds: number,
  seeds: number,
  { first = 1, name = "monthlyCost", window = "month" }: CostWindow = {},
): CostHeld {
  const costs = costsKeptBy(law, window, COST_SHARES);
  const targets = costs.map((cost) => promise(name, cost, window));
  const context = contextFor({ ...PLAIN_RUN, replications: 2 * worlds }, { targets });
  const held = { runs: seeds, shares: COST_SHARES.map(() => 0), quantiles: COST_SHARES.map(() => 0) };
  for (let seed = first; seed < first + seeds; seed++) {
    const sample = costSample(law, worlds, seed);
    const quantile = budgetQuantiles(sample);
    targetAnswers(context, sample).targets.forEach(({ worldsMeeting: { low, high } }, i) => {
      const share = COST_SHARES[i] ?? Number.NaN;
      if (low <= share && share <= high) held.shares[i] = (held.shares[i] ?? 0) + 1;
      const budget = quantile(share);
      const truth = (costs[i] ?? Number.NaN) * MONTH;
      if ((budget.low ?? 0) <= truth && truth <= (budget.high ?? Number.POSITIVE_INFINITY))
        held.quantiles[i] = (held.quantiles[i] ?? 0) + 1;
    });
  }
  return held;
}

export interface CostWindow {
  readonly first?: number;
  readonly name?: CostPromise;
  /** The quantiles are a month's in any case. */
  readonly window?: "month" | "day";
}

/** Verdicts, at 90 % of worlds, of runs that stop at the first look with one; the promise is kept by `share` of worlds. */
export function stoppedCostVerdicts(
  law: CostLaw,
  share: number,
  worlds: number,
  seeds: number,
  first = 1,
): Record<Verdict, number> {
  const [cost = Number.NaN] = costsKeptBy(law, "month", [share]);
  const targets = [promise("monthlyCost", cost, "month")];
  const context = contextFor({ ...PLAIN_RUN, replications: 2 * worlds }, { targets });
  const count = { pass: 0, fail: 0, inconclusive: 0 };
  for (let seed = first; seed < first + seeds; seed++) {
    const { rows } = costSample(law, worlds, seed);
    let verdict: Verdict = "inconclusive";
    for (let done = 4; ; done = Math.min(2 * done, 2 * worlds)) {
      const sample = new DesignSample("plain", { rows: rows.slice(0, done), histograms: () => [] }, 1);
      verdict = targetAnswers(context, sample).allTargets.verdict;
      if (verdict !== "inconclusive" || done === 2 * worlds) break;
    }
    count[verdict]++;
  }
  return count;
}
