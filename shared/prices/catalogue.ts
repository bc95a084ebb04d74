/**
 * A catalogue of list prices, whatever it was read from. Prices are US dollars per million tokens; a price per call is
 * dollars. Nothing here is asked during a simulation: prices are resolved before it, once (see resolve.ts).
 */

/** What the tokens of one call cost. */
export interface Rates {
  readonly input: number;
  /** Absent: cached tokens are billed as input. */
  readonly cachedInput?: number;
  /** Absent: what is written to a cache is billed as input. */
  readonly cacheWrite?: number;
  readonly output: number;
}

/** The rates of a whole call whose input, cached part included, is more tokens than this. */
export interface ContextTier extends Rates {
  readonly above: number;
}

/** A list price from a day on. */
export interface PricePeriod extends Rates {
  /** Its first day, `YYYY-MM-DD`; absent: it has held from the beginning. */
  readonly from?: string;
  /** Price of an answer beside its tokens. */
  readonly perCall?: number;
  /** Ascending; none: the same at every size. */
  readonly tiers: readonly ContextTier[];
}

export interface CatalogueModel {
  /** `provider:model`, as the catalogue spells it. */
  readonly id: string;
  readonly name: string;
  /** Other ids that are this model's exactly, such as dated snapshots; in lower case, with the provider. */
  readonly aliases: readonly string[];
  /** In the order of their days; the first holds before all the others. Empty: it is not sold by the token. */
  readonly periods: readonly PricePeriod[];
  /** What a reader should know of the price that the rates don't say. */
  readonly notes: readonly string[];
  /** Where the provider publishes its prices. */
  readonly source: string;
}

export interface Catalogue {
  /** What it is called, with its version. */
  readonly name: string;
  /** The day its prices are from, `YYYY-MM-DD`. */
  readonly on: string;
  /** In the catalogue's order. */
  readonly models: readonly CatalogueModel[];
}

/**
 * The model of an id, or undefined. Exact but for case: a catalogue's own looser matching would take the price of
 * `claude-sonnet-5` for a `claude-sonnet-5-5` that it doesn't know. An id comes before another model's alias.
 *
 * @example modelOf(catalogue, "OpenAI:GPT-5-mini")?.id // "openai:gpt-5-mini"
 */
export function modelOf(catalogue: Catalogue, id: string): CatalogueModel | undefined {
  const wanted = id.trim().toLowerCase();
  return (
    catalogue.models.find((model) => model.id.toLowerCase() === wanted) ??
    catalogue.models.find(({ aliases }) => aliases.includes(wanted))
  );
}

/** The price that holds on a day. @throws RangeError where there are no periods */
export function periodOn(periods: readonly PricePeriod[], date: string): PricePeriod {
  const held = periods.filter(({ from }) => from === undefined || from <= date).at(-1) ?? periods[0];
  if (held === undefined) throw new RangeError("a model without a price has no price on any day");
  return held;
}

/** The rates of a call that reads so many tokens, cached ones among them. */
export function ratesAt(period: PricePeriod, inputTokens: number): Rates {
  return period.tiers.filter(({ above }) => inputTokens > above).at(-1) ?? period;
}
