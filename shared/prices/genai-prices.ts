/**
 * The price catalogue of `@pydantic/genai-prices`, as a {@link Catalogue}. The package is a module of its own that is
 * loaded when somebody asks: a scenario without catalogue names never pays for it.
 */
import type { MatchLogic, ModelInfo, ModelPrice, Provider } from "@pydantic/genai-prices";
import type { Catalogue, CatalogueModel, ContextTier, PricePeriod, Rates } from "./catalogue.ts";

/** The version that is installed, and the day it was published: what its prices are as of. A test holds the version. */
export const GENAI_PRICES = { version: "0.1.8", on: "2026-09-23" } as const;

/** Loads the catalogue: from the program itself, nothing is fetched. */
export async function loadCatalogue(): Promise<Catalogue> {
  const { waitForUpdate } = await import("@pydantic/genai-prices");
  return catalogueOf((await waitForUpdate()) ?? []);
}

/** The package's providers as a catalogue. */
export function catalogueOf(providers: readonly Provider[]): Catalogue {
  return {
    name: `@pydantic/genai-prices ${GENAI_PRICES.version}`,
    on: GENAI_PRICES.on,
    models: providers.flatMap((provider) => provider.models.map((model) => modelFrom(provider, model))),
  };
}

function modelFrom(provider: Provider, model: ModelInfo): CatalogueModel {
  const dated = datedPrices(model);
  const itself = model.id.toLowerCase();
  const names = new Set(namesIn(model.match).map((name) => name.toLowerCase()));
  return {
    id: `${provider.id}:${model.id}`,
    name: model.name ?? model.id,
    aliases: [...names].filter((name) => name !== itself).map((name) => `${provider.id}:${name}`),
    periods: dated.every(({ prices }) => isByToken(prices) || isFree(model, prices))
      ? dated.map(({ from, prices }) => periodOf(from, prices))
      : [],
    notes: notesOf(model, dated.at(-1)?.prices ?? {}),
    source: provider.pricing_urls?.[0] ?? provider.api_pattern,
  };
}

/** Ids that match as they stand; patterns that match more than one are left to nobody. */
function namesIn(match: MatchLogic): string[] {
  if ("equals" in match) return [match.equals];
  return "or" in match ? match.or.flatMap(namesIn) : [];
}

interface Dated {
  readonly from: string | undefined;
  readonly prices: ModelPrice;
}

/** The prices by their first days. Prices of some hours of the day are in no list of days: see {@link notesOf}. */
function datedPrices({ prices }: ModelInfo): Dated[] {
  if (!Array.isArray(prices)) return [{ from: undefined, prices }];
  const all = prices.flatMap(({ constraint, prices: held }): Dated[] => {
    if (constraint === undefined) return [{ from: undefined, prices: held }];
    return constraint.type === "start_date" ? [{ from: constraint.start_date, prices: held }] : [];
  });
  return all.sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
}

function isByToken(prices: ModelPrice): boolean {
  return prices["input_mtok"] !== undefined || prices["output_mtok"] !== undefined;
}

/** Models that some providers give away have an id that says so, and no price at all. */
function isFree({ id }: ModelInfo, prices: ModelPrice): boolean {
  return id.endsWith(":free") && Object.keys(prices).length === 0;
}

function periodOf(from: string | undefined, prices: ModelPrice): PricePeriod {
  const requests = baseOf(prices["requests_kcount"]);
  return {
    ...(from === undefined ? {} : { from }),
    ...ratesOf(prices, 0),
    ...(requests === undefined ? {} : { perCall: requests / 1000 }),
    tiers: tierStarts(prices).map((above): ContextTier => ({ above, ...ratesOf(prices, above + 1) })),
  };
}

type Priced = ModelPrice[string];

const TOKEN_PRICES = ["input_mtok", "cache_read_mtok", "cache_write_mtok", "output_mtok"] as const;

function tierStarts(prices: ModelPrice): number[] {
  const starts = TOKEN_PRICES.flatMap((key) => {
    const price = prices[key];
    return typeof price === "object" ? price.tiers.map(({ start }) => start) : [];
  });
  return [...new Set(starts)].sort((a, b) => a - b);
}

function ratesOf(prices: ModelPrice, inputTokens: number): Rates {
  const cachedInput = priceAt(prices["cache_read_mtok"], inputTokens);
  const cacheWrite = priceAt(prices["cache_write_mtok"], inputTokens);
  return {
    input: priceAt(prices["input_mtok"], inputTokens) ?? 0,
    ...(cachedInput === undefined ? {} : { cachedInput }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
    output: priceAt(prices["output_mtok"], inputTokens) ?? 0,
  };
}

/** A tier begins above its start, and holds for the whole call. */
function priceAt(price: Priced, inputTokens: number): number | undefined {
  if (typeof price !== "object") return price;
  const tiers = [...price.tiers].sort((a, b) => a.start - b.start);
  return tiers.filter(({ start }) => inputTokens > start).at(-1)?.price ?? price.base;
}

function baseOf(price: Priced): number | undefined {
  return typeof price === "object" ? price.base : price;
}

function notesOf(model: ModelInfo, prices: ModelPrice): string[] {
  const notes: string[] = [];
  const output = baseOf(prices["output_mtok"]);
  const reasoning = baseOf(prices["output_reasoning_mtok"]);
  if (reasoning !== undefined && reasoning !== output)
    notes.push(
      `Reasoning tokens have a price of their own, ${reasoning}; here they are billed as output. To change that, write the prices as numbers.`,
    );
  const hourly = Array.isArray(model.prices)
    ? model.prices.filter(({ constraint }) => constraint?.type === "time_of_date")
    : [];
  if (hourly.length > 0)
    notes.push(
      `At some hours of the day the price is another (${hourly.map(hoursOf).join("; ")}); here the price of the other hours holds all day. To change that, write the prices as numbers.`,
    );
  const hour = baseOf(prices["cache_write_1h_mtok"]);
  if (hour !== undefined)
    notes.push(
      `Cache writes are those that last five minutes; for an hour they cost ${hour} dollars a million tokens.`,
    );
  if (model.deprecated === true) notes.push("The catalogue calls this model deprecated.");
  return notes;
}

function hoursOf({ constraint, prices }: Exclude<ModelInfo["prices"], ModelPrice>[number]): string {
  const hours =
    constraint?.type === "time_of_date"
      ? `${constraint.start_time.slice(0, 5)} to ${constraint.end_time.slice(0, 5)} UTC`
      : "";
  return `${hours}: input ${baseOf(prices["input_mtok"]) ?? 0}, output ${baseOf(prices["output_mtok"]) ?? 0}`;
}
