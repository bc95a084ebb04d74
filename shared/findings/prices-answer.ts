/** The price catalogue, as `plimsoll prices --json` prints it. */
import { z } from "zod";
import type { Catalogue, CatalogueModel } from "../prices/catalogue.ts";
import { nearIds } from "../prices/near-ids.ts";
import { retirementOf, SERVICE_TIERS, type ServiceTier, tierMultiplier } from "../prices/overlay.ts";
import { type PriceUsed, priceUsedSchema } from "../prices/price-used.ts";
import { lookUp } from "../prices/resolve.ts";

const multiplierSchema = z.strictObject({ multiplier: z.number(), source: z.string(), on: z.string() });

const listedSchema = z.strictObject({
  ...priceUsedSchema.shape,
  /** What batch, flex and priority processing multiply the price by, where that is known. */
  service: z.record(z.string(), multiplierSchema),
  /** The day its provider switches it off, where that is known. */
  retires: z.string().optional(),
});

export const pricesAnswerSchema = z.strictObject({
  plimsoll: z.literal(1),
  catalogue: z.strictObject({ name: z.string(), on: z.string(), models: z.number() }),
  /** The day that ages are counted to, and whose prices these are. */
  start: z.string(),
  query: z.string(),
  models: z.array(listedSchema),
  /** Ids near a query that nothing matches. */
  near: z.array(z.string()),
});
export type PricesAnswer = z.infer<typeof pricesAnswerSchema>;
export type ListedPrice = z.infer<typeof listedSchema>;

/**
 * The models whose id or name holds every word of a query, in the catalogue's order; all of them for none. An id that
 * is the query itself comes first. Models that are not sold by the token are left out.
 */
export function pricesAnswerOf(catalogue: Catalogue, query: string, today: string): PricesAnswer {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const found = catalogue.models.filter((model) => model.periods.length > 0 && holds(model, words));
  const exact = query.trim().toLowerCase();
  const ordered = [
    ...found.filter((model) => isCalled(model, exact)),
    ...found.filter((model) => !isCalled(model, exact)),
  ];
  return {
    plimsoll: 1,
    catalogue: { name: catalogue.name, on: catalogue.on, models: catalogue.models.length },
    start: today,
    query,
    models: ordered.flatMap((model) => {
      const looked = lookUp(catalogue, model.id, today);
      return looked.ok ? [listed(looked.value.used)] : [];
    }),
    near: found.length > 0 || query.trim() === "" ? [] : nearIds(catalogue, query),
  };
}

function holds({ id, name, aliases }: CatalogueModel, words: readonly string[]): boolean {
  const text = [id, name, ...aliases].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

function isCalled({ id }: CatalogueModel, query: string): boolean {
  const lower = id.toLowerCase();
  return lower === query || lower.slice(lower.indexOf(":") + 1) === query;
}

function listed(used: PriceUsed): ListedPrice {
  const service = Object.fromEntries(
    SERVICE_TIERS.flatMap((tier: ServiceTier) => {
      const found = tierMultiplier(used.id, tier);
      return found === undefined
        ? []
        : [[tier, { multiplier: found.multiplier, source: found.source, on: found.on }] as const];
    }),
  );
  const retires = retirementOf(used.id)?.retires;
  return { ...used, service, ...(retires === undefined ? {} : { retires }) };
}
