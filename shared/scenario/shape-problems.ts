/**
 * Compares a file with the schema, field by field, and lists everything that does not fit: what the schema says,
 * in words that say what to do. Whatever passes here passes the schema.
 */
import { z } from "zod";
import { FAMILIES } from "../distribution/spec.ts";
import type { Problem } from "../errors.ts";
import { allowedText, kindText } from "./allowed.ts";
import { type Field, fieldOf, isQuantity, optionsOf, withoutOptional } from "./field-at.ts";
import { formatPath, type Path } from "./path.ts";
import { placesOf } from "./places.ts";
import { quantityProblems, wrongValue } from "./quantity-problems.ts";
import { isRawObject, memberOf, type RawObject } from "./raw.ts";
import { closest, editDistance } from "./spelling.ts";

/** A problem of a field's name rather than of its value is shown at the name. */
export interface ShapeProblem extends Problem {
  readonly of?: "name";
}

/** Every place where a value does not fit a part of the schema. */
export function shapeProblems(value: unknown, schema: z.ZodType, path: Path = []): ShapeProblem[] {
  const inner = withoutOptional(schema);
  const field = fieldOf(inner);
  if (isQuantity(inner)) return quantityProblems(value, field, path);
  if (inner instanceof z.ZodUnion) return unionProblems(value, inner, path);
  if (inner instanceof z.ZodObject) return objectProblems(value, inner, field, path);
  if (inner instanceof z.ZodRecord) return recordProblems(value, inner, field, path);
  if (inner instanceof z.ZodArray) return listProblems(value, inner, field, path);
  return inner.safeParse(value).success ? [] : [leafProblem(value, inner, field, path)];
}

function leafProblem(value: unknown, schema: z.ZodType, field: Field, path: Path): Problem {
  if (!(schema instanceof z.ZodTuple)) return wrongValue(value, field, path);
  const allowed = "two paths and a rank correlation from -1 to 1";
  return {
    path: formatPath(path),
    value,
    message: "A correlation is a list of three: path, path, number.",
    allowed,
  };
}

function notA(what: string, value: unknown, field: Field, path: Path, allowed = what): Problem {
  const message = `${field.label} must be ${what}, not ${kindText(value)}.`;
  return { path: formatPath(path), value, message, allowed };
}

function objectProblems(value: unknown, schema: z.ZodObject, field: Field, path: Path): ShapeProblem[] {
  if (!isRawObject(value)) {
    return [notA("an object", value, field, path, `an object with ${Object.keys(schema.shape).join(", ")}`)];
  }
  const names = Object.keys(schema.shape);
  const missing = names.filter(
    (name) => !Object.hasOwn(value, name) && !(schema.shape[name] instanceof z.ZodOptional),
  );
  const present = Object.entries(value).flatMap(([name, member]) => {
    const part = partOf(schema, name);
    if (part === undefined) return [unknownField(name, member, names, path, value)];
    return shapeProblems(member, part, [...path, name]);
  });
  return [...missing.map((name) => missingField(partOf(schema, name), [...path, name])), ...present];
}

function partOf(schema: z.ZodObject, name: string): z.ZodType | undefined {
  const part = memberOf(schema.shape, name);
  return part instanceof z.ZodType ? part : undefined;
}

