/**
 * The answer of a run, as a file and as `plimsoll run --json` prints it. This schema is its one definition:
 * the type and the published JSON Schema both come from it.
 */
import { z } from "zod";
import { priceUsedSchema } from "../prices/price-used.ts";
import { TIME_PARTS, type TimePart } from "../simulate/tally.ts";

const number = z.number();
const finiteOrNull = z.number().nullable();

/** An estimate with its 95 % Monte Carlo interval. `high: null` = unbounded above; `value: null` comes with `why`. */
export const estimateSchema = z.strictObject({
  value: finiteOrNull,
  low: finiteOrNull,
  high: finiteOrNull,
  why: z.string().optional(),
});
/** What the value is over the worlds believed possible. */
export const worldsSchema = z.strictObject({ p5: finiteOrNull, p50: finiteOrNull, p95: finiteOrNull });
export const worldEstimateSchema = z.strictObject({ ...estimateSchema.shape, worlds: worldsSchema });

/**
 * A share of worlds: the value of those that can be judged, the interval of all. Over all looks at a growing run
 * together the intervals miss the truth in at most 5 % of runs, so that each alone is a little wider than 95 %.
 */
export const worldsMeetingSchema = z.strictObject({ value: number, low: number, high: number });
export const verdictSchema = z.enum(["pass", "fail", "inconclusive"]);

const latencySchema = z.strictObject({
  /** Share of arrived tasks that were served at all. */
  served: number,
  mean: estimateSchema,
  p50: estimateSchema,
  p90: estimateSchema,
  p95: estimateSchema,
  p99: estimateSchema,
  p999: estimateSchema,
});

const sizesSchema = z.strictObject({
  mean: number,
  p50: number,
  p90: number,
  p95: number,
  p99: number,
  max: number,
});

/** Mean seconds of each part of a task's time; the parts add up to its result. */
export const timePartsSchema = z.strictObject(
  Object.fromEntries(TIME_PARTS.map((part) => [part, number])) as Record<TimePart, typeof number>,
);

/** Where the time of the tasks nearest to a percentile of the result went; how many they are. Null without a percentile. */
const timeSpentSchema = z.strictObject({ tasks: number, seconds: timePartsSchema }).nullable();

/** A task that stands out, by its number in the order of arrivals; `value` is what it stands out by. */
const exemplarSchema = z.strictObject({ replication: number, task: number, value: number });

export const COST_PARTS = [
  "input",
  "cachedInput",
  "output",
  "wasted",
  "fallback",
  "review",
  "human",
  "wrongOutputs",
  "perTask",
  "fixed",
  "commitments",
] as const;
export type CostPart = (typeof COST_PARTS)[number];

export const targetSchema = z.strictObject({
  /** `monthlyCost`, `costPerUnit`, `loadedCostPerUnit`, `successShare`, `deliveredShare`, `result.p95`, `response.p99` … */
  name: z.string(),
  limit: number,
  value: worldEstimateSchema,
  worldsMeeting: worldsMeetingSchema,
  /** Worlds in which the target can't be judged (too few tasks), when there are any. */
  worldsNotKnown: number.optional(),
  verdict: verdictSchema,
  /**
   * Mean distance from the limit over the worlds that miss it: currency or seconds too much, a share too little. Null
   * where none misses it by a finite amount.
   */
  expectedOvershoot: finiteOrNull,
  /** Worlds that miss it by no finite amount (never answered, no unit of value), when there are any. */
  worldsWithoutBound: number.optional(),
});

/** The monthly cash cost over worlds; contingency = P80 less P50, and P90 less P50. */
export const budgetSchema = z.strictObject({
  p50: estimateSchema,
  p80: estimateSchema,
  p90: estimateSchema,
  contingency: z.strictObject({ p80: finiteOrNull, p90: finiteOrNull }),
});

