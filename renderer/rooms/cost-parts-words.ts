/** What a unit costs, part by part: from the list price of its tokens, where that can be told, to cash and loaded. */
import { COST_PARTS, type CostPart, type WorldEstimate } from "../../shared/findings/answer.ts";
import { percentText } from "../../shared/findings/wording.ts";
import type { MoneyBar } from "../charts/money-waterfall.tsx";
import { estimateSentence } from "../format/estimate.ts";
import { money, shortText } from "../format/measure.ts";
import type { TableData } from "../ui/data-table.tsx";
import type { Answered, AnsweredDesign } from "./answered.ts";
import { type ListPrice, listPrice } from "./cost-list-price.ts";

const PART_NAMES: Readonly<Record<CostPart, string>> = {
  input: "Input",
  cachedInput: "Cached input",
  output: "Output",
  wasted: "Retries and waste",
  fallback: "Fallback models",
  review: "Review",
  human: "People",
  wrongOutputs: "Wrong answers",
  perTask: "Extras per task",
  fixed: "Fixed",
  commitments: "Commitments",
};

/** What the list price, less what cache and batch save, comes to. */
const TOKENS: readonly CostPart[] = ["input", "cachedInput", "output"];

export function listPriceOf({ scenario, snapshot }: Answered, { name, answer }: AnsweredDesign): ListPrice {
  return listPrice(scenario, snapshot.answer, name, answer.cost.parts);
}

/** The bars of a unit's cost: its tokens, what is added to them, cash, what wrong answers lose, and the loaded total. */
export function partBars(answered: Answered, shown: AnsweredDesign): readonly MoneyBar[] {
  const { answer } = shown;
  const cash = money(answered.currency);
  const { parts, perUnit, loadedPerUnit } = answer.cost;
  const bar = (name: string, sum: number, kind: MoneyBar["kind"] = "part"): readonly MoneyBar[] => {
    const value = sum / answer.units;
    return value === 0 ? [] : [{ name, value, text: shortText(value, cash), kind }];
  };
  const part = (name: CostPart): readonly MoneyBar[] => bar(PART_NAMES[name], parts[name]);
  const total = (name: string, { value, low, high, why }: WorldEstimate): readonly MoneyBar[] =>
    value === null
      ? []
      : [
          {
            name,
            value,
            text: estimateSentence({ value, low, high, why }, cash),
            kind: "total",
            low: low ?? undefined,
            high: high ?? undefined,
          },
        ];
  const list = listPriceOf(answered, shown);
  const saves = list.known && list.cacheSaves + list.batchSaves > 0;
  const tokens = saves
    ? [
        ...bar("Tokens at list price", list.list, "start"),
        ...bar("Prompt cache", -list.cacheSaves),
        ...bar("Batch price", -list.batchSaves),
      ]
    : TOKENS.flatMap(part);
  const added = COST_PARTS.filter((name) => name !== "wrongOutputs" && !TOKENS.includes(name)).flatMap(part);
  const losses = part("wrongOutputs");
  return [
    ...tokens,
    ...added,
    ...total("Cash", perUnit),
    ...losses,
    ...(losses.length > 0 ? total("Loaded", loadedPerUnit) : []),
  ];
}

export function partsTitle(answered: Answered, shown: AnsweredDesign): string {
  const { name, answer } = shown;
  const { parts } = answer.cost;
  const largest = COST_PARTS.reduce((best, part) => (parts[part] > parts[best] ? part : best));
  const total = COST_PARTS.reduce((sum, part) => sum + parts[part], 0);
  const share = total > 0 ? percentText(parts[largest] / total) : "nothing";
  return `${PART_NAMES[largest]}: ${share} of what one ${answered.unitName} costs with “${name}”${savedText(listPriceOf(answered, shown))}`;
}

function savedText(list: ListPrice): string {
  if (!list.known || !(list.list > 0)) return "";
  const saved = list.cacheSaves + list.batchSaves;
  if (!(saved > 0)) return "";
  const by = [...(list.cacheSaves > 0 ? ["cache"] : []), ...(list.batchSaves > 0 ? ["batch"] : [])];
  return `; ${by.join(" and ")} ${by.length === 1 ? "saves" : "save"} ${percentText(saved / list.list)} of the list price of its tokens`;
}

export function partsNote(list: ListPrice): string {
  const sums =
    "Parts are sums over the simulated days, divided by all units; an interval is estimated for their total only.";
  if (!list.known) return `${sums} What the same tokens cost at list price can't be told: ${list.why}.`;
  return list.cacheSaves + list.batchSaves > 0
    ? `${sums} The list price is that of the same tokens without a prompt cache and outside of batches, of the answers that counted.`
    : sums;
}

export function partsTable(bars: readonly MoneyBar[]): TableData {
  return {
    columns: [
      { name: "Part", numeric: false },
      { name: "Cost per unit", numeric: true },
    ],
    rows: bars.map((bar) => [
      { text: bar.name, raw: bar.name },
      { text: bar.text, raw: bar.value },
    ]),
  };
}
