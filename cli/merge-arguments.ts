/** What stands behind `plimsoll merge`. */
import type { Problem } from "../shared/errors.ts";
import { fail, type Result, succeed } from "../shared/result.ts";
import { filesOf, takeJson, type Words } from "./json-option.ts";
import { tokensOf, unknownOption } from "./tokens.ts";

export interface MergeArguments {
  /** The files, in the order typed; at least one. */
  readonly parts: readonly string[];
  /** Absent = the table only; `-` = JSON on standard output instead of it; otherwise the file to write beside it. */
  readonly json?: string;
}

const MERGE_OPTIONS: readonly string[] = ["json", "help"];

/** @returns What is to be merged, or every problem with what was typed. */
export function parseMerge(args: readonly string[]): Result<MergeArguments, readonly Problem[]> {
  const problems: Problem[] = [];
  const words: Words = { positionals: [], behindJson: undefined, json: undefined };
  const tokens = tokensOf(args, []);
  tokens.forEach((token, i) => {
    if (token.kind === "positional") words.positionals.push(token.text);
    else if (token.text === "json" && token.typed.startsWith("--"))
      takeJson(token, tokens[i + 1], words, problems);
    else problems.push(unknownOption(token.typed, MERGE_OPTIONS));
  });
  const { files: parts, json } = filesOf(words);
  if (parts.length === 0) {
    const message = "The parts are missing: plimsoll merge PART..., as plimsoll run --shard wrote them.";
    problems.push({ path: "", message });
  }
  if (problems.length > 0) return fail(problems);
  return succeed({ parts, ...(json === undefined ? {} : { json }) });
}
