/** What happens in the months of a forecast: models and prices change, one-off costs are paid, tiers are left. */
import type { DatedChange } from "../scenario/dated-changes.ts";
import { formatMoney } from "../units/format.ts";
import type { ForecastPlan } from "./forecast-plan.ts";
import { monthBegins, monthOf } from "./forecast-plan.ts";
import type { ForecastEvent } from "./forecast-schema.ts";
import type { TierPressure } from "./forecast-tiers.ts";

/** The events of a forecast by month. @param once one-off costs over worlds, the median; 0 = none */
export function eventsByMonth(
  plan: ForecastPlan,
  pressures: readonly TierPressure[],
  once: number,
  currency: string,
): ReadonlyMap<number, readonly ForecastEvent[]> {
  const { start } = plan.request;
  const events = new Map<number, ForecastEvent[]>();
  const add = (month: number, event: ForecastEvent) => {
    events.set(month, [...(events.get(month) ?? []), event]);
  };
  if (once > 0) {
    const text = `one-off costs of ${formatMoney(once, currency)} are paid`;
    add(1, { kind: "once", date: start, text });
  }
  for (const change of plan.changes)
    add(monthOf(start, change.on), { kind: change.kind, date: change.on, text: changeText(change) });
  for (const { cap, passedIn } of pressures) {
    if (passedIn === undefined) continue;
    const text = `half of the worlds spend more than ${cap.preset} allows, ${formatMoney(cap.perMonth)} a month`;
    add(passedIn, { kind: "cap", date: monthBegins(start, passedIn), text });
  }
  for (const { month, from, to } of plan.upgrades)
    add(month, { kind: "upgrade", date: monthBegins(start, month), text: `${to} in the place of ${from}` });
  return events;
}

/** @example "large retires: backup takes its place" */
export function changeText(change: DatedChange): string {
  if (change.kind === "price") {
    const { model, multiplier } = change;
    if (multiplier === undefined) return `the catalogue's price of ${model} changes`;
    if (typeof multiplier !== "number") return `the price of ${model} changes by a factor that is not known`;
    return `the price of ${model} is multiplied by ${multiplier}`;
  }
  const { model, successor, unanswered } = change;
  if (successor !== undefined) return `${model} retires: ${successor} takes its place`;
  const failing =
    unanswered.length > 0 ? `, and nobody is left to ask for ${unanswered.join(", ")}: every task fails` : "";
  return `${model} retires without a successor: routes skip it${failing}`;
}
