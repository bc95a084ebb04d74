/** Where the money of the judged design goes. */
import { COST_PARTS, type CostPart } from "../../shared/findings/answer.ts";
import type { RunContext } from "../../shared/findings/context.ts";
import { currencySign, formatMoney } from "../../shared/units/format.ts";
import { tableLines } from "../layout.ts";
import { harmless } from "../terminal.ts";
import type { NamedDesign } from "./headline.ts";
import { type Page, titleLines } from "./words.ts";

/** The parts of the cost. */
export const COST_WORDS: Readonly<Record<CostPart, string>> = {
  input: "input tokens",
  cachedInput: "cached input",
  output: "output tokens",
  wasted: "wasted attempts",
  fallback: "fallback models",
  review: "review",
  human: "people",
  wrongOutputs: "wrong answers (a loss, beside the cash)",
  perTask: "extras per task",
  fixed: "fixed costs",
  commitments: "commitments",
};

/** Columns of the longest bar; there is none where lines are short. */
const BAR = 20;
const ROOM_FOR_BARS = 60;

/** Parts that cost anything, the largest first, per unit of value; the loss of wrong answers last, beside the rest. */
export function moneyLines({ name, answer }: NamedDesign, context: RunContext, page: Page): string[] {
  const { parts } = answer.cost;
  const cash = COST_PARTS.filter((part) => part !== "wrongOutputs" && parts[part] > 0).sort(
    (a, b) => parts[b] - parts[a],
  );
  const total = cash.reduce((sum, part) => sum + parts[part], 0);
  const perUnit = answer.cost.perUnit.value;
  if (total <= 0 || perUnit === null) return [];
  const amount = alignedMoney(perUnit, context.currency);
  const row = (part: CostPart) => {
    const share = parts[part] / total;
    const isLoss = part === "wrongOutputs";
    const bar = "█".repeat(page.width < ROOM_FOR_BARS ? 0 : Math.round(BAR * Math.min(1, share)));
    return [COST_WORDS[part], amount(share * perUnit), isLoss ? "" : percent(share), isLoss ? "" : bar];
  };
  const rows = [...cash, ...(parts.wrongOutputs > 0 ? (["wrongOutputs"] as const) : [])].map(row);
  const title = `Where the money of ${harmless(name)} goes, per ${harmless(context.unit)}`;
  const columns = [
    { align: "left" as const, most: Math.floor(page.width * 0.45) },
    { align: "right" as const },
    { align: "right" as const },
    { align: "left" as const },
  ];
  return [...titleLines(title, page), ...tableLines(rows, columns, 2)];
}

/** Amounts to the same place, three digits of the whole: they stand under each other. */
function alignedMoney(whole: number, currency: string): (amount: number) => string {
  const places = whole >= 1 ? 2 : Math.min(12, 2 - Math.floor(Math.log10(whole)));
  const sign = currencySign(currency);
  const least = 10 ** -places;
  return (amount) => {
    if (whole >= 1000) return formatMoney(amount, currency);
    return amount > 0 && amount < least / 2
      ? `< ${sign}${least.toFixed(places)}`
      : `${sign}${amount.toFixed(places)}`;
  };
}

function percent(share: number): string {
  return share < 0.0005 ? "< 0.1%" : `${(100 * share).toFixed(1)}%`;
}
