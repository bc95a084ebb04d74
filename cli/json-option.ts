/** `--json [FILE]`, the same for every command that gives an answer. */
import type { Problem } from "../shared/errors.ts";
import type { Token } from "./tokens.ts";

/** The words of a call that are no options, and what was found of `--json` among them. */
export interface Words {
  readonly positionals: string[];
  /** Where among the positionals the word behind a bare `--json` stands. */
  behindJson: number | undefined;
  json: string | undefined;
}

/** Takes the option `--json`, which may be followed by its file. @param next the token behind it */
export function takeJson(
  { value, inline }: Token,
  next: Token | undefined,
  words: Words,
  problems: Problem[],
): void {
  words.json = inline ? (value ?? "") : "-";
  if (inline && value === "")
    problems.push({ path: "--json", message: "A file's name is missing behind =." });
  words.behindJson = !inline && next?.kind === "positional" ? words.positionals.length : undefined;
}

/**
 * Which words are the files to read, and where the answer goes. The word behind a bare `--json` is the file to write
 * where another word is left to be read; where it is the only word, it is read, and the answer goes to standard output.
 */
export function filesOf({ positionals, behindJson, json }: Words): {
  readonly files: readonly string[];
  readonly json: string | undefined;
} {
  if (behindJson === undefined || positionals.length < 2) return { files: positionals, json };
  const files = positionals.filter((_, at) => at !== behindJson);
  return { files, json: positionals[behindJson] };
}
