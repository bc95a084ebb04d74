/** `models`: what each model costs, allows, and how it behaves. */
import { z } from "zod";
import {
  date,
  NOT_NEGATIVE,
  ONE_OR_MORE,
  POSITIVE,
  SHARE,
  unknown,
  varies,
  weights,
  whole,
  words,
} from "./fields.ts";
import { limitsSchema } from "./limits-schema.ts";
import { levelNoiseSchema } from "./traffic-schema.ts";

const perMillion = "currency per million tokens";

const priceChangeSchema = z
  .strictObject({
    from: date("From", "First day of the new price."),
    multiplier: unknown(
      "Multiplier",
      "factor",
      NOT_NEGATIVE,
      "What all prices of the model are multiplied by from that day.",
    ),
  })
  .meta({ label: "Price change", description: "What the prices become on a day." });

const ownPriceSchema = z.strictObject({
  input: unknown("Input price", perMillion, NOT_NEGATIVE, "Price of input tokens; absent = 0.").optional(),
  cachedInput: unknown(
    "Cached input price",
    perMillion,
    NOT_NEGATIVE,
    "Price of cached input tokens; absent = all input at the input price.",
  ).optional(),
  cacheWrite: unknown(
    "Cache write price",
    perMillion,
    NOT_NEGATIVE,
    "Price of input that is written to the cache; absent = the input price.",
  ).optional(),
  output: unknown(
    "Output price",
    perMillion,
    NOT_NEGATIVE,
    "Price of output and reasoning tokens; absent = 0.",
  ).optional(),
  perCall: unknown(
    "Price per call",
    "currency a call",
    NOT_NEGATIVE,
    "Price of an answer, beside its tokens; absent = 0.",
  ).optional(),
  changes: z
    .array(priceChangeSchema)
    .meta({ label: "Price changes", description: "Known or expected changes, with their dates." })
    .optional(),
});

const priceSchema = z
  .union([
    words("Catalogue price", "A price of the catalogue by its id, such as openai:gpt-5-mini."),
    ownPriceSchema,
  ])
  .meta({ label: "Price", description: "A catalogue id, or the prices themselves; absent = free." });

const stallsSchema = z
  .strictObject({
    share: unknown("Stalled attempts", "share", SHARE, "Share of the attempts that stall."),
    multiplier: varies(
      "Stall",
      "factor",
      ONE_OR_MORE,
      "What a stall multiplies the whole duration by; drawn for each.",
    ),
  })
  .meta({ label: "Stalls", description: "The rare attempt that takes ten times as long." });

const slowSchema = z
  .strictObject({
    hours: weights(24, "Hours", "How slow the model is in each hour of the day, from midnight.").optional(),
    levelNoise: levelNoiseSchema.optional(),
  })
  .meta({ label: "Common slowness", description: "Slowness that all attempts of the same moment share." });

const latencySchema = z
  .strictObject({
    total: varies(
      "Whole time",
      "seconds",
      NOT_NEGATIVE,
      "The whole duration of an attempt, instead of its parts.",
    ).optional(),
    firstToken: varies(
      "First token",
      "seconds",
      NOT_NEGATIVE,
      "Time to the first token; absent = 0.",
    ).optional(),
    perInputToken: varies(
      "Per input token",
      "seconds a token",
      NOT_NEGATIVE,
      "For each uncached input token; absent = 0.",
    ).optional(),
    perOutputToken: varies(
      "Per output token",
      "seconds a token",
      NOT_NEGATIVE,
      "For each output and reasoning token; absent = 0.",
    ).optional(),
    sticky: unknown(
      "Sticky",
      "share",
      SHARE,
      "Share of the log-variance that belongs to the call and repeats on its retries and hedges; absent = 0.",
    ).optional(),
    stalls: stallsSchema.optional(),
    slow: slowSchema.optional(),
  })
  .meta({ label: "Latency", description: "How long an attempt takes once a slot is free." });

const incidentsSchema = z
  .strictObject({
    perMonth: unknown("Incidents", "a month", NOT_NEGATIVE, "Incidents in an average month of 30.4375 days."),
    minutes: varies("Length", "minutes", POSITIVE, "How long an incident lasts; drawn for each."),
    errorShare: unknown(
      "Errors during an incident",
      "share",
      SHARE,
      "Replaces the usual error share while one lasts; absent = the usual one.",
    ).optional(),
    slowdown: unknown(
      "Slowdown",
      "factor",
      ONE_OR_MORE,
      "What an incident multiplies durations by; absent = 1.",
    ).optional(),
    group: words("Group", "Models that name the same group have their incidents together.").optional(),
  })
  .meta({ label: "Incidents", description: "Times at which the model fails or is slow." });

const failuresSchema = z
  .strictObject({
    errorShare: unknown(
      "Errors",
      "share",
      SHARE,
      "Share of the attempts that end in an error; absent = 0.",
    ).optional(),
    errorSeconds: varies(
      "Time to an error",
      "seconds",
      NOT_NEGATIVE,
      "Absent = the attempt's own time to the first token.",
    ).optional(),
    incidents: incidentsSchema.optional(),
  })
  .meta({ label: "Failures", description: "How often attempts fail." });

/** A success share: a number, a distribution, or a test set's result without the family's name. */
export const successSchema = z
  .union([
    unknown("Success", "share", SHARE, "Share of the answers that are right; absent = 1."),
    z.strictObject({
      passed: whole("Passed", "count", NOT_NEGATIVE, "Records of the test set answered right."),
      of: whole("Of", "count", ONE_OR_MORE, "Records in the test set."),
      shift: unknown(
        "Shift",
        "share",
        { minimum: -1, maximum: 1 },
        "What production does to the share, added to it; absent = 0.",
      ).optional(),
    }),
  ])
  .meta({
    label: "Success",
    unit: "share",
    certainty: "unknown",
    description: "Share of the answers that are right; a share, or passed of a test set; absent = 1.",
  });

const commitmentSchema = z
  .strictObject({
    perMonth: unknown(
      "Fee",
      "currency a month",
      NOT_NEGATIVE,
      "Paid whether used or not; absent = 0.",
    ).optional(),
    minimumSpend: unknown(
      "Minimum spend",
      "currency a month",
      NOT_NEGATIVE,
      "What is paid at least for usage; absent = 0.",
    ).optional(),
    discount: unknown("Discount", "share", SHARE, "Off the list price of usage; absent = 0.").optional(),
  })
  .meta({ label: "Commitment", description: "What was promised to the provider." });

export const modelSchema = z
  .strictObject({
    price: priceSchema.optional(),
    concurrency: unknown(
      "Slots",
      "requests",
      ONE_OR_MORE,
      "Attempts that the model works on at once; absent = unlimited.",
    ).optional(),
    waiting: unknown(
      "Line",
      "requests",
      NOT_NEGATIVE,
      "Attempts that may wait for a slot; one more is rejected; absent = unlimited.",
    ).optional(),
    limits: limitsSchema.optional(),
    latency: latencySchema,
    failures: failuresSchema.optional(),
    success: successSchema.optional(),
    retires: date("Retires", "The day the provider switches the model off.").optional(),
    successor: words("Successor", "The model that takes its place then.").optional(),
    commitment: commitmentSchema.optional(),
  })
  .meta({ label: "Model", description: "What a model costs, allows, and how it behaves." });
