/** From simulated months to the answer of a forecast. */
import { costByWorld } from "../statistics/cost-by-world.ts";
import { type DesignSample, LEVEL } from "../statistics/design-sample.ts";
import { orderQuantile } from "../statistics/order-quantile.ts";
import { effectiveCount } from "../statistics/ratio.ts";
import { clopperPearson } from "../statistics/share-interval.ts";
import type { WorldSample } from "../statistics/world-sample.ts";
import type { Estimate, ShareEstimate, TargetAnswer } from "./answer.ts";
import { budgetQuantiles } from "./budget-answer.ts";
import type { RunContext, Target } from "./context.ts";
import { costEstimate } from "./cost-answer.ts";
import { finiteOrNull, ONE_WORLD } from "./estimates.ts";
import { eventsByMonth } from "./forecast-events.ts";
import { cumulative, discountFactor, type MonthMoney, moneyOf, paybackMonth } from "./forecast-money.ts";
import { monthBegins } from "./forecast-plan.ts";
import type { Fan, ForecastAnswer, ForecastMonth, ForecastTier } from "./forecast-schema.ts";
import { forecastSentences } from "./forecast-sentences.ts";
import type { SimulatedForecast } from "./forecast-simulation.ts";
import { contextOfMonth, monthOfTarget } from "./forecast-targets.ts";
import { type TierPressure, tierPressures } from "./forecast-tiers.ts";
import { percentileAnswer } from "./latency-answer.ts";
import { studyHeadOf } from "./study-head.ts";
import { targetAnswers } from "./target-answers.ts";

export interface ForecastSettings {
  /** A year, such as 0.08. */
  readonly discountRate: number;
}

/** Everything that a forecast says. @param elapsedSeconds taken as given */
export function forecastAnswer(
  context: RunContext,
  simulated: SimulatedForecast,
  { discountRate }: ForecastSettings,
  elapsedSeconds: number,
): ForecastAnswer {
  const { plan } = simulated;
  const money = plan.months.map((month) => moneyOf(simulated, month));
  const pressures = tierPressures(simulated);
  const months = monthAnswers(context, simulated, money, pressures, discountRate);
  const budget = budgetAnswer(context, simulated, money, months);
  const savings = savingsAnswer(simulated, money, discountRate);
  const found = {
    ...studyHeadOf(context),
    design: plan.design,
    growthPerMonth: worldsOf(plan.inputs.growthPerMonth),
    months,
    ...(budget === undefined ? {} : { budget }),
    promises: context.targets.flatMap((target, i) => promiseAnswer(target, i, months)),
    ...(savings === undefined ? {} : { savings }),
    tiers: pressures.map((pressure) => tierAnswer(simulated, pressure)),
    simulated: {
      loadPoints: plan.points.map(({ regime, load, replications }) => ({
        from: plan.regimes[regime]!.from,
        load,
        replications: replications.length,
      })),
      replications: plan.replications,
      interpolation: simulated.interpolationError() ?? null,
    },
    notes: [...(context.notes ?? [])],
  };
  return { ...found, sentences: forecastSentences(found, context), elapsedSeconds };
}

function monthAnswers(
  context: RunContext,
  simulated: SimulatedForecast,
  money: readonly MonthMoney[],
  pressures: readonly TierPressure[],
  discountRate: number,
): ForecastMonth[] {
  const { plan } = simulated;
  const { once } = plan.inputs;
  const events = eventsByMonth(plan, pressures, orderQuantile(ascending(once), 0.5), context.currency);
  const spent = cumulative(
    money.map(({ cost }) => cost),
    once,
  );
  const saved = money.flatMap((month) => month.saved ?? []);
  const discounted = cumulative(
    saved.map((values, i) =>
      values.map((value) => value * discountFactor(discountRate, plan.months[i] ?? 1)),
    ),
    once.map((cost) => -cost),
  );
  return money.map((month, i) => {
    const sample = simulated.sampleOf(month.month);
    const { targets } = targetAnswers(contextOfMonth(context), sample);
    const budget = targets.find(({ name }) => name === "monthlyCost");
    const [gain, balance] = [month.saved, discounted[i]];
    return {
      month: month.month,
      date: monthBegins(plan.request.start, month.month),
      traffic: worldsOf(plan.multiples.get(month.month) ?? []),
      cost: costEstimate(sample, "perMonth"),
      fan: fanOf(sample),
      units: worldsOf(month.units),
      costPerUnit: costEstimate(sample, "perUnit"),
      resultP95: percentileAnswer(sample, "result", 0.95, context.modes[plan.design]),
      stable: sample.stable,
      targets,
      ...(budget === undefined ? {} : { withinBudget: budget.worldsMeeting }),
      spentSoFar: worldsOf(spent[i] ?? []),
      ...(gain === undefined ? {} : { saved: worldsOf(gain) }),
      ...(gain === undefined || balance === undefined ? {} : { discountedSoFar: worldsOf(balance) }),
      events: [...(events.get(month.month) ?? [])],
    };
  });
}

function fanOf(sample: DesignSample): Fan {
  const at = budgetQuantiles(sample);
  return { p5: at(0.05), p20: at(0.2), p50: at(0.5), p80: at(0.8), p95: at(0.95) };
}

function promiseAnswer(
  target: Target,
  index: number,
  months: readonly ForecastMonth[],
): ({ inMonth: number } & TargetAnswer)[] {
  const inMonth = monthOfTarget(target);
  const judged = months.find(({ month }) => month === inMonth)?.targets[index];
  return judged === undefined ? [] : [{ inMonth, ...judged }];
}

