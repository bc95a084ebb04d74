/**
 * What the schema says about a place in a scenario: the screen's labels and units, the assumptions' paths and the
 * messages all ask here, so that none of them keeps a list of fields.
 */
import { z } from "zod";
import type { Unit } from "../units/unit.ts";
import { type Certainty, type FieldKind, POSITIVE, type Range, unknown } from "./fields.ts";
import { type Path, parsePath, type Segment } from "./path.ts";
import { isRawObject, listOf, memberOf } from "./raw.ts";
import { scenarioSchema } from "./schema.ts";

/** What a field is, for labels, editors and messages. */
export interface Field extends Range {
  readonly label: string;
  /** What it means, as a sentence, with what its absence means. */
  readonly description: string;
  readonly unit?: Unit | undefined;
  /** Absent for groups of fields. */
  readonly kind?: FieldKind | undefined;
  /** Absent for groups of fields. */
  readonly certainty?: Certainty | undefined;
  /** True when the file may leave it out. */
  readonly optional: boolean;
  /** The words of a choice. */
  readonly choices?: readonly string[] | undefined;
}

/** What may be looked up inside a distribution, whatever its family. */
const insideQuantity = z.strictObject({
  scale: unknown(
    "Scale",
    "factor",
    POSITIVE,
    "Multiplies what is drawn, before it is clipped; absent = 1.",
  ).optional(),
  evaluation: z.strictObject({
    shift: unknown(
      "Shift",
      "share",
      { minimum: -1, maximum: 1 },
      "What production does to the share, added to it; absent = 0.",
    ).optional(),
  }),
});

/**
 * What a place in a scenario is, or undefined where the format has no such place. Names of models, designs, steps
 * and costs may be any, `*` included.
 *
 * @example
 * fieldAt("models.*.price.input") // { label: "Input price", unit: "currency per million tokens", certainty: "unknown", … }
 */
export function fieldAt(path: string | Path): Field | undefined {
  const segments = typeof path === "string" ? schemaPath(path) : path;
  let schema: z.ZodType | undefined = scenarioSchema;
  for (const segment of segments ?? []) schema = schema && childOf(schema, segment);
  return segments === undefined || schema === undefined ? undefined : fieldOf(schema);
}

/**
 * The place in a scenario that a text names, or undefined where there is none. Names with dots may be bare, and a
 * step may be named instead of numbered; the names on the way must exist, the field at the end only in the format.
 *
 * @example
 * findPath({ task: { steps: [{ name: "answer" }] } }, "task.steps.answer.input") // ["task", "steps", 0, "input"]
 */
export function findPath(scenario: unknown, text: string): Path | undefined {
  const segments = parsePath(text);
  return segments && resolve(scenarioSchema, segments, { value: scenario });
}

const fields = new WeakMap<z.ZodType, Field>();

/** What is known of a part of the schema itself. */
export function fieldOf(schema: z.ZodType): Field {
  const known = fields.get(schema) ?? describedField(schema);
  fields.set(schema, known);
  return known;
}

function describedField(schema: z.ZodType): Field {
  const inner = withoutOptional(schema);
  const own = inner.meta() ?? {};
  const first =
    inner instanceof z.ZodUnion && own.kind === undefined ? optionsOf(inner)[0]?.meta() : undefined;
  return {
    ...first,
    ...own,
    label: own.label ?? first?.label ?? "",
    description: own.description ?? first?.description ?? "",
    optional: inner !== schema,
    choices: inner instanceof z.ZodEnum ? inner.options.map(String) : undefined,
  };
}

export function withoutOptional(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodOptional)) return schema;
  const inner = schema.unwrap();
  return inner instanceof z.ZodType ? inner : schema;
}

/** True for fields that hold a number or a distribution, and nothing else. */
export function isQuantity(schema: z.ZodType): boolean {
  return schema.meta()?.kind === "quantity";
}

/** The options of a union, as schemas. */
export function optionsOf(schema: z.ZodUnion): readonly z.ZodType[] {
  return schema.options.filter((option) => option instanceof z.ZodType);
}

/** The part of the schema that a member or element of the given part belongs to, or undefined. */
export function childOf(schema: z.ZodType, segment: Segment): z.ZodType | undefined {
  const inner = withoutOptional(schema);
  if (isQuantity(inner)) return childOf(insideQuantity, segment);
  if (inner instanceof z.ZodUnion) return firstChild(optionsOf(inner), segment);
  if (inner instanceof z.ZodObject) return schemaOr(memberOf(inner.shape, String(segment)));
  if (inner instanceof z.ZodRecord) return schemaOr(inner.valueType);
  if (inner instanceof z.ZodArray) return schemaOr(inner.element);
  if (inner instanceof z.ZodTuple) return schemaOr(inner.def.items[Number(segment)]);
  return undefined;
}

function firstChild(options: readonly z.ZodType[], segment: Segment): z.ZodType | undefined {
  for (const option of options) {
    const child = childOf(option, segment);
    if (child !== undefined) return child;
  }
  return undefined;
}

function schemaOr(value: unknown): z.ZodType | undefined {
  return value instanceof z.ZodType ? value : undefined;
}

/** A value to look names up in; undefined = any name will do. */
interface Known {
  readonly value: unknown;
}

function schemaPath(text: string): Path | undefined {
  const segments = parsePath(text);
  return segments && resolve(scenarioSchema, segments, undefined);
}

/**
 * Follows segments through the schema. Where any name may stand, as many segments as needed are joined by dots:
 * `models.gpt-4.1.price` has two readings, and only one of them leads anywhere.
 */
function resolve(schema: z.ZodType, segments: Path, known: Known | undefined): Path | undefined {
  if (segments.length === 0) return [];
  const inner = withoutOptional(schema);
  const most = inner instanceof z.ZodRecord ? longestName(inner, segments, known) : 1;
  for (let count = 1; count <= most; count++) {
    const name = count === 1 ? segments[0] : segments.slice(0, count).join(".");
    const segment = name === undefined ? undefined : existing(inner, name, known);
    if (segment === undefined) continue;
    const child = childOf(inner, segment);
    const rest =
      child && resolve(child, segments.slice(count), known && { value: valueAt(known.value, segment) });
    if (rest !== undefined) return [segment, ...rest];
  }
  return undefined;
}

/** Without a file to look in, only what holds no further fields can end in a name with dots: "fees.legal" of the costs. */
function longestName(schema: z.ZodRecord, segments: Path, known: Known | undefined): number {
  const holdsFields = !(schema.valueType instanceof z.ZodType && isQuantity(schema.valueType));
  return known === undefined && holdsFields ? Math.max(1, segments.length - 1) : segments.length;
}

/** The segment as the value knows it: a record's name must exist, an element's name becomes its position. */
function existing(schema: z.ZodType, segment: Segment, known: Known | undefined): Segment | undefined {
  if (known === undefined) return segment;
  if (schema instanceof z.ZodRecord)
    return memberOf(known.value, String(segment)) === undefined ? undefined : segment;
  if (!(schema instanceof z.ZodArray || schema instanceof z.ZodTuple)) return segment;
  const list = listOf(known.value);
  const named = list.findIndex((element) => memberOf(element, "name") === segment);
  const position = named >= 0 ? named : Number(segment);
  return list[position] === undefined ? undefined : position;
}

/** What stands at a segment of a value, or undefined. */
export function valueAt(value: unknown, segment: Segment): unknown {
  if (typeof segment === "number") return listOf(value)[segment];
  return isRawObject(value) ? memberOf(value, segment) : undefined;
}
