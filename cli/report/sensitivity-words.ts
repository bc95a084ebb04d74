/** Words and numbers that the parts of the sensitivity report share. */
import type { RunContext } from "../../shared/findings/context.ts";
import type { Driver, SensitivityInput } from "../../shared/findings/sensitivity-answer.ts";
import { formatShare, formatValue } from "../../shared/units/format.ts";
import { UNITS, type Unit } from "../../shared/units/unit.ts";
import { harmless } from "../terminal.ts";

export function measureTitle(measure: string, context: RunContext): string {
  const unit = harmless(context.unit);
  const [time, percentile] = measure.split(".");
  const words: Readonly<Record<string, string>> = {
    costPerUnit: `Cost per ${unit}`,
    loadedCostPerUnit: `Loaded cost per ${unit}`,
    monthlyCost: "Cost a month",
    deliveredShare: "Answered tasks",
  };
  return words[measure] ?? `${percentile} of the ${time}`;
}

export function labelOf(inputs: readonly SensitivityInput[], path: string): string {
  return harmless(inputs.find((input) => input.path === path)?.label ?? path);
}

function unitOf(text: string | undefined): Unit | undefined {
  return UNITS.find((each) => each === text);
}

/** The title says what money is paid for. */
export function shortUnit(text: string): Unit {
  const unit = unitOf(text) ?? "count";
  return unit.startsWith("currency") ? "currency" : unit;
}

/** To two digits, which is what differences between worlds support. */
export function short(value: number, unit: Unit, { currency }: RunContext): string {
  const rounded = Number(value.toPrecision(2));
  return unit === "share" ? formatShare(value) : formatValue(rounded, unit, currency);
}

export function plain(value: number, unit: string | undefined, { currency }: RunContext): string {
  const rounded = Number(value.toPrecision(3));
  const found = unitOf(unit);
  return found === undefined ? String(rounded) : formatValue(rounded, found, currency);
}

/** A figure where an assumption is low or high, with no more digits than the effect's interval supports. */
export function level(value: number, { effect }: Driver, unit: Unit, { currency }: RunContext): string {
  const half = ((effect.high ?? 0) - (effect.low ?? 0)) / 2;
  const supported = half > 0 ? Math.round(Math.log10(Math.abs(value) / half)) + 1 : MOST_DIGITS;
  const digits = Math.min(MOST_DIGITS, Math.max(2, Number.isFinite(supported) ? supported : 2));
  return unit === "share"
    ? formatShare(value)
    : formatValue(Number(value.toPrecision(digits)), unit, currency);
}

const MOST_DIGITS = 3;

/** Two values of one unit, which is said once. @example rangeText("3 a month", "5 a month") // "3 to 5 a month" */
export function rangeText(low: string, high: string): string {
  const behind = low.indexOf(" ");
  const isSaidTwice = behind > 0 && high.endsWith(low.slice(behind));
  return `${isSaidTwice ? low.slice(0, behind) : low} to ${high}`;
}
