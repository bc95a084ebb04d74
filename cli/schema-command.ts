/** `plimsoll schema`: JSON Schemas, for editors and other programs. */
import type { Problem } from "../shared/errors.ts";
import { fail, type Result, succeed } from "../shared/result.ts";
import { closest } from "../shared/scenario/spelling.ts";
import { type Action, type Command, HELP_OPTION } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { type NamedSchema, SCHEMAS } from "./schemas.ts";
import { ownValue, suggesting, tokensOf, unknownOption } from "./tokens.ts";

const NAMES = SCHEMAS.map(({ name }) => name);

export const SCHEMA: Command = {
  name: "schema",
  usage: "[--of NAME]",
  does: "prints the JSON Schema of scenario files, or of an answer",
  help: {
    about: "Prints a JSON Schema (draft 2020-12), for editors and other programs.",
    options: [...SCHEMAS.map(({ name, of }) => ({ option: `--of ${name}`, explains: of })), HELP_OPTION],
    examples: ["plimsoll schema > scenario.schema.json", "plimsoll schema --of run"],
  },
  parse,
};

function parse(args: readonly string[]): Result<Action, readonly Problem[]> {
  const tokens = tokensOf(args, ["of"]);
  const unknown = tokens.filter(({ kind, text }) => kind === "option" && text !== "of");
  if (unknown.length > 0) return fail(unknown.map(({ typed }) => unknownOption(typed, ["of"])));
  const problems: Problem[] = [];
  let of: NamedSchema | undefined;
  for (const token of tokens) {
    const value = token.kind === "positional" ? token.text : ownValue(token);
    const found = SCHEMAS.find(({ name }) => name === value);
    if (token.kind === "positional") {
      const suggestion = found === undefined ? undefined : `plimsoll schema --of ${found.name}`;
      problems.push({
        path: "",
        message: `schema reads no file; found ${token.text}.`,
        ...suggesting(suggestion),
      });
    } else if (found !== undefined) of = found;
    else {
      const problem = {
        path: "--of",
        message: "There is no schema of that name.",
        allowed: NAMES.join(", "),
      };
      const typed = value === undefined ? {} : { value, ...suggesting(closest(value, NAMES)) };
      problems.push({ ...problem, ...typed });
    }
  }
  if (problems.length > 0) return fail(problems);
  const chosen = of ?? SCHEMAS[0];
  return succeed({
    carryOut: async (host) => {
      host.stdout.write(chosen?.text() ?? "");
      return EXIT.ok;
    },
  });
}
