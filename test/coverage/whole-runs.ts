/** Printed costs and times of whole synthetic runs: worlds, weekdays, days and tasks that differ, all lognormal. */
import { normalQuantile } from "../../shared/distribution/special.ts";
import { costAnswer } from "../../shared/findings/cost-answer.ts";
import { latencyAnswer } from "../../shared/findings/latency-answer.ts";
import { DesignSample } from "../../shared/statistics/design-sample.ts";
import { foldFor } from "../support/synthetic-context.ts";
import { PLAIN_DESIGN, PLAIN_RUN } from "../support/synthetic-tallies.ts";
import { type CoverageCase, type CoveredInterval, coveredOver, type Ends } from "./case.ts";
import type { PromiseName } from "./promise.ts";

const WEEK = [1.15, 1.18, 1.15, 1.12, 1.05, 0.7, 0.65];
const DAY_SD = 0.05;
const WRONG_OUTPUT = 0.05;
const DAYS_PER_MONTH = 30.4375;

export interface WholeRuns {
  /** Standard deviation of the logarithm of cost, seconds and traffic between worlds. */
  readonly worldSd: number;
  readonly replications: number;
  readonly tasks: number;
  readonly promises: PromiseName;
}

const PERCENTILES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 } as const;
type PercentileName = keyof typeof PERCENTILES;
const USUAL: readonly PercentileName[] = ["p50", "p90", "p95", "p99"];

export function wholeRuns(of: WholeRuns, percentiles = USUAL): CoverageCase {
  const { worldSd, replications, tasks, promises } = of;
  const intervals = intervalsOf(of, percentiles);
  const truths = intervals.map(({ exact }) => exact() ?? Number.NaN);
  return {
    name: `worlds differ by e^±${worldSd}, ${replications} replications of ${tasks} tasks`,
    seedsAJob: 50,
    intervals: intervals.map((interval) => ({ ...interval, promises })),
    count: (first, seeds) =>
      coveredOver(first, seeds, truths.length, (seed) =>
        printed(of, percentiles, seed).map((ends, i) => [ends, truths[i] ?? Number.NaN] as const),
      ),
  };
}

function printed(
  { worldSd, replications, tasks }: WholeRuns,
  percentiles: readonly PercentileName[],
  seed: number,
): Ends[] {
  const varying = { seed, replications, worldSd, trafficSd: worldSd, daySd: DAY_SD, weekdayWeights: WEEK };
  const designs = [{ ...PLAIN_DESIGN, tasks }];
  const run = { ...PLAIN_RUN, ...varying, designs, wrongOutput: WRONG_OUTPUT };
  const sample = new DesignSample("plain", foldFor(run).of("plain"), 1);
  const times = latencyAnswer(sample, "result", "sync");
  const { perTask, perUnit, loadedPerUnit, perDay, perMonth } = costAnswer(sample);
  return [
    ...percentiles.map((name) => times[name]),
    times.mean,
    perTask,
    perUnit,
    loadedPerUnit,
    perDay,
    perMonth,
  ];
}

/** In the order of {@link printed}. */
function intervalsOf(
  { worldSd, tasks }: WholeRuns,
  percentiles: readonly PercentileName[],
): Omit<CoveredInterval, "promises">[] {
  const { sigma, medianSeconds, cost, unitShare } = PLAIN_DESIGN;
  const variance = sigma ** 2 + worldSd ** 2 + DAY_SD ** 2;
  const loaded = (cost + WRONG_OUTPUT * (1 - unitShare)) / unitShare;
  const perDay = tasks * cost;
  const ofRatio = (figure: string, exact: number) => ({ kind: "ratio" as const, figure, exact: () => exact });
  return [
    ...percentiles.map((name) => ({
      kind: "percentile" as const,
      figure: name === "p999" ? "p99.9" : name,
      exact: () => medianSeconds * Math.exp(normalQuantile(PERCENTILES[name]) * Math.sqrt(variance)),
    })),
    ofRatio("mean seconds", medianSeconds * Math.exp(variance / 2)),
    ofRatio("cost of a task", cost),
    ofRatio("cost of a unit", cost / unitShare),
    ofRatio("loaded cost of a unit", loaded),
    { kind: "period cost", figure: "cost of a day", exact: () => perDay },
    { kind: "period cost", figure: "cost of a month", exact: () => perDay * DAYS_PER_MONTH },
  ];
}
