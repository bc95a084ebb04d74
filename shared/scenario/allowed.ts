/** What a field may hold, in words, and what somebody who wrote something else is likely to have meant. */

import { parseTyped } from "../units/typed.ts";
import type { Field } from "./field-at.ts";
import { inRange, type Range } from "./fields.ts";
import { closest } from "./spelling.ts";

/**
 * What may stand in a field.
 *
 * @example allowedText(field of traffic.adoption) // "a number from 0 to 1, or a distribution"
 */
export function allowedText(field: Field): string {
  switch (field.kind) {
    case "quantity":
      return `${rangeText("a number", field)}, or a distribution`;
    case "number":
      return rangeText("a number", field);
    case "whole":
      return rangeText(field.multipleOf === 2 ? "an even whole number" : "a whole number", field);
    case "choice":
      return `one of ${(field.choices ?? []).join(", ")}`;
    case "switch":
      return "true or false";
    case "text":
      return "a text that is not empty";
    case "date":
      return "a date of the calendar, as 2026-12-31";
    case "currency code":
      return "three capital letters, as USD";
    case "version":
      return "1";
    case "weights":
      return "a list of numbers that are not negative and not all 0";
    default:
      return "an object";
  }
}

/**
 * A range in words.
 *
 * @example rangeText("a number", { exclusiveMinimum: 0 }) // "a number above 0"
 */
export function rangeText(what: string, range: Range): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = range;
  if (minimum !== undefined && maximum !== undefined) return `${what} from ${minimum} to ${maximum}`;
  const low =
    minimum !== undefined
      ? `of at least ${minimum}`
      : exclusiveMinimum === undefined
        ? ""
        : `above ${exclusiveMinimum}`;
  const high =
    maximum !== undefined
      ? `at most ${maximum}`
      : exclusiveMaximum === undefined
        ? ""
        : `below ${exclusiveMaximum}`;
  return [what, [low, high].filter((part) => part !== "").join(" and ")]
    .filter((part) => part !== "")
    .join(" ");
}

/** What kind of thing a value is, in words. */
export function kindText(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "string":
      return "a text";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    case "undefined":
      return "nothing";
    default:
      return "an object";
  }
}

/** The value that was probably meant where another stands, or undefined. */
export function likelyValue(value: unknown, field: Field): string | undefined {
  switch (field.kind) {
    case "quantity":
    case "number":
    case "whole":
      return likelyNumber(value, field);
    case "choice":
      return typeof value === "string" ? closest(value, field.choices ?? []) : undefined;
    case "switch":
      return likelySwitch(value);
    case "currency code":
      return likelyCurrency(value);
    case "date":
      return typeof value === "string" ? likelyDate(value) : undefined;
    case "version":
      return "1";
    default:
      return undefined;
  }
}

function likelyNumber(value: unknown, field: Field): string | undefined {
  const meant = typeof value === "string" ? typedNumber(value, field) : value;
  if (typeof meant !== "number") return undefined;
  return acceptable(meant, field) && meant !== value ? String(meant) : otherScale(meant, field);
}

function typedNumber(text: string, field: Field): number | undefined {
  const typed = parseTyped(text, field.unit ?? "count");
  return typed.ok && typed.value.kind === "number" ? typed.value.value : undefined;
}

/** 95 for a share is 0.95, 0.95 for a percentile is 95, and 2.5 or 3 replications are 4. */
function otherScale(value: number, field: Field): string | undefined {
  if (field.unit === "share" && value > 1 && value <= 100 && acceptable(value / 100, field))
    return String(Number((value / 100).toPrecision(12))); // 1.4 % is 0.014, not 0.013999999999999999
  if (field.unit === "percentile" && value > 0 && value < 1)
    return String(Number((value * 100).toPrecision(12)));
  if (field.kind !== "whole") return undefined;
  const step = field.multipleOf ?? 1;
  const next = Math.ceil(value / step) * step;
  return acceptable(next, field) && next !== value ? String(next) : undefined;
}

function acceptable(value: number, field: Field): boolean {
  return inRange(value, field) && (field.kind !== "whole" || Number.isSafeInteger(value));
}

function likelySwitch(value: unknown): string | undefined {
  if (value === 1 || value === "true" || value === "yes" || value === "on") return "true";
  return value === 0 || value === "false" || value === "no" || value === "off" ? "false" : undefined;
}

const CURRENCY_NAMES: Readonly<Record<string, string>> = {
  $: "USD",
  US$: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  DOLLAR: "USD",
  EURO: "EUR",
  POUND: "GBP",
};

function likelyCurrency(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const capitals = value.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(capitals)) return capitals;
  const name = capitals.replace(/S$/, "");
  return Object.hasOwn(CURRENCY_NAMES, name) ? CURRENCY_NAMES[name] : undefined;
}

/** 2026-1-5, 2026/01/05 and times behind a date are told from dates that no calendar has. */
function likelyDate(text: string): string | undefined {
  const [, year, month = "", day = ""] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text.trim()) ?? [];
  if (year === undefined) return undefined;
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isCalendarDate(Number(year), Number(month), Number(day)) ? written : undefined;
}

function isCalendarDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
