/** Where in a scenario a field of a given name belongs, for somebody who put it elsewhere. */
import { z } from "zod";
import { isQuantity, optionsOf, withoutOptional } from "./field-at.ts";
import { scenarioSchema } from "./schema.ts";

let known: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * The groups that have a field of the name, as paths with `*` for names and positions.
 *
 * @example placesOf("maxOutput") // ["task.steps[*]"]
 */
export function placesOf(name: string): readonly string[] {
  known ??= collect();
  return known.get(name) ?? [];
}

function collect(): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  visit(scenarioSchema, "", (name, group) => {
    const groups = places.get(name) ?? [];
    if (!groups.includes(group)) places.set(name, [...groups, group]);
  });
  return places;
}

function visit(schema: z.ZodType, path: string, found: (name: string, group: string) => void): void {
  const inner = withoutOptional(schema);
  if (isQuantity(inner)) return;
  if (inner instanceof z.ZodUnion) for (const option of optionsOf(inner)) visit(option, path, found);
  if (inner instanceof z.ZodRecord && inner.valueType instanceof z.ZodType)
    visit(inner.valueType, `${path}.*`, found);
  if (inner instanceof z.ZodArray && inner.element instanceof z.ZodType)
    visit(inner.element, `${path}[*]`, found);
  if (!(inner instanceof z.ZodObject)) return;
  for (const [name, part] of Object.entries(inner.shape)) {
    found(name, path === "" ? "the top of the file" : path);
    if (part instanceof z.ZodType) visit(part, path === "" ? name : `${path}.${name}`, found);
  }
}
