/** Designs with what `like` takes from others filled in. */
import { z } from "zod";
import { BugError } from "../errors.ts";
import { designSchema } from "./design-schema.ts";
import { childOf, isQuantity, withoutOptional } from "./field-at.ts";
import { isRawObject, memberOf, objectOf, type RawObject, textOf } from "./raw.ts";
import type { Scenario } from "./schema.ts";

const { like: _like, ...parts } = designSchema.shape;

/** A design after merging: it says how it answers and whom it asks, and is like nothing else any more. */
export const resolvedDesignSchema = z.strictObject({
  ...parts,
  mode: parts.mode.unwrap(),
  route: parts.route.unwrap(),
});

export type ResolvedDesign = z.infer<typeof resolvedDesignSchema>;
/** For each step, whom to ask in order. */
export type Route = ResolvedDesign["route"];

/**
 * All designs, merged, in the file's order. Objects are merged member by member; lists and distributions are
 * replaced as a whole, because half of one and half of another mean nothing.
 *
 * @throws BugError for a scenario that did not pass validation.
 */
export function resolveDesigns(scenario: Pick<Scenario, "designs">): Record<string, ResolvedDesign> {
  const resolved: Record<string, ResolvedDesign> = {};
  for (const [name, merged] of mergedDesigns(scenario.designs)) {
    const parsed = resolvedDesignSchema.safeParse(merged);
    if (!parsed.success) throw new BugError(`Design ${name} was never validated: ${parsed.error.message}`);
    resolved[name] = parsed.data;
  }
  return resolved;
}

/**
 * The names that a design takes from, itself first; ends before a name that is missing, and `circle` says that it
 * came back to a design that it had passed.
 */
export function ancestry(
  designs: unknown,
  name: string,
): { readonly names: readonly string[]; readonly circle: boolean } {
  const names = new Set<string>();
  let next: string | undefined = name;
  while (next !== undefined && isRawObject(memberOf(designs, next))) {
    if (names.has(next)) return { names: [...names], circle: true };
    names.add(next);
    next = textOf(memberOf(memberOf(designs, next), "like"));
  }
  return { names: [...names], circle: false };
}

/** Each design with all that it takes from others, as far as there is anything to take; `like` is left out. */
export function mergedDesigns(designs: unknown): ReadonlyMap<string, RawObject> {
  const merged = new Map<string, RawObject>();
  const known = (name: string): RawObject => {
    const { names } = ancestry(designs, name);
    const base = names.findIndex((ancestor) => merged.has(ancestor));
    const missing = base < 0 ? names : names.slice(0, base);
    let design: RawObject = merged.get(names[base] ?? "") ?? {};
    for (const ancestor of [...missing].reverse()) {
      const own = memberOf(designs, ancestor);
      const { like: _, ...rest } = isRawObject(own) ? own : {};
      design = objectOf(merge(design, rest, designSchema));
      merged.set(ancestor, design);
    }
    return design;
  };
  return new Map(Object.keys(objectOf(designs)).map((name) => [name, known(name)]));
}

function merge(base: unknown, over: unknown, schema: z.ZodType | undefined): unknown {
  const inner = schema && withoutOptional(schema);
  const whole = inner !== undefined && (isQuantity(inner) || inner instanceof z.ZodUnion);
  if (whole || !isRawObject(base) || !isRawObject(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const part = schema && childOf(schema, name);
    merged[name] = Object.hasOwn(base, name) ? merge(base[name], value, part) : value;
  }
  return merged;
}
