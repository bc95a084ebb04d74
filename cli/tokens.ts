/** What was typed, word by word, before anybody judges it. */
import { parseArgs } from "node:util";
import type { Problem } from "../shared/errors.ts";
import { closest } from "../shared/scenario/spelling.ts";

export interface Token {
  readonly kind: "option" | "positional";
  /** The option's name without dashes, or the positional itself. */
  readonly text: string;
  readonly typed: string;
  readonly value: string | undefined;
  readonly inline: boolean;
}

/** Splits arguments without judging them; `valued` are the options that take a value. */
export function tokensOf(args: readonly string[], valued: readonly string[]): Token[] {
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
export function ownValue(token: Token): string | undefined {
  const { value, inline } = token;
  if (value === undefined || value === "") return undefined;
  return !inline && /^--?[a-z]/i.test(value) ? undefined : value;
}

export const suggesting = (suggestion: string | undefined) =>
  suggestion === undefined ? {} : { suggestion };

export function unknownOption(typed: string, known: readonly string[]): Problem {
  const meant = closest(typed.replace(/^-+/, ""), known);
  return {
    path: "",
    message: `There is no option ${typed}.`,
    ...(meant === undefined ? { allowed: known.map((option) => `--${option}`).join(", ") } : {}),
    ...suggesting(meant === undefined ? undefined : `--${meant}`),
  };
}
