/** `task`: what one piece of a user's work asks of the models. */
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

export const stepSchema = z
  .strictObject({
    name: words("Name", "Name of the step, as routes use it."),
    seconds: varies(
      "Time outside the model",
      "seconds",
      NOT_NEGATIVE,
      "Tools and search, before the step's first call; absent = 0.",
    ).optional(),
    calls: varies(
      "Calls",
      "calls",
      ONE_OR_MORE,
      "Model calls that the step needs, one after the other, at least 1; absent = 1.",
    ).optional(),
    input: varies(
      "Input",
      "tokens",
      NOT_NEGATIVE,
      "Tokens that the first call reads; rounded, at least 1. Needed unless a trace gives them.",
    ).optional(),
    output: varies(
      "Output",
      "tokens",
      NOT_NEGATIVE,
      "Visible tokens that each call writes; rounded, at least 1. Needed unless a trace gives them.",
    ).optional(),
    reasoning: varies(
      "Reasoning",
      "tokens",
      NOT_NEGATIVE,
      "Hidden tokens before the first visible one, billed as output; absent = 0.",
    ).optional(),
    correlation: plain(
      "Correlation",
      "factor",
      { minimum: -1, maximum: 1 },
      "Rank correlation (Spearman) of input and output; absent = 0.",
    ).optional(),
    maxOutput: whole(
      "Largest output",
      "tokens",
      ONE_OR_MORE,
      "Output with reasoning is cut here (max_tokens); absent = never.",
    ).optional(),
    onTruncate: choice(
      ["wrong", "retry", "fine"],
      "When cut",
      "What a cut output does to its task: makes it wrong (default), is tried again, or is fine.",
    ).optional(),
    cachedShare: unknown(
      "Cached share",
      "share",
      SHARE,
      "Share of the input that is billed as cached; absent = 0.",
    ).optional(),
    rereadCachedShare: unknown(
      "Cached share of what is read again",
      "share",
      SHARE,
      "The same for what a later call reads and the one before it had read; absent = the cached share.",
    ).optional(),
    writesCache: flag(
      "Writes the cache",
      "Bills what is not cached at the cache-write price; absent = false.",
    ).optional(),
    inputGrowth: varies(
      "Input growth",
      "tokens",
      NOT_NEGATIVE,
      "Tokens that each further call adds to the input, beside the earlier outputs; absent = 0.",
    ).optional(),
  })
  .meta({ label: "Step", description: "A stage of the task; steps run in order." });

export const taskSchema = z
  .strictObject({
    unit: words(
      "Unit of value",
      "What one kept, right task is called: resolved ticket, extracted document.",
    ).optional(),
    patience: varies(
      "Patience",
      "seconds",
      POSITIVE,
      "How long a person waits for the response; a later one counts as late; absent = for ever.",
    ).optional(),
    deadline: plain(
      "Deadline",
      "seconds",
      POSITIVE,
      "When an asynchronous result is too late; absent = never.",
    ).optional(),
    steps: z
      .array(stepSchema)
      .min(1)
      .meta({ label: "Steps", description: "The stages of the task, in order." }),
  })
  .meta({ label: "Task", description: "What one piece of a user's work asks of the models." });
