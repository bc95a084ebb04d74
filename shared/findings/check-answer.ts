/** What `plimsoll check --json` prints: whether one design keeps its promises, and what a gate needs to know of it. */
import { z } from "zod";
import { budgetSchema, estimateSchema, targetSchema, verdictSchema, worldsMeetingSchema } from "./answer.ts";
import { studyHeadSchema } from "./study-head.ts";

/** Figures of a design that are held against an earlier answer's. */
export const FIGURES_CHECKED = [
  "costPerUnit",
  "loadedCostPerUnit",
  "monthlyCost",
  "response.p95",
  "response.p99",
  "result.p95",
  "result.p99",
] as const;
export type FigureChecked = (typeof FIGURES_CHECKED)[number];

/**
 * `up`, `down`: the interval of the difference leaves out 0. `same`: both are equal to the last digit.
 * `not distinguishable`: the interval holds 0. `not known`: one side has no value or no bounded interval.
 */
export const changeSchema = z.enum(["up", "down", "same", "not distinguishable", "not known"]);
export type Change = z.infer<typeof changeSchema>;

const comparedSchema = z.strictObject({
  before: estimateSchema,
  after: estimateSchema,
  /** After less before, with an interval from both sides' intervals, as if they were independent. */
  difference: estimateSchema,
  change: changeSchema,
});

const againstSchema = z.strictObject({
  /** The earlier answer. */
  earlier: z.strictObject({
    scenario: z.strictObject({ name: z.string(), sha256: z.string() }),
    design: z.string(),
    seed: z.number().nullable(),
    replications: z.number(),
    start: z.string().nullable(),
  }),
  /** Whether the scenario file is the same, to the byte. */
  sameScenario: z.boolean(),
  targets: z.array(
    z.strictObject({
      name: z.string(),
      limit: z.strictObject({ before: z.number().nullable(), after: z.number().nullable() }),
      /** Null where there was, or is, no such promise. */
      verdict: z.strictObject({ before: verdictSchema.nullable(), after: verdictSchema.nullable() }),
      /** Share of worlds that keep it; absent where one side has no such promise. */
      worldsMeeting: comparedSchema.optional(),
    }),
  ),
  figures: z.record(z.string(), comparedSchema),
});

export const checkAnswerSchema = z.strictObject({
  ...studyHeadSchema.shape,
  design: z.string(),
  /** Traffic multiple. */
  load: z.number(),
  /** Share of worlds that must keep a promise. */
  confidence: z.number(),
  /**
   * pass: every promise passes, and all of them together. fail: one fails, or all of them together, or the design is
   * unstable. Otherwise inconclusive. Exit codes 0, 1, 3.
   */
  verdict: verdictSchema,
  /** Why, a sentence each. */
  reasons: z.array(z.string()),
  /** Replications that were allowed. */
  planned: z.number(),
  /** Whether every verdict was reached. */
  decided: z.boolean(),
  /** Replications that would decide what is inconclusive, were shares to stay as they are; null = no practical number. */
  replicationsNeeded: z.number().nullable().optional(),
  stable: z.boolean(),
  targets: z.array(targetSchema),
  allTargets: z.strictObject({ worldsMeeting: worldsMeetingSchema, verdict: verdictSchema }),
  budget: budgetSchema,
  figures: z.record(z.enum(FIGURES_CHECKED), estimateSchema),
  against: againstSchema.optional(),
  /** What was simulated otherwise than written, a sentence each. */
  notes: z.array(z.string()).optional(),
  elapsedSeconds: z.number(),
});

export type CheckAnswer = z.infer<typeof checkAnswerSchema>;
export type Against = z.infer<typeof againstSchema>;
export type Compared = z.infer<typeof comparedSchema>;
