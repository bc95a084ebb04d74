/** Which catalogue prices a run looks up, and which of them its designs ask for. */
import type { Problem } from "../errors.ts";
import type { Catalogue } from "../prices/catalogue.ts";
import { tierMultiplier } from "../prices/overlay.ts";
import type { PricesUsed, PriceUsed } from "../prices/price-used.ts";
import { namesCatalogue, type Prices, resolvePrices } from "../prices/resolve.ts";
import { type Result, succeed } from "../result.ts";
import type { ResolvedDesign } from "../scenario/designs.ts";
import type { Scenario } from "../scenario/schema.ts";
import { modelsOf } from "../simulate/not-simulated.ts";

/** Undefined where there is nothing to look up, or nowhere. */
export function lookUpPrices(
  scenario: Scenario,
  catalogue: Catalogue | undefined,
  start: string,
): Result<Prices | undefined, readonly Problem[]> {
  if (catalogue === undefined || !namesCatalogue(scenario)) return succeed(undefined);
  return resolvePrices(scenario, catalogue, start);
}

/** Those of the models that these designs may ask, with what batches make of them. */
export function pricesAsked(
  used: PricesUsed,
  designs: readonly (readonly [name: string, design: ResolvedDesign])[],
): PricesUsed {
  const asked = Object.entries(used).flatMap(([model, price]): [string, PriceUsed][] => {
    const asking = designs.filter(([, design]) => modelsOf(design).includes(model));
    if (asking.length === 0) return [];
    const batches = asking.filter(
      ([, { mode, batch }]) => mode === "batch" && batch?.priceShare === undefined,
    );
    const notes = batches.map(([name]) => batchNote(name, price));
    return [[model, { ...price, notes: [...price.notes, ...notes] }]];
  });
  return Object.fromEntries(asked);
}

/** @example "Batches of overnight cost 0.5 times the price (developers.openai.com/api/docs/pricing, 2026-11-01)." */
function batchNote(design: string, { id, batchShare }: PriceUsed): string {
  const listed = tierMultiplier(id, "batch");
  if (listed === undefined || batchShare === undefined)
    return `What batches make of the price of ${id} is not known here: ${design} pays all of it. Give its batch a priceShare.`;
  return `Batches of ${design} cost ${batchShare} times the price (${listed.source}, ${listed.on}).`;
}
