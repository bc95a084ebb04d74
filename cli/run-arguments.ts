/** What stands behind `plimsoll run`. */
import type { Problem } from "../shared/errors.ts";
import { fail, type Result, succeed } from "../shared/result.ts";
import type { Shard } from "../shared/run/shard.ts";
import { filesOf, takeJson, type Words } from "./json-option.ts";
import {
  isNumberOption,
  NUMBER_OPTIONS,
  type NumberOption,
  numberOption,
  type RunArguments,
  SHARD_ALLOWED,
  shardOption,
} from "./run-options.ts";
import { ownValue, type Token, tokensOf, unknownOption } from "./tokens.ts";

const VALUED: readonly string[] = ["design", ...NUMBER_OPTIONS.map(({ name }) => name), "shard", "out"];
const RUN_OPTIONS: readonly string[] = [...VALUED, "json", "help"];

/** What was found of a run while its arguments are read. */
interface Found extends Words {
  readonly problems: Problem[];
  readonly designs: string[];
  readonly numbers: Partial<Record<NumberOption, number>>;
  shard: Shard | undefined;
  out: string | undefined;
}

/** @returns What is to be run, or every problem with what was typed. */
export function parseRun(args: readonly string[]): Result<RunArguments, readonly Problem[]> {
  const found: Found = {
    problems: [],
    designs: [],
    numbers: {},
    positionals: [],
    behindJson: undefined,
    json: undefined,
    shard: undefined,
    out: undefined,
  };
  const tokens = tokensOf(args, VALUED);
  tokens.forEach((token, i) => {
    if (token.kind === "positional") found.positionals.push(token.text);
    else if (token.text === "json") takeJson(token, tokens[i + 1], found, found.problems);
    else takeOption(token, found);
  });
  const { problems, designs, numbers, shard, out } = found;
  const unknown = problems.some(({ path }) => path === "");
  const { file, json } = whichFiles(found, unknown);
  problems.push(...partProblems(tokens));
  if (problems.length > 0 || file === undefined) return fail(problems);
  return succeed({
    file,
    designs,
    ...numbers,
    ...(shard === undefined ? {} : { shard }),
    ...(out === undefined ? {} : { out }),
    ...(json === undefined ? {} : { json }),
  });
}

function takeOption(token: Token, found: Found): void {
  const { problems, designs, numbers } = found;
  const { text, typed } = token;
  if (!VALUED.includes(text) || !typed.startsWith("--")) {
    problems.push(unknownOption(typed, RUN_OPTIONS));
    return;
  }
  const value = ownValue(token);
  if (value === undefined) {
    problems.push({ path: typed, message: "A value is missing behind it.", allowed: allowedBehind(text) });
  } else if (isNumberOption(text)) {
    const number = numberOption(text, value);
    if (number.ok) numbers[text] = number.value;
    else problems.push(number.error);
  } else if (text === "shard") {
    const shard = shardOption(value);
    if (shard.ok) found.shard = shard.value;
    else problems.push(shard.error);
  } else if (text === "out") {
    found.out = value;
    if (value === "-")
      problems.push({ path: "--out", value, message: "A part is a file, and needs a name." });
  } else if (!designs.includes(value)) designs.push(value);
}

function allowedBehind(option: string): string {
  if (option === "shard") return SHARD_ALLOWED;
  if (option === "out") return "the name of a file";
  return NUMBER_OPTIONS.find(({ name }) => name === option)?.allowed ?? "the name of a design";
}

/** A part goes with its file, and without an answer. */
function partProblems(tokens: readonly Token[]): Problem[] {
  const typed = (name: string) => tokens.some(({ kind, text }) => kind === "option" && text === name);
  if (!typed("shard")) {
    const message = "This is for the part that --shard I/N simulates; --json FILE writes an answer.";
    return typed("out") ? [{ path: "--out", message }] : [];
  }
  const problems: Problem[] = [];
  if (!typed("out"))
    problems.push({ path: "--shard", message: "A part needs a file to be written to: --out PART." });
  if (typed("json")) {
    const message = "A part has no answer of its own; plimsoll merge gives it from all parts.";
    problems.push({ path: "--json", message });
  }
  return problems;
}

function whichFiles(found: Found, afterUnknown: boolean): { file?: string; json?: string | undefined } {
  const { problems } = found;
  const { files, json } = filesOf(found);
  const [file, ...more] = files;
  if (file === undefined) {
    problems.push({
      path: "",
      message: "A scenario file is missing: plimsoll run FILE, or - to read one from standard input.",
    });
    return {};
  }
  // The word behind an option that doesn't exist may have been its value: one complaint is enough.
  if (more.length > 0 && !afterUnknown) {
    problems.push({ path: "", message: `run takes one scenario file; found ${files.join(", ")}.` });
  }
  return { file, json };
}
