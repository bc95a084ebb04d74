/**
 * Reading a file of which nothing is known yet: every reader answers for any value at all, so that the checks
 * can go on past the first thing that is wrong and list everything.
 */

export type RawObject = Readonly<Record<string, unknown>>;

const NOTHING: RawObject = {};

export function isRawObject(value: unknown): value is RawObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value itself where it is an object, otherwise an empty one. */
export function objectOf(value: unknown): RawObject {
  return isRawObject(value) ? value : NOTHING;
}

/** The value itself where it is an array, otherwise an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A member of an object's own, or undefined. */
export function memberOf(value: unknown, name: string): unknown {
  return isRawObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The member at the end of a chain of names, or undefined. */
export function memberAt(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce(memberOf, value);
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
