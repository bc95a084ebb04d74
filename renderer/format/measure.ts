/** What a number measures, as the screen writes it: the unit, and the currency where it is money. */
import { formatValue } from "../../shared/units/format.ts";
import type { Unit } from "../../shared/units/unit.ts";

export interface Measure {
  readonly unit: Unit;
  readonly currency: string;
}

export const SECONDS: Measure = { unit: "seconds", currency: "USD" };
export const SHARE: Measure = { unit: "share", currency: "USD" };
export const COUNT: Measure = { unit: "count", currency: "USD" };
export const money = (currency: string): Measure => ({ unit: "currency", currency });

/** A value that has no interval to write: a limit, a tick, a place on an axis. */
export const shortText = (value: number, { unit, currency }: Measure): string =>
  formatValue(value, unit, currency);
