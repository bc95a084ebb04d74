/** What is wrong with a field that may hold a number or a distribution. */

import { distributionProblems } from "../distribution/problems.ts";
import { FAMILIES } from "../distribution/spec.ts";
import type { Problem } from "../errors.ts";
import { allowedText, kindText, likelyValue, rangeText } from "./allowed.ts";
import { type Field, fieldAt } from "./field-at.ts";
import { inRange } from "./fields.ts";
import { formatPath, type Path } from "./path.ts";
import { isRawObject, listOf, memberOf, objectOf, type RawObject } from "./raw.ts";

/** Every problem of a quantity at a path, given what the field may be. */
export function quantityProblems(value: unknown, field: Field, path: Path): Problem[] {
  if (isRawObject(value)) return distributionProblemsIn(value, field, path);
  if (typeof value === "number" && inRange(value, field)) return [];
  return [wrongValue(value, field, path)];
}

/** The problem of a value that its field can't hold. */
export function wrongValue(value: unknown, field: Field, path: Path): Problem {
  const suggestion = likelyValue(value, field);
  return {
    path: formatPath(path),
    value,
    message: wrongMessage(value, field),
    allowed: allowedText(field),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

const KIND_NAMES: Partial<Record<NonNullable<Field["kind"]>, string>> = {
  quantity: "a number",
  number: "a number",
  whole: "a number",
  choice: "a text",
  text: "a text",
  date: "a text",
  "currency code": "a text",
  switch: "true or false",
};

function wrongMessage(value: unknown, field: Field): string {
  if (value === null) return `${field.label} can't be null: give it a value, or leave it out.`;
  if (
    field.certainty === "plain" &&
    isRawObject(value) &&
    FAMILIES.some((family) => Object.hasOwn(value, family))
  ) {
    return `${field.label} can't be uncertain: it takes one plain value.`;
  }
  if (field.kind === "version") return "The version of the format must be the number 1.";
  const wanted = field.kind && KIND_NAMES[field.kind];
  const found = kindText(value);
  if (wanted !== undefined && wanted !== found) return `${field.label} must be ${wanted}, not ${found}.`;
  if (typeof value === "number") return numberMessage(value, field);
  if (field.kind === "choice") return `${field.label} can't be ${JSON.stringify(value)}.`;
  if (typeof value === "string" && value.trim() === "") return `${field.label} is empty.`;
  if (field.kind === "date") return `${field.label} is no date of the calendar.`;
  return `${field.label} is not understood.`;
}

function numberMessage(value: number, field: Field): string {
  const {
    minimum = -Infinity,
    exclusiveMinimum = -Infinity,
    maximum = Infinity,
    exclusiveMaximum = Infinity,
  } = field;
  if (value < minimum || value <= exclusiveMinimum) return `${field.label} is too small.`;
  if (value > maximum || value >= exclusiveMaximum) return `${field.label} is too large.`;
  return field.multipleOf === 2 ? `${field.label} must be even.` : `${field.label} must be a whole number.`;
}

function distributionProblemsIn(value: RawObject, field: Field, path: Path): Problem[] {
  const bare = withoutFamily(value, field, path);
  if (bare !== undefined) return [bare];
  const own = distributionProblems(value, formatPath(path));
  const problems = own.length === 0 ? outOfRange(value, field, path) : own;
  const told = new Set(problems.map((problem) => problem.path));
  return [...problems, ...insideProblems(value, field, path).filter((problem) => !told.has(problem.path))];
}

/** How other notations say the family. */
const FAMILY_KEYS = ["type", "family", "distribution", "dist", "kind"];
/** Parameters that only make sense inside a family. */
const PARAMETER = /^(p[1-9][0-9]?|mode|mean|sd|cv|mu|sigma|shape|alpha|rate)$/;

/** Parameters without the family that they belong to: told with the way to write them. */
function withoutFamily(value: RawObject, field: Field, path: Path): Problem | undefined {
  const names = Object.keys(value);
  const isKnown = (name: unknown) => FAMILIES.some((family) => family === name);
  const parameters = names.filter((name) => PARAMETER.test(name));
  const keys = names.filter((name) => FAMILY_KEYS.includes(name));
  if (names.some(isKnown) || parameters.length === 0) return undefined;
  if (names.some((name) => !parameters.includes(name) && !keys.includes(name))) return undefined;
  const named = keys.map((key) => value[key]).find(isKnown);
  const family = typeof named === "string" ? named : "lognormal";
  const inside = Object.fromEntries(parameters.map((name) => [name, value[name]]));
  return {
    path: formatPath(path),
    value,
    message: `${field.label} does not say the family of its distribution as the key around its parameters.`,
    allowed: allowedText(field),
    suggestion: JSON.stringify({ [family]: inside }),
  };
}

/** The parts of a distribution that are unknowns of their own, with ranges of their own. */
function insideProblems(value: RawObject, field: Field, path: Path): Problem[] {
  const shift = memberOf(value["evaluation"], "shift");
  const problems = shift === undefined ? [] : problemsAt(shift, [...path, "evaluation", "shift"]);
  if (!Object.hasOwn(value, "scale")) return problems;
  if (field.certainty === "unknown") return [...problems, scaleOfUnknown(value, field, path)];
  return [...problems, ...problemsAt(value["scale"], [...path, "scale"])];
}

function problemsAt(value: unknown, path: Path): Problem[] {
  const field = fieldAt(path);
  return field === undefined ? [] : quantityProblems(value, field, path);
}

function scaleOfUnknown(value: RawObject, field: Field, path: Path): Problem {
  return {
    path: formatPath([...path, "scale"]),
    value: value["scale"],
    message: `${field.label} is one unknown value, which needs no scale: change its distribution instead.`,
    allowed: "scale only where a value varies from task to task",
  };
}

/** Names of parameters that are values of the quantity itself, and so must lie in the field's range. */
const VALUE_PARAMETER = /^(min|max|mode|mean|p[1-9][0-9]?)$/;

/**
 * The numbers of a distribution that the field can't have: its stated bounds, means and percentiles. What its
 * tails reach beyond the range is clipped when it is drawn.
 */
function outOfRange(value: RawObject, field: Field, path: Path): Problem[] {
  const stated = Object.entries(value).flatMap(([name, part]) => statedValues(name, part, [...path, name]));
  return stated
    .filter(({ number }) => !inRange(number, field))
    .map(({ number, at }) => ({
      path: formatPath(at),
      value: number,
      message: `${field.label} can't be ${number}.`,
      allowed: rangeText("a number", field),
    }));
}

interface Stated {
  readonly number: number;
  readonly at: Path;
}

function statedValues(name: string, part: unknown, path: Path): Stated[] {
  if (name === "scale" || name === "evaluation") return [];
  if (typeof part === "number")
    return name === "min" || name === "max" || name === "constant" ? [{ number: part, at: path }] : [];
  if (name === "mixture") {
    return listOf(part).flatMap((element, index) =>
      partValues(memberOf(element, "of"), [...path, index, "of"]),
    );
  }
  if (name === "empirical") return empiricalValues(part, path);
  return Object.entries(objectOf(part)).flatMap(([parameter, number]) =>
    typeof number === "number" && VALUE_PARAMETER.test(parameter)
      ? [{ number, at: [...path, parameter] }]
      : [],
  );
}

function partValues(part: unknown, path: Path): Stated[] {
  if (typeof part === "number") return [{ number: part, at: path }];
  return Object.entries(objectOf(part)).flatMap(([name, inner]) =>
    statedValues(name, inner, [...path, name]),
  );
}

function empiricalValues(part: unknown, path: Path): Stated[] {
  const values = listOf(memberOf(part, "values")).map((number, index) => ({
    number,
    at: [...path, "values", index],
  }));
  const quantiles = listOf(memberOf(part, "quantiles")).map((pair, index) => ({
    number: listOf(pair)[1],
    at: [...path, "quantiles", index, 1],
  }));
  return [...values, ...quantiles].flatMap(({ number, at }) =>
    typeof number === "number" ? [{ number, at }] : [],
  );
}
