/** From what was typed to what is to be done, or to everything that is wrong with it. */
import { parseArgs } from "node:util";
import type { Problem } from "../shared/errors.ts";
import { fail, type Result, succeed } from "../shared/result.ts";
import { closest } from "../shared/scenario/spelling.ts";
import { COMMANDS, type CommandName, isCommand, STILL_TO_COME } from "./commands.ts";
import {
  isNumberOption,
  NUMBER_OPTIONS,
  type NumberOption,
  numberOption,
  OPTIONS_TO_COME,
  type RunArguments,
} from "./run-options.ts";

/** Answers of which there is a schema; the scenario itself is the default. */
export const SCHEMAS = ["scenario", "run"] as const;
export type SchemaName = (typeof SCHEMAS)[number];

export type Invocation =
  | { readonly kind: "help"; readonly command: CommandName | undefined }
  | { readonly kind: "version" }
  | { readonly kind: "schema"; readonly of: SchemaName }
  | { readonly kind: "run"; readonly run: RunArguments };

type Parsed = Result<Invocation, readonly Problem[]>;

const refuse = (message: string, more: Omit<Problem, "path" | "message"> = {}): Parsed =>
  fail([{ path: "", message, ...more }]);

const suggesting = (suggestion: string | undefined) => (suggestion === undefined ? {} : { suggestion });

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
  if (first === "help") return parseHelp(rest);
  return first === "schema" ? parseSchema(rest) : parseRun(rest);
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

interface Token {
  readonly kind: "option" | "positional";
  /** The option's name without dashes, or the positional itself. */
  readonly text: string;
  readonly typed: string;
  readonly value: string | undefined;
  readonly inline: boolean;
}

/** Splits arguments without judging them; `valued` are the options that take a value. */
function tokensOf(args: readonly string[], valued: readonly string[]): Token[] {
  const options = Object.fromEntries(valued.map((name) => [name, { type: "string" as const }]));
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens.flatMap((token): Token[] => {
    if (token.kind === "option-terminator") return [];
    if (token.kind === "positional") {
      return [{ kind: "positional", text: token.value, typed: token.value, value: undefined, inline: false }];
    }
    const { name, rawName, value, inlineValue } = token;
    return [{ kind: "option", text: name, typed: rawName, value, inline: inlineValue ?? false }];
  });
}

/** An option's own value; undefined where the next option was taken for it, or nothing stands there. */
function ownValue(token: Token): string | undefined {
  const { value, inline } = token;
  if (value === undefined || value === "") return undefined;
  return !inline && /^--?[a-z]/i.test(value) ? undefined : value;
}

function unknownOption(typed: string, known: readonly string[]): Problem {
  const name = typed.replace(/^-+/, "");
  if (OPTIONS_TO_COME.includes(name) && known.length > 1) {
    return { path: "", message: `The option ${typed} is not there yet.` };
  }
  const meant = closest(name, known);
  return {
    path: "",
    message: `There is no option ${typed}.`,
    ...(meant === undefined ? { allowed: known.map((option) => `--${option}`).join(", ") } : {}),
    ...suggesting(meant === undefined ? undefined : `--${meant}`),
  };
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

const NUMBERS = NUMBER_OPTIONS.map(({ name }) => name);
const VALUED: readonly string[] = ["design", ...NUMBERS];
const RUN_OPTIONS: readonly string[] = [...VALUED, "json", "help"];

/** What was found of a run while its arguments are read. */
interface Found {
  readonly problems: Problem[];
  readonly designs: string[];
  readonly numbers: Partial<Record<NumberOption, number>>;
  readonly positionals: string[];
  /** Where among the positionals the word behind a bare `--json` stands. */
  behindJson: number | undefined;
  json: string | undefined;
}

function parseRun(args: readonly string[]): Parsed {
  const found: Found = {
    problems: [],
    designs: [],
    numbers: {},
    positionals: [],
    behindJson: undefined,
    json: undefined,
  };
  const tokens = tokensOf(args, VALUED);
  tokens.forEach((token, i) => {
    if (token.kind === "option") takeOption(token, tokens[i + 1], found);
    else found.positionals.push(token.text);
  });
  const { problems, designs, numbers } = found;
  const unknown = problems.some(({ path }) => path === "");
  const { file, json } = whichFiles(found, unknown);
  if (problems.length > 0 || file === undefined) return fail(problems);
  return succeed({
    kind: "run",
    run: { file, designs, ...numbers, ...(json === undefined ? {} : { json }) },
  });
}

function takeOption(token: Token, next: Token | undefined, found: Found): void {
  const { problems, designs, numbers } = found;
  const { text, typed, inline } = token;
  if (text === "json") {
    found.json = inline ? (token.value ?? "") : "-";
    if (inline && token.value === "")
      problems.push({ path: "--json", message: "A file's name is missing behind =." });
    found.behindJson = !inline && next?.kind === "positional" ? found.positionals.length : undefined;
    return;
  }
  if (!VALUED.includes(text) || !typed.startsWith("--")) {
    problems.push(unknownOption(typed, RUN_OPTIONS));
    return;
  }
  const value = ownValue(token);
  if (value === undefined) {
    const allowed = NUMBER_OPTIONS.find(({ name }) => name === text)?.allowed ?? "the name of a design";
    problems.push({ path: typed, message: "A value is missing behind it.", allowed });
  } else if (isNumberOption(text)) {
    const number = numberOption(text, value);
    if (number.ok) numbers[text] = number.value;
    else problems.push(number.error);
  } else if (!designs.includes(value)) designs.push(value);
}

/**
 * Which words are the scenario and the file for the answer. The word behind a bare `--json` is the file to write
 * where another word is left to be the scenario; where it is the only word, it is the scenario, and the answer goes
 * to standard output.
 */
function whichFiles(found: Found, afterUnknown: boolean): { file?: string; json?: string | undefined } {
  const { positionals, behindJson, problems } = found;
  const words = [...positionals];
  let { json } = found;
  if (behindJson !== undefined && words.length > 1) json = words.splice(behindJson, 1)[0];
  const [file, ...more] = words;
  if (file === undefined) {
    problems.push({
      path: "",
      message: "A scenario file is missing: plimsoll run FILE, or - to read one from standard input.",
    });
    return {};
  }
  // The word behind an option that doesn't exist may have been its value: one complaint is enough.
  if (more.length > 0 && !afterUnknown) {
    problems.push({ path: "", message: `run takes one scenario file; found ${[file, ...more].join(", ")}.` });
  }
  return { file, json };
}
