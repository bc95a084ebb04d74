/** From what was typed to what is to be done, or to everything that is wrong with it. */
import type { Problem } from "../shared/errors.ts";
import { fail, type Result, succeed } from "../shared/result.ts";
import { closest } from "../shared/scenario/spelling.ts";
import { COMMANDS, type CommandName, isCommand, STILL_TO_COME } from "./commands.ts";
import { type ExplainArguments, parseExplain } from "./explain-arguments.ts";
import { type MergeArguments, parseMerge } from "./merge-arguments.ts";
import { parseRun } from "./run-arguments.ts";
import type { RunArguments } from "./run-options.ts";
import { ownValue, suggesting, tokensOf, unknownOption } from "./tokens.ts";

/** Answers of which there is a schema; the scenario itself is the default. */
export const SCHEMAS = ["scenario", "run", "explain", "part"] as const;
export type SchemaName = (typeof SCHEMAS)[number];

export type Invocation =
  | { readonly kind: "help"; readonly command: CommandName | undefined }
  | { readonly kind: "version" }
  | { readonly kind: "schema"; readonly of: SchemaName }
  | { readonly kind: "run"; readonly run: RunArguments }
  | { readonly kind: "explain"; readonly explain: ExplainArguments }
  | { readonly kind: "merge"; readonly merge: MergeArguments };

type Parsed = Result<Invocation, readonly Problem[]>;

const refuse = (message: string, more: Omit<Problem, "path" | "message"> = {}): Parsed =>
  fail([{ path: "", message, ...more }]);

/**
 * Reads the arguments behind `plimsoll`.
 *
 * @returns What to do, or every problem with what was typed.
 */
export function parseArguments(args: readonly string[]): Parsed {
  const [first, ...rest] = args;
  if (first === undefined) return refuse("A command is missing. Try plimsoll --help.");
  if (first === "--help" || first === "-h") return succeed({ kind: "help", command: undefined });
  if (first === "--version" || first === "-v") return succeed({ kind: "version" });
  if (!isCommand(first)) return unknownCommand(first, rest);
  if (first !== "help" && rest.some((arg) => arg === "--help" || arg === "-h")) {
    return succeed({ kind: "help", command: first });
  }
  switch (first) {
    case "help":
      return parseHelp(rest);
    case "schema":
      return parseSchema(rest);
    case "merge":
      return mapped(parseMerge(rest), (merge) => ({ kind: "merge", merge }));
    case "explain":
      return mapped(parseExplain(rest), (explain) => ({ kind: "explain", explain }));
    case "run":
      return mapped(parseRun(rest), (run) => ({ kind: "run", run }));
  }
}

function mapped<Value>(
  parsed: Result<Value, readonly Problem[]>,
  invocation: (value: Value) => Invocation,
): Parsed {
  return parsed.ok ? succeed(invocation(parsed.value)) : parsed;
}

function unknownCommand(word: string, rest: readonly string[]): Parsed {
  if (STILL_TO_COME.includes(word)) {
    return refuse(`plimsoll ${word} is not there yet; this version has ${COMMANDS.join(", ")}.`);
  }
  if (word.startsWith("-")) {
    const known = closest(word, ["--help", "--version"]);
    if (known !== undefined)
      return refuse(`There is no option ${word}.`, { suggestion: `plimsoll ${known}` });
    return refuse(`A command comes first, its options after it, as in plimsoll run FILE ${word}.`);
  }
  if (word.endsWith(".json")) {
    const again = [word, ...rest].join(" ");
    return refuse(`${word} is no command.`, { suggestion: `plimsoll run ${again}` });
  }
  const meant = closest(word, [...COMMANDS, ...STILL_TO_COME]);
  return refuse(`There is no command ${word}.`, {
    allowed: COMMANDS.join(", "),
    ...suggesting(meant === undefined ? undefined : `plimsoll ${meant}`),
  });
}

function parseHelp([word, ...more]: readonly string[]): Parsed {
  if (word === undefined) return succeed({ kind: "help", command: undefined });
  if (!isCommand(word)) return unknownCommand(word, more);
  return succeed({ kind: "help", command: word });
}

function parseSchema(args: readonly string[]): Parsed {
  const tokens = tokensOf(args, ["of"]);
  const unknown = tokens.filter(({ kind, text }) => kind === "option" && text !== "of");
  if (unknown.length > 0) return fail(unknown.map(({ typed }) => unknownOption(typed, ["of"])));
  const problems: Problem[] = [];
  let of: SchemaName = "scenario";
  for (const token of tokens) {
    const value = token.kind === "positional" ? token.text : ownValue(token);
    const found = SCHEMAS.find((name) => name === value);
    if (token.kind === "positional") {
      const suggestion = found === undefined ? undefined : `plimsoll schema --of ${found}`;
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
        allowed: SCHEMAS.join(", "),
      };
      const typed = value === undefined ? {} : { value, ...suggesting(closest(value, SCHEMAS)) };
      problems.push({ ...problem, ...typed });
    }
  }
  return problems.length > 0 ? fail(problems) : succeed({ kind: "schema", of });
}
