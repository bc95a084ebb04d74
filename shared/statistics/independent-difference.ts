/** Differences of estimates of which nothing is left but their intervals. */
import type { Estimated } from "./interval.ts";

/**
 * a − b, with the interval that both intervals give where the estimates are independent: each side's distance to its own
 * end, squared and added (Zou and Donner, Statistics in Medicine 27, 2008). Estimates of the same worlds and tasks go
 * together, and differ by less than it says: then it is too wide, and never too narrow.
 *
 * @example difference({ value: 10, low: 7, high: 14 }, { value: 4, low: 0, high: 7 }) // 6, from 1.76 to 11.66
 */
export function difference(a: Estimated, b: Estimated): Estimated {
  const value = a.value - b.value;
  return {
    value,
    low: value - rootOfSquares(a.value - a.low, b.high - b.value),
    high: value + rootOfSquares(a.high - a.value, b.value - b.low),
  };
}

/** Not `Math.hypot`, in whose last bits engines differ. */
function rootOfSquares(a: number, b: number): number {
  return Math.sqrt(a * a + b * b);
}
