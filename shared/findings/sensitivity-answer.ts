/** What drives the answer, and what to measure next, as `plimsoll sensitivity --json` prints it. */
import { z } from "zod";
import { estimateSchema } from "./answer.ts";
import { studyHeadSchema } from "./study-head.ts";

const number = z.number();

/** An unknown of the scenario: a field, or the scale or shift inside one, each counted by itself. */
const inputSchema = z.strictObject({
  /** Fields of designs without the design's name: designs that say the same draw the same. */
  path: z.string(),
  label: z.string(),
  unit: z.string().optional(),
  /** Where the scenario says that it was taken from. */
  source: z.string().optional(),
  p10: number,
  p50: number,
  p90: number,
  /** Other unknowns that the scenario correlates with it, and by what rank correlation. */
  movesWith: z.array(z.strictObject({ path: z.string(), spearman: number })).optional(),
});

/** One bar of a tornado. */
const driverSchema = z.strictObject({
  path: z.string(),
  /** What the measure is on average in the worlds where the input is at its p10, p50 and p90. */
  atP10: number,
  atP50: number,
  atP90: number,
  /** `atP90` less `atP10`, with what moves with the input. */
  effect: estimateSchema,
  /** The same with what moves with it held still, where effects add up; only where something does. */
  alone: estimateSchema.optional(),
  /** Share of the variance between the simulated worlds that goes with the input; what chance explains is taken off. */
  share: number,
  /** Whether the effect is larger than the noise floor, and its interval leaves no doubt of its sign. */
  told: z.boolean(),
  /** Not told by p10 and p90 alone, but its whole curve is more than chance would show. */
  byCurve: z.boolean(),
});

/** Widths of two intervals: of the estimate (chance of the run), and from p5 to p95 over worlds (ignorance). */
const widthsSchema = z.strictObject({ interval: number, worlds: number });

const wouldBuySchema = z.strictObject({
  now: widthsSchema,
  /** With twice the worlds. */
  moreWorlds: widthsSchema,
  /** With horizons seven times as long. */
  moreDays: widthsSchema,
  /** With the driver known that explains most; absent where none is told from chance. */
  knowing: z.strictObject({ path: z.string(), ...widthsSchema.shape }).optional(),
});

const measureSchema = z.strictObject({
  /** `costPerUnit`, `loadedCostPerUnit`, `monthlyCost`, `result.p95`, `response.p99`, `deliveredShare`. */
  measure: z.string(),
  unit: z.string(),
  /** Why there is no tornado, where there is none. */
  why: z.string().optional(),
  /** With 95 % chance none of the inputs that the measure doesn't depend on has a larger effect. */
  noiseFloor: number.optional(),
  /** The largest effect first. */
  drivers: z.array(driverSchema),
  wouldBuy: wouldBuySchema.optional(),
});

const worthSchema = z.strictObject({
  path: z.string(),
  /** Expected value of knowing it before deciding, currency a month; with its bias taken off. */
  value: number,
  low: number,
  high: number,
  standardError: number,
  /** Whether chance alone would not make it look worth as much. */
  told: z.boolean(),
  /** What to ship where it is at its p10 and at its p90: a design, or `none`. */
  bestAtP10: z.string(),
  bestAtP90: z.string(),
});

const informationSchema = z.strictObject({
  /** Why there is none, where there is none. */
  why: z.string().optional(),
  /** What a unit is taken to be worth: the field that says so. */
  worthOfUnit: z.string().optional(),
  /** What may be shipped; `none` is to ship nothing. Net benefit a month on average, and the share of worlds where it is best. */
  options: z.array(z.strictObject({ option: z.string(), netBenefit: number, bestInShare: number })),
  /** Designs that are no option, and why. */
  leftOut: z.array(z.strictObject({ design: z.string(), why: z.string() })),
  /** What deciding with the present knowledge ships. */
  best: z.string().optional(),
  /** What knowing everything would be worth at most, currency a month. */
  everything: number.optional(),
  /** What an input of no worth may seem to be worth, with 95 % chance. */
  noiseFloor: number.optional(),
  /** The most valuable first. */
  inputs: z.array(worthSchema),
});

export const sensitivityAnswerSchema = z.strictObject({
  ...studyHeadSchema.shape,
  design: z.string(),
  worlds: number,
  inputs: z.array(inputSchema),
  /** Unknowns of the file that the design's simulation does not read. */
  notInRun: z.array(z.strictObject({ path: z.string(), label: z.string() })),
  /** Why nothing can be ranked, where that is so. */
  why: z.string().optional(),
  measures: z.array(measureSchema),
  valueOfInformation: informationSchema,
  /** What to measure next, and why, in sentences. */
  next: z.array(z.string()),
  elapsedSeconds: number,
});

export type SensitivityAnswer = z.infer<typeof sensitivityAnswerSchema>;
export type SensitivityInput = z.infer<typeof inputSchema>;
export type SensitivityMeasure = z.infer<typeof measureSchema>;
export type Driver = z.infer<typeof driverSchema>;
export type Widths = z.infer<typeof widthsSchema>;
export type ValueOfInformation = z.infer<typeof informationSchema>;
