/** Numbers as a report shows them. */
import type { Estimate, Spread } from "./spread.ts";

/**
 * A number with so many significant digits, zeros at the end included, thousands apart, never in powers of ten.
 *
 * @example digits(15_640) // "15,600"
 * @example digits(1.4996) // "1.50"
 * @example digits(Number.NaN) // "–"
 */
export function digits(value: number, significant = 3): string {
  if (!Number.isFinite(value)) return "–";
  const rounded = Number(value.toPrecision(significant));
  const places = rounded === 0 ? 0 : significant - 1 - Math.floor(Math.log10(Math.abs(rounded)));
  const decimals = Math.max(0, places);
  return rounded.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** @example spreadText({ rounds: 3, median: 1.62, low: 1.5, high: 1.7 }) // "1.62 (1.50 – 1.70)" */
export function spreadText({ median, low, high }: Spread, significant = 3): string {
  return `${digits(median, significant)} (${digits(low, significant)} – ${digits(high, significant)})`;
}

/** @example estimateText({ value: 5.7148, plusMinus: 0.0123 }) // "5.715 ± 0.012" */
export function estimateText({ value, plusMinus }: Estimate): string {
  if (!Number.isFinite(plusMinus)) return digits(value, 4);
  if (plusMinus === 0) return digits(value, 4);
  const decimals = Math.min(9, Math.max(0, 1 - Math.floor(Math.log10(plusMinus))));
  return `${value.toFixed(decimals)} ± ${plusMinus.toFixed(decimals)}`;
}
