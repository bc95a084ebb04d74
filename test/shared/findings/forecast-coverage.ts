/**
 * How often the intervals of a forecast hold the truth: months of synthetic worlds, whose costs and growth are
 * lognormal, so that the cost of every month is lognormal, too, and its quantiles and the months over a budget are
 * known in closed form.
 */

import { normalCdf } from "../../../shared/distribution/special.ts";
import type { Estimate } from "../../../shared/findings/answer.ts";
import { forecastAnswer } from "../../../shared/findings/forecast-answer.ts";
import { loadAt } from "../../../shared/findings/forecast-loads.ts";
import type { ForecastPlan } from "../../../shared/findings/forecast-plan.ts";
import { SimulatedForecast } from "../../../shared/findings/forecast-simulation.ts";
import { FIGURE, FIGURES } from "../../../shared/simulate/tally.ts";
import type { SampledRow } from "../../../shared/statistics/design-sample.ts";
import { type Covered, coveredOver } from "../../coverage/case.ts";
import { START } from "../../support/forecasts.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { contextFor, monthlyBudget } from "../../support/synthetic-context.ts";
import { Chance, PLAIN_RUN } from "../../support/synthetic-tallies.ts";

const DAYS = 30.4375;
const MONTHS = [1, 6, 12];
const NO_COUNTS = { first: 0, cumulative: new Uint32Array(0), infinite: 0, max: 0 };

export interface SyntheticForecast {
  readonly worlds: number;
  /** Standard deviations of the logarithm: of a world's cost, of a day's luck, of a month's growth factor. */
  readonly worldSd: number;
  readonly daySd: number;
  readonly growthSd: number;
  /** Median growth a month. */
  readonly growth: number;
  /** Budget as a multiple of the median cost of month 1. */
  readonly budget: number;
}

export const PLAIN_FORECAST: SyntheticForecast = {
  worlds: 64,
  worldSd: 0.2,
  daySd: 0.1,
  growthSd: 0.01,
  growth: 0.04,
  budget: 1.6,
};

/** Standard deviation and median of the logarithm of a month's cost over worlds, month 1's median being 1. */
function lawOf({ worldSd, growthSd, growth }: SyntheticForecast, month: number) {
  const steps = month - 1;
  return { median: (1 + growth) ** steps, sd: Math.sqrt(worldSd ** 2 + (steps * growthSd) ** 2) };
}

/** What is true: quantiles of a month's cost by their normal score, and months over budget. */
export function truthOf(synthetic: SyntheticForecast) {
  const quantile = (month: number, z: number) => {
    const { median, sd } = lawOf(synthetic, month);
    return DAYS * median * Math.exp(z * sd);
  };
  const monthsOver = MONTHS.reduce((sum, month) => {
    const { median, sd } = lawOf(synthetic, month);
    return sum + normalCdf(-Math.log(synthetic.budget / median) / sd);
  }, 0);
  return { quantile, monthsOver };
}

/** The answer of one synthetic forecast; a day of a replication costs its world's cost times luck. */
export function answerOfSeed(synthetic: SyntheticForecast, seed: number) {
  const { worlds, worldSd, daySd, growthSd, growth, budget } = synthetic;
  const chance = new Chance(seed, worlds);
  const costs = Float64Array.from({ length: worlds }, () => Math.exp(worldSd * chance.normal()));
  const factors = Float64Array.from(
    { length: worlds },
    () => (1 + growth) * Math.exp(growthSd * chance.normal()),
  );
  const days = Float64Array.from({ length: 2 * worlds }, () => chance.factor(daySd));
  const replications = Array.from({ length: 2 * worlds }, (_, replication) => replication);
  const row = (replication: number, load: number): SampledRow => {
    const figures = new Float64Array(FIGURES.length);
    figures[FIGURE.costOutput] = load * costs[replication >> 1]! * days[replication]!;
    figures[FIGURE.arrived] = figures[FIGURE.units] = 100 * load;
    const coarse = { response: NO_COUNTS, result: NO_COUNTS, wait: NO_COUNTS };
    const placed = { replication, world: replication >> 1, weekday: (replication >> 1) % 7, trafficDays: 1 };
    return { ...placed, figures, withinTarget: new Float64Array(0), coarse };
  };
  const points = Array.from({ length: 10 }, (_, i) => ({
    regime: 0,
    rung: i - 2,
    load: loadAt(i - 2),
    replications,
  }));
  const request = {
    ...{ scenario: plainScenario({}), columns: {}, seed, replications: 2 * worlds, days: 1 },
    ...{ start: START, load: 1, designs: ["only"] },
  };
  const plan: ForecastPlan = {
    ...{ design: "only", months: MONTHS, request, changes: [], upgrades: [], points },
    regimes: [{ from: START, request, shares: new Map(MONTHS.map((month) => [month, 1])) }],
    replications: points.length * replications.length,
    inputs: {
      growthPerMonth: factors.map((factor) => factor - 1),
      manualCostPerUnit: undefined,
      once: new Float64Array(worlds),
    },
    multiples: new Map(MONTHS.map((month) => [month, factors.map((factor) => factor ** (month - 1))])),
  };
  const rows = points.map(({ load }) => new Map(replications.map((each) => [each, row(each, load)])));
  const run = { ...PLAIN_RUN, replications: 2 * worlds };
  const context = contextFor(run, {
    targets: [monthlyBudget(DAYS * budget)],
    designs: ["only"],
    chosen: "only",
  });
  return forecastAnswer(context, new SimulatedForecast(plan, rows), { discountRate: 0 }, 0);
}