function budgetAnswer(
  { targets, confidence }: RunContext,
  simulated: SimulatedForecast,
  money: readonly MonthMoney[],
  months: readonly ForecastMonth[],
): ForecastAnswer["budget"] {
  const target = targets.find(({ name }) => name === "monthlyCost");
  if (target?.kind !== "cost") return undefined;
  const { limit, measure, per } = target;
  const sample = simulated.sampleOf(money[0]?.month ?? 1);
  const overBy = (shift: number) => {
    const over = new Float64Array(sample.worlds.worlds);
    for (const each of money) {
      const off = shift * luckLeft(each);
      costByWorld(simulated.sampleOf(each.month), measure, per).forEach((cost, world) => {
        if (cost + off > limit) over[world] = (over[world] ?? 0) + 1;
      });
    }
    return meanOfMonths(sample.worlds, over, money.length);
  };
  const first = months.find(
    ({ withinBudget }) => withinBudget !== undefined && withinBudget.value < confidence,
  );
  const monthsOver = { ...overBy(0), low: overBy(-1).low, high: overBy(1).high };
  return { limit, confidence, monthsOver, firstMonthOver: first?.month ?? null };
}

/**
 * The mean over worlds of a number of months. As a share of all months it is a share of things of which those of one
 * world go together: the interval is Korn and Graubard's, for as many independent worlds as would give the variance
 * seen, and for no more than there are where hardly any world tells the two kinds apart.
 */
export function meanOfMonths(sample: WorldSample, months: Float64Array, most: number): Estimate {
  const worlds = months.length;
  const value = months.reduce((sum, each) => sum + each, 0) / worlds;
  if (worlds < 2) return { value, low: 0, high: most, why: ONE_WORLD };
  const share = value / most;
  const spread = sample.spreadOfWorlds(months.map((each) => (each - value) / most / worlds));
  const either = Math.min(
    months.filter((each) => each > 0).length,
    months.filter((each) => each < most).length,
  );
  const known = either >= FEW_WORLDS && spread.variance > 0;
  const cap = known ? Number.POSITIVE_INFINITY : worlds;
  const wider = sample.halfWidth({ ...spread, variance: 1 }, LEVEL) / HALF_WIDTH;
  const effective = Math.min(cap, effectiveCount(share, spread.variance * wider * wider, cap));
  const interval = clopperPearson(share * effective, effective, LEVEL);
  return { value, low: most * interval.low, high: most * interval.high };
}

/**
 * How far the middle of the worlds may be off for the luck of their days, currency: half of a 95 % interval. Taking
 * luck out of each world does not take it out of their mean.
 */
function luckLeft({ cost, costWithLuck }: MonthMoney): number {
  const luck = Math.max(0, varianceOf(costWithLuck) - varianceOf(cost));
  return HALF_WIDTH * Math.sqrt(luck / cost.length);
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

/** With fewer worlds of one kind their variance says little. */
const FEW_WORLDS = 10;
/** Standard errors in half of a 95 % interval. */
const HALF_WIDTH = 1.959963984540054;

function savingsAnswer(
  { plan }: SimulatedForecast,
  money: readonly MonthMoney[],
  discountRate: number,
): ForecastAnswer["savings"] {
  const saved = money.flatMap((month) => month.saved ?? []);
  if (saved.length < money.length) return undefined;
  const { once } = plan.inputs;
  const total = Float64Array.from(once, (_, world) =>
    saved.reduce((sum, month) => sum + (month[world] ?? 0), 0),
  );
  const present = Float64Array.from(once, (cost, world) =>
    saved.reduce((sum, month, i) => sum + (month[world] ?? 0) * discountFactor(discountRate, i + 1), -cost),
  );
  const base = {
    total: worldsOf(total),
    presentValue: worldsOf(present),
    discountRate,
    once: worldsOf(once),
  };
  if (!once.some((cost) => cost > 0)) return base;
  const paidBack = Array.from(once, (cost, world) =>
    paybackMonth(
      cost,
      saved.map((month) => month[world] ?? 0),
      discountRate,
    ),
  ).sort((a, b) => a - b);
  const not = paidBack.filter((month) => month === Number.POSITIVE_INFINITY).length;
  const at = (p: number) =>
    finiteOrNull(paidBack[Math.max(0, Math.ceil(p * paidBack.length) - 1)] ?? Number.NaN);
  return {
    ...base,
    payback: { p10: at(0.1), p50: at(0.5), p90: at(0.9), notWithin: shareOf(not, paidBack.length) },
  };
}

function shareOf(count: number, of: number): ShareEstimate {
  const { low, high } = clopperPearson(count, of, LEVEL);
  return { value: count / of, low, high };
}

function tierAnswer({ plan }: SimulatedForecast, { cap, models, passedIn }: TierPressure): ForecastTier {
  const upgrade = plan.upgrades.find(({ from }) => from === cap.preset);
  return {
    tier: cap.preset,
    models: [...models],
    capPerMonth: cap.perMonth,
    next: cap.next ?? null,
    on: cap.on,
    source: cap.source,
    passedInMonth: passedIn ?? null,
    ...(upgrade === undefined ? {} : { upgradedInMonth: upgrade.month }),
  };
}

function ascending(values: ArrayLike<number>): number[] {
  return Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
}

/** 5th, 50th and 95th percentile over worlds. */
function worldsOf(values: ArrayLike<number>): { p5: number | null; p50: number | null; p95: number | null } {
  const sorted = ascending(values);
  const at = (p: number) => finiteOrNull(orderQuantile(sorted, p));
  return { p5: at(0.05), p50: at(0.5), p95: at(0.95) };
}
