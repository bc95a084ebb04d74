/** `limits` of a model: how much of it may be asked for, and how that is counted. */
import { z } from "zod";
import { choice, flag, NOT_NEGATIVE, POSITIVE, unknown, words } from "./fields.ts";
import { LIMITS_PRESET_NAMES } from "./presets/limits.ts";

const burstSchema = z
  .union([
    unknown("Burst", "seconds", POSITIVE, "Seconds' worth of the limit that may come at once; absent = 60."),
    z.strictObject({
      requests: unknown("Burst of requests", "seconds", POSITIVE, "The same for request limits.").optional(),
      tokens: unknown("Burst of tokens", "seconds", POSITIVE, "The same for token limits.").optional(),
    }),
  ])
  .meta({
    label: "Burst",
    unit: "seconds",
    description:
      "Seconds' worth of the limit that may come at once; one number, or one per kind; absent = 60.",
  });

const ownLimitsSchema = z.strictObject({
  policy: choice(
    ["bucket", "window", "leaky"],
    "Policy",
    "How the limits are kept: a refilling bucket (default), whole minutes, or a leaky bucket.",
  ).optional(),
  requestsPerMinute: unknown(
    "Requests a minute",
    "requests a minute",
    POSITIVE,
    "Absent = unlimited.",
  ).optional(),
  requestsPerDay: unknown(
    "Requests a day",
    "requests a day",
    POSITIVE,
    "Resets at midnight; absent = unlimited.",
  ).optional(),
  tokensPerMinute: unknown(
    "Tokens a minute",
    "tokens a minute",
    POSITIVE,
    "Input and output together; absent = unlimited.",
  ).optional(),
  inputTokensPerMinute: unknown(
    "Input tokens a minute",
    "tokens a minute",
    POSITIVE,
    "Absent = unlimited.",
  ).optional(),
  outputTokensPerMinute: unknown(
    "Output tokens a minute",
    "tokens a minute",
    POSITIVE,
    "Absent = unlimited.",
  ).optional(),
  spendPerTenMinutes: unknown(
    "Spend in ten minutes",
    "currency",
    POSITIVE,
    "In any ten minutes; absent = unlimited.",
  ).optional(),
  burstSeconds: burstSchema.optional(),
  reserves: choice(
    ["max-output", "max", "estimate", "none"],
    "Reserve",
    "What admission sets aside for the output: the largest output (default), the larger of input and largest output, the output itself, or nothing.",
  ).optional(),
  settles: flag("Settles", "Gives back what was reserved and not used; absent = true.").optional(),
  cachedCounts: flag(
    "Cached tokens count",
    "Cached input counts against the limits; absent = true.",
  ).optional(),
  outputWeight: unknown(
    "Weight of output",
    "factor",
    NOT_NEGATIVE,
    "What an output token counts against the limits; absent = 1.",
  ).optional(),
  cacheWriteWeight: unknown(
    "Weight of cache writes",
    "factor",
    NOT_NEGATIVE,
    "What a token written to the cache counts; absent = 1.",
  ).optional(),
  background: unknown(
    "Used by others",
    "share",
    { minimum: 0, exclusiveMaximum: 1 },
    "Share of the quota that others use; absent = 0.",
  ).optional(),
  rejectSeconds: unknown(
    "Time to a rejection",
    "seconds",
    NOT_NEGATIVE,
    "How long a 429 takes; absent = 0.1.",
  ).optional(),
  rejectsCount: flag("Rejections count", "A rejection counts as a request; absent = false.").optional(),
});

/** Which names there are is a check of its own, with the nearest one; editors propose the examples. */
const presetSchema = words("Preset limits", "Limits of a preset by its id, such as openai:tier-3.").meta({
  examples: [...LIMITS_PRESET_NAMES],
});

export const limitsSchema = z
  .union([presetSchema, ownLimitsSchema])
  .meta({ label: "Limits", description: "A preset's id, or the limits themselves; absent = unlimited." });