/** How many of so many seeds' intervals hold the truth, by what they are of. */
export function forecastCoverage(synthetic: SyntheticForecast, firstSeed: number, seeds: number) {
  const truth = truthOf(synthetic);
  const held = { median: 0, upper: 0, monthsOver: 0, withinBudget: 0 };
  const holds = ({ low, high }: Pick<Estimate, "low" | "high">, value: number) =>
    low !== null && low <= value && (high === null || value <= high) ? 1 : 0;
  const { median, sd } = lawOf(synthetic, 12);
  const within = normalCdf(Math.log(synthetic.budget / median) / sd);
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const { months, budget } = answerOfSeed(synthetic, seed);
    const last = months[2]!;
    held.median += holds(last.fan.p50, truth.quantile(12, 0));
    held.upper += holds(last.fan.p80, truth.quantile(12, 0.8416212335729143));
    held.monthsOver += holds(budget!.monthsOver, truth.monthsOver);
    held.withinBudget += holds(last.withinBudget!, within);
  }
  return held;
}

/** Figures of the twelfth month, and of all months, whose intervals are counted. */
export const FORECAST_FIGURES = [
  { figure: "mean cost of the month", kind: "period cost" },
  { figure: "P5 of the month's cost", kind: "quantile over worlds" },
  { figure: "P20 of the month's cost", kind: "quantile over worlds" },
  { figure: "P50 of the month's cost", kind: "quantile over worlds" },
  { figure: "P80 of the month's cost", kind: "quantile over worlds" },
  { figure: "P95 of the month's cost", kind: "quantile over worlds" },
  { figure: "share of worlds within budget", kind: "share of worlds" },
  { figure: "months over budget", kind: "months over budget" },
] as const;
export type ForecastFigure = (typeof FORECAST_FIGURES)[number]["figure"];

const LAST = 12;

/** What is true of one of them. */
export function forecastTruth(synthetic: SyntheticForecast, figure: ForecastFigure): number {
  const { quantile, monthsOver } = truthOf(synthetic);
  const { median, sd } = lawOf(synthetic, LAST);
  switch (figure) {
    case "mean cost of the month":
      return DAYS * median * Math.exp((sd * sd) / 2);
    case "P5 of the month's cost":
      return quantile(LAST, -1.6448536269514722);
    case "P20 of the month's cost":
      return quantile(LAST, -0.8416212335729143);
    case "P50 of the month's cost":
      return quantile(LAST, 0);
    case "P80 of the month's cost":
      return quantile(LAST, 0.8416212335729143);
    case "P95 of the month's cost":
      return quantile(LAST, 1.6448536269514722);
    case "share of worlds within budget":
      return normalCdf(Math.log(synthetic.budget / median) / sd);
    case "months over budget":
      return monthsOver;
  }
}

/** Of how many seeds each of {@link FORECAST_FIGURES} lies in its interval; an end that is null bounds nothing. */
export function countForecasts(
  synthetic: SyntheticForecast,
  firstSeed: number,
  seeds: number,
): readonly Covered[] {
  const truths = FORECAST_FIGURES.map(({ figure }) => forecastTruth(synthetic, figure));
  return coveredOver(firstSeed, seeds, truths.length, (seed) => {
    const { months, budget } = answerOfSeed(synthetic, seed);
    const last = months[2]!;
    const { p5, p20, p50, p80, p95 } = last.fan;
    const printed = [last.cost, p5, p20, p50, p80, p95, last.withinBudget!, budget!.monthsOver];
    return printed.map((ends, i) => [ends, truths[i]!] as const);
  });
}
