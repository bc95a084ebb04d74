/** The answer of a forecast, as `plimsoll forecast --json` prints it. */
import { z } from "zod";
import { estimateSchema, targetSchema, worldEstimateSchema, worldsSchema } from "./answer.ts";
import { studyHeadSchema } from "./study-head.ts";

const number = z.number();
/** 5th, 20th, 50th, 80th and 95th percentile over worlds, each with its 95 % Monte Carlo interval. */
const fanSchema = z.strictObject({
  p5: estimateSchema,
  p20: estimateSchema,
  p50: estimateSchema,
  p80: estimateSchema,
  p95: estimateSchema,
});
const shareSchema = z.strictObject({ value: number, low: number, high: number });

const eventSchema = z.strictObject({
  kind: z.enum(["price", "retirement", "once", "cap", "upgrade"]),
  /** Its day, `YYYY-MM-DD`; of a month's own, the month's first day. */
  date: z.string(),
  text: z.string(),
});

const monthSchema = z.strictObject({
  /** 1 = the one that begins today. */
  month: number,
  /** Its first day. */
  date: z.string(),
  /** Traffic as a multiple of today's. */
  traffic: worldsSchema,
  /** Cash a month without one-off costs: the mean over worlds with its interval, and the worlds. */
  cost: worldEstimateSchema,
  fan: fanSchema,
  /** Units of value a month. */
  units: worldsSchema,
  costPerUnit: worldEstimateSchema,
  /** 95th percentile of the result, seconds. */
  resultP95: estimateSchema,
  stable: z.boolean(),
  /** Every promise, held against this month, whatever month it is for. */
  targets: z.array(targetSchema),
  /** Share of worlds within the monthly budget; absent without one. */
  withinBudget: shareSchema.optional(),
  /** All cash up to the month's end, one-off costs included. */
  spentSoFar: worldsSchema,
  /** By what the month's units would have cost by hand the month's cash is lower; absent where that is not given. */
  saved: worldsSchema.optional(),
  /** Savings up to the month's end less one-off costs, discounted to today; absent like `saved`. */
  discountedSoFar: worldsSchema.optional(),
  events: z.array(eventSchema),
});

const budgetSchema = z.strictObject({
  limit: number,
  confidence: number,
  /** Months over budget that are to be expected: the mean over worlds. */
  monthsOver: estimateSchema,
  /** The first month in which fewer worlds than the confidence asks for are within budget; null where none is. */
  firstMonthOver: number.nullable(),
});

const savingsSchema = z.strictObject({
  /** Of all months together, without one-off costs, undiscounted. */
  total: worldsSchema,
  /** The same discounted to today, less one-off costs. */
  presentValue: worldsSchema,
  discountRate: number,
  /** One-off costs, paid today. */
  once: worldsSchema,
  /** Month at whose end one-off costs are paid back, discounted; null = not within the months. Absent without one-off costs. */
  payback: z
    .strictObject({
      p10: number.nullable(),
      p50: number.nullable(),
      p90: number.nullable(),
      /** Share of worlds in which they are not paid back within the months. */
      notWithin: shareSchema,
    })
    .optional(),
});

const tierSchema = z.strictObject({
  /** Name of the limits. */
  tier: z.string(),
  models: z.array(z.string()),
  /** US dollars. */
  capPerMonth: number,
  next: z.string().nullable(),
  on: z.string(),
  source: z.string(),
  /** The first month in which half of the worlds or more spend more on this provider's; null where none is. */
  passedInMonth: number.nullable(),
  /** The month from which it was simulated with the next tier's limits; absent = with its own throughout. */
  upgradedInMonth: number.optional(),
});

export const forecastAnswerSchema = z.strictObject({
  ...studyHeadSchema.shape,
  design: z.string(),
  /** Over worlds; 0.03 = 3 % a month. */
  growthPerMonth: worldsSchema,
  months: z.array(monthSchema),
  /** Absent without a monthly budget. */
  budget: budgetSchema.optional(),
  /** Every promise judged in the month it is for. */
  promises: z.array(z.strictObject({ inMonth: number, ...targetSchema.shape })),
  /** Against the cost by hand; absent where that is not given. */
  savings: savingsSchema.optional(),
  tiers: z.array(tierSchema),
  simulated: z.strictObject({
    /** Where it was simulated: from which day's prices and models, at which multiple of the run's traffic. */
    loadPoints: z.array(z.strictObject({ from: z.string(), load: number, replications: number })),
    /** Of all load points together. */
    replications: number,
    /**
     * Largest relative error of straight lines twice as long as those used, at the load points they leave out; those
     * used err by about a quarter. Null where no world was simulated at three loads in a row.
     */
    interpolation: z.strictObject({ points: number, cost: number, units: number }).nullable(),
  }),
  notes: z.array(z.string()),
  sentences: z.array(z.string()),
  elapsedSeconds: number,
});

export type ForecastAnswer = z.infer<typeof forecastAnswerSchema>;
export type ForecastMonth = ForecastAnswer["months"][number];
export type ForecastEvent = ForecastMonth["events"][number];
export type ForecastTier = ForecastAnswer["tiers"][number];
export type Fan = ForecastMonth["fan"];
