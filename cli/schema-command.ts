/** `plimsoll schema`: JSON Schemas, for editors and other programs. */
import { z } from "zod";
import { runAnswerSchema } from "../shared/findings/answer.ts";
import { explainAnswerSchema } from "../shared/findings/explain-answer.ts";
import { writtenLineSchema } from "../shared/run/part-schema.ts";
import { scenarioJsonSchemaText } from "../shared/scenario/json-schema.ts";
import type { SchemaName } from "./arguments.ts";

/** The schema's text, with a line's end at its end. */
export function schemaText(of: SchemaName): string {
  if (of === "scenario") return scenarioJsonSchemaText();
  if (of === "part") return textOf(writtenLineSchema, "Plimsoll part of a run: one line of it");
  if (of === "explain") return textOf(explainAnswerSchema, "Plimsoll lives of tasks");
  return textOf(runAnswerSchema, "Plimsoll answer of a run");
}

function textOf(zod: z.ZodType, title: string): string {
  const schema = z.toJSONSchema(zod, { target: "draft-2020-12" });
  return `${JSON.stringify({ ...schema, title }, null, 2)}\n`;
}
