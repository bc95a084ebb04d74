/** `plimsoll schema`: JSON Schemas, for editors and other programs. */
import { z } from "zod";
import { runAnswerSchema } from "../shared/findings/answer.ts";
import { scenarioJsonSchemaText } from "../shared/scenario/json-schema.ts";
import type { SchemaName } from "./arguments.ts";

/** The schema's text, with a line's end at its end. */
export function schemaText(of: SchemaName): string {
  if (of === "scenario") return scenarioJsonSchemaText();
  const schema = z.toJSONSchema(runAnswerSchema, { target: "draft-2020-12" });
  return `${JSON.stringify({ ...schema, title: "Plimsoll answer of a run" }, null, 2)}\n`;
}
