/** Catalogue prices for a person to read: what a run took, and what `plimsoll prices` finds. */
import type { ListedPrice, PricesAnswer } from "../../shared/findings/prices-answer.ts";
import type { PricesUsed, PriceUsed } from "../../shared/prices/price-used.ts";
import { formatCount } from "../../shared/units/format.ts";
import { hanging, padEnd, padStart, wrap } from "../layout.ts";
import { columnsOf, harmless } from "../terminal.ts";
import { countText, listText, type Page, titleLines, unbroken } from "./words.ts";

/** All digits there are, and cents at least. @example dollars(0.3) // "$0.30" */
function dollars(price: number): string {
  const digits = Number(price.toPrecision(12)).toString();
  const cents = digits.split(".")[1]?.length ?? 2;
  return `$${Number.isInteger(price) || cents >= 2 ? digits : price.toFixed(2)}`;
}

type Rates = Pick<PriceUsed, "input" | "cachedInput" | "cacheWrite" | "output">;

/** @example "$0.25 in, $0.025 cached, $2 out" */
function ratesText({ input, cachedInput, cacheWrite, output }: Rates): string {
  const parts = [
    `${dollars(input)} in`,
    ...(cachedInput === undefined ? [] : [`${dollars(cachedInput)} cached`]),
    ...(cacheWrite === undefined ? [] : [`${dollars(cacheWrite)} written to a cache`]),
    `${dollars(output)} out`,
  ];
  return parts.map(unbroken).join(", ");
}

function tierTexts({ tiers = [], changes = [], perCall }: PriceUsed): string[] {
  return [
    ...(perCall === undefined ? [] : [`${dollars(perCall)} a call beside its tokens`]),
    ...tiers.map((tier) => `above ${formatCount(tier.above)} tokens of input: ${ratesText(tier)}`),
    ...changes.map((change) => `from ${change.from} on: ${ratesText(change)}`),
  ];
}

/** The catalogue prices of a run: which id, how much, how old. */
export function usedPriceLines(prices: PricesUsed | undefined, page: Page): string[] {
  const entries = Object.entries(prices ?? {});
  const [first] = entries;
  if (first === undefined) return [];
  const { width, ink } = page;
  const lines = entries.flatMap(([model, price]) => [
    ...hanging(
      `${harmless(model)}: ${harmless(price.id)}, ${ratesText(price)}, a million tokens`,
      width,
      4,
      2,
    ),
    ...tierTexts(price).flatMap((text) => hanging(text, width, 6, 4)),
    ...price.notes.flatMap((note) => hanging(harmless(note), width, 6, 4)),
  ]);
  const { source, on, ageDays } = first[1];
  const [catalogue = source] = source.split(";");
  const age = `From ${catalogue} of ${on}, ${countText(ageDays, "day")} old when the run starts.`;
  return [
    ...titleLines("Prices from the catalogue", page),
    ...lines,
    ...hanging(age, width, 4, 2).map(ink.dim),
  ];
}

/** Found models are told in full where they are no more than this. */
const IN_FULL = 6;

