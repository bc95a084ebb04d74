/**
 * Acts on the parts of a scenario that come in numbers: steps, models, designs, named costs, targets, price changes.
 * Each gives the whole scenario after it, with all that refers to the part brought along, so that undo takes it back
 * as one step.
 */
import { mergedDesigns } from "../../shared/scenario/designs.ts";
import type { Path } from "../../shared/scenario/path.ts";
import { isList, isObject, type Json, type JsonObject, valueAt, withValue } from "../store/json.ts";
import { isWithin, mapped, renamedKey, withNames, withPlaces } from "./references.ts";

type Kind = "models" | "designs" | "steps";

/** What kind of named part stands at a path; undefined for parts that nothing refers to by name. */
function kindAt(path: Path): Kind | undefined {
  if (path.length === 2 && (path[0] === "models" || path[0] === "designs")) return path[0];
  return path.length === 3 && path[0] === "task" && path[1] === "steps" ? "steps" : undefined;
}

const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** A name that is not taken yet: `sync 2`, `sync 3`. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  const stem = wanted.replace(/ \d+$/, "");
  let number = 2;
  while (taken.includes(`${stem} ${number}`)) number += 1;
  return `${stem} ${number}`;
}

/** The names beside a part of a record, or of the steps. */
export function namesBeside(scenario: Json, path: Path): readonly string[] {
  const parent = valueAt(scenario, path.slice(0, -1));
  if (isObject(parent)) return Object.keys(parent);
  return (isList(parent) ? parent : []).flatMap((item) => {
    const name = valueAt(item, ["name"]);
    return typeof name === "string" ? [name] : [];
  });
}

/** Why a part can't have a name; undefined where it can. */
export function nameProblem(scenario: Json, path: Path, name: string): string | undefined {
  if (name.trim() === "") return "A name needs at least one letter.";
  if (["__proto__", "constructor", "prototype"].includes(name.trim())) return "That name is reserved.";
  return namesBeside(scenario, path).includes(name.trim()) ? `“${name.trim()}” is already there.` : undefined;
}

/** Calls a part otherwise: a member of a record, or a step. */
export function renamed(scenario: Json, path: Path, to: string): Json {
  const last = path.at(-1);
  const name = to.trim();
  const kind = kindAt(path);
  if (typeof last === "number") return renamedItem(scenario, path, name, kind);
  if (last === undefined || last === name) return scenario;
  const place = path.slice(0, -1);
  const record = renamedKey(valueAt(scenario, place), last, name);
  const changed = asObject(withValue(scenario, place, record));
  const after =
    kind === undefined ? changed : withNames(changed, kind, (text) => (text === last ? name : text));
  return withPlaces(scenario, after, (at) =>
    isWithin(at, path) ? [...place, name, ...at.slice(path.length)] : at,
  );
}

function renamedItem(scenario: Json, path: Path, name: string, kind: Kind | undefined): Json {
  const from = valueAt(scenario, [...path, "name"]);
  const changed = asObject(withValue(scenario, [...path, "name"], name));
  const after =
    kind === undefined || typeof from !== "string"
      ? changed
      : withNames(changed, kind, (text) => (text === from ? name : text));
  return withPlaces(scenario, after, (at) => at);
}

/** Takes a part away, and what refers to it. Designs that were like a design keep what they had from it. */
export function removed(scenario: Json, path: Path): Json {
  const last = path.at(-1);
  const kind = kindAt(path);
  const name = typeof last === "number" ? valueAt(scenario, [...path, "name"]) : last;
  const whole = kind === "designs" ? withoutLike(scenario, String(last)) : scenario;
  const changed = asObject(withValue(whole, path, undefined));
  const after =
    kind === undefined || typeof name !== "string"
      ? changed
      : withNames(changed, kind, (text) => (text === name ? undefined : text));
  return withPlaces(scenario, after, (at) => {
    if (isWithin(at, path)) return undefined;
    const index = at[path.length - 1];
    const beside = isWithin(at, path.slice(0, -1));
    if (!beside || typeof last !== "number" || typeof index !== "number" || index < last) return at;
    return [...path.slice(0, -1), index - 1, ...at.slice(path.length)];
  });
}

