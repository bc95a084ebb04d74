/** A quantity as it is shown in its field; what is shown can be typed back and means the same. */
import { FAMILIES, type Family } from "../../shared/distribution/spec.ts";
import { currencySign } from "../../shared/units/format.ts";
import type { Unit } from "../../shared/units/unit.ts";
import { isObject, type Json, type JsonObject } from "../store/json.ts";
import { isPlainParameter, type TypedQuantity } from "./typed-number.ts";

export interface Writing {
  readonly unit: Unit | undefined;
  readonly currency: string;
}

const trimmed = (value: number): string => String(Number(value.toPrecision(12)));

/** One number of a field: `100k`, `$0.25`, `5%`; never rounded, so that it can be typed back. */
export function numberText(value: number, { unit, currency }: Writing): string {
  if (unit === "share") return `${trimmed(value * 100)}%`;
  const magnitude = Math.abs(value);
  const sign = value < 0 ? "-" : "";
  const prefix = unit?.startsWith("currency") === true ? currencySign(currency) : "";
  return sign + prefix + magnitudeText(magnitude);
}

function magnitudeText(magnitude: number): string {
  for (const [size, suffix] of [
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"],
  ] as const) {
    const text = trimmed(magnitude / size);
    const enough = size === 1e3 ? 10_000 : size;
    if (magnitude >= enough && text.length <= 5) return text + suffix;
  }
  return magnitude >= 10_000 && magnitude < 1e15
    ? magnitude.toLocaleString("en", { maximumFractionDigits: 9 })
    : trimmed(magnitude);
}

/** The family that a quantity is written in, undefined for a plain number and for what is no quantity. */
export function familyOf(value: Json | undefined): Family | undefined {
  if (!isObject(value)) return undefined;
  if (typeof value["passed"] === "number") return "evaluation";
  return FAMILIES.find((family) => Object.hasOwn(value, family));
}

/** The parameters of a quantity, in or without the object of its family. */
export function parametersOf(value: Json | undefined): Json | undefined {
  const family = familyOf(value);
  if (family === undefined || !isObject(value)) return undefined;
  return value[family] ?? value;
}

/** Spans of time carry their unit; it can be typed back. */
const TIMES: Partial<Record<Unit, string>> = { seconds: " s", minutes: " min", hours: " h", days: " d" };

/** What a field shows: a number, `200 to 500`, `p50 1.9k, p95 6.2k`, `176 of 200`. */
export function quantityText(value: Json | undefined, writing: Writing): string {
  if (typeof value === "number") {
    const time = writing.unit === undefined ? undefined : TIMES[writing.unit];
    return numberText(value, writing) + (time ?? "");
  }
  if (typeof value === "string") return value;
  const family = familyOf(value);
  const parameters = parametersOf(value);
  if (family === undefined || parameters === undefined) return "";
  if (typeof parameters === "number") return numberText(parameters, writing);
  if (family === "evaluation" && isObject(parameters))
    return `${parameters["passed"]} of ${parameters["of"]}`;
  if (isObject(parameters) && family !== "empirical") return parametersText(parameters, writing);
  return shapeText(family, parameters);
}

function parametersText(parameters: JsonObject, writing: Writing): string {
  const names = Object.keys(parameters);
  const { p5, p95 } = parameters;
  if (names.length === 2 && typeof p5 === "number" && typeof p95 === "number") {
    return `${numberText(p5, writing)} to ${numberText(p95, writing)}`;
  }
  const plain: Writing = { unit: undefined, currency: writing.currency };
  return names
    .flatMap((name) => {
      const parameter = parameters[name];
      if (typeof parameter !== "number") return [];
      return [`${name} ${numberText(parameter, isPlainParameter(name) ? plain : writing)}`];
    })
    .join(", ");
}

/** What can't be typed in a line is named by its shape. */
function shapeText(family: Family, parameters: Json): string {
  if (Array.isArray(parameters)) return `mixture of ${parameters.length}`;
  if (!isObject(parameters)) return family;
  const { values, quantiles, column } = parameters;
  if (Array.isArray(values)) return `${values.length} values`;
  if (Array.isArray(quantiles)) return `${quantiles.length} quantiles`;
  return typeof column === "string" ? `column ${column}` : family;
}

/** Families that any two percentiles fix. */
const BY_PERCENTILES: ReadonlySet<Family> = new Set<Family>([
  "uniform",
  "normal",
  "lognormal",
  "gamma",
  "weibull",
  "pareto",
  "beta",
]);

/** What a family is called in a parameter's place when a field had none before. */
function familyForRange(low: number, high: number, unit: Unit | undefined): Family {
  if (unit === "share" && low > 0 && high < 1) return "beta";
  return low > 0 ? "lognormal" : "normal";
}

/** min, max and scale stand beside the family and stay when its parameters change. */
function besides(value: Json | undefined): JsonObject {
  if (!isObject(value)) return {};
  const kept = ["min", "max", "scale"].flatMap((key): [string, Json][] => {
    const item = value[key];
    return item === undefined ? [] : [[key, item]];
  });
  return Object.fromEntries(kept);
}

/** The new value of a field in which `typed` was typed while it held `current`. A range keeps the family. */
export function typedQuantity(
  typed: TypedQuantity,
  current: Json | undefined,
  unit: Unit | undefined,
): Json | undefined {
  const family = familyOf(current);
  switch (typed.kind) {
    case "number":
      return typed.value;
    case "evaluation":
      return evaluationOf(typed.passed, typed.of, current);
    case "range": {
      const kept = family !== undefined && BY_PERCENTILES.has(family) ? family : undefined;
      const used = kept ?? familyForRange(typed.low, typed.high, unit);
      return { [used]: { p5: typed.low, p95: typed.high }, ...besides(current) };
    }
    case "parameters": {
      const used = typed.family ?? family ?? "lognormal";
      return { [used]: { ...typed.parameters }, ...besides(current) };
    }
    case "problem":
      return undefined;
  }
}

function evaluationOf(passed: number, of: number, current: Json | undefined): Json {
  if (!isObject(current)) return { passed, of };
  const inner = current["evaluation"];
  if (isObject(inner)) return { ...current, evaluation: { ...inner, passed, of } };
  return typeof current["passed"] === "number" ? { ...current, passed, of } : { passed, of };
}
