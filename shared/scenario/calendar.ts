/** Dates as scenarios write them, `YYYY-MM-DD`, counted in whole days. */

const MILLISECONDS_PER_DAY = 86_400_000;

/** Whole days from one date to another; negative where the other comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MILLISECONDS_PER_DAY);
}

/**
 * The date so many days after another; a fraction of a day is left out.
 *
 * @example dateAfter("2026-12-01", 30.4375) // "2026-12-31"
 */
export function dateAfter(from: string, days: number): string {
  const at = Date.parse(`${from}T00:00:00Z`) + Math.floor(days) * MILLISECONDS_PER_DAY;
  return new Date(at).toISOString().slice(0, 10);
}
