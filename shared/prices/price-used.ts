/** A catalogue price as an answer tells it: what was taken for which id, from where, and how old it is. */
import { z } from "zod";

const number = z.number();

const ratesShape = {
  /** Currency per million tokens. Absent cached: billed as input; absent cache writes: the same. */
  input: number,
  cachedInput: number.optional(),
  cacheWrite: number.optional(),
  output: number,
};

export const priceUsedSchema = z.strictObject({
  /** The catalogue's own id: what was matched, whatever was written. */
  id: z.string(),
  name: z.string(),
  /** How its calls are processed, where that is not the standard way. */
  tier: z.string().optional(),
  ...ratesShape,
  /** Currency a call, beside its tokens. */
  perCall: number.optional(),
  /** Rates of a whole call that reads more tokens than `above`. */
  tiers: z.array(z.strictObject({ above: number, ...ratesShape })).optional(),
  /** Changes that the catalogue knows of: each price from its day on. */
  changes: z.array(z.strictObject({ from: z.string(), ...ratesShape })).optional(),
  /** What batches multiply it by, where a design does not say: the provider's own multiplier. */
  batchShare: number.optional(),
  /** The day this price began, where the catalogue says. */
  from: z.string().optional(),
  source: z.string(),
  /** The day the catalogue was published. */
  on: z.string(),
  /** Days from then to the run's start; 0 where it starts before. */
  ageDays: number,
  /** What a reader should know, a sentence each. */
  notes: z.array(z.string()),
});

export type PriceUsed = z.infer<typeof priceUsedSchema>;
/** By the model's name in the scenario. */
export type PricesUsed = Readonly<Record<string, PriceUsed>>;
