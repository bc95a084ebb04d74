/** `traffic`: how many tasks arrive, and when. */
import { z } from "zod";
import { NOT_NEGATIVE, POSITIVE, SHARE, unknown, varies, weights, words } from "./fields.ts";

const ABOVE_MINUS_ONE = { exclusiveMinimum: -1 };

/** A level that wanders around 1. */
export const levelNoiseSchema = z
  .strictObject({
    cv: unknown(
      "Size of the noise",
      "factor",
      NOT_NEGATIVE,
      "Standard deviation of the level over its mean, 1.",
    ),
    correlationMinutes: unknown(
      "Memory of the noise",
      "minutes",
      POSITIVE,
      "Minutes after which the level has forgotten all but 1/e of where it was.",
    ),
  })
  .meta({
    label: "Level noise",
    description: "Lets the level wander, so that minutes next to each other resemble each other.",
  });

const profileSchema = z
  .strictObject({
    hours: weights(
      24,
      "Hours",
      "Weight of each hour of the day, from midnight; straight lines join hour centres.",
    ).optional(),
    days: weights(7, "Days", "Weight of each day of the week, Monday first.").optional(),
  })
  .meta({
    label: "Profile",
    description: "How traffic is spread over the day and the week; absent = evenly.",
  });

const spikesSchema = z
  .strictObject({
    perMonth: unknown("Spikes", "a month", NOT_NEGATIVE, "Spikes in an average month of 30.4375 days."),
    multiplier: varies(
      "Strength",
      "factor",
      POSITIVE,
      "What a spike multiplies the rate by; drawn for each spike.",
    ),
    minutes: varies("Length", "minutes", POSITIVE, "How long a spike lasts; drawn for each spike."),
  })
  .meta({ label: "Spikes", description: "Times at which more comes than the profile says." });

const traceColumnsSchema = z
  .strictObject({
    time: words("Time column", "The column of arrival times: seconds, or timestamps."),
    input: words("Input column", "The column of input tokens.").optional(),
    output: words("Output column", "The column of output tokens.").optional(),
  })
  .meta({ label: "Columns", description: "Which columns of the file say what." });

const traceSchema = z
  .strictObject({
    file: words("File", "A CSV or JSONL file, relative to the scenario's folder."),
    columns: traceColumnsSchema,
    step: words("Step", "The step that the sizes belong to; absent = the last one.").optional(),
    scale: unknown(
      "Traffic multiple",
      "factor",
      POSITIVE,
      "2 = the same tasks in half the time; absent = 1.",
    ).optional(),
  })
  .meta({ label: "Trace", description: "Replays real arrivals and sizes instead of drawing them." });

export const trafficSchema = z
  .strictObject({
    users: unknown(
      "Users",
      "users",
      POSITIVE,
      "People who could use the feature on an average day.",
    ).optional(),
    tasksPerUser: unknown(
      "Tasks per user",
      "tasks per user a day",
      POSITIVE,
      "Tasks that one adopter starts on an average day; absent = 1.",
    ).optional(),
    adoption: unknown(
      "Adoption",
      "share",
      SHARE,
      "Share of the users who use the feature; absent = 1.",
    ).optional(),
    growthPerMonth: unknown(
      "Growth",
      "a month",
      ABOVE_MINUS_ONE,
      "Growth of traffic a month, compounding, in forecasts only: 0.03 = 3 %; absent = 0.",
    ).optional(),
    profile: profileSchema.optional(),
    burstiness: unknown(
      "Burstiness",
      "factor",
      POSITIVE,
      "Gamma shape of the gaps between arrivals: 1 = Poisson, smaller = burstier; absent = 1.",
    ).optional(),
    levelNoise: levelNoiseSchema.optional(),
    spikes: spikesSchema.optional(),
    trace: traceSchema.optional(),
  })
  .meta({ label: "Traffic", description: "How many tasks arrive, and when." });
