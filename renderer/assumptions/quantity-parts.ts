/**
 * The inside of a distribution as fields: its parameters, what clips and scales it, the values or parts that it is
 * made of. What a field holds is told as it can be typed back.
 */
import type { Family } from "../../shared/distribution/spec.ts";
import type { Path } from "../../shared/scenario/path.ts";
import type { Unit } from "../../shared/units/unit.ts";
import { isList, isObject, type Json, valueAt } from "../store/json.ts";
import { familyOf, numberText, quantityText, typedQuantity } from "./quantity-text.ts";
import { isPlainParameter, readTyped } from "./typed-number.ts";

export interface Part {
  /** From the quantity. */
  readonly path: Path;
  readonly label: string;
  readonly kind: "number" | "quantity" | "text" | "numbers" | "pairs";
  readonly unit: Unit;
  /** Absent from the file: there to be filled in. */
  readonly absent: boolean;
  /** May be emptied. */
  readonly optional: boolean;
}

const PARAMETER_WORDS: Readonly<Record<string, string>> = {
  min: "Lowest",
  max: "Highest",
  mode: "Most likely",
  mean: "Mean",
  sd: "Standard deviation",
  cv: "Spread over mean (cv)",
  rate: "Rate (1 over mean)",
  p: "Chance to end (p)",
  mu: "Mean of the logarithm (mu)",
  sigma: "Deviation of the logarithm (sigma)",
  shape: "Shape",
  scale: "Scale",
  alpha: "alpha",
  beta: "beta",
  passed: "Passed",
  of: "Of",
};

/** All fields inside a quantity; none of a plain number. */
export function partsOf(value: Json | undefined, unit: Unit): readonly Part[] {
  const family = familyOf(value);
  if (family === undefined || !isObject(value)) return [];
  const bare = !Object.hasOwn(value, family);
  const inside = bare ? value : value[family];
  return [...ownParts(family, bare ? [] : [family], inside, unit), ...(bare ? [] : besideParts(value, unit))];
}

function ownParts(family: Family, at: Path, inside: Json | undefined, unit: Unit): readonly Part[] {
  if (family === "empirical") return empiricalParts(at, inside, unit);
  if (family === "mixture") return mixtureParts(at, inside, unit);
  if (typeof inside === "number") return [part(at, "Value", "number", unit)];
  if (!isObject(inside)) return [];
  const names = Object.keys(inside).filter((name) => name !== "shift");
  const own = names.map((name) => part([...at, name], wordsOf(name), "number", unitOf(name, family, unit)));
  if (family !== "evaluation") return own;
  const shift = part(
    [...at, "shift"],
    "What production changes",
    "quantity",
    "share",
    inside["shift"] === undefined,
  );
  return [...own, { ...shift, optional: true }];
}

const wordsOf = (name: string): string => PARAMETER_WORDS[name] ?? name;

function unitOf(name: string, family: Family, unit: Unit): Unit {
  if (family === "evaluation") return "count";
  const ofScale = name === "scale" && family !== "gamma";
  return isPlainParameter(name) && !ofScale ? "count" : unit;
}

function part(path: Path, label: string, kind: Part["kind"], unit: Unit, absent = false): Part {
  return { path, label, kind, unit, absent, optional: false };
}

function empiricalParts(at: Path, inside: Json | undefined, unit: Unit): readonly Part[] {
  if (!isObject(inside)) return [];
  if (isList(inside["values"])) return [part([...at, "values"], "Values", "numbers", unit)];
  if (isList(inside["quantiles"])) return [part([...at, "quantiles"], "Percentiles", "pairs", unit)];
  return [part([...at, "file"], "File", "text", unit), part([...at, "column"], "Column", "text", unit)];
}

function mixtureParts(at: Path, inside: Json | undefined, unit: Unit): readonly Part[] {
  return (isList(inside) ? inside : []).flatMap((_, index) => [
    part([...at, index, "weight"], `Weight of kind ${index + 1}`, "number", "count"),
    part([...at, index, "of"], `Kind ${index + 1}`, "quantity", unit),
  ]);
}