/** Designs that are like the one that goes say themselves what they took from it. */
function withoutLike(scenario: Json, gone: string): Json {
  const designs = valueAt(scenario, ["designs"]);
  const merged = mergedDesigns(designs);
  const next = mapped(designs, (design, name) => {
    if (valueAt(design, ["like"]) !== gone) return design;
    const whole: Json = JSON.parse(JSON.stringify(merged.get(name) ?? {}));
    return whole;
  });
  return next === undefined ? scenario : (withValue(scenario, ["designs"], next) ?? scenario);
}

/** Moves an element of a list by one place. */
export function shifted(scenario: Json, path: Path, by: 1 | -1): Json {
  const last = path.at(-1);
  const place = path.slice(0, -1);
  const list = valueAt(scenario, place);
  if (typeof last !== "number" || !isList(list) || list[last + by] === undefined) return scenario;
  const swap = (index: number): number => (index === last ? last + by : index === last + by ? last : index);
  const next = list.map((_, index) => list[swap(index)] ?? null);
  const after = asObject(withValue(scenario, place, next));
  return withPlaces(scenario, after, (at) => {
    const index = at[place.length];
    return isWithin(at, place) && typeof index === "number"
      ? [...place, swap(index), ...at.slice(path.length)]
      : at;
  });
}

/** Puts another part of the same kind beside it, directly behind. A step's copy goes where the step goes. */
export function duplicated(scenario: Json, path: Path): { readonly after: Json; readonly at: Path } {
  const last = path.at(-1);
  const place = path.slice(0, -1);
  const value = valueAt(scenario, path) ?? null;
  const names = namesBeside(scenario, path);
  if (typeof last === "number") {
    const own = valueAt(value, ["name"]);
    const name = typeof own === "string" ? freeName(own, names) : undefined;
    const copy = isObject(value) && name !== undefined ? { ...value, name } : value;
    return inserted(scenario, [...place, last + 1], copy, typeof own === "string" ? own : undefined);
  }
  const name = freeName(String(last), names);
  const record = Object.entries(asObject(valueAt(scenario, place))).flatMap(([key, item]) =>
    key === last ? [[key, item] as const, [name, value] as const] : [[key, item] as const],
  );
  return { after: withValue(scenario, place, Object.fromEntries(record)) ?? scenario, at: [...place, name] };
}

/** Puts a value into a list. A new step is routed as `routedLike` is, or as the step before it. */
export function inserted(
  scenario: Json,
  path: Path,
  value: Json,
  routedLike?: string,
): { readonly after: Json; readonly at: Path } {
  const index = Number(path.at(-1));
  const place = path.slice(0, -1);
  const list = valueAt(scenario, place);
  const items = isList(list) ? list : [];
  const changed = asObject(
    withValue(scenario, place, [...items.slice(0, index), value, ...items.slice(index)]),
  );
  const name = valueAt(value, ["name"]);
  const model = routedLike ?? valueAt(items[index - 1] ?? items[0], ["name"]);
  const isStep = kindAt(path) === "steps" && typeof name === "string" && typeof model === "string";
  const after = isStep ? routedAs(changed, name, model) : changed;
  const whole = withPlaces(scenario, after, (at) => {
    const position = at[place.length];
    const later = isWithin(at, place) && typeof position === "number" && position >= index;
    return later ? [...place, position + 1, ...at.slice(path.length)] : at;
  });
  return { after: whole, at: path };
}

/** Every route of a design gets an entry for a step: the same as for another. */
function routedAs(scenario: JsonObject, step: string, like: string): JsonObject {
  const designs = mapped(scenario["designs"], (design) => {
    const route = valueAt(design, ["route"]);
    const entries = valueAt(route, [like]);
    if (!isObject(design) || !isObject(route) || entries === undefined) return design;
    return { ...design, route: { ...route, [step]: entries } };
  });
  return designs === undefined ? scenario : { ...scenario, designs };
}

/** Another design that is like one, for trying a change against it. */
export function variation(scenario: Json, design: string): { readonly after: Json; readonly at: Path } {
  const designs = asObject(valueAt(scenario, ["designs"]));
  const name = freeName(`like ${design}`, Object.keys(designs));
  return {
    after: withValue(scenario, ["designs", name], { like: design }) ?? scenario,
    at: ["designs", name],
  };
}
