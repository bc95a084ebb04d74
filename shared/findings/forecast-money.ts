/** The money of a forecast, month by month and world by world: what is spent, what is saved, and when it is paid back. */
import { power } from "../distribution/special.ts";
import { costByWorld, DAYS_PER_MONTH, withoutLuck } from "../statistics/cost-by-world.ts";
import type { DesignSample } from "../statistics/design-sample.ts";
import type { SimulatedForecast } from "./forecast-simulation.ts";

/** A month in every world; the luck that averages out over it is taken out. */
export interface MonthMoney {
  readonly month: number;
  /** Cash, without one-off costs, currency. NaN in a world that had no traffic. */
  readonly cost: Float64Array;
  /** The same with the luck of the days that were simulated. */
  readonly costWithLuck: Float64Array;
  /** Units of value. */
  readonly units: Float64Array;
  /** What the units would have cost by hand, less the cash; undefined where the scenario does not say. */
  readonly saved: Float64Array | undefined;
}

export function moneyOf(simulated: SimulatedForecast, month: number): MonthMoney {
  const sample = simulated.sampleOf(month);
  const cost = costByWorld(sample, "perMonth", "month");
  const units = perMonth(sample, sample.column("units"));
  const manual = simulated.plan.inputs.manualCostPerUnit;
  const saved = manual && cost.map((cash, world) => (units[world] ?? 0) * (manual[world] ?? 0) - cash);
  return {
    month,
    cost,
    costWithLuck: withLuck(sample),
    units,

    saved,
  };
}

function withLuck({ worlds, variableCost, fixedCost, trafficDays, days }: DesignSample): Float64Array {
  const traffic = worlds.sumByWorld(trafficDays);
  const fixed = worlds.sumByWorld(fixedCost);
  const replications = worlds.sumByWorld(new Float64Array(trafficDays.length).fill(1));
  return worlds
    .sumByWorld(variableCost)
    .map(
      (cost, world) =>
        (cost / (traffic[world] ?? 0) + (fixed[world] ?? 0) / (replications[world] ?? 1) / days) *
        DAYS_PER_MONTH,
    );
}

/** Per month in each world what grows with traffic, with the luck that averages out taken out. */
function perMonth(sample: DesignSample, column: Float64Array): Float64Array {
  const { worlds, trafficDays, days } = sample;
  const rate = (value: number, traffic: number) => (value / traffic) * DAYS_PER_MONTH;
  const each = column.map((value, row) => rate(value, trafficDays[row] ?? 0));
  const traffic = worlds.sumByWorld(trafficDays);
  const together = worlds.sumByWorld(column).map((value, world) => rate(value, traffic[world] ?? 0));
  return withoutLuck(sample, each, together, undefined, DAYS_PER_MONTH / days, true).values;
}

/** What is spent on some models in a month of each world; of models whose spend is counted. */
export function spendOn(sample: DesignSample, models: readonly string[]): Float64Array {
  const spent = sample.rows.map(({ committed = [] }) =>
    committed.reduce((sum, { model, spent }) => sum + (models.includes(model) ? spent : 0), 0),
  );
  return perMonth(sample, Float64Array.from(spent));
}

/**
 * What a payment at the end of a month is worth today, as a factor.
 *
 * @param ratePerYear the discount rate, above −1 @param month 0 = today
 * @example discountFactor(0.08, 12) // 0.9259
 */
export function discountFactor(ratePerYear: number, month: number): number {
  return month === 0 || ratePerYear === 0 ? 1 : power(1 + ratePerYear, -month / 12);
}

/**
 * The first month at whose end the savings so far, discounted from the end of each month, are at least what was paid
 * once, today; Infinity where none of the months is. (Net present value of an annuity: with equal savings s and a rate
 * i a month it is the first n ≥ −ln(1 − i C / s) / ln(1 + i).)
 *
 * @param saved by month, from the first on
 */
export function paybackMonth(once: number, saved: readonly number[], ratePerYear: number): number {
  let balance = -once;
  for (const [i, amount] of saved.entries()) {
    balance += amount * discountFactor(ratePerYear, i + 1);
    if (balance >= 0) return i + 1;
  }
  return Number.POSITIVE_INFINITY;
}

/** Sums over months, world by world, up to and including each. */
export function cumulative(months: readonly Float64Array[], from: Float64Array): Float64Array[] {
  let sum = from;
  return months.map((month) => {
    sum = sum.map((so, world) => so + (month[world] ?? 0));
    return sum;
  });
}
