/** A model's prices, whether written as numbers or taken from the catalogue, and what was promised for them. */
import { BugError } from "../errors.ts";
import { type PricePeriod, periodOn, type Rates } from "../prices/catalogue.ts";
import type { ResolvedPrice } from "../prices/resolve.ts";
import type { Model, Price } from "../scenario/schema.ts";
import type { ProviderTerms, TierPrices, TokenPrices } from "./provider.ts";
import type { Scalar, Sources } from "./sources.ts";

const PER_MILLION = 1e-6;

/** What the price of a model depends on beside the model itself. */
export interface PriceContext {
  /** Of its catalogue name, if it has one. */
  readonly price: ResolvedPrice | undefined;
  /** Today, for price changes. */
  readonly start: string;
  /** Whether its calls go in batches of a design that does not say their price. */
  readonly batch: boolean;
}

/** Whether cached tokens have a price of their own. */
export function cachedHasPrice({ price }: Model, resolved: ResolvedPrice | undefined): boolean {
  if (resolved !== undefined) return resolved.periods.some(hasCached);
  return typeof price === "object" && price.cachedInput !== undefined;
}

function hasCached({ cachedInput, tiers }: PricePeriod): boolean {
  return cachedInput !== undefined || tiers.some((tier) => tier.cachedInput !== undefined);
}

/**
 * Prices as of today, and the commitment: its discount is off every price of usage.
 *
 * @throws BugError for a catalogue name that was never looked up: nothing is simulated at a price of 0 by mistake
 */
export function bindPrices(
  terms: ProviderTerms,
  model: Model,
  path: string,
  { price, start, batch }: PriceContext,
  sources: Sources,
): () => void {
  if (price === undefined && typeof model.price === "string")
    throw new BugError(`The catalogue price ${model.price} was never looked up.`);
  const own = typeof model.price === "object" ? model.price : {};
  const bind =
    price === undefined
      ? bindOwn(terms, own, `${path}.price`, start, sources)
      : bindResolved(terms, periodOn(price.periods, start), batch ? (price.batchShare ?? 1) : 1);
  const { commitment } = model;
  if (commitment === undefined) return bind;
  const at = `${path}.commitment`;
  const fee = sources.scalar(commitment.perMonth, `${at}.perMonth`, 0);
  const minimum = sources.scalar(commitment.minimumSpend, `${at}.minimumSpend`, 0);
  const discount = sources.share(commitment.discount, `${at}.discount`, 0);
  return () => {
    bind();
    terms.feePerMonth = fee.value;
    terms.minimumSpend = minimum.value;
    if (commitment.discount !== undefined) discountAll(terms, 1 - discount.value);
  };
}

/** What has no price of its own is billed as input. */
function bindOwn(
  terms: ProviderTerms,
  price: Price,
  path: string,
  start: string,
  sources: Sources,
): () => void {
  const input = sources.scalar(price.input, `${path}.input`, 0);
  const cachedInput = optional(price.cachedInput, `${path}.cachedInput`, sources) ?? input;
  const cacheWrite = optional(price.cacheWrite, `${path}.cacheWrite`, sources) ?? input;
  const output = sources.scalar(price.output, `${path}.output`, 0);
  const perCall = sources.scalar(price.perCall, `${path}.perCall`, 0);
  const changes = (price.changes ?? [])
    .map((change, index) => ({
      from: change.from,
      multiplier: sources.scalar(change.multiplier, `${path}.changes.${index}.multiplier`, 1),
    }))
    .filter((change) => change.from <= start);
  return () => {
    const level = changes.reduce((product, change) => product * change.multiplier.value, 1);
    terms.inputPrice = input.value * level * PER_MILLION;
    terms.cachedInputPrice = cachedInput.value * level * PER_MILLION;
    terms.cacheWritePrice = cacheWrite.value * level * PER_MILLION;
    terms.outputPrice = output.value * level * PER_MILLION;
    terms.pricePerCall = perCall.value * level;
  };
}

function optional(quantity: Price["input"], path: string, sources: Sources): Scalar | undefined {
  return quantity === undefined ? undefined : sources.scalar(quantity, path, 0);
}

/** @param share of the price that is paid: a batch's */
function bindResolved(terms: ProviderTerms, period: PricePeriod, share: number): () => void {
  return () => {
    Object.assign(terms, pricesOf(period, period, share));
    terms.pricePerCall = (period.perCall ?? 0) * share;
    terms.tiers = period.tiers.map(
      (tier): TierPrices => ({ above: tier.above, ...pricesOf(tier, period, share) }),
    );
  };
}

/** @param base whose cached price holds where a tier has none of its own */
function pricesOf(rates: Rates, base: Rates, share: number): TokenPrices {
  const perToken = (price: number) => price * share * PER_MILLION;
  return {
    inputPrice: perToken(rates.input),
    cachedInputPrice: perToken(rates.cachedInput ?? base.cachedInput ?? rates.input),
    cacheWritePrice: perToken(rates.cacheWrite ?? rates.input),
    outputPrice: perToken(rates.output),
  };
}

function discountAll(terms: ProviderTerms, paid: number): void {
  discount(terms, paid);
  terms.pricePerCall *= paid;
  for (const tier of terms.tiers) discount(tier, paid);
}

function discount(prices: TokenPrices, paid: number): void {
  prices.inputPrice *= paid;
  prices.cachedInputPrice *= paid;
  prices.cacheWritePrice *= paid;
  prices.outputPrice *= paid;
}
