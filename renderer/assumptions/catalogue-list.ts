/** The catalogue's prices as a list to choose from, and a price of it as the numbers that stand for it. */
import { type Catalogue, type CatalogueModel, periodOn, type Rates } from "../../shared/prices/catalogue.ts";
import { lookUp, OLD_AFTER_DAYS } from "../../shared/prices/resolve.ts";
import { daysBetween } from "../../shared/scenario/calendar.ts";
import { formatMoney } from "../../shared/units/format.ts";
import type { JsonObject } from "../store/json.ts";

export interface Offer {
  readonly id: string;
  readonly name: string;
  /** `$2.50 in, $10 out per million tokens`. */
  readonly price: string;
  readonly rates: Rates;
}

const MOST_OFFERS = 60;

/** Models that are sold by the token and whose id or name has all the words, the best-known providers first. */
export function offersFor(
  catalogue: Catalogue,
  words: string,
  date: string,
): { readonly offers: readonly Offer[]; readonly more: number } {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const found = catalogue.models.filter(({ id, name, periods }) => {
    const text = `${id} ${name}`.toLowerCase();
    return periods.length > 0 && wanted.every((word) => text.includes(word));
  });
  const ranked = [...found].sort((a, b) => rank(a) - rank(b));
  return {
    offers: ranked.slice(0, MOST_OFFERS).map((model) => offerOf(model, date)),
    more: Math.max(0, found.length - MOST_OFFERS),
  };
}

/** Those who make models come before those who pass them on. */
const MAKERS = ["openai", "anthropic", "google", "mistral", "deepseek", "x-ai", "cohere"];
function rank({ id }: CatalogueModel): number {
  const maker = MAKERS.indexOf(id.split(":")[0] ?? "");
  return maker < 0 ? MAKERS.length : maker;
}

function offerOf({ id, name, periods }: CatalogueModel, date: string): Offer {
  const rates = periodOn(periods, date);
  return { id, name, rates, price: `${formatMoney(rates.input)} in, ${formatMoney(rates.output)} out` };
}

/** The numbers of a price, to be changed from there on; undefined where the catalogue doesn't have it. */
export function figuresOf(catalogue: Catalogue, id: string, date: string): JsonObject | undefined {
  const found = lookUp(catalogue, id, date);
  if (!found.ok) return undefined;
  const { input, cachedInput, cacheWrite, output, perCall } = found.value.used;
  const figures = { input, cachedInput, cacheWrite, output, perCall };
  return Object.fromEntries(
    Object.entries(figures).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}

/** How old the catalogue is, and what that means. */
export function ageSentence({ name, on }: Pick<Catalogue, "name" | "on">, date: string): string {
  const days = Math.max(0, daysBetween(on, date));
  const age = days === 0 ? "published today" : days === 1 ? "a day old" : `${days} days old`;
  const advice = days > OLD_AFTER_DAYS ? " That is old: check the price with the provider." : "";
  return `${name}: list prices of ${on}, ${age}. US dollars per million tokens.${advice}`;
}
