/** The load line as a file and as `plimsoll loadline --json` prints it; type and JSON Schema both come from here. */
import { z } from "zod";
import { estimateSchema, targetSchema, worldEstimateSchema } from "./answer.ts";
import { studyHeadSchema } from "./study-head.ts";

const number = z.number();

/**
 * How a promise stands with growing traffic. `holds`: met today, up to its line. `beyond`: met as far as was looked.
 * `broken`: no longer met today; its line lies below. `short`: not yet met today, for want of traffic. `never`: met
 * at no multiple that was looked at. `unclear`: as far as was looked, neither surely met nor surely missed. `not known`:
 * it can't be judged.
 */
export const lineStatusSchema = z.enum([
  "holds",
  "beyond",
  "broken",
  "short",
  "never",
  "unclear",
  "not known",
]);

/** A multiple at which the share of worlds passes the wanted one; null ends are not bounded by what was simulated. */
export const crossingSchema = z.strictObject({
  direction: z.enum(["down", "up"]),
  multiple: number,
  low: number.nullable(),
  high: number.nullable(),
});

const lineFields = {
  status: lineStatusSchema,
  /** The multiple up to which it is met in the wanted share of worlds. */
  line: estimateSchema,
  /** What more traffic it can carry, as a share of today's: the line less 1; below 0 where it is broken. */
  headroom: estimateSchema,
  /** Null, or the multiple below which there is too little traffic for it. */
  from: estimateSchema.nullable(),
  /** Of the share of worlds, ascending. */
  crossings: z.array(crossingSchema),
};
export const lineSchema = z.strictObject(lineFields);

export const targetLineSchema = z.strictObject({
  name: z.string(),
  limit: number,
  ...lineFields,
});

const meetingSchema = targetSchema.pick({ worldsMeeting: true, worldsNotKnown: true, verdict: true });

export const loadPointSchema = z.strictObject({
  /** Of today's traffic. */
  multiple: number,
  replications: number,
  curves: z.strictObject({
    stable: z.boolean(),
    responseSeconds: z.strictObject({ p95: estimateSchema, p99: estimateSchema }),
    resultSeconds: z.strictObject({ p95: estimateSchema, p99: estimateSchema }),
    costPerUnit: worldEstimateSchema,
    monthlyCost: worldEstimateSchema,
    throttledShare: estimateSchema,
  }),
  /** In the order of the lines. */
  targets: z.array(meetingSchema),
  allTargets: meetingSchema,
});

export const loadLineAnswerSchema = z.strictObject({
  ...studyHeadSchema.shape,
  design: z.string(),
  /** Share of worlds that a promise has to be met in. */
  confidence: number,
  /** Multiples that were looked at, and how much was simulated: as much as so many runs at today's traffic. */
  searched: z.strictObject({ from: number, to: number, runs: number }),
  /** What breaks first, in a sentence. */
  finding: z.string(),
  targets: z.array(targetLineSchema),
  allTargets: lineSchema,
  /** Up to which multiple no more than 5 % of worlds are overloaded; a promise to 95 % of worlds that none is. */
  saturation: lineSchema,
  /** What was found at each multiple, ascending; 1 is today's traffic. */
  points: z.array(loadPointSchema),
  elapsedSeconds: number,
});

export type LineStatus = z.infer<typeof lineStatusSchema>;
export type LoadLine = z.infer<typeof lineSchema>;
export type TargetLine = z.infer<typeof targetLineSchema>;
export type LoadPointAnswer = z.infer<typeof loadPointSchema>;
export type LoadLineAnswer = z.infer<typeof loadLineAnswerSchema>;
