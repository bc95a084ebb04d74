/** The axis of traffic: multiples of today's, in halvings and doublings. */
import type { Domain, Tick } from "./scales.ts";

/** What a study looks at unless it breaks off earlier: the axis is as long from the first point on. */
const USUAL: Domain = { low: 1 / 8, high: 8 };

/** The axis for what was looked at: never shorter than usual, so that it stays while points come. */
export function trafficDomain(searched: { readonly from: number; readonly to: number }): Domain {
  return { low: Math.min(USUAL.low, searched.from), high: Math.max(USUAL.high, searched.to) };
}

/** @example timesText(0.125) // "0.125×" */
export const timesText = (multiple: number): string => `${Number(multiple.toPrecision(3))}×`;

/** Halvings and doublings of today's traffic. */
export function trafficTicks({ low, high }: Domain): readonly Tick[] {
  const ticks: Tick[] = [];
  for (let power = Math.ceil(Math.log2(low) - 1e-9); power <= Math.log2(high) + 1e-9; power++) {
    ticks.push({ at: 2 ** power, label: timesText(2 ** power) });
  }
  return ticks;
}
