/** What is wrong with a text that should be JSON: every place, in words of somebody who wrote it by hand. */
import { getLocation, type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import type { Problem } from "../errors.ts";
import { formatPath } from "./path.ts";
import { TextLines } from "./text-position.ts";

/** More than this many places are not worth listing before the first are mended. */
const MOST_PROBLEMS = 20;
/** Beyond this length the path of a place is not looked up: it takes a scan from the start for each. */
const LONGEST_WITH_PATHS = 1_000_000;

interface SyntaxError {
  /** The name of the library's code: `CommaExpected`. */
  readonly code: string;
  readonly offset: number;
  readonly length: number;
}

class EnoughProblems extends Error {}

/** Every syntax problem of a text, in order; empty where it is strict JSON. At most 20. */
export function syntaxProblems(text: string): Problem[] {
  const errors = syntaxErrors(text);
  const [first] = errors;
  if (first === undefined) return [];
  const lines = new TextLines(text);
  if (text.slice(0, first.offset).trim() === "") return [notJson(first, lines)];
  return slips(errors, text, lines)
    .slice(0, MOST_PROBLEMS)
    .map((error) => {
      const { line, column } = lines.positionOf(error.offset);
      const message = isAtEnd(error, text) ? endMessage(text, lines) : messageOf(text, error);
      return {
        path: pathOf(text, error),
        value: lines.wordsOf(line),
        message,
        allowed: "strict JSON",
        line,
        column,
      };
    });
}

function notJson({ offset }: SyntaxError, lines: TextLines): Problem {
  const { line, column } = lines.positionOf(offset);
  const message = "This is no JSON: a scenario starts with {.";
  return { path: "", value: lines.wordsOf(line), message, allowed: "strict JSON", line, column };
}

/** The errors without those that only follow from the one before: on the same line, directly behind, or at the end. */
function slips(errors: readonly SyntaxError[], text: string, lines: TextLines): SyntaxError[] {
  const kept: SyntaxError[] = [];
  let before: SyntaxError | undefined;
  let lastLine = 0;
  for (const error of errors) {
    const { line } = lines.positionOf(error.offset);
    const follows = before !== undefined && isAfterEffect(before, error, text);
    const late = isAtEnd(error, text) && kept.length > 0;
    if (!follows && !late && line !== lastLine) {
      kept.push(error);
      lastLine = line;
    }
    before = error;
  }
  return kept;
}

function isAfterEffect(before: SyntaxError, error: SyntaxError, text: string): boolean {
  if (text.slice(before.offset + before.length, error.offset).trim() !== "") return false;
  return error.code !== "InvalidSymbol" || before.code === "UnexpectedEndOfString";
}

function isAtEnd({ offset, length }: SyntaxError, text: string): boolean {
  return length === 0 && offset >= text.length;
}

function pathOf(text: string, { offset }: SyntaxError): string {
  if (text.length > LONGEST_WITH_PATHS) return "";
  const { path } = getLocation(text, offset);
  return formatPath(path.at(-1) === "" ? path.slice(0, -1) : path);
}

function syntaxErrors(text: string): SyntaxError[] {
  const errors: SyntaxError[] = [];
  const onError = (code: ParseErrorCode, offset: number, length: number) => {
    errors.push({ code: printParseErrorCode(code), offset, length });
    if (errors.length >= 4 * MOST_PROBLEMS) throw new EnoughProblems();
  };
  try {
    visit(text, { onError }, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  } catch (error) {
    if (!(error instanceof EnoughProblems)) throw error;
  }
  return errors;
}

const BY_CODE: Readonly<Record<string, string>> = {
  InvalidNumberFormat: "This is no number: write it as 0.25 or 100000.",
  UnexpectedEndOfNumber: "This number is not finished: write it as 0.25 or 100000.",
  UnexpectedEndOfString: 'This text is not closed: the " at its end is missing.',
  InvalidUnicode: "\\u needs four hexadecimal digits.",
  InvalidEscapeCharacter: "A backslash in a text must be doubled: write \\\\ for one.",
  InvalidCharacter: "A text can't hold a tab or another control character: write \\t, or a blank.",
  InvalidCommentToken: "JSON has no comments: remove it, or use a note in assumptions.",
  UnexpectedEndOfComment: "JSON has no comments: remove it, or use a note in assumptions.",
  EndOfFileExpected: "Something follows the end of the scenario: remove it, or the bracket before it.",
};

const BARE_NUMBER = "Write the bare number, as 0.25 or 100000, without sign +, unit or separator.";
const NOT_A_NUMBER = "JSON has no NaN or Infinity: write a number, or leave the field out.";

function messageOf(text: string, { code, offset, length }: SyntaxError): string {
  const word = text.slice(offset, offset + length);
  const known = BY_CODE[code];
  if (known !== undefined) return known;
  const before = text
    .slice(Math.max(0, offset - 1000), offset)
    .trimEnd()
    .at(-1);
  if (code === "InvalidSymbol")
    return symbolMessage(word, before, text.slice(offset + length, offset + length + 40));
  const touching = text.slice(Math.max(0, offset - 2), offset);
  if (/^\d/.test(word) && /\d,?$/.test(touching)) return BARE_NUMBER;
  if (before === "," && (word === "}" || word === "]")) return `Remove the comma before this ${word}.`;
  if (word === ",") return "A value or a name is missing before this comma.";
  if (word === "}" || word === "]") return closingMessage(code, word);
  if (code === "CommaExpected") return `A comma is missing before ${shortened(word)}.`;
  if (code === "ColonExpected") return `A colon is missing before ${shortened(word)}.`;
  if (code === "PropertyNameExpected") return `A name in double quotes is needed before ${shortened(word)}.`;
  return `A value is needed before ${shortened(word)}.`;
}

function closingMessage(code: string, word: string): string {
  if (code === "ValueExpected") return `A value is missing before this ${word}.`;
  if (code === "ColonExpected") return `A colon and a value are missing before this ${word}.`;
  return `This ${word} closes nothing: ${word === "}" ? "a ] " : "a } "}is needed first.`;
}

/** Words of other notations, with what JSON writes instead. */
const OTHER_NOTATIONS: readonly (readonly [RegExp, string])[] = [
  [/^(undefined|none|nil|null)$/i, "There is no such value: leave the field out."],
  [/^(true|yes|on)$/i, "Write true, in small letters."],
  [/^(false|no|off)$/i, "Write false, in small letters."],
  [/^['`‘’“”«»„]/u, 'Texts and names stand in straight double quotes: "…".'],
  [/^;/, "Write a comma instead of this semicolon."],
  [/^=/, "Write a colon instead of this =."],
  [/^#/, "JSON has no comments: remove it, or use a note in assumptions."],
  [/^(\0|\ufffd)/u, "This is not text in UTF-8: save the file as UTF-8."],
  [
    /^[\s\u200b-\u200f\u2060\ufeff]/u,
    "An invisible character stands here that JSON does not allow: remove it.",
  ],
];

/** Directly behind a digit: 100k, 5%, 0x1F, 1_000. */
const NUMBER_END = /^([%kKmMxX_]|bn)[\da-fA-F_,.]*$/;
/** +5, .5, $0.25, --1 */
const NUMBER_START = /^[-+.$€£¥]/u;

function symbolMessage(word: string, before: string | undefined, after: string): string {
  if (/^\s*:/.test(after) && /^[\w$-]+$/.test(word)) return `Names stand in double quotes: "${word}".`;
  if (/^[-+]?(nan|inf|infinity)\b/i.test(word + after)) return NOT_A_NUMBER;
  if (/\d/.test(before ?? "") && NUMBER_END.test(word)) return BARE_NUMBER;
  const other = OTHER_NOTATIONS.find(([pattern]) => pattern.test(word));
  if (other === undefined && NUMBER_START.test(word)) return BARE_NUMBER;
  return other?.[1] ?? `${shortened(word)} is no JSON: texts stand in double quotes, and numbers are bare.`;
}

function shortened(word: string): string {
  return word.length <= 40 ? word : `${word.slice(0, 39)}…`;
}

function endMessage(text: string, lines: TextLines): string {
  const offset = lastOpened(text);
  if (offset === undefined) return "The file ends too early.";
  const { line, column } = lines.positionOf(offset);
  return `The file ends before the ${text.charAt(offset)} of line ${line}, column ${column} is closed.`;
}

/** Offset of the innermost bracket that is never closed. */
function lastOpened(text: string): number | undefined {
  const open: number[] = [];
  eachMark(text, (offset, mark) => {
    if (mark === "[" || mark === "{") open.push(offset);
    else if (mark !== ",") open.pop();
    return true;
  });
  return open.at(-1);
}

/** Calls with the offset and the character of each bracket and comma outside of strings; stops where that returns false. */
export function eachMark(text: string, visitMark: (offset: number, mark: string) => boolean): void {
  let inString = false;
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (inString) {
      if (code === BACKSLASH) offset++;
      else if (code === QUOTE || code === LINE_FEED) inString = false;
    } else if (code === QUOTE) {
      inString = true;
    } else if (isMark(code) && !visitMark(offset, text.charAt(offset))) {
      return;
    }
  }
}

const LINE_FEED = 10;
const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;

/** [ and ] are 91 and 93, { and } are 123 and 125. */
function isMark(code: number): boolean {
  return code === COMMA || code === 91 || code === 93 || code === 123 || code === 125;
}
