/** The scenario as the plain JSON value that stands in its file, and how to reach into it. */
import type { Path } from "../../shared/scenario/path.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value at a path, or undefined where there is none. */
export function valueAt(root: Json | undefined, path: Path): Json | undefined {
  let value = root;
  for (const key of path) {
    if (isList(value) && typeof key === "number") value = value[key];
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

/**
 * The root with one value put in place; the rest is shared with the old root. `undefined` removes. Objects
 * that are missing on the way are made; a new key goes last, so that the order of a file stays its author's.
 */
export function withValue(root: Json | undefined, path: Path, value: Json | undefined): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (isList(root) && typeof key === "number") return withItem(root, key, withValue(root[key], rest, value));
  const object = isObject(root) ? root : {};
  const child = withValue(Object.hasOwn(object, key) ? object[key] : undefined, rest, value);
  if (child !== undefined) return { ...object, [key]: child };
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== String(key)));
}

function withItem(list: readonly Json[], index: number, item: Json | undefined): readonly Json[] {
  if (item === undefined) return list.filter((_, at) => at !== index);
  return list.map((old, at) => (at === index ? item : old));
}

/** Whether two values would be written the same, whatever the order of their keys. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
    );
  }
  return false;
}
