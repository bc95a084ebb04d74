/** Fields of an answer that promise something: those with an interval, a verdict or a noise floor. */
import { z } from "zod";

/** As much of a JSON Schema as is walked here. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly additionalProperties?: Schema | boolean | undefined;
  readonly items?: Schema | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
  readonly $ref?: string | undefined;
}

const schemaSchema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    properties: z.record(z.string(), schemaSchema).optional(),
    additionalProperties: z.union([schemaSchema, z.boolean()]).optional(),
    items: schemaSchema.optional(),
    anyOf: z.array(schemaSchema).optional(),
    oneOf: z.array(schemaSchema).optional(),
    $ref: z.string().optional(),
  }),
);

/** Fields by name that promise something without having two ends. */
const BY_NAME = ["verdict", "noiseFloor"];

/**
 * Places such as `designs.*.targets[].worldsMeeting`.
 *
 * @param text of a JSON Schema @throws Error where it refers to itself: then places have no end
 */
export function promisingFields(text: string): string[] {
  const found = new Set<string>();
  walk(schemaSchema.parse(JSON.parse(text)), "", found);
  return [...found].sort();
}

function walk(schema: Schema, place: string, found: Set<string>): void {
  if (schema.$ref !== undefined) throw new Error(`${place} refers to ${schema.$ref}`);
  const { properties = {}, additionalProperties, items, anyOf = [], oneOf = [] } = schema;
  if ("low" in properties && "high" in properties) found.add(place);
  for (const [name, property] of Object.entries(properties)) {
    const at = place === "" ? name : `${place}.${name}`;
    if (BY_NAME.includes(name)) found.add(at);
    walk(property, at, found);
  }
  if (typeof additionalProperties === "object") walk(additionalProperties, `${place}.*`, found);
  if (items !== undefined) walk(items, `${place}[]`, found);
  for (const one of [...anyOf, ...oneOf]) walk(one, place, found);
}

/** A pattern's own places: `{a,b}.c` is `a.c` and `b.c`. */
export function spelledOut(pattern: string): string[] {
  const match = /^(.*?)\{([^{}]*)\}(.*)$/.exec(pattern);
  if (match === null) return [pattern];
  const [, before = "", options = "", after = ""] = match;
  return options.split(",").flatMap((option) => spelledOut(`${before}${option}${after}`));
}
