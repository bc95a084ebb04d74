/** Numbers inside sentences: with the digits that their interval supports, and rounded so that the sentence stays true. */
import { formatMoney, formatSeconds, formatShare } from "../units/format.ts";
import type { Estimate, ShareEstimate } from "./answer.ts";

/** How a figure is written. */
export type Write = (value: number) => string;

export const inSeconds: Write = formatSeconds;
/** In per cent, with the digits that the value was rounded to, four at most. */
export const inShares: Write = (value) => `${Number((100 * value).toPrecision(4))}%`;
export function inMoney(currency: string): Write {
  return (value) => formatMoney(value, currency);
}

/** Digits of a figure that has no interval of its own, such as a quantile over worlds. */
const DIGITS_WITHOUT_INTERVAL = 2;

/**
 * The value of an estimate, rounded to the first digit of the half width of its interval (to the second where the
 * first is a 1).
 *
 * @example supportedText({ value: 14.238, low: 13.9, high: 14.6 }, inSeconds) // "14.2 s"
 */
export function supportedText(estimate: Estimate, write: Write): string {
  const { value, low, high } = estimate;
  if (value === null) return "not known";
  const width = Math.max(value - (low ?? value), (high ?? value) - value);
  return write(width > 0 ? roundedTo(value, placeOf(width)) : value);
}

/** Both ends of an interval, to one digit more than the value has; no upper end says so. */
export function rangeText({ low, high }: Estimate, write: Write): string {
  if (low === null) return "of unknown width";
  if (high === null) return `${write(low)} or more`;
  const place = high > low ? placeOf(high - low) / 10 : 0;
  return `${write(roundedTo(low, place))} to ${write(roundedTo(high, place))}`;
}

/** @example roughText(30_600, inMoney("USD")) // "$31k" */
export function roughText(value: number, write: Write): string {
  return write(Number(value.toPrecision(DIGITS_WITHOUT_INTERVAL)));
}

/** A share in whole per cents; only 0 is 0 % and only 1 is 100 %. @example percentText(0.7578) // "76%" */
export function percentText(share: number): string {
  const percent = Math.round(100 * share);
  const falselyWhole = (percent === 0 && share > 0) || (percent === 100 && share < 1);
  return falselyWhole ? formatShare(share) : `${percent}%`;
}

/**
 * A share of worlds with its interval, whose ends are rounded outwards.
 *
 * @example shareOfWorldsText({ value: 0.72, low: 0.6541, high: 0.78 }) // "72% of worlds (65% to 78%)"
 */
export function shareOfWorldsText({ value, low, high }: ShareEstimate): string {
  const from = Math.floor(100 * low + 1e-9);
  const to = Math.ceil(100 * high - 1e-9);
  return `${percentText(value)} of worlds (${from}% to ${to}%)`;
}

function placeOf(width: number): number {
  // read as a decimal: engines differ in the last bits of **
  const place = Number(`1e${Math.floor(Math.log10(width))}`);
  return width < 2 * place ? place / 10 : place;
}

function roundedTo(value: number, place: number): number {
  return place > 0 ? Number((Math.round(value / place) * place).toPrecision(12)) : value;
}
