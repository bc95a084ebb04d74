/**
 * The kinds of field that a scenario is made of. Each carries, beside its check, what the screen, the JSON Schema
 * and the messages need to know of it: label, unit, meaning, range, and whether it may be uncertain.
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

/** What stands in a field. A `quantity` is a number or a distribution, a `whole` is a number without a fraction. */
export type FieldKind =
  | "quantity"
  | "number"
  | "whole"
  | "choice"
  | "switch"
  | "text"
  | "date"
  | "weights"
  | "currency code"
  | "version";

/** Limits of a number; absent = none. The `exclusive` ones are not allowed themselves. */
export interface Range {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
  readonly multipleOf?: number | undefined;
}

export const SHARE: Range = { minimum: 0, maximum: 1 };
export const POSITIVE: Range = { exclusiveMinimum: 0 };
export const NOT_NEGATIVE: Range = { minimum: 0 };
export const ONE_OR_MORE: Range = { minimum: 1 };

declare module "zod" {
  /** What every part of the scenario's schema says about itself, in `.meta({ … })`. */
  interface GlobalMeta extends Range {
    readonly label?: string;
    readonly unit?: Unit | undefined;
    readonly certainty?: Certainty;
    /** Absent for groups of fields. */
    readonly kind?: FieldKind;
  }
}

/** True when the number lies within the range. */
export function inRange(value: number, range: Range): boolean {
  return (
    value >= (range.minimum ?? -Infinity) &&
    value <= (range.maximum ?? Infinity) &&
    value > (range.exclusiveMinimum ?? -Infinity) &&
    value < (range.exclusiveMaximum ?? Infinity) &&
    (range.multipleOf === undefined || value % range.multipleOf === 0)
  );
}

function quantity(certainty: Certainty, label: string, unit: Unit, range: Range, description: string) {
  const inside = (value: Quantity) => typeof value !== "number" || inRange(value, range);
  return quantitySchema
    .refine(inside)
    .meta({ label, unit, kind: "quantity", certainty, description, ...range });
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
  return z
    .number()
    .refine((value) => inRange(value, range))
    .meta({ label, unit, kind: "number", certainty: "plain", description, ...range });
}

/** A whole number that is never uncertain. */
export function whole(label: string, unit: Unit, range: Range, description: string) {
  return z
    .int()
    .refine((value) => inRange(value, range))
    .meta({ label, unit, kind: "whole", certainty: "plain", description, ...range });
}

/** One of a few words. */
export function choice<const Words extends readonly [string, ...string[]]>(
  words: Words,
  label: string,
  description: string,
) {
  return z.enum(words).meta({ label, kind: "choice", certainty: "plain", description });
}

export function flag(label: string, description: string) {
  return z.boolean().meta({ label, kind: "switch", certainty: "plain", description });
}

/** A text with more in it than blanks. */
export function words(label: string, description: string) {
  return z.string().regex(/\S/).meta({ label, kind: "text", certainty: "plain", description });
}

/** A day of the calendar, `YYYY-MM-DD`. */
export function date(label: string, description: string) {
  return z.iso.date().meta({ label, kind: "date", certainty: "plain", description });
}

/** Weights of the hours of a day, from midnight, or of the days of a week, from Monday; only their ratios matter. */
export function weights(count: 24 | 7, label: string, description: string) {
  const weight = z.number().min(0).meta({
    label: "Weight",
    unit: "weight",
    kind: "number",
    certainty: "plain",
    description: "Compared with the others of its list.",
    minimum: 0,
  });
  return z
    .array(weight)
    .length(count)
    .refine((values) => values.some((value) => value > 0))
    .meta({ label, unit: "weight", kind: "weights", certainty: "plain", description });
}
