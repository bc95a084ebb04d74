/** What changes on known days in a design's models: their prices, and who they are. */
import type { Quantity } from "../distribution/spec.ts";
import { retirementsBy, scenarioAt } from "./at-date.ts";
import { dateAfter } from "./calendar.ts";
import { resolveDesigns } from "./designs.ts";
import type { Scenario } from "./schema.ts";

/** From this day on all prices of a model are multiplied, or are others. */
export interface PriceChange {
  readonly kind: "price";
  readonly on: string;
  readonly model: string;
  /** Absent: the catalogue has another price for it from that day on. */
  readonly multiplier?: Quantity;
}

/** From this day on a model is not there. */
export interface ModelRetires {
  readonly kind: "retirement";
  readonly on: string;
  readonly model: string;
  /** Who takes its place; undefined: nobody does. */
  readonly successor: string | undefined;
  /** Steps of the design that nobody is left to answer. */
  readonly unanswered: readonly string[];
}

export type DatedChange = PriceChange | ModelRetires;

/**
 * What changes for a design after one day and before another, in order. A model that the design does not ask on that
 * day changes nothing for it.
 *
 * @param listed by model, days on which a catalogue changes its price
 */
export function datedChanges(
  scenario: Scenario,
  design: string,
  after: string,
  before: string,
  listed: Readonly<Record<string, readonly string[]>> = {},
): DatedChange[] {
  const changes: DatedChange[] = [];
  for (const on of datesOf(scenario, listed).filter((date) => date > after && date < before)) {
    const [was, is] = [dateAfter(on, -1), on].map((date) => routesOf(scenario, design, date));
    if (was === undefined || is === undefined) continue;
    for (const { model, on: day, successor } of retirementsBy(scenario, on)) {
      if (day !== on || !Object.values(was).flat().includes(model)) continue;
      const unanswered = Object.keys(is).filter(
        (step) => is[step]?.[0] === "error" && was[step]?.[0] !== "error",
      );
      changes.push({ kind: "retirement", on, model, successor, unanswered });
    }
    for (const model of new Set(Object.values(is).flat())) {
      if (listed[model]?.includes(on) === true) changes.push({ kind: "price", on, model });
      const price = scenario.models[model]?.price;
      if (typeof price !== "object") continue;
      for (const { from, multiplier } of price.changes ?? [])
        if (from === on) changes.push({ kind: "price", on, model, multiplier });
    }
  }
  return changes;
}

/** Every date of the models, ascending, each once. */
function datesOf({ models }: Scenario, listed: Readonly<Record<string, readonly string[]>>): string[] {
  const dates = Object.values(models).flatMap(({ price, retires }) => [
    ...(retires === undefined ? [] : [retires]),
    ...(typeof price === "object" ? (price.changes ?? []).map(({ from }) => from) : []),
  ]);
  return [...new Set([...dates, ...Object.values(listed).flat()])].sort();
}

function routesOf(scenario: Scenario, design: string, date: string) {
  return resolveDesigns(scenarioAt(scenario, date))[design]?.route;
}
