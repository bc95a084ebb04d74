/** Of what there is a JSON Schema, by the name that stands behind `plimsoll schema --of`. */
import { z } from "zod";
import { runAnswerSchema } from "../shared/findings/answer.ts";
import { breakEvenAnswerSchema } from "../shared/findings/break-even-answer.ts";
import { checkAnswerSchema } from "../shared/findings/check-answer.ts";
import { compareAnswerSchema } from "../shared/findings/comparison-study.ts";
import { explainAnswerSchema } from "../shared/findings/explain-answer.ts";
import { forecastAnswerSchema } from "../shared/findings/forecast-schema.ts";
import { loadLineAnswerSchema } from "../shared/findings/load-line-answer.ts";
import { pricesAnswerSchema } from "../shared/findings/prices-answer.ts";
import { sensitivityAnswerSchema } from "../shared/findings/sensitivity-answer.ts";
import { writtenLineSchema } from "../shared/run/part-schema.ts";
import { scenarioJsonSchemaText } from "../shared/scenario/json-schema.ts";

export interface NamedSchema {
  readonly name: string;
  /** Ends "prints the JSON Schema …". */
  readonly of: string;
  /** The schema's text, with a line's end at its end. */
  readonly text: () => string;
}

export const SCHEMAS: readonly NamedSchema[] = [
  { name: "scenario", of: "of scenario files (the default)", text: scenarioJsonSchemaText },
  answer("run", runAnswerSchema, "Plimsoll answer of a run"),
  answer("check", checkAnswerSchema, "Plimsoll verdict on a design"),
  answer("compare", compareAnswerSchema, "Plimsoll comparison of designs"),
  answer("loadline", loadLineAnswerSchema, "Plimsoll load line"),
  answer("sensitivity", sensitivityAnswerSchema, "Plimsoll sensitivity"),
  answer("forecast", forecastAnswerSchema, "Plimsoll forecast"),
  answer("prices", pricesAnswerSchema, "Plimsoll prices"),
  {
    name: "break-even",
    of: "of the answer that plimsoll prices --break-even --json prints",
    text: () => textOf(breakEvenAnswerSchema, "Plimsoll break-even of commitments"),
  },
  answer("explain", explainAnswerSchema, "Plimsoll lives of tasks"),
  {
    name: "part",
    of: "of the lines of a part, which gzip -dc shows",
    text: () => textOf(writtenLineSchema, "Plimsoll part of a run: one line of it"),
  },
];

/** @param title what the schema calls itself */
function answer(name: string, zod: z.ZodType, title: string): NamedSchema {
  const of = `of the answer that plimsoll ${name} --json prints`;
  return { name, of, text: () => textOf(zod, title) };
}

function textOf(zod: z.ZodType, title: string): string {
  const schema = z.toJSONSchema(zod, { target: "draft-2020-12" });
  return `${JSON.stringify({ ...schema, title }, null, 2)}\n`;
}
