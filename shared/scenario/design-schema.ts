/** `designs`: the ways to build the feature that are compared. */
import { z } from "zod";
import {
  choice,
  flag,
  NOT_NEGATIVE,
  ONE_OR_MORE,
  POSITIVE,
  plain,
  SHARE,
  unknown,
  varies,
  whole,
  words,
} from "./fields.ts";
import { successSchema } from "./model-schema.ts";

const retrySchema = z
  .strictObject({
    attempts: whole(
      "Tries",
      "count",
      { minimum: 1, maximum: 1000 },
      "Tries of a call at one entry of the route, the first included; absent = 1.",
    ).optional(),
    firstDelay: plain(
      "First delay",
      "seconds",
      NOT_NEGATIVE,
      "Delay before the second try; it doubles from try to try; absent = 0.",
    ).optional(),
    maxDelay: plain(
      "Longest delay",
      "seconds",
      NOT_NEGATIVE,
      "No delay is longer; absent = no bound.",
    ).optional(),
    jitter: choice(
      ["full", "equal", "none"],
      "Jitter",
      "How much of the delay is chance: all (default), half, or none of it.",
    ).optional(),
    honoursRetryAfter: flag(
      "Honours Retry-After",
      "Waits after a 429 until the quota could admit it; absent = true.",
    ).optional(),
  })
  .meta({ label: "Retry", description: "How a failed try is repeated; absent = not at all." });

const breakerSchema = z
  .strictObject({
    window: plain("Window", "seconds", POSITIVE, "How far back it looks."),
    threshold: plain(
      "Threshold",
      "share",
      { exclusiveMinimum: 0, maximum: 1 },
      "Failed share at which it opens.",
    ),
    minimumCalls: whole(
      "At least",
      "calls",
      ONE_OR_MORE,
      "Attempts that must have ended in the window; absent = 1.",
    ).optional(),
    cooldown: plain(
      "Cooldown",
      "seconds",
      POSITIVE,
      "How long it skips the model before it lets one probe through.",
    ),
  })
  .meta({ label: "Breaker", description: "Skips a model that fails too often." });

const cacheSchema = z
  .strictObject({
    hitShare: unknown("Hits", "share", SHARE, "Share of the tasks that the cache answers."),
    seconds: unknown("Time of a hit", "seconds", NOT_NEGATIVE, "Absent = 0.").optional(),
  })
  .meta({ label: "Cache", description: "Answers some tasks from earlier ones, at no cost." });

const cachedSchema = z
  .strictObject({
    hitShare: unknown(
      "Hits",
      "share",
      SHARE,
      "Share of the tasks that have a stored answer to fall back on.",
    ),
    success: successSchema.optional(),
  })
  .meta({ label: "Stored answers", description: "What the last resort `cached` finds." });

const batchSchema = z
  .strictObject({
    everyMinutes: plain("Collected every", "minutes", POSITIVE, "How often a batch is sent."),
    turnaroundMinutes: varies(
      "Turnaround",
      "minutes",
      NOT_NEGATIVE,
      "From sending to the answers; drawn for each batch.",
    ),
    expiresHours: plain(
      "Expires after",
      "hours",
      POSITIVE,
      "What is unfinished then has failed, unbilled; absent = never.",
    ).optional(),
    priceShare: unknown(
      "Price",
      "share",
      { minimum: 0 },
      "What a token costs, as a share of its usual price; absent = 1.",
    ).optional(),
    limits: z
      .strictObject({
        enqueuedTokens: unknown(
          "Queued tokens",
          "tokens",
          POSITIVE,
          "Input tokens that may wait in batches; absent = unlimited.",
        ).optional(),
      })
      .meta({ label: "Batch limits", description: "Quota of batches, apart from the model's own." })
      .optional(),
  })
  .meta({ label: "Batch", description: "How calls are collected and answered in batches." });

const routeSchema = z
  .record(
    z.string(),
    z
      .array(words("Entry", "A model, or human, cached, canned, error."))
      .min(1)
      .meta({ label: "Route of a step", description: "Whom to ask, in order." }),
  )
  .meta({
    label: "Route",
    description:
      "For each step, the models to ask in order, and then perhaps a last resort: human, cached, canned, error.",
  });

export const designSchema = z
  .strictObject({
    like: words(
      "Like",
      "The design that this one is a variation of: what is not said here is taken from there.",
    ).optional(),
    mode: choice(
      ["sync", "stream", "async", "batch"],
      "Mode",
      "How the answer reaches the person.",
    ).optional(),
    route: routeSchema.optional(),
    concurrency: whole(
      "Slots",
      "requests",
      ONE_OR_MORE,
      "Attempts under way at once; absent = unlimited.",
    ).optional(),
    onLimit: choice(
      ["retry", "wait", "next"],
      "When the quota is short",
      "Retry after a 429 (default), pace itself in line, or go to the route's next entry.",
    ).optional(),
    retry: retrySchema.optional(),
    timeout: plain(
      "Timeout",
      "seconds",
      POSITIVE,
      "From sending to the whole answer; absent = none.",
    ).optional(),
    hedgeAfter: plain(
      "Hedge after",
      "seconds",
      NOT_NEGATIVE,
      "Sends a second attempt when the first has not answered by then; absent = never.",
    ).optional(),
    onCancel: choice(
      ["stops", "runs-on"],
      "When given up",
      "Whether an attempt that is given up stops, or runs on and is billed in full.",
    ).optional(),
    giveUpAfter: plain(
      "Give up after",
      "seconds",
      POSITIVE,
      "No new attempt that long after arrival; absent = never.",
    ).optional(),
    escalates: z
      .record(
        z.string(),
        unknown(
          "Escalated",
          "share",
          SHARE,
          "Share of the first model's answers that the next entry is asked for.",
        ),
      )
      .meta({ label: "Escalates", description: "For a step, the share of answers that is not good enough." })
      .optional(),
    breaker: breakerSchema.optional(),
    cache: cacheSchema.optional(),
    cached: cachedSchema.optional(),
    patience: varies(
      "Patience",
      "seconds",
      POSITIVE,
      "Replaces the task's patience in this design.",
    ).optional(),
    deadline: plain(
      "Deadline",
      "seconds",
      POSITIVE,
      "Replaces the task's deadline in this design.",
    ).optional(),
    acknowledge: unknown(
      "Acknowledged after",
      "seconds",
      NOT_NEGATIVE,
      "When the person hears that work has begun; absent = 0.",
    ).optional(),
    workers: whole(
      "Workers",
      "count",
      ONE_OR_MORE,
      "Tasks worked on at once; absent = unlimited.",
    ).optional(),
    queueLimit: whole(
      "Longest queue",
      "tasks",
      NOT_NEGATIVE,
      "A task that finds so many waiting is rejected; absent = never.",
    ).optional(),
    batch: batchSchema.optional(),
  })
  .meta({ label: "Design", description: "One way to build the feature." });
