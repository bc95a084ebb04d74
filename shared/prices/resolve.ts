/**
 * From the catalogue names of a scenario to numbers, once before a run. What goes to the workers is the numbers: they
 * never see the catalogue.
 */
import type { Problem } from "../errors.ts";
import { fail, type Result, succeed } from "../result.ts";
import { daysBetween } from "../scenario/calendar.ts";
import type { Scenario } from "../scenario/schema.ts";
import { type Catalogue, modelOf, type PricePeriod, periodOn, type Rates } from "./catalogue.ts";
import { nearIds } from "./near-ids.ts";
import { retirementOf, SERVICE_TIERS, type ServiceTier, tierMultiplier } from "./overlay.ts";
import type { PricesUsed, PriceUsed } from "./price-used.ts";

/** A model's price as a run works with it: a price of each day, in currency per million tokens. */
export interface ResolvedPrice {
  /** In the order of their days; the first holds before all the others. At least one. */
  readonly periods: readonly PricePeriod[];
  /** What a batch multiplies it by where the design does not say; absent = 1. */
  readonly batchShare?: number;
}

/** Resolved prices by model: those whose price is a catalogue name. */
export type ResolvedPrices = Readonly<Record<string, ResolvedPrice>>;

export interface Prices {
  readonly resolved: ResolvedPrices;
  readonly used: PricesUsed;
}

/** Older prices are said to be old. Days. */
export const OLD_AFTER_DAYS = 90;

/** The currency of all catalogue prices. */
const CATALOGUE_CURRENCY = "USD";

type Priced = Pick<Scenario, "models" | "currency">;

/** Whether a scenario names a price of the catalogue, so that somebody has to load it. */
export function namesCatalogue({ models }: Pick<Scenario, "models">): boolean {
  return Object.values(models).some(({ price }) => typeof price === "string");
}

/**
 * All catalogue prices of a scenario, as of `start` and later.
 *
 * @returns Every name that is not in the catalogue, with near ones; never a guess.
 */
export function resolvePrices(
  { models, currency = CATALOGUE_CURRENCY }: Priced,
  catalogue: Catalogue,
  start: string,
): Result<Prices, readonly Problem[]> {
  const problems: Problem[] = [];
  const resolved: Record<string, ResolvedPrice> = {};
  const used: Record<string, PriceUsed> = {};
  for (const [name, { price }] of Object.entries(models)) {
    if (typeof price !== "string") continue;
    const path = `models.${name}.price`;
    if (currency !== CATALOGUE_CURRENCY) {
      problems.push({
        path,
        value: price,
        message: `The catalogue's prices are US dollars, and this scenario counts in ${currency}: write the prices as numbers.`,
        allowed: "prices as numbers, or the currency USD",
      });
      continue;
    }
    const looked = lookUp(catalogue, price, start);
    if (looked.ok) {
      resolved[name] = looked.value.resolved;
      used[name] = looked.value.used;
    } else problems.push({ path, value: price, ...looked.error });
  }
  return problems.length > 0 ? fail(problems) : succeed({ resolved, used });
}

/**
 * One catalogue price.
 *
 * @param written an id of the catalogue, perhaps with the way of processing behind it: `openai:gpt-5-mini@flex`
 */
