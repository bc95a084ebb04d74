/** Points in time as logs write them, to a fraction of a microsecond and without the machine's time zone. */

/** A point in time in two parts, so that a difference of two keeps every digit of both. */
export interface Timestamp {
  /** Whole seconds since 1970-01-01, UTC where the text names no zone. */
  readonly seconds: number;
  /** 0 ≤ fraction < 1. */
  readonly fraction: number;
}

const TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * Reads `2023-11-16 18:17:03.9799600` and its like: a date, a time with up to nine decimals, and perhaps a zone.
 * Undefined for other texts and for days and times that no calendar or clock has. A leap second counts as the
 * second after it.
 */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = TIMESTAMP.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  if (day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 60) return undefined;
  const days = daysSince1970(year, month, day);
  const seconds = days * 86_400 + hour * 3600 + minute * 60 + second - zoneSeconds(match[8]);
  return { seconds, fraction: Number(`0.${match[7] ?? "0"}`) };
}

/** Seconds from one point in time to another. */
export function secondsBetween(from: Timestamp, to: Timestamp): number {
  return to.seconds - from.seconds + (to.fraction - from.fraction);
}

function zoneSeconds(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? "") ?? [];
  if (sign === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes ?? 0) * 60);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** Days of the Gregorian calendar, counted in years that begin in March so that a leap day comes last. */
function daysSince1970(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? year : year - 1;
  const monthsFromMarch = (month + 9) % 12;
  const inYears =
    365 * fromMarch + Math.floor(fromMarch / 4) - Math.floor(fromMarch / 100) + Math.floor(fromMarch / 400);
  const DAYS_TO_1970 = 719_468;
  return inYears + Math.floor((153 * monthsFromMarch + 2) / 5) + day - 1 - DAYS_TO_1970;
}
