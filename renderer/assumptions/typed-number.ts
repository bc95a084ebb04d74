/**
 * What is typed into a field: a number or a 90 % range as `shared/units/typed.ts` reads them, and beyond them the
 * parameters of a distribution (`p50 1.9k, p95 6.2k`, `gamma mean 4, cv 0.6`) and a test's result (`176 of 200`).
 */
import { FAMILIES, type Family } from "../../shared/distribution/spec.ts";
import { parseTyped } from "../../shared/units/typed.ts";
import type { Unit } from "../../shared/units/unit.ts";

/** What was typed. */
export type TypedQuantity =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "range"; readonly low: number; readonly high: number }
  | { readonly kind: "evaluation"; readonly passed: number; readonly of: number }
  | {
      readonly kind: "parameters";
      readonly family: Family | undefined;
      readonly parameters: Readonly<Record<string, number>>;
    }
  | { readonly kind: "problem"; readonly message: string };

const EXAMPLES = "Type for example 100k, 5%, $0.25 or 200 to 500.";
const problem = (message: string): TypedQuantity => ({ kind: "problem", message });

/** Reads what was typed into a field of that unit. */
export function readTyped(text: string, unit: Unit = "count"): TypedQuantity {
  const beyond = readEvaluation(text.trim()) ?? readParameters(text.trim(), unit);
  if (beyond !== undefined) return beyond;
  const typed = parseTyped(text, unit);
  if (!typed.ok) {
    const { message, suggestion } = typed.error;
    return problem(`${message} ${suggestion === undefined ? EXAMPLES : `Did you mean ${suggestion}?`}`);
  }
  const share = (value: number): number => asShare(value, text, unit);
  return typed.value.kind === "number"
    ? { kind: "number", value: share(typed.value.value) }
    : { kind: "range", low: share(typed.value.low), high: share(typed.value.high) };
}

/** A bare 5 in the field of a share means 5 %: nothing else there can be above 1. */
function asShare(value: number, text: string, unit: Unit): number {
  const bare = unit === "share" && !text.includes("%") && value > 1 && value <= 100;
  return bare ? Number((value / 100).toPrecision(12)) : value;
}

function oneNumber(text: string, unit: Unit): number | undefined {
  const typed = parseTyped(text, unit);
  return typed.ok && typed.value.kind === "number" ? asShare(typed.value.value, text, unit) : undefined;
}

function readEvaluation(text: string): TypedQuantity | undefined {
  const match = /^(\S+)\s+(?:passed\s+)?(?:out\s+)?of\s+(\S+)$/.exec(text);
  if (match === null) return undefined;
  const passed = oneNumber(match[1] ?? "", "count");
  const of = oneNumber(match[2] ?? "", "count");
  if (passed === undefined || of === undefined) return undefined;
  if (passed > of || passed < 0) return problem(`${passed} of ${of} can't be: at most all of them pass.`);
  return { kind: "evaluation", passed, of };
}

function readParameters(text: string, unit: Unit): TypedQuantity | undefined {
  const family = FAMILIES.find((name) => new RegExp(`^${name}\\b`).test(text));
  const rest = family === undefined ? text : text.slice(family.length).replace(/^\s*:?\s*/, "");
  const parameters: Record<string, number> = {};
  for (const part of rest.split(/,\s+|;\s*/)) {
    const [, name = "", typed = ""] = /^([a-z]+\d*)\s*[=:]?\s*(\S.*)$/.exec(part.trim()) ?? [];
    const value = oneNumber(typed, isPlainParameter(name) ? "count" : unit);
    if (name === "" || value === undefined) return undefined;
    parameters[name] = value;
  }
  return { kind: "parameters", family, parameters };
}

const PLAIN: ReadonlySet<string> = new Set([
  "mu",
  "sigma",
  "shape",
  "scale",
  "alpha",
  "beta",
  "cv",
  "p",
  "rate",
]);
/** Parameters that don't have the field's unit. */
export const isPlainParameter = (name: string): boolean => PLAIN.has(name);
