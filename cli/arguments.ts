/** From what was typed to what is to be done, or to everything that is wrong with it. */
import type { Problem } from "../shared/errors.ts";
import { fail, type Result, succeed } from "../shared/result.ts";
import { closest } from "../shared/scenario/spelling.ts";
import type { Action, Command } from "./command.ts";
import { COMMAND_NAMES, commandOf, STILL_TO_COME } from "./commands.ts";
import { suggesting } from "./tokens.ts";

export type Invocation =
  | { readonly kind: "help"; readonly command: Command | undefined }
  | { readonly kind: "version" }
  | { readonly kind: "command"; readonly action: Action };

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
  if (first === "help") return parseHelp(rest);
  const command = commandOf(first);
  if (command === undefined) return unknownCommand(first, rest);
  if (rest.some((arg) => arg === "--help" || arg === "-h")) return succeed({ kind: "help", command });
  const parsed = command.parse(rest);
  return parsed.ok ? succeed({ kind: "command", action: parsed.value }) : parsed;
}

function unknownCommand(word: string, rest: readonly string[]): Parsed {
  if (STILL_TO_COME.includes(word)) {
    return refuse(`plimsoll ${word} is not there yet; this version has ${COMMAND_NAMES.join(", ")}.`);
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
  const meant = closest(word, [...COMMAND_NAMES, ...STILL_TO_COME]);
  return refuse(`There is no command ${word}.`, {
    allowed: COMMAND_NAMES.join(", "),
    ...suggesting(meant === undefined ? undefined : `plimsoll ${meant}`),
  });
}

function parseHelp([word, ...more]: readonly string[]): Parsed {
  if (word === undefined || word === "help" || word === "--help" || word === "-h")
    return succeed({ kind: "help", command: undefined });
  const command = commandOf(word);
  return command === undefined ? unknownCommand(word, more) : succeed({ kind: "help", command });
}
