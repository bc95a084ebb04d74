/** Parts of a scenario that come in numbers: where another can be put, and what a new one says to begin with. */
import { z } from "zod";
import { childOf, fieldOf, withoutOptional } from "../../shared/scenario/field-at.ts";
import type { Path } from "../../shared/scenario/path.ts";
import { scenarioSchema } from "../../shared/scenario/schema.ts";
import { isList, isObject, type Json, valueAt } from "../store/json.ts";
import { startingValue } from "./additions.ts";
import { newCorrelation } from "./correlations.ts";
import { freeName } from "./restructure.ts";
import { stepNames, stepsToEscalate } from "./routed-steps.ts";

/** A place that holds any number of parts of one kind. */
export interface Collection {
  /** What one of them is called: `step`, `model`, `monthly cost`. */
  readonly what: string;
  /** Parts by name, or in an order. */
  readonly kind: "record" | "list";
  /** The only names that make sense, where the scenario knows them: steps, for a route. */
  readonly names?: readonly string[] | undefined;
  /** What a new one is called where nobody has said yet. */
  readonly wanted: string;
  readonly starting: Json | undefined;
}

const WHAT: Readonly<Record<string, string>> = {
  models: "model",
  designs: "design",
  steps: "step",
  monthly: "monthly cost",
  once: "one-off cost",
  perTask: "cost per task",
  latency: "latency promise",
  changes: "price change",
  correlations: "correlation",
  readiness: "answer",
  route: "route",
  escalates: "share",
};

function schemaAt(path: Path): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>(
    (part, segment) => (part === undefined ? undefined : childOf(part, segment)),
    scenarioSchema,
  );
}

/** The collection at a path; undefined where there is none. */
export function collectionAt(scenario: Json, path: Path): Collection | undefined {
  const schema = schemaAt(path);
  const inner = schema === undefined ? undefined : withoutOptional(schema);
  const key = String(path.at(-1) ?? "");
  if (path.length === 0 || inner === undefined || fieldOf(inner).kind !== undefined) return undefined;
  const isRecord = inner instanceof z.ZodRecord;
  const isOrdered = inner instanceof z.ZodArray && Object.hasOwn(WHAT, key);
  if (!isRecord && !isOrdered) return undefined;
  const steps = key === "route" || key === "escalates" ? stepsLeft(scenario, path) : undefined;
  return {
    what: WHAT[key] ?? "entry",
    kind: isRecord ? "record" : "list",
    names: steps,
    wanted: steps?.[0] ?? `new ${WHAT[key] ?? "entry"}`,
    starting: startingOf(scenario, path, inner),
  };
}

/** Steps that a route or the escalations don't speak of yet. */
function stepsLeft(scenario: Json, path: Path): readonly string[] {
  const said = objectAt(scenario, path);
  const steps = path.at(-1) === "route" ? stepNames(scenario) : stepsToEscalate(scenario, String(path[1]));
  return steps.filter((name) => !Object.hasOwn(said, name));
}

/** A promise about a percentile that there is none of yet. */
function newPromise(scenario: Json): Json {
  const held = valueAt(scenario, ["targets", "latency"]);
  const taken = (isList(held) ? held : []).map((promise) => valueAt(promise, ["percentile"]));
  const percentile = [95, 99, 90, 50, 99.9].find((each) => !taken.includes(each)) ?? 75;
  return { percentile, seconds: 10, of: "result" };
}

/** A change of price on the first New Year's Day that has none yet. */
function newPriceChange(scenario: Json, path: Path): Json {
  const held = valueAt(scenario, path);
  const days = (isList(held) ? held : []).map((change) => String(valueAt(change, ["from"])));
  let year = 2027;
  while (days.includes(`${year}-01-01`)) year += 1;
  return { from: `${year}-01-01`, multiplier: 0.9 };
}

function startingOf(scenario: Json, path: Path, schema: z.ZodType): Json | undefined {
  const firstModel = Object.keys(objectAt(scenario, ["models"]))[0] ?? "error";
  const firstDesign = Object.keys(objectAt(scenario, ["designs"]))[0];
  switch (path.at(-1)) {
    case "changes":
      return newPriceChange(scenario, path);
    case "steps":
      return { name: "step", input: 1000, output: 200, maxOutput: 1000 };
    case "models":
      return { price: { input: 1, output: 4 }, latency: { firstToken: 0.5, perOutputToken: 0.01 } };
    case "designs":
      return firstDesign === undefined ? { mode: "sync", route: {} } : { like: firstDesign };
    case "route":
      return [firstModel];
    case "latency":
      return newPromise(scenario);
    case "correlations":
      return newCorrelation(scenario);
    default:
      return startingValue(childOf(schema, 0) ?? schema);
  }
}

const objectAt = (scenario: Json, path: Path) => {
  const value = valueAt(scenario, path);
  return isObject(value) ? value : {};
};

/** A name for one more, that none of them has. */
export function nameForNew(scenario: Json, path: Path, collection: Collection): string {
  const held = valueAt(scenario, path);
  if (isList(held)) {
    const names = held.flatMap((item) => {
      const name = valueAt(item, ["name"]);
      return typeof name === "string" ? [name] : [];
    });
    return freeName("step", names);
  }
  return freeName(collection.wanted, Object.keys(objectAt(scenario, path)));
}

/** The collection that a part belongs to, with the part's place in it. */
export function memberAt(
  scenario: Json,
  path: Path,
): { readonly collection: Collection; readonly position: number; readonly count: number } | undefined {
  if (path.length < 2) return undefined;
  const place = path.slice(0, -1);
  const collection = collectionAt(scenario, place);
  const held = valueAt(scenario, place);
  if (collection === undefined) return undefined;
  if (isList(held)) return { collection, position: Number(path.at(-1)), count: held.length };
  const names = Object.keys(objectAt(scenario, place));
  return { collection, position: names.indexOf(String(path.at(-1))), count: names.length };
}
