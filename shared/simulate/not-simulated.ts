import type { ResolvedPrices } from "../prices/resolve.ts";
import type { ResolvedDesign } from "../scenario/designs.ts";
import { LAST_RESORTS, type Scenario } from "../scenario/schema.ts";

/** Models that a design may come to ask, in the order of its routes. */
export function modelsOf(design: ResolvedDesign): string[] {
  const entries = Object.values(design.route ?? {}).flat();
  const resorts: readonly string[] = LAST_RESORTS;
  return [...new Set(entries.filter((entry) => !resorts.includes(entry)))];
}

/**
 * What keeps a design from being simulated, in a person's words; empty when nothing does. A design is simulated
 * with all it says, or not at all.
 */
export function reasonsNotSimulated(
  design: ResolvedDesign,
  scenario: Scenario,
  prices: ResolvedPrices = {},
): string[] {
  return modelsOf(design).flatMap((name) => {
    const price = scenario.models[name]?.price;
    return typeof price === "string" && prices[name] === undefined
      ? [`model ${name}: the price catalogue is not at hand to look up ${price}; write the prices as numbers`]
      : [];
  });
}
