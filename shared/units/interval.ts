/** An estimate with its interval, printed with no more digits than the interval supports. */
import { currencySign, formatValue, timeScale, unitSuffix } from "./format.ts";
import type { Unit } from "./unit.ts";

const IN_SECONDS: Partial<Record<Unit, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** How a value of some size is written: divided, rounded, and with what before and behind it. */
interface Notation {
  readonly before: string;
  readonly divisor: number;
  /** Directly behind each number: k, M. */
  readonly letter: string;
  /** Once, behind all. */
  readonly behind: string;
}

/** An interval is drawn as ± where its longer side is at most so many times the shorter one. */
const NEARLY_SYMMETRIC = 1.5;

/**
 * A value with its interval: `value ± half width` where the two sides are about as long, otherwise both ends. The
 * half width is rounded up to one digit (two where it then starts with a 1), and the value to the same place.
 *
 * @param value The estimate; null = not known.
 * @param low The lower end; null = unbounded below.
 * @param high The upper end; null = unbounded above.
 * @example withInterval(0.0831, 0.0811, 0.0851, "currency a unit") // "$0.083 ± 0.002 a unit"
 * @example withInterval(11.9, 11.2, null, "seconds") // "11.9 s (11.2 s to ∞)"
 */
export function withInterval(
  value: number | null,
  low: number | null,
  high: number | null,
  unit: Unit,
  currency = "USD",
): string {
  if (value === null)
    return low === null && high === null ? "not known" : `not known (${ends(low, high, unit, currency)})`;
  if (low === null || high === null)
    return `${formatValue(value, unit, currency)} (${ends(low, high, unit, currency)})`;
  const below = value - low;
  const above = high - value;
  const widest = Math.max(below, above);
  if (!(widest > 0)) return formatValue(value, unit, currency);
  const notation = notationOf(Math.max(Math.abs(value), widest), unit, currency);
  const places = placesFor(widest / notation.divisor);
  const digits = (size: number) => `${fixed(size / notation.divisor, places)}${notation.letter}`;
  const show = (part: number) => `${part < 0 ? "−" : ""}${notation.before}${digits(Math.abs(part))}`;
  if (widest <= NEARLY_SYMMETRIC * Math.min(below, above)) {
    return `${show(value)} ± ${digits(roundedUp(widest, notation.divisor, places))}${notation.behind}`;
  }
  return `${show(value)}${notation.behind} (${show(low)} to ${show(high)}${notation.behind})`;
}

function ends(low: number | null, high: number | null, unit: Unit, currency: string): string {
  const lower = low === null ? "−∞" : formatValue(low, unit, currency);
  const upper = high === null ? "∞" : formatValue(high, unit, currency);
  return `${lower} to ${upper}`;
}

function notationOf(size: number, unit: Unit, currency: string): Notation {
  const seconds = IN_SECONDS[unit];
  if (seconds !== undefined) {
    const { divisor, word } = timeScale(size * seconds);
    return { before: "", divisor: divisor / seconds, letter: "", behind: ` ${word}` };
  }
  if (unit === "share") return { before: "", divisor: 0.01, letter: "", behind: "%" };
  const money = unit.startsWith("currency");
  const scale = size >= 1e9 ? 1e9 : size >= 1e6 ? 1e6 : size >= 1e3 && money ? 1e3 : 1;
  const letter = scale === 1e9 ? "G" : scale === 1e6 ? "M" : scale === 1e3 ? "k" : "";
  return { before: money ? currencySign(currency) : "", divisor: scale, letter, behind: unitSuffix(unit) };
}

/** Above this, a half width of two digits would be rounded up to 2.0. */
const LAST_WITH_ONE = 1.9 + 1e-9;

/** 10ⁿ for a whole n, read as a decimal: engines differ in the last bits of `**`. */
function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

/** Decimal places that an uncertainty of the given size supports; negative = whole tens, hundreds … */
function placesFor(halfWidth: number): number {
  const exponent = Math.floor(Math.log10(halfWidth) + 1e-12);
  return (halfWidth / powerOfTen(exponent) <= LAST_WITH_ONE ? 1 : 0) - exponent;
}

/** The half width, not smaller than it is, at the place it is printed to. */
function roundedUp(width: number, divisor: number, places: number): number {
  const step = powerOfTen(-places);
  // A hair less, so that 0.002 computed as 0.0020000000000000001 stays 0.002.
  return Math.ceil(width / divisor / step - 1e-9) * step * divisor;
}

function fixed(value: number, places: number): string {
  const step = powerOfTen(Math.max(0, -places));
  const rounded = Math.round(value / step) * step;
  const text = (places > 0 ? value : rounded).toFixed(Math.min(20, Math.max(0, places)));
  const [whole = "", fraction] = text.split(".");
  const inGroups = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? inGroups : `${inGroups}.${fraction}`;
}