export const designAnswerSchema = z.strictObject({
  stable: z.boolean(),
  tasks: z.strictObject({
    arrived: number,
    delivered: number,
    degraded: number,
    late: number,
    failed: number,
    rejected: number,
  }),
  units: number,
  responseSeconds: latencySchema,
  resultSeconds: latencySchema,
  waitSeconds: latencySchema,
  tokens: z.strictObject({ input: sizesSchema, output: sizesSchema }),
  calls: number,
  attempts: number,
  throttled: number,
  errored: number,
  timedOut: number,
  hedged: number,
  cost: z.strictObject({
    perTask: worldEstimateSchema,
    perUnit: worldEstimateSchema,
    perDay: worldEstimateSchema,
    perMonth: worldEstimateSchema,
    loadedPerUnit: worldEstimateSchema,
    parts: z.strictObject(
      Object.fromEntries(COST_PARTS.map((part) => [part, number])) as Record<CostPart, typeof number>,
    ),
  }),
  quota: z.record(z.string(), z.record(z.string(), z.strictObject({ mean: number, peak: number }))),
  /** Shares of the variance of one horizon: what we don't know, luck shared by all tasks, luck of single tasks. */
  variance: z.record(z.string(), z.strictObject({ world: number, day: number, task: number })),
  whereTimeWent: z.strictObject({ p50: timeSpentSchema, p95: timeSpentSchema, p99: timeSpentSchema }),
  /** By seconds until the result, cash in currency, and attempts; most outstanding first. */
  exemplars: z.strictObject({
    slowest: z.array(exemplarSchema),
    costliest: z.array(exemplarSchema),
    mostTried: z.array(exemplarSchema),
  }),
  budget: budgetSchema,
  targets: z.array(targetSchema),
  allTargets: z.strictObject({ worldsMeeting: worldsMeetingSchema, verdict: verdictSchema }),
});

export const comparisonSchema = z.strictObject({
  a: z.string(),
  b: z.string(),
  measure: z.string(),
  /** b − a, paired by replication. */
  difference: estimateSchema,
});

/** The scenario's pilot against what the model says for as many calls. */
export const pilotAnswerSchema = z.strictObject({
  /** Whose calls the pilot's are held against. */
  design: z.string(),
  calls: number,
  cost: number,
  costPerCall: number,
  /** Cost of a call in the model, for tokens alone: its mean, and what it is in the worlds believed possible. */
  modelCostPerCall: worldEstimateSchema,
  /** Where a pilot of so many calls comes out in 95 % of cases; null where that isn't known. */
  expected: z.strictObject({ low: number, high: number }).nullable(),
  /** Pilot less model; the interval holds what we don't know of the world, and the pilot's own chance. */
  gap: estimateSchema,
  /** `as expected`: the interval of the gap holds 0. */
  finding: z.enum(["as expected", "pilot dearer", "pilot cheaper", "not known"]),
});

export const runAnswerSchema = z.strictObject({
  plimsoll: z.literal(1),
  scenario: z.strictObject({ name: z.string(), sha256: z.string() }),
  seed: number,
  replications: number,
  days: number,
  start: z.string(),
  chosen: z.string(),
  designs: z.record(z.string(), designAnswerSchema),
  /** Designs that were asked for and are not simulated, each with the reasons. */
  notSimulated: z.record(z.string(), z.array(z.string())).optional(),
  /** What was simulated otherwise than written, a sentence each: successors in the place of retired models. */
  notes: z.array(z.string()).optional(),
  /** Catalogue prices that were looked up, by model; absent where none was. */
  prices: z.record(z.string(), priceUsedSchema).optional(),
  pilot: pilotAnswerSchema.optional(),
  comparisons: z.array(comparisonSchema),
  elapsedSeconds: number,
});

export type Estimate = z.infer<typeof estimateSchema>;
export type WorldEstimate = z.infer<typeof worldEstimateSchema>;
export type ShareEstimate = z.infer<typeof worldsMeetingSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
export type Verdict = z.infer<typeof verdictSchema>;
export type LatencyAnswer = z.infer<typeof latencySchema>;
export type TargetAnswer = z.infer<typeof targetSchema>;
export type DesignAnswer = z.infer<typeof designAnswerSchema>;
export type PilotAnswer = z.infer<typeof pilotAnswerSchema>;
export type RunAnswer = z.infer<typeof runAnswerSchema>;
