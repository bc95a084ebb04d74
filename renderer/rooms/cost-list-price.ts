/**
 * What the tokens of a design's answers would cost at list price, without a prompt cache and outside of batches.
 *
 * The answer knows what was paid for input, for cached input and for output. Where every model that is asked first
 * charges the same share of its input price for cached tokens, one factor brings what was paid for them back to the list
 * price, whatever the mix of models. Where the shares differ, or are not known numbers, it can't be told.
 */

import type { DesignAnswer, RunAnswer } from "../../shared/findings/answer.ts";
import { mergedDesigns } from "../../shared/scenario/designs.ts";
import type { Model, Scenario } from "../../shared/scenario/schema.ts";
import { LAST_RESORTS } from "../../shared/scenario/schema.ts";

export type ListPrice =
  | {
      readonly known: true;
      /** All cash for tokens of answers that counted, in sums over the run. */
      readonly list: number;
      readonly cacheSaves: number;
      readonly batchSaves: number;
    }
  | { readonly known: false; readonly why: string };

const unknown = (why: string): ListPrice => ({ known: false, why });

export function listPrice(
  scenario: Scenario,
  answer: Pick<RunAnswer, "notes" | "prices">,
  design: string,
  { input, cachedInput, output }: DesignAnswer["cost"]["parts"],
): ListPrice {
  if (answer.notes !== undefined) return unknown("models were replaced");
  const merged = mergedDesigns(scenario.designs).get(design) as Merged | undefined;
  const first = merged === undefined ? [] : firstModels(scenario, merged);
  if (first.length === 0) return unknown("no model is asked");
  const factor = cacheFactor(first, answer.prices, cachedInput);
  if (typeof factor === "string") return unknown(factor);
  const share = batchShare(merged, first);
  if (share === undefined) return unknown("the price of a batch is no single number");
  if (scenario.task.steps.some(({ writesCache }) => writesCache === true))
    return unknown("writing to the cache has a price of its own");
  const outside = (input + cachedInput * factor + output) / share;
  return {
    known: true,
    list: outside,
    cacheSaves: (cachedInput * (factor - 1)) / share,
    batchSaves: (input + cachedInput + output) * (1 / share - 1),
  };
}

/** As much of a merged design as matters here. */
interface Merged {
  readonly mode?: string;
  readonly route?: Readonly<Record<string, readonly string[]>>;
  readonly batch?: { readonly priceShare?: unknown };
}

interface NamedModel {
  readonly name: string;
  readonly model: Model;
}

/** The models at the head of each step's route: what they answer is billed as input and output, not as fallback. */
function firstModels({ models }: Scenario, { route = {} }: Merged): readonly NamedModel[] {
  const names = new Set(Object.values(route).flatMap((entries) => entries.slice(0, 1)));
  return [...names]
    .filter((name) => !LAST_RESORTS.some((resort) => resort === name))
    .flatMap((name) => {
      const model = models[name];
      return model === undefined ? [] : [{ name, model }];
    });
}

/** What cached tokens would cost at the input price, as a multiple of what they cost; or why that is not known. */
function cacheFactor(
  models: readonly NamedModel[],
  prices: RunAnswer["prices"],
  paid: number,
): number | string {
  const factors = new Set<number>();
  for (const { name, model } of models) {
    if (model.commitment?.discount !== undefined) return `${name} is discounted by a commitment`;
    const rates = typeof model.price === "object" ? model.price : prices?.[name];
    if (rates === undefined) continue;
    if ("tiers" in rates && rates.tiers !== undefined) return `${name} costs more for longer calls`;
    const { input, cachedInput } = rates;
    // Without a price of their own cached tokens are billed as input already.
    if (cachedInput === undefined) continue;
    if (typeof input !== "number" || typeof cachedInput !== "number" || !(cachedInput > 0))
      return `what cached tokens of ${name} cost is no single number`;
    factors.add(Number((input / cachedInput).toPrecision(12)));
  }
  if (factors.size > 1) return "models give different discounts on cached tokens";
  const [factor] = factors;
  if (factor === undefined && paid > 0) return "cached tokens have no price here";
  return factor ?? 1;
}

/** The share of the price that is paid in batches; undefined where it is no number, or the catalogue's. */
function batchShare(design: Merged | undefined, models: readonly NamedModel[]): number | undefined {
  if (design?.mode !== "batch") return 1;
  const share = design.batch?.priceShare;
  if (share === undefined)
    return models.every(({ model }) => typeof model.price === "object") ? 1 : undefined;
  return typeof share === "number" && share > 0 ? share : undefined;
}