export function lookUp(
  catalogue: Catalogue,
  written: string,
  start: string,
): Result<{ resolved: ResolvedPrice; used: PriceUsed }, Omit<Problem, "path">> {
  const { id, tier } = splitTier(written);
  const model = modelOf(catalogue, id);
  if (model === undefined) return fail(unknownId(catalogue, id));
  if (model.periods.length === 0) {
    const message = `The catalogue has ${model.id}, and it is not sold by the token: write the prices as numbers.`;
    return fail({ message, allowed: "the id of a model that is sold by the token, or prices as numbers" });
  }
  const multiplier = tier === undefined ? undefined : tierMultiplier(model.id, tier);
  if (tier !== undefined && multiplier === undefined) {
    const message = `What ${tier} processing makes of the price of ${model.id} is not known here: write the prices as numbers.`;
    return fail({ message, allowed: `${model.id} without @${tier}, or prices as numbers` });
  }
  const level = multiplier?.multiplier ?? 1;
  const periods = model.periods.map((period) => times(period, level));
  const batch = tierMultiplier(model.id, "batch");
  const batchShare = batch === undefined ? undefined : batch.multiplier / level;
  const notes = [
    ...(id.trim().toLowerCase() === model.id.toLowerCase() ? [] : [`${id.trim()} is priced as ${model.id}.`]),
    ...(multiplier === undefined
      ? []
      : [`${tier} processing: ${level} times the standard price (${multiplier.source}, ${multiplier.on}).`]),
    ...ageNotes(catalogue, start),
    ...retirementNotes(model.id, start),
    ...model.notes,
  ];
  const ageDays = Math.max(0, daysBetween(catalogue.on, start));
  return succeed({
    resolved: { periods, ...(batchShare === undefined ? {} : { batchShare }) },
    used: {
      id: model.id,
      name: model.name,
      ...(tier === undefined ? {} : { tier }),
      ...told(periods, start),
      ...(batchShare === undefined ? {} : { batchShare }),
      source: `${catalogue.name}; ${model.source}`,
      on: catalogue.on,
      ageDays,
      notes,
    },
  });
}

function splitTier(written: string): { readonly id: string; readonly tier: ServiceTier | undefined } {
  const trimmed = written.trim();
  const tier = SERVICE_TIERS.find((one) => trimmed.toLowerCase().endsWith(`@${one}`));
  return { id: tier === undefined ? trimmed : trimmed.slice(0, -tier.length - 1), tier };
}

function unknownId(catalogue: Catalogue, id: string): Omit<Problem, "path"> {
  const near = nearIds(catalogue, id);
  const [suggestion] = near;
  const names = near.length === 0 ? "plimsoll prices lists the ids" : `near it: ${near.join(", ")}`;
  return {
    message: `The price catalogue (${catalogue.name}, ${catalogue.on}) has no "${id}": take an id of it, or write the prices as numbers.`,
    allowed: `an id of the catalogue (${names}), or prices as numbers`,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function times(period: PricePeriod, level: number): PricePeriod {
  if (level === 1) return period;
  const { from, perCall, tiers } = period;
  return {
    ...(from === undefined ? {} : { from }),
    ...rates(period, level),
    ...(perCall === undefined ? {} : { perCall: perCall * level }),
    tiers: tiers.map((tier) => ({ above: tier.above, ...rates(tier, level) })),
  };
}

/** The rates alone, times a level; cut where only the noise of a product is left, so that 0.1 × 3 reads 0.3. */
function rates({ input, cachedInput, cacheWrite, output }: Rates, level = 1): Rates {
  const at = (price: number) => (level === 1 ? price : Number((price * level).toPrecision(12)));
  return {
    input: at(input),
    ...(cachedInput === undefined ? {} : { cachedInput: at(cachedInput) }),
    ...(cacheWrite === undefined ? {} : { cacheWrite: at(cacheWrite) }),
    output: at(output),
  };
}

function told(periods: readonly PricePeriod[], start: string) {
  const now = periodOn(periods, start);
  const later = periods.flatMap(({ from, ...period }) =>
    from !== undefined && from > start ? [{ from, ...rates(period) }] : [],
  );
  return {
    ...rates(now),
    ...(now.perCall === undefined ? {} : { perCall: now.perCall }),
    ...(now.tiers.length === 0
      ? {}
      : { tiers: now.tiers.map((tier) => ({ above: tier.above, ...rates(tier) })) }),
    ...(later.length === 0 ? {} : { changes: later }),
    ...(now.from === undefined ? {} : { from: now.from }),
  };
}

/** @example "These prices are 120 days old on 2027-01-21: look whether they still hold." */
function ageNotes({ on }: Catalogue, start: string): string[] {
  const days = daysBetween(on, start);
  if (days <= OLD_AFTER_DAYS) return [];
  return [`This price is ${days} days old on ${start} (it is as of ${on}): look whether it still holds.`];
}

function retirementNotes(id: string, start: string): string[] {
  const known = retirementOf(id);
  if (known === undefined) return [];
  const { retires, instead, source, on } = known;
  const verb = retires <= start ? "was switched off" : "is switched off";
  const next = instead === undefined ? "" : ` Its provider names ${instead} instead.`;
  return [`${id} ${verb} on ${retires} (${source}, ${on}).${next}`];
}
