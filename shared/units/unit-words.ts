/** The words and signs that may follow a typed number, and what they make of it in a field's unit. */
import type { Unit } from "./unit.ts";

const SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  millisecond: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  min: 60,
  m: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  week: 604_800,
};
const DAYS_IN_A_MONTH = 30.4375;
const SECONDS_WITH_MONTHS: Readonly<Record<string, number>> = {
  ...SECONDS,
  mo: DAYS_IN_A_MONTH * 86_400,
  month: DAYS_IN_A_MONTH * 86_400,
  year: 12 * DAYS_IN_A_MONTH * 86_400,
};

const MAGNITUDES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mio: 1e6,
  mn: 1e6,
  million: 1e6,
  g: 1e9,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};

/** Splits `k tokens` into what k multiplies by and the words behind it; `magnitude` is undefined where there is none. */
export function magnitudeOf(words: string): { magnitude: number | undefined; rest: string } {
  const [, word = "", rest = ""] =
    /^(k|thousand|mio|mn|million|m|g|bn|billion|b)\b\.?\s*(.*)$/iu.exec(words) ?? [];
  return { magnitude: MAGNITUDES[word.toLowerCase()], rest };
}

/** The span of time that a unit counts in, in seconds; undefined for units that don't count time. */
const TIMES: Partial<Record<Unit, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
  months: DAYS_IN_A_MONTH * 86_400,
};

/** What a rate is per, in seconds. */
const RATES: Partial<Record<Unit, number>> = {
  "requests a minute": 60,
  "tokens a minute": 60,
  "requests a day": 86_400,
  "tasks per user a day": 86_400,
  "a month": DAYS_IN_A_MONTH * 86_400,
  "currency a month": DAYS_IN_A_MONTH * 86_400,
  "currency an hour": 3600,
};

/** Words that say only what the unit says already. */
const SAME: Partial<Record<Unit, RegExp>> = {
  tokens: /^tok(en)?s?$/i,
  users: /^(users?|people)$/i,
  tasks: /^tasks?$/i,
  calls: /^calls?$/i,
  requests: /^(requests?|slots?)$/i,
  percentile: /^(th|st|nd|rd|%)$/i,
  factor: /^[x×]$/i,
  "seconds a token": /^(s|sec|seconds?)(\s*(\/|per|an?)\s*tok(en)?)?$/i,
  "currency a unit": /^(\/|per|an?)\s*unit$/i,
  "currency a task": /^(\/|per|an?)\s*task$/i,
  "currency a call": /^(\/|per|an?)\s*call$/i,
  "requests a minute": /^rpm$/i,
  "tokens a minute": /^tpm$/i,
  "requests a day": /^rpd$/i,
};

const CURRENCY = /^([$€£¥]|USD|EUR|GBP|JPY|CHF|dollars?|euros?|pounds?)\s*/i;

/**
 * What the words behind a number multiply it by, in the unit of the field; undefined where they don't fit it.
 *
 * @example factorOf("min", "seconds") // 60
 * @example factorOf("%", "share") // 0.01
 */
export function factorOf(words: string, unit: Unit): number | undefined {
  const text = unit.startsWith("currency") ? words.replace(CURRENCY, "") : words;
  if (text === "" || SAME[unit]?.test(text)) return 1;
  if (/^(%|percent)/i.test(text)) return percentFactor(text, unit);
  if (unit === "currency per million tokens") return perTokens(text);
  if (unit === "seconds a token" && /^(ms|milliseconds?)(\s*(\/|per|an?)\s*tok(en)?)?$/i.test(text))
    return 0.001;
  const span = TIMES[unit];
  if (span !== undefined) return divided(secondsOf(text, SECONDS_WITH_MONTHS), span);
  const rate = RATES[unit];
  if (rate === undefined) return undefined;
  const per = /^(?:tok(?:en)?s?|requests?|tasks?)?\s*(?:\/|per\s|an?\s)\s*(\w+)$/i.exec(text)?.[1];
  const seconds = per === undefined ? undefined : secondsOf(per, SECONDS_WITH_MONTHS);
  return seconds === undefined ? undefined : rate / seconds;
}

function percentFactor(text: string, unit: Unit): number | undefined {
  const rest = text.replace(/^(%|percent)\s*/i, "");
  const fits = unit === "share" || unit === "factor" || unit === "weight" || unit === "a month";
  if (!fits) return undefined;
  return rest === "" || (unit === "a month" && /^(\/|per|a)\s*month$/i.test(rest)) ? 0.01 : undefined;
}

function perTokens(text: string): number | undefined {
  const per =
    /^(?:\/|per\s|an?\s)\s*(1\s*k|1000|thousand|k|1\s*m|million|m|mtok)?\s*(?:tok(?:en)?s?)?$/i.exec(text);
  if (per === null) return undefined;
  const size = (per[1] ?? "").toLowerCase();
  if (size === "") return 1e6;
  return size.includes("k") && size !== "mtok" ? 1e3 : size === "1000" || size === "thousand" ? 1e3 : 1;
}

function secondsOf(word: string, table: Readonly<Record<string, number>>): number | undefined {
  const plain = word.toLowerCase();
  const singular = plain.length > 3 && plain.endsWith("s") ? plain.slice(0, -1) : plain;
  if (Object.hasOwn(table, plain)) return table[plain];
  return Object.hasOwn(table, singular) ? table[singular] : undefined;
}

function divided(value: number | undefined, by: number): number | undefined {
  return value === undefined ? undefined : value / by;
}
