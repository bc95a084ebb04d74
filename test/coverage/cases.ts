/** All coverage counters of statistics, in the order of the table in docs/validation.md. */
import { COST_LAWS } from "../shared/findings/cost-window-coverage.ts";
import { PLAIN_FORECAST } from "../shared/findings/forecast-coverage.ts";
import { SHARE_LAWS } from "../shared/findings/window-coverage.ts";
import { HEAVY_LAWS } from "../shared/statistics/heavy-tail-coverage.ts";
import { EFFECT_CASES } from "../shared/statistics/sensitivity-coverage.ts";
import type { CoverageCase } from "./case.ts";
import { costWindows, heavyTails, stoppedBudgets } from "./costs.ts";
import { correlatedEffects, effects, noiseFloors, worthFloors, worths } from "./drivers.ts";
import { budgets, monthsKept, stoppedRuns } from "./promises-kept.ts";
import { differencesOfShares, differencesOfWorlds, sharesOfTasks } from "./shares.ts";
import {
  breakEvens,
  differencesOfAnswers,
  forecasts,
  fourDesigns,
  loadLines,
  minimumSpends,
  pilots,
  twoDesigns,
} from "./studies.ts";
import { wholeRuns } from "./whole-runs.ts";

const TERMS = { replications: 64, usage: 1000, worldSd: 0.3, daySd: 0.2, fee: 300, discount: 0.2 };
const PROMISED = { usage: 10_000, worldSd: 0.3, daySd: 0.3, minimum: 10_000 };

export const COVERAGE: readonly CoverageCase[] = [
  ...[0.05, 0.2].flatMap((worldSd) =>
    [42, 128].map((replications) => wholeRuns({ worldSd, replications, tasks: 200, promises: "95 %" })),
  ),
  wholeRuns({ worldSd: 0.5, replications: 128, tasks: 200, promises: "89 % and more" }),
  wholeRuns({ worldSd: 0.05, replications: 128, tasks: 600, promises: "95 %" }, ["p999"]),
  ...HEAVY_LAWS.map((law) => heavyTails(law, law.fewestWorlds)),
  ...[14, 24, 64].map(sharesOfTasks),
  ...[64, 128].flatMap((worlds) => COST_LAWS.map((law) => costWindows(law, worlds))),
  ...[64, 128].flatMap((worlds) => SHARE_LAWS.map((law) => monthsKept(law, worlds))),
  ...stoppedRuns(),
  ...COST_LAWS.map(stoppedBudgets),
  ...[42, 128].map(budgets),
  ...[64, 128].map((replications) => minimumSpends("usage about the minimum", { ...PROMISED, replications })),
  minimumSpends("usage mostly above the minimum", { ...PROMISED, minimum: 6000, replications: 128 }),
  twoDesigns(0.05, 64),
  twoDesigns(0.2, 64),
  ...[24, 64].map(differencesOfShares),
  fourDesigns(0.05),
  fourDesigns(0.2),
  differencesOfAnswers(),
  differencesOfWorlds(128),
  loadLines({ worlds: 64, wanted: 0.9, direction: "down" }),
  loadLines({ worlds: 128, wanted: 0.95, direction: "down" }),
  loadLines({ worlds: 64, wanted: 0.9, direction: "up" }),
  ...EFFECT_CASES.map(effects),
  correlatedEffects(),
  noiseFloors(),
  worthFloors(),
  worths(0.3, 1),
  worths(2, 1),
  worths(0.5, 3),
  forecasts("64 worlds", PLAIN_FORECAST),
  forecasts("64 worlds, a budget that hardly any passes", { ...PLAIN_FORECAST, budget: 2.6 }),
  forecasts("64 worlds, days that differ far more", { ...PLAIN_FORECAST, worldSd: 0.06, daySd: 0.3 }),
  breakEvens(TERMS),
  pilots({ replications: 64, worldSd: 0.05, daySd: 0.05, calls: 300 }),
  pilots({ replications: 64, worldSd: 0.2, daySd: 0.05, calls: 50 }),
];