function besideParts(value: Json, unit: Unit): readonly Part[] {
  return (
    [
      ["min", "Never below", "number", unit],
      ["max", "Never above", "number", unit],
      ["scale", "Times an unknown factor", "quantity", "factor"],
    ] as const
  ).map(([key, label, kind, its]) => ({
    ...part([key], label, kind, its, valueAt(value, [key]) === undefined),
    optional: true,
  }));
}

const SIGNS: Partial<Record<Unit, string>> = { seconds: " s", minutes: " min", hours: " h", days: " d" };

/** What a field inside shows. */
export function partText(part: Part, value: Json | undefined, currency: string): string {
  const held = valueAt(value, part.path);
  if (held === undefined) return "";
  const writing = { unit: part.unit, currency };
  switch (part.kind) {
    case "numbers":
      return isList(held) ? held.map(String).join(", ") : "";
    case "pairs":
      return isList(held) ? held.map((pair) => pairText(pair, writing)).join(", ") : "";
    case "text":
      return String(held);
    case "number":
      return typeof held === "number" ? numberText(held, writing) + (SIGNS[part.unit] ?? "") : String(held);
    case "quantity":
      return quantityText(held, writing);
  }
}

function pairText(pair: Json, writing: { readonly unit: Unit; readonly currency: string }): string {
  const [share, at] = isList(pair) ? pair : [];
  if (typeof share !== "number" || typeof at !== "number") return "";
  return `p${Number((share * 100).toPrecision(10))} ${numberText(at, writing)}`;
}

/** What was typed into a field inside, or why it can't be. An emptied optional field goes. */
export type TypedPart = { readonly value: Json | undefined } | { readonly problem: string };

export function typedPart(part: Part, text: string, current: Json | undefined): TypedPart {
  const trimmed = text.trim();
  if (trimmed === "") return part.optional ? { value: undefined } : { problem: "A value is needed here." };
  if (part.kind === "text") return { value: trimmed };
  if (part.kind === "numbers") return typedNumbers(trimmed);
  if (part.kind === "pairs") return typedPairs(trimmed, part.unit);
  const read = readTyped(trimmed, part.unit);
  if (read.kind === "problem") return { problem: read.message };
  if (part.kind === "number")
    return read.kind === "number" ? { value: read.value } : { problem: "This takes one number." };
  return { value: insideQuantity(typedQuantity(read, valueAt(current, part.path), part.unit)) };
}

/** A test's result stands bare only in a success share; everywhere else under its family's name. */
export function insideQuantity(value: Json | undefined): Json | undefined {
  const bare = isObject(value) && typeof value["passed"] === "number";
  return bare ? { evaluation: value } : value;
}

function typedNumbers(text: string): TypedPart {
  const numbers = text
    .split(/[,;\s]+/)
    .filter((word) => word !== "")
    .map(Number);
  return numbers.length === 0 || numbers.some((number) => !Number.isFinite(number))
    ? { problem: "Type numbers with commas between them." }
    : { value: numbers };
}

function typedPairs(text: string, unit: Unit): TypedPart {
  const pairs = text
    .split(/[,;\n]+/)
    .filter((word) => word.trim() !== "")
    .map((word) => {
      const [, share, rest] = /^\s*p?(\d+(?:\.\d+)?)\s+(.+)$/.exec(word) ?? [];
      const read = readTyped(rest ?? "", unit);
      return share !== undefined && read.kind === "number"
        ? [Number((Number(share) / 100).toPrecision(12)), read.value]
        : [];
    });
  return pairs.length < 2 || pairs.some((pair) => pair.length !== 2)
    ? { problem: "Type percentiles with their values, as p0 1, p50 180, p100 2000." }
    : { value: pairs };
}
