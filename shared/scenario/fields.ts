/**
 * The kinds of field that a scenario is made of. Each carries, beside its check, what the screen, the JSON Schema
 * and the messages need to know of it: label, unit, meaning, and whether it may be uncertain.
 */
import { z } from "zod";
import { type Quantity, quantitySchema } from "../distribution/spec.ts";
import type { Unit } from "../units/unit.ts";

/**
 * Whether a field may be a distribution, and what that means:
 * - `plain`: never; a decision, a name, a switch.
 * - `varies`: drawn anew for each task, call or attempt.
 * - `unknown`: one value a world, and we don't know which.
 */
export type Certainty = "plain" | "varies" | "unknown";

/** What a field says about itself. */
export interface FieldMeta {
  readonly label: string;
  readonly description: string;
  readonly unit?: Unit;
  readonly certainty?: Certainty;
  /** Smallest and largest value; the `exclusive` ones are not allowed themselves. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** Limits of a number; absent = none. */
export interface Range {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
}

export const SHARE: Range = { minimum: 0, maximum: 1 };
export const POSITIVE: Range = { exclusiveMinimum: 0 };
export const NOT_NEGATIVE: Range = { minimum: 0 };
export const ONE_OR_MORE: Range = { minimum: 1 };

/** True when the number lies within the range. */
export function inRange(value: number, range: Range): boolean {
  return (
    value >= (range.minimum ?? -Infinity) &&
    value <= (range.maximum ?? Infinity) &&
    value > (range.exclusiveMinimum ?? -Infinity) &&
    value < (range.exclusiveMaximum ?? Infinity)
  );
}

function constantInRange(range: Range): (value: Quantity) => boolean {
  return (value) => typeof value !== "number" || inRange(value, range);
}

function quantity(certainty: Certainty, label: string, unit: Unit, range: Range, description: string) {
  return quantitySchema
    .refine(constantInRange(range))
    .meta({ label, unit, certainty, description, ...range });
}

/** A number or distribution that is drawn for each task, call or attempt. */
export function varies(label: string, unit: Unit, range: Range, description: string) {
  return quantity("varies", label, unit, range, description);
}

/** A number or distribution of which the world has one value. */
export function unknown(label: string, unit: Unit, range: Range, description: string) {
  return quantity("unknown", label, unit, range, description);
}

/** A number that is never uncertain. */
export function plain(label: string, unit: Unit, range: Range, description: string) {
  return withRange(z.number(), range).meta({ label, unit, certainty: "plain", description });
}

/** A whole number that is never uncertain. */
export function whole(label: string, unit: Unit, range: Range, description: string) {
  return withRange(z.int(), range).meta({ label, unit, certainty: "plain", description });
}

function withRange<Schema extends z.ZodNumber>(schema: Schema, range: Range): Schema {
  let limited = schema;
  if (range.minimum !== undefined) limited = limited.min(range.minimum);
  if (range.maximum !== undefined) limited = limited.max(range.maximum);
  if (range.exclusiveMinimum !== undefined) limited = limited.gt(range.exclusiveMinimum);
  if (range.exclusiveMaximum !== undefined) limited = limited.lt(range.exclusiveMaximum);
  return limited;
}

/** One of a few words. */
export function choice<const Words extends readonly [string, ...string[]]>(
  words: Words,
  label: string,
  description: string,
) {
  return z.enum(words).meta({ label, description, certainty: "plain" });
}

export function flag(label: string, description: string) {
  return z.boolean().meta({ label, description, certainty: "plain" });
}

/** A text of at least one character that is not a blank. */
export function words(label: string, description: string) {
  return z.string().regex(/\S/).meta({ label, description, certainty: "plain" });
}

/** A day of the calendar, `YYYY-MM-DD`. */
export function date(label: string, description: string) {
  return z.iso.date().meta({ label, description, certainty: "plain" });
}

/** Weights of the hours of a day, from midnight, or of the days of a week, from Monday; only their ratios matter. */
export function weights(count: 24 | 7, label: string, description: string) {
  return z
    .array(z.number().min(0))
    .length(count)
    .refine((values) => values.some((value) => value > 0))
    .meta({ label, unit: "weight", description, certainty: "plain" });
}
