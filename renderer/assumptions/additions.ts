/** What a scenario may say beyond what it says: the optional fields of a place, with a value to begin with. */
import { z } from "zod";
import { childOf, fieldOf, isQuantity, optionsOf, withoutOptional } from "../../shared/scenario/field-at.ts";
import type { Path } from "../../shared/scenario/path.ts";
import { scenarioSchema } from "../../shared/scenario/schema.ts";
import { isObject, type Json, valueAt } from "../store/json.ts";
import { newCorrelation } from "./correlations.ts";
import { referenceNames } from "./reference-names.ts";
import { stepNames, stepsToEscalate } from "./routed-steps.ts";

export interface Addition {
  readonly key: string;
  readonly label: string;
  readonly description: string;
  /** A valid value; rarely the right one, but there to be changed. */
  readonly starting: Json;
}

/** Said elsewhere on the screen, or by no person. */
const ELSEWHERE: ReadonlySet<string> = new Set(["$schema", "assumptions", "readiness"]);

const PARTS = ["firstToken", "perInputToken", "perOutputToken"];
/** What can't be said beside something else. */
const CONTRARY: Readonly<Record<string, readonly string[]>> = {
  total: PARTS,
  ...Object.fromEntries(PARTS.map((part) => [part, ["total"]])),
};

/** The fields that the format knows at a place and the value there leaves out, in the format's order. */
export function additionsAt(scenario: Json, path: Path): readonly Addition[] {
  const value = valueAt(scenario, path);
  const schema = path.reduce<z.ZodType | undefined>(
    (part, segment) => (part === undefined ? undefined : childOf(part, segment)),
    scenarioSchema,
  );
  const object = schema === undefined ? undefined : objectIn(schema);
  if (object === undefined || !isObject(value)) return [];
  return Object.keys(object.shape).flatMap((key): readonly Addition[] => {
    const part = childOf(object, key);
    if (part === undefined || Object.hasOwn(value, key) || ELSEWHERE.has(key)) return [];
    if (CONTRARY[key]?.some((other) => Object.hasOwn(value, other)) === true) return [];
    const own = startingAt(scenario, [...path, key]);
    const starting = own === "nothing" ? undefined : (own?.value ?? startingValue(part));
    const { label, description } = fieldOf(part);
    return starting === undefined ? [] : [{ key, label: label === "" ? key : label, description, starting }];
  });
}

/**
 * What a field of this scenario begins with where the format alone can't tell: names that exist, usual figures.
 * `nothing` where it could say nothing that is sound.
 */
function startingAt(scenario: Json, path: Path): { readonly value: Json } | "nothing" | undefined {
  const key = path.at(-1);
  const names = referenceNames(scenario, path);
  if (names !== undefined) return ofFirst(names, (name) => name);
  if (key === "correlations") return ofFirst(present(newCorrelation(scenario)), (pair) => [pair]);
  if (path[0] === "models" && key === "price") return { value: { input: 1, output: 4 } };
  if (path[0] === "models" && key === "limits")
    return { value: { requestsPerMinute: 500, tokensPerMinute: 500_000, reserves: "none" } };
  if (path[0] !== "designs") return undefined;
  if (key === "escalates")
    return ofFirst(stepsToEscalate(scenario, String(path[1])), (step) => ({ [step]: 0.1 }));
  const [model = "error"] = Object.keys(objectOf(valueAt(scenario, ["models"])));
  return key === "route" ? ofFirst(stepNames(scenario), (step) => ({ [step]: [model] })) : undefined;
}

function ofFirst<Item>(
  items: readonly Item[],
  value: (item: Item) => Json,
): { readonly value: Json } | "nothing" {
  const [first] = items;
  return first === undefined ? "nothing" : { value: value(first) };
}

const objectOf = (value: Json | undefined) => (isObject(value) ? value : {});

/** The object that a part is, or may be; undefined for plain fields and for quantities. */
function objectIn(schema: z.ZodType): z.ZodObject | undefined {
  const inner = withoutOptional(schema);
  if (isQuantity(inner)) return undefined;
  if (inner instanceof z.ZodObject) return inner;
  return inner instanceof z.ZodUnion
    ? optionsOf(inner).find((option) => option instanceof z.ZodObject)
    : undefined;
}

/** A value that the schema takes, undefined where none is at hand. */
export function startingValue(schema: z.ZodType): Json | undefined {
  const value = candidates(withoutOptional(schema)).find((candidate) => schema.safeParse(candidate).success);
  return value;
}

const ONES: readonly Json[] = [24, 7].map((count) => Array.from({ length: count }, () => 1));
/** Numbers, texts and dates from the usual to the odd. */
const PLAIN: readonly Json[] = [1, 0.5, 0, 2, "", "name", "2027-01-01"];

function candidates(schema: z.ZodType): readonly Json[] {
  const { kind, maximum, choices } = fieldOf(schema);
  if (choices !== undefined) return choices;
  if (kind === "switch") return [true];
  if (kind === "weights") return ONES;
  // All of a share is seldom what somebody adds; half of it is a value to change.
  if (kind !== undefined) return maximum === 1 ? [0.5, ...PLAIN] : PLAIN;
  if (schema instanceof z.ZodUnion) return optionsOf(schema).flatMap(candidates);
  if (schema instanceof z.ZodObject) return present(objectStart(schema));
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodType) {
    return present(startingValue(schema.element)).map((item) => [item]);
  }
  if (schema instanceof z.ZodRecord && schema.valueType instanceof z.ZodType) {
    return present(startingValue(schema.valueType)).map((item) => ({ name: item }));
  }
  return PLAIN;
}

const present = (value: Json | undefined): readonly Json[] => (value === undefined ? [] : [value]);

/** An object with the fields it can't do without, or with its first one where it can do without all. */
function objectStart(schema: z.ZodObject): Json | undefined {
  const parts = Object.entries(schema.shape).flatMap(([key, part]) =>
    part instanceof z.ZodType ? [{ key, part, optional: part instanceof z.ZodOptional }] : [],
  );
  const required = parts.filter((part) => !part.optional);
  const used = required.length > 0 ? required : parts.slice(0, 1);
  const entries = used.map(({ key, part }) => [key, startingValue(part)] as const);
  if (entries.some(([, value]) => value === undefined)) return undefined;
  return Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}
