/**
 * Names and places that a scenario says in more than one spot. Whoever renames, moves or removes a part takes what
 * refers to it along, so that one act leaves one sound scenario.
 */
import { findPath } from "../../shared/scenario/field-at.ts";
import { formatPath, type Path } from "../../shared/scenario/path.ts";
import { isList, isObject, type Json, type JsonObject, valueAt } from "../store/json.ts";

/** Where a place has gone to; undefined = it is gone. */
export type Moved = (path: Path) => Path | undefined;

/** A scenario after a change, with the paths that its sources and correlations name brought along. */
export function withPlaces(before: Json, after: JsonObject, moved: Moved): JsonObject {
  const text = (written: string): string | undefined => {
    const path = findPath(before, written);
    if (path === undefined) return written;
    const place = moved(path);
    if (place === undefined) return undefined;
    return same(place, path) && findPath(after, written) !== undefined
      ? written
      : spelled(after, place, written);
  };
  return {
    ...after,
    ...changed("assumptions", after, (sources) => (isObject(sources) ? movedKeys(sources, text) : sources)),
    ...changed("correlations", after, (pairs) => (isList(pairs) ? movedPairs(pairs, text) : pairs)),
  };
}

function changed(key: string, root: JsonObject, change: (value: Json) => Json): JsonObject {
  const value = root[key];
  return value === undefined ? {} : { [key]: change(value) };
}

function movedKeys(sources: JsonObject, text: (written: string) => string | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(sources).flatMap(([key, value]) => {
      const place = text(key);
      return place === undefined ? [] : [[place, value] as const];
    }),
  );
}

function movedPairs(pairs: readonly Json[], text: (written: string) => string | undefined): readonly Json[] {
  return pairs.flatMap((pair): readonly Json[] => {
    if (!isList(pair)) return [pair];
    const ends = pair.map((end) => (typeof end === "string" ? text(end) : end));
    return ends.some((end) => end === undefined)
      ? []
      : [ends.flatMap((end) => (end === undefined ? [] : [end]))];
  });
}

/** A place as its author wrote such places: steps by name unless by number. */
function spelled(after: Json, place: Path, before: string): string {
  const name = valueAt(after, [...place.slice(0, 3), "name"]);
  const byName = place[0] === "task" && place[1] === "steps" && !before.includes("steps[");
  return formatPath(byName && typeof name === "string" ? ["task", "steps", name, ...place.slice(3)] : place);
}

const same = (a: Path, b: Path): boolean => a.length === b.length && a.every((part, at) => part === b[at]);

/** Whether a path is at a place or inside it. */
export const isWithin = (path: Path, place: Path): boolean => place.every((part, at) => part === path[at]);

/** An object with one key called otherwise, in its old place. */
export function renamedKey(object: Json | undefined, from: string, to: string): JsonObject {
  if (!isObject(object)) return {};
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key === from ? to : key, value]));
}

/** An object with each value changed; undefined leaves it out. */
export function mapped(
  object: Json | undefined,
  change: (value: Json, key: string) => Json | undefined,
): JsonObject | undefined {
  if (!isObject(object)) return undefined;
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => {
      const next = change(value, key);
      return next === undefined ? [] : [[key, next] as const];
    }),
  );
}

/** Whatever names a part of a kind, with that name put through `name`; undefined = the part is gone. */
export function withNames(
  scenario: JsonObject,
  kind: "models" | "designs" | "steps",
  name: (text: string) => string | undefined,
): JsonObject {
  switch (kind) {
    case "designs":
      return withDesignNames(scenario, name);
    case "models":
      return withModelNames(scenario, name);
    case "steps":
      return withStepNames(scenario, name);
  }
}

type Renaming = (text: string) => string | undefined;

/** An object with the text at a key put through `name`. */
function renamedText(object: Json, key: string, name: Renaming): Json {
  if (!isObject(object)) return object;
  const text = object[key];
  if (typeof text !== "string") return object;
  const next = name(text);
  if (next === text) return object;
  const { [key]: _, ...rest } = object;
  return next === undefined
    ? rest
    : Object.fromEntries(Object.entries(object).map(([k, v]) => [k, k === key ? next : v]));
}

function withDesignNames(scenario: JsonObject, name: Renaming): JsonObject {
  const chosen = renamedText(scenario, "chosen", name);
  const designs = mapped(scenario["designs"], (design) => renamedText(design, "like", name));
  return { ...(isObject(chosen) ? chosen : scenario), ...(designs && { designs }) };
}

function withModelNames(scenario: JsonObject, name: Renaming): JsonObject {
  const models = mapped(scenario["models"], (model) => renamedText(model, "successor", name));
  const designs = mapped(scenario["designs"], (design) => {
    const route = mapped(valueAt(design, ["route"]), (entries) => namedEntries(entries, name));
    return isObject(design) && route !== undefined ? { ...design, route } : design;
  });
  return { ...scenario, ...(models && { models }), ...(designs && { designs }) };
}

function namedEntries(entries: Json, name: Renaming): Json {
  if (!isList(entries)) return entries;
  return entries.flatMap((entry) => {
    const next = typeof entry === "string" ? name(entry) : entry;
    return next === undefined ? [] : [next];
  });
}

function withStepNames(scenario: JsonObject, name: Renaming): JsonObject {
  const designs = mapped(scenario["designs"], (design) => {
    if (!isObject(design)) return design;
    const parts = ["route", "escalates"].flatMap((key) => {
      const part = design[key];
      return isObject(part) ? [[key, byNames(part, name)] as const] : [];
    });
    return { ...design, ...Object.fromEntries(parts) };
  });
  const trace = valueAt(scenario, ["traffic", "trace"]);
  const { traffic } = scenario;
  const traced =
    isObject(traffic) && trace !== undefined
      ? { ...traffic, trace: renamedText(trace, "step", name) }
      : traffic;
  return { ...scenario, ...(traced === undefined ? {} : { traffic: traced }), ...(designs && { designs }) };
}

function byNames(object: JsonObject, name: Renaming): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => {
      const next = name(key);
      return next === undefined ? [] : [[next, value] as const];
    }),
  );
}