function missingField(schema: z.ZodType | undefined, path: Path): Problem {
  const field = schema && fieldOf(schema);
  const message = `${JSON.stringify(path.at(-1))} is missing: ${lowerFirst(field?.description ?? "")}`;
  return { path: formatPath(path), message, ...(field === undefined ? {} : { allowed: allowedText(field) }) };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A field that is not there: misspelt, in the wrong place, or never part of the format. */
function unknownField(
  name: string,
  value: unknown,
  names: readonly string[],
  path: Path,
  siblings: RawObject,
): ShapeProblem {
  const free = names.filter((candidate) => !Object.hasOwn(siblings, candidate));
  const elsewhere = placesOf(name).filter((place) => place !== formatPath(path));
  const near = closest(name, free);
  const exact = near !== undefined && near.toLowerCase() === name.toLowerCase();
  const suggestion = elsewhere.length === 0 || exact ? near : undefined;
  const where =
    elsewhere.length === 0 || exact ? "" : ` It belongs in ${elsewhere.slice(0, 3).join(" or ")}.`;
  return {
    path: formatPath([...path, name]),
    value,
    message: `There is no field ${JSON.stringify(name)} here.${where}`,
    allowed: names.join(", "),
    of: "name",
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

const NOT_IN_NAMES = /^\s|\s$|\p{Cc}/u;

function recordProblems(value: unknown, schema: z.ZodRecord, field: Field, path: Path): ShapeProblem[] {
  if (!isRawObject(value)) return [notA("an object with a name for each", value, field, path)];
  const part = schema.valueType;
  return Object.entries(value).flatMap(([name, member]) => {
    const at = [...path, name];
    const problems = part instanceof z.ZodType ? shapeProblems(member, part, at) : [];
    if (name !== "" && !NOT_IN_NAMES.test(name)) return problems;
    const message =
      name === "" ? "A name is empty." : "A name starts or ends with a blank, or holds a control character.";
    const allowed = "a name without blanks around it";
    return [
      {
        path: formatPath(at),
        value: name,
        message,
        allowed,
        of: "name",
        suggestion: name.trim() || "a name",
      },
      ...problems,
    ];
  });
}

function listProblems(value: unknown, schema: z.ZodArray, field: Field, path: Path): ShapeProblem[] {
  if (!Array.isArray(value)) return [notA("a list", value, field, path, "a list, in [ ]")];
  const element = schema.element;
  const inside =
    element instanceof z.ZodType
      ? value.flatMap((item, index) => shapeProblems(item, element, [...path, index]))
      : [];
  if (inside.length > 0 || schema.safeParse(value).success) return inside;
  return [listProblem(value, field, path)];
}

function listProblem(value: readonly unknown[], field: Field, path: Path): Problem {
  const at = formatPath(path);
  if (field.kind !== "weights")
    return { path: at, value, message: `${field.label} is empty.`, allowed: "at least one" };
  const count = path.at(-1) === "days" ? 7 : 24;
  const allowed = `exactly ${count} numbers, none negative, not all 0`;
  const message =
    value.length === count
      ? `${field.label}: at least one of the weights must be above 0.`
      : `${field.label}: exactly ${count} numbers are needed, and here are ${value.length}.`;
  return { path: at, value, message, allowed };
}

/** Compares with the option of a union that the value most resembles. */
function unionProblems(value: unknown, schema: z.ZodUnion, path: Path): ShapeProblem[] {
  const options = optionsOf(schema);
  const ranked = options.map((option) => ({ option, likeness: likeness(value, option) }));
  const best = ranked.reduce((first, second) => (second.likeness > first.likeness ? second : first));
  if (best.likeness > 0) return shapeProblems(value, best.option, path);
  const field = fieldOf(schema);
  const allowed = [...new Set(options.map(optionText))].join(", or ");
  const message =
    value === null
      ? `${field.label} can't be null: give it a value, or leave it out.`
      : `${field.label} can't be ${kindText(value)}.`;
  return [{ path: formatPath(path), value, message, allowed }];
}

function optionText(option: z.ZodType): string {
  const field = fieldOf(option);
  if (field.kind === "text") return "a text";
  if (option instanceof z.ZodObject) return `an object with ${Object.keys(option.shape).join(", ")}`;
  return field.kind === "quantity" ? "a number or a distribution" : "a number";
}

/** How much a value looks like an option: 0 = not at all. */
function likeness(value: unknown, option: z.ZodType): number {
  const kind = fieldOf(option).kind;
  if (typeof value === "string")
    return kind === "text" ? 2 : kind === "quantity" || kind === "number" ? 1 : 0;
  if (typeof value === "number") return kind === "quantity" || kind === "number" ? 1 : 0;
  if (!isRawObject(value)) return 0;
  if (option instanceof z.ZodObject) return 1 + sharedNames(value, Object.keys(option.shape));
  return kind === "quantity" ? 1 + sharedNames(value, FAMILIES) : 0;
}

/** Names in common; a name that is nearly one counts a little. */
function sharedNames(value: RawObject, names: readonly string[]): number {
  let count = 0;
  for (const name of Object.keys(value)) {
    if (names.includes(name)) count += 1;
    else if (name.length < 40 && names.some((known) => editDistance(name, known) <= 2)) count += 0.5;
  }
  return count;
}