export function pricesText(answer: PricesAnswer, page: Page): string {
  const { models } = answer;
  const blocks =
    models.length === 0
      ? [nothingLines(answer, page)]
      : [
          headLines(answer, page),
          models.length <= IN_FULL ? fullLines(models, page) : listLines(models, page),
          footLines(answer, page),
        ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function nothingLines({ query, near, catalogue }: PricesAnswer, { width }: Page): string[] {
  const nothing = `The catalogue (${catalogue.name}, ${catalogue.on}) has nothing that holds "${harmless(query)}".`;
  const close = near.length === 0 ? "" : ` Near it: ${near.map(harmless).join(", ")}.`;
  return wrap(`${nothing}${close}`, width);
}

function headLines({ models, query, catalogue, start }: PricesAnswer, page: Page): string[] {
  const what = query.trim() === "" ? "" : ` that hold "${harmless(query)}"`;
  const found = `${countText(models.length, "model")}${models.length === 1 ? what.replace("hold ", "holds ") : what}`;
  const sentence = `${found}, in dollars per million tokens on ${start}; the catalogue is of ${catalogue.on}.`;
  return wrap(sentence, page.width).map(page.ink.bold);
}

function footLines({ catalogue, models }: PricesAnswer, { width, ink }: Page): string[] {
  const narrower = models.length > IN_FULL ? " plimsoll prices with a longer word tells one in full." : "";
  const text = `A model's price may be any of these ids. Catalogue: ${catalogue.name}, ${countText(catalogue.models, "model")}.${narrower}`;
  return wrap(text, width).map(ink.dim);
}

/** Columns of a price. */
const PRICE = 9;
/** Columns that are left for the ids when prices and a few words stand beside them. */
const BESIDE = 3 * PRICE + 22;

/** A line each; an id that is too long for its column stands on a line of its own. */
function listLines(models: readonly ListedPrice[], { width, ink }: Page): string[] {
  const ids = models.map(({ id }) => columnsOf(harmless(id)));
  const room = Math.max(12, Math.min(Math.max(...ids), width - BESIDE));
  const line = (id: string, prices: readonly string[], more: string): string[] => {
    const cells = prices.map((price) => padStart(price, PRICE)).join("");
    const [first = "", ...rest] = wrap(more, Math.max(12, width - room - 3 * PRICE - 2));
    const isLong = columnsOf(id) > room;
    return [
      ...(isLong ? [id] : []),
      `${padEnd(isLong ? "" : id, room)}${cells}  ${first}`.trimEnd(),
      ...rest.map((text) => " ".repeat(room + 3 * PRICE + 2) + text),
    ];
  };
  return [
    ...line("id", ["input", "cached", "output"], "").map(ink.dim),
    ...models.flatMap((price) => {
      const cached = price.cachedInput === undefined ? "–" : dollars(price.cachedInput);
      return line(harmless(price.id), [dollars(price.input), cached, dollars(price.output)], remarks(price));
    }),
  ];
}

/** What stands beside a price in a list, in a few words. */
function remarks({ tiers = [], changes = [], retires, perCall, tier }: ListedPrice): string {
  const texts = [
    ...(tier === undefined ? [] : [tier]),
    ...(perCall === undefined ? [] : [`${dollars(perCall)} a call`]),
    ...(tiers[0] === undefined ? [] : [`dearer above ${formatCount(tiers[0].above)}`]),
    ...(changes[0] === undefined ? [] : [`changes ${changes[0].from}`]),
    ...(retires === undefined ? [] : [`off ${retires}`]),
  ];
  return texts.join(", ");
}

/** Its name, where that is more than a part of the id. */
function titleOf({ id, name }: ListedPrice): string[] {
  return id.toLowerCase().endsWith(name.toLowerCase()) ? [] : [unbroken(harmless(name))];
}

function fullLines(models: readonly ListedPrice[], { width, ink }: Page): string[] {
  return models.flatMap((price, i) => {
    const texts = [
      `${ratesText(price)}${price.from === undefined ? "" : `, since ${price.from}`}`,
      ...tierTexts(price),
      ...serviceTexts(price),
      ...price.notes.map(harmless),
      `Source: ${harmless(price.source)}`,
    ];
    return [
      ...(i === 0 ? [] : [""]),
      ...hanging([ink.bold(harmless(price.id)), ...titleOf(price)].join("  "), width, 2),
      ...texts.flatMap((text) => hanging(text, width, 4, 2)),
    ];
  });
}

/** @example "batch × 0.5 and flex × 0.5 (developers.openai.com/api/docs/pricing, 2026-11-01)" */
function serviceTexts({ service }: ListedPrice): string[] {
  const bySource = new Map<string, string[]>();
  for (const [tier, { multiplier, source, on }] of Object.entries(service)) {
    const read = `${source}, ${on}`;
    bySource.set(read, [...(bySource.get(read) ?? []), unbroken(`${tier} × ${multiplier}`)]);
  }
  return [...bySource].map(([read, tiers]) => `${listText(tiers)} (${read})`);
}
