/**
 * Numbers as people type them: `100k`, `1.5M`, `$0.25`, `5%`, `3 min`, `200 to 500`. A pair is a 90 % range: the
 * 5th and the 95th percentile of what somebody believes.
 */
import type { Problem } from "../errors.ts";
import { fail, type Result, succeed } from "../result.ts";
import type { Unit } from "./unit.ts";
import { factorOf, magnitudeOf } from "./unit-words.ts";

/** What was typed, in the field's unit. `low` and `high` are the 5th and the 95th percentile. */
export type Typed =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "range"; readonly low: number; readonly high: number };

const RANGE =
  /^(?:between\s+)?(.+?)(?:\s+(?:to|and|until)\s+|\s*(?:–|—|\.\.+|…)\s*|(?<=[\d%a-z])(?<!\de)\s*-\s*(?=[$€£¥\d.]))(.+)$/iu;

/**
 * Reads what was typed into a field of the given unit.
 *
 * Understood: grouped digits (`100,000`, `100 000`, `100_000`), `k`, `M`, `bn`, currency signs and codes, `%`, times
 * (`250 ms`, `3 min`, `2 h`, `1 day`, into whatever the unit counts), rates (`500k/min`, `$900 a month`, `$2.50/M`)
 * and ranges. In a range, what the first number leaves out is taken from the second: `5 to 10%`, `100 to 200k`.
 * Not understood, because it could mean two things: a decimal comma.
 *
 * @param text What was typed.
 * @param unit The unit of the field, which decides what `m` or `%` mean.
 * @returns The value in that unit, not checked against the field's range.
 * @example parseTyped("1.5M", "tokens") // { ok: true, value: { kind: "number", value: 1500000 } }
 * @example parseTyped("200 to 500", "tokens") // { ok: true, value: { kind: "range", low: 200, high: 500 } }
 * @example parseTyped("3 min", "seconds") // { ok: true, value: { kind: "number", value: 180 } }
 */
export function parseTyped(text: string, unit: Unit): Result<Typed, Problem> {
  const trimmed = text.trim();
  if (trimmed === "") return refuse(text, "Nothing was typed.");
  const range = RANGE.exec(trimmed);
  const [, first, second] = range ?? [];
  if (first !== undefined && second !== undefined) return parseRange(text, first, second, unit);
  const number = parseNumber(trimmed, unit);
  return typeof number === "string"
    ? refuse(text, number)
    : succeed({ kind: "number", value: valueIn(number, number) });
}

/** A number in its parts: digits · magnitude · factor is the value in the field's unit. */
interface Parts {
  readonly digits: number;
  /** What k, M or bn multiply by; undefined where none stands. */
  readonly magnitude: number | undefined;
  /** What the unit's words multiply by; undefined where there are none. */
  readonly factor: number | undefined;
}

function valueIn(own: Parts, filledFrom: Pick<Parts, "magnitude" | "factor">): number {
  const multiplier = (own.magnitude ?? filledFrom.magnitude ?? 1) * (own.factor ?? filledFrom.factor ?? 1);
  // 0.07 · 100 and its like would leave a tail of digits that nobody typed.
  return Number((own.digits * multiplier).toPrecision(15));
}

function parseRange(text: string, first: string, second: string, unit: Unit): Result<Typed, Problem> {
  const from = parseNumber(first, unit);
  const to = parseNumber(second, unit);
  if (typeof from === "string") return refuse(text, from);
  if (typeof to === "string") return refuse(text, to);
  const high = valueIn(to, to);
  const alike = valueIn(from, to);
  const low = alike < high ? alike : valueIn(from, { magnitude: 1, factor: to.factor });
  if (low < high) return succeed({ kind: "range", low, high });
  const swapped = low > high ? `${second.trim()} to ${first.trim()}` : undefined;
  return refuse(text, "A range goes from a smaller to a larger number.", swapped);
}

const NUMBER =
  /^([-−+]?)\s*([$€£¥]|[A-Z]{3}(?=[\s\d]))?\s*([-−]?)(\d[\d,_'’\u00a0\u202f ]*\d|\d*)(\.\d+|\.)?(e[-+]?\d+)?\s*(.*)$/iu;
const GROUPED = /^\d{1,3}(?:([,_'’\u00a0\u202f ])\d{3})(?:\1\d{3})*$/u;

/** The parts of one number, or what is wrong with it. */
function parseNumber(text: string, unit: Unit): Parts | string {
  const [, sign, currency, innerSign, whole = "", fraction = "", exponent = "", rest = ""] =
    NUMBER.exec(text.trim()) ?? [];
  if (whole === "" && (fraction === "" || fraction === ".")) return "This is not a number.";
  if (/\D/.test(whole) && !GROUPED.test(whole)) {
    return whole.includes(",")
      ? "Write decimals with a point, and thousands in groups of three."
      : "Digits stand in groups of three.";
  }
  if (currency !== undefined && !unit.startsWith("currency")) return `This field is not money but ${unit}.`;
  const size = Number(`${whole.replace(/\D/g, "")}${fraction === "." ? "" : fraction}${exponent}`);
  const negative = sign === "-" || sign === "−" || innerSign === "-" || innerSign === "−";
  const digits = negative ? -size : size;
  if (!Number.isFinite(digits)) return "This number is too large.";
  return withWords(digits, rest.trim(), unit);
}

function withWords(digits: number, words: string, unit: Unit): Parts | string {
  const whole = words === "" ? 1 : factorOf(words, unit);
  if (whole !== undefined) return { digits, magnitude: undefined, factor: words === "" ? undefined : whole };
  const { magnitude, rest } = magnitudeOf(words);
  if (magnitude === undefined) return `"${words}" is no unit of this field, which is in ${unit}.`;
  if (rest === "") return { digits, magnitude, factor: undefined };
  const factor = factorOf(rest, unit);
  return factor === undefined
    ? `"${rest}" is no unit of this field, which is in ${unit}.`
    : { digits, magnitude, factor };
}

function refuse(text: string, message: string, suggestion?: string): Result<Typed, Problem> {
  const allowed = "a number such as 0.25, 100k, 1.5M, $0.25, 5%, 3 min, or a range such as 200 to 500";
  return fail({
    path: "",
    value: text,
    message,
    allowed,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}
