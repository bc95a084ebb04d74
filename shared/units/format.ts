/**
 * Numbers as the screen, the terminal and the reports print them: the same everywhere, whatever the machine's
 * language, and never with more digits than mean something.
 */
import type { Unit } from "./unit.ts";

const SIGNS: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£", JPY: "¥" };

const SCALES: readonly (readonly [number, string])[] = [
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
];

/** What stands before an amount: `$`, or the code and a blank where the currency has no sign of its own. */
export function currencySign(currency: string): string {
  return SIGNS[currency] ?? `${currency} `;
}

/**
 * Money, to three digits; thousands and more are counted in k, M, G. Cents are shown in full from 1 to 1000.
 *
 * @example formatMoney(0.0834, "USD") // "$0.0834"
 * @example formatMoney(35210, "USD") // "$35.2k"
 * @example formatMoney(4.2, "EUR") // "€4.20"
 * @example formatMoney(0.1, "USD") // "$0.10"
 */
export function formatMoney(value: number, currency = "USD"): string {
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  const digits = size >= 1 && size < 100 ? centsOf(size) : withCents(compact(size));
  return `${sign}${currencySign(currency)}${digits}`;
}

/** Tenths of a unit of money are written as cents: 0.1 is 0.10. */
function withCents(text: string): string {
  return /^0\.\d$/.test(text) ? `${text}0` : text;
}

function centsOf(size: number): string {
  const text = size.toFixed(2);
  return text === "100.00" ? "100" : text.replace(/\.00$/, "");
}

/**
 * A count: in full, in groups of three, below a million; to three digits in M or G beyond.
 *
 * @example formatCount(8819) // "8,819"
 * @example formatCount(27300000) // "27.3M"
 */
export function formatCount(value: number): string {
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size >= 999_500) return sign + compact(size);
  return sign + (Number.isInteger(size) || size >= 1000 ? grouped(Math.round(size)) : significant(size, 3));
}

/**
 * A share as a percentage, to two digits or more where that many nines or zeros ask for it: only 0 is 0 % and only
 * 1 is 100 %.
 *
 * @example formatShare(0.914) // "91.4%"
 * @example formatShare(0.99962) // "99.962%"
 */
export function formatShare(value: number): string {
  const percent = value * 100;
  if (value === 0 || value === 1 || !Number.isFinite(percent)) return `${bare(percent)}%`;
  const toEdge = Math.min(Math.abs(percent), Math.abs(100 - percent));
  const places = clamp(1 - Math.floor(Math.log10(toEdge)), 0, 8);
  return `${signed(trimmed(percent.toFixed(places)))}%`;
}

/**
 * A span of time, to three digits: milliseconds below a tenth of a second, then seconds, and from two minutes on
 * in minutes, hours or days.
 *
 * @example formatSeconds(0.0123) // "12.3 ms"
 * @example formatSeconds(725) // "12.1 min"
 */
export function formatSeconds(value: number): string {
  const { divisor, word } = timeScale(Math.abs(value));
  return `${bare(value / divisor)} ${word}`;
}

/** The unit of time that a span is best told in. */
export function timeScale(seconds: number): { readonly divisor: number; readonly word: string } {
  if (seconds > 0 && seconds < 0.1) return { divisor: 0.001, word: "ms" };
  if (seconds < 120 || !Number.isFinite(seconds)) return { divisor: 1, word: "s" };
  if (seconds < 7200) return { divisor: 60, word: "min" };
  return seconds < 172_800 ? { divisor: 3600, word: "h" } : { divisor: 86_400, word: "days" };
}

/** What stands behind a number of the given unit: `tokens`, `a month`; empty for plain factors. */
const WORDS: Partial<Record<Unit, string>> = {
  tokens: " tokens",
  users: " users",
  tasks: " tasks",
  calls: " calls",
  requests: " requests",
  months: " months",
  factor: "×",
  "tasks per user a day": " tasks a day",
  "a month": " a month",
  "seconds a token": " s a token",
  "requests a minute": " requests/min",
  "requests a day": " requests/day",
  "tokens a minute": " tokens/min",
  "currency a month": " a month",
  "currency an hour": " an hour",
  "currency a unit": " a unit",
  "currency a task": " a task",
  "currency a call": " a call",
  "currency per million tokens": " per million tokens",
};

/** What the number of a unit is followed by, with its blank. */
export function unitSuffix(unit: Unit): string {
  return WORDS[unit] ?? "";
}

const IN_SECONDS: Partial<Record<Unit, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/**
 * A value with its unit.
 *
 * @example formatValue(2.5, "currency per million tokens") // "$2.50 per million tokens"
 * @example formatValue(45, "minutes") // "45 min"
 */
export function formatValue(value: number, unit: Unit, currency = "USD"): string {
  const seconds = IN_SECONDS[unit];
  if (seconds !== undefined) return formatSeconds(value * seconds);
  if (unit.startsWith("currency")) return formatMoney(value, currency) + unitSuffix(unit);
  if (unit === "share") return formatShare(value);
  if (unit === "percentile") return `p${bare(value)}`;
  if (unit === "factor" || unit === "weight") return bare(value) + unitSuffix(unit);
  return formatCount(value) + unitSuffix(unit);
}

/** Three digits at most, with k, M, G or T from a thousand on. */
function compact(size: number): string {
  for (const [scale, letter] of SCALES) {
    // 999.6 would be printed as 1000; it is 1k.
    if (Number((size / scale).toPrecision(3)) >= 1) return significant(size / scale, 3) + letter;
  }
  return significant(size, 3);
}

/** Three digits, with the sign that a minus deserves; ∞ for what never ends. */
function bare(value: number): string {
  return signed(significant(value, 3));
}

/** A decimal text, never in exponents within 1e-12 … 1e15, without trailing zeros. */
export function significant(value: number, digits: number): string {
  if (value === Infinity) return "∞";
  if (value === -Infinity) return "-∞";
  if (value === 0 || Number.isNaN(value)) return String(value === 0 ? 0 : value);
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size >= 1e15 || size < 1e-12) return String(rounded);
  const places = clamp(digits - 1 - Math.floor(Math.log10(size)), 0, 20);
  const text = trimmed(rounded.toFixed(places));
  return size >= 1000 ? groupedText(text) : text;
}

function signed(text: string): string {
  return text.replace(/^-/, "−");
}

function trimmed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function grouped(value: number): string {
  return groupedText(value.toFixed(0));
}

function groupedText(text: string): string {
  const [whole = "", fraction] = text.split(".");
  const inGroups = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? inGroups : `${inGroups}.${fraction}`;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
