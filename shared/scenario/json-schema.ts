/** The JSON Schema of scenario files, for editors and for other programs. */
import { z } from "zod";
import { scenarioSchema } from "./schema.ts";

/** A JSON Schema (draft 2020-12) with a label, and a unit and a meaning, beside the constraints of each field. */
export function scenarioJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(scenarioSchema, {
    target: "draft-2020-12",
    io: "input",
    override: ({ jsonSchema }) => tidy(jsonSchema),
  });
  return { ...schema, title: "Plimsoll scenario" };
}

/** The same as a file: two blanks of indentation, and a line's end at its end. */
export function scenarioJsonSchemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
}

/** A quantity with a range of its own is still `Quantity`, and needs no second copy of what that is. */
function tidy(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.$ref !== undefined) delete schema.anyOf;
  delete schema["kind"];
  if (schema.pattern !== undefined && schema.format === "date") delete schema.pattern;
}
