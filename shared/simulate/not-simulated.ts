import type { ResolvedDesign } from "../scenario/designs.ts";
import { LAST_RESORTS, type Model, type Scenario } from "../scenario/schema.ts";

/** Models that a design may come to ask, in the order of its routes. */
export function modelsOf(design: ResolvedDesign): string[] {
  const entries = Object.values(design.route ?? {}).flat();
  const resorts: readonly string[] = LAST_RESORTS;
  return [...new Set(entries.filter((entry) => !resorts.includes(entry)))];
}

/**
 * What keeps a design from being simulated yet, in a person's words; empty when nothing does. A design is simulated
 * with all it says, or not at all.
 */
export function reasonsNotSimulated(design: ResolvedDesign, scenario: Scenario): string[] {
  const reasons: string[] = [];
  for (const name of modelsOf(design)) {
    const model = scenario.models[name];
    if (model !== undefined) reasons.push(...reasonsOfModel(name, model));
  }
  return reasons;
}

function reasonsOfModel(name: string, model: Model): string[] {
  const reasons: string[] = [];
  if (typeof model.price === "string")
    reasons.push(
      `model ${name}: the catalogue price ${model.price} is not resolved yet; write the prices as numbers`,
    );
  if (model.commitment !== undefined) reasons.push(`model ${name}: a commitment is not simulated yet`);
  return reasons;
}
