/** `value`, `costs`, `targets`: what a unit is worth, what else is paid, and what was promised. */
import { z } from "zod";
import {
  choice,
  NOT_NEGATIVE,
  ONE_OR_MORE,
  POSITIVE,
  plain,
  SHARE,
  unknown,
  varies,
  whole,
} from "./fields.ts";

export const valueSchema = z
  .strictObject({
    perUnit: unknown(
      "Value of a unit",
      "currency a unit",
      NOT_NEGATIVE,
      "What one unit of value brings; absent = 0.",
    ).optional(),
    manualCostPerUnit: unknown(
      "Cost by hand",
      "currency a unit",
      NOT_NEGATIVE,
      "What a unit costs without the feature.",
    ).optional(),
    wrongOutput: unknown(
      "Cost of a wrong answer",
      "currency a task",
      NOT_NEGATIVE,
      "Expected loss for each wrong answer that reaches the user; absent = 0.",
    ).optional(),
    keptShare: unknown(
      "Kept share",
      "share",
      SHARE,
      "Share of the right answers that the user keeps; absent = 1.",
    ).optional(),
  })
  .meta({ label: "Value", description: "What a unit of value is worth." });

const personMinutes = (description: string) => varies("Minutes", "minutes", NOT_NEGATIVE, description);
const wage = () => unknown("Wage", "currency an hour", NOT_NEGATIVE, "What an hour of the person costs.");

const reviewSchema = z
  .strictObject({
    share: unknown("Reviewed", "share", SHARE, "Share of the delivered tasks that a person looks at."),
    minutes: personMinutes("Time that a review takes."),
    perHour: wage(),
    catches: unknown(
      "Caught",
      "share",
      SHARE,
      "Share of the wrong answers that a review finds and puts right; absent = 0.",
    ).optional(),
  })
  .meta({ label: "Review", description: "People who look at delivered answers." });

const humanSchema = z
  .strictObject({ minutes: personMinutes("Time that a person needs for a task."), perHour: wage() })
  .meta({ label: "People", description: "What the last resort `human` takes." });

export const costsSchema = z
  .strictObject({
    monthly: z
      .record(
        z.string(),
        unknown("Fixed cost", "currency a month", NOT_NEGATIVE, "Paid every month, whatever the traffic."),
      )
      .meta({ label: "Monthly", description: "Fixed costs by name." })
      .optional(),
    once: z
      .record(z.string(), unknown("One-off cost", "currency", NOT_NEGATIVE, "Paid once; in forecasts only."))
      .meta({ label: "Once", description: "One-off costs by name." })
      .optional(),
    perTask: z
      .record(
        z.string(),
        unknown(
          "Cost per task",
          "currency a task",
          NOT_NEGATIVE,
          "Paid for every task that is not rejected.",
        ),
      )
      .meta({ label: "Per task", description: "Extras of every task by name." })
      .optional(),
    review: reviewSchema.optional(),
    human: humanSchema.optional(),
  })
  .meta({ label: "Costs", description: "What is paid beside the models." });

const per = choice(
  ["month", "day"],
  "Window",
  "What the promise is kept over: a month (default) or a day.",
).optional();
const inMonth = whole(
  "In month",
  "months",
  { minimum: 1, maximum: 120 },
  "The month of the forecast that is judged; absent = 1.",
).optional();

function costTarget(label: string, unit: "currency a month" | "currency a unit", description: string) {
  const atMost = plain(label, unit, POSITIVE, description);
  return z.union([atMost, z.strictObject({ atMost, inMonth, per })]).meta({ label, unit, description });
}

function shareTarget(label: string, description: string) {
  const atLeast = plain(label, "share", SHARE, description);
  return z
    .union([atLeast, z.strictObject({ atLeast, inMonth, per })])
    .meta({ label, unit: "share", description });
}

const latencyTargetSchema = z
  .strictObject({
    percentile: plain(
      "Percentile",
      "percentile",
      { minimum: 1, exclusiveMaximum: 100 },
      "Of all arrived tasks: 95 = the slowest 5 % may be slower.",
    ),
    seconds: plain("Promise", "seconds", POSITIVE, "How slow the percentile may be."),
    of: choice(
      ["response", "result"],
      "Of",
      "What the person waits for first, or the finished answer (default).",
    ).optional(),
    per,
  })
  .meta({ label: "Latency target", description: "A promise about a percentile." });

export const targetsSchema = z
  .strictObject({
    confidence: plain(
      "Confidence",
      "share",
      { exclusiveMinimum: 0, exclusiveMaximum: 1 },
      "Share of the worlds that must meet a target; absent = 0.9.",
    ).optional(),
    monthlyCost: costTarget("Monthly cost", "currency a month", "Cash that a month may cost.").optional(),
    costPerUnit: costTarget(
      "Cost per unit",
      "currency a unit",
      "Cash that a unit of value may cost.",
    ).optional(),
    loadedCostPerUnit: costTarget(
      "Loaded cost per unit",
      "currency a unit",
      "The same with the loss of wrong answers.",
    ).optional(),
    latency: z
      .array(latencyTargetSchema)
      .meta({ label: "Latency", description: "Promises about percentiles." })
      .optional(),
    successShare: shareTarget(
      "Success share",
      "Right tasks of all delivered and degraded ones, at least.",
    ).optional(),
    deliveredShare: shareTarget(
      "Delivered share",
      "Delivered and degraded tasks of all that arrived, at least.",
    ).optional(),
  })
  .meta({ label: "Targets", description: "The promises that a design is judged by." });

export const pilotSchema = z
  .strictObject({
    calls: whole("Calls", "calls", ONE_OR_MORE, "Model calls that the pilot made."),
    cost: plain("Cost", "currency", NOT_NEGATIVE, "What the pilot paid for them."),
  })
  .meta({ label: "Pilot", description: "What was paid so far, to compare with." });
