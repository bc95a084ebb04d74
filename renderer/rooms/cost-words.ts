/** What the cost room says in words: titles, parts, and the tables of the same data. */
import { COST_PARTS, type CostPart } from "../../shared/findings/answer.ts";
import { percentText } from "../../shared/findings/wording.ts";
import type { CostBar } from "../charts/cost-parts.tsx";
import type { CostLimit, WorldCurve } from "../charts/world-costs.tsx";
import { quantileOf } from "../charts/worlds.ts";
import { estimateSentence, estimateText, shareText } from "../format/estimate.ts";
import { type Measure, money, shortText } from "../format/measure.ts";
import type { TableData } from "../ui/data-table.tsx";
import type { Answered, AnsweredDesign } from "./answered.ts";
import { budgetTitle, targetTitle } from "./sentences.ts";
import { limitText } from "./target-words.ts";

export type CostKind = "month" | "unit";

const TARGET_OF = { month: "monthlyCost", unit: "costPerUnit" } as const;

export function costLimit(answered: Answered, shown: AnsweredDesign, kind: CostKind): CostLimit | undefined {
  const target = shown.answer.targets.find(({ name }) => name === TARGET_OF[kind]);
  if (target === undefined) return undefined;
  const limit = limitText(target.limit, money(answered.currency));
  const { value, spread } = shareText(target.worldsMeeting);
  return {
    value: target.limit,
    words: kind === "month" ? `budget ${limit}` : `at most ${limit}`,
    kept: { ...target.worldsMeeting, words: `${value} of worlds (${spread})` },
  };
}

export function costTitle(answered: Answered, shown: AnsweredDesign, kind: CostKind): string {
  if (kind === "month") return budgetTitle(answered, shown);
  const target = shown.answer.targets.find(({ name }) => name === TARGET_OF.unit);
  const found = targetTitle(answered, shown.name, target);
  if (found !== undefined) return found;
  const cost = estimateSentence(shown.answer.cost.perUnit, money(answered.currency));
  return `“${shown.name}”: a ${answered.unitName} costs ${cost}`;
}

const PART_NAMES: Readonly<Record<CostPart, string>> = {
  input: "Input",
  cachedInput: "Cached input",
  output: "Output",
  wasted: "Wasted attempts",
  fallback: "Fallback models",
  review: "Review",
  human: "People",
  wrongOutputs: "Wrong answers",
  perTask: "Extras per task",
  fixed: "Fixed",
  commitments: "Commitments",
};

/** The parts of a unit's cost, largest words first: cash, its total, what wrong answers lose, and the loaded total. */
export function partBars(answered: Answered, { answer }: AnsweredDesign): readonly CostBar[] {
  const cash = money(answered.currency);
  const { parts, perUnit, loadedPerUnit } = answer.cost;
  const part = (name: CostPart): readonly CostBar[] => {
    const value = parts[name] / answer.units;
    return value > 0 ? [{ name: PART_NAMES[name], value, text: shortText(value, cash), kind: "part" }] : [];
  };
  const total = (name: string, estimate: typeof perUnit): readonly CostBar[] =>
    estimate.value === null
      ? []
      : [
          {
            name,
            value: estimate.value,
            text: estimateSentence(estimate, cash),
            kind: "total",
            low: estimate.low ?? undefined,
            high: estimate.high ?? undefined,
          },
        ];
  const paid = COST_PARTS.filter((name) => name !== "wrongOutputs").flatMap(part);
  const losses = part("wrongOutputs");
  return [
    ...paid,
    ...total("Cash", perUnit),
    ...losses,
    ...(losses.length > 0 ? total("Loaded", loadedPerUnit) : []),
  ];
}

export function partsTitle(answered: Answered, { name, answer }: AnsweredDesign): string {
  const { parts } = answer.cost;
  const largest = COST_PARTS.reduce((best, part) => (parts[part] > parts[best] ? part : best));
  const total = COST_PARTS.reduce((sum, part) => sum + parts[part], 0);
  const share = total > 0 ? percentText(parts[largest] / total) : "nothing";
  return `${PART_NAMES[largest]}: ${share} of what one ${answered.unitName} costs with “${name}”`;
}

export function partsTable(bars: readonly CostBar[]): TableData {
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

const SHOWN = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95];

export function worldsTable(curves: readonly WorldCurve[], cash: Measure): TableData {
  return {
    columns: [
      { name: "Design", numeric: false },
      ...SHOWN.map((share) => ({ name: `${percentText(share)} of worlds`, numeric: true })),
    ],
    rows: curves.map((curve) => [
      { text: curve.design, raw: curve.design },
      ...SHOWN.map((share) => {
        const value = quantileOf(curve.values, share);
        return {
          text: value === undefined ? "" : estimateText({ value, low: null, high: null }, cash).value,
          raw: value,
        };
      }),
    ]),
  };
}
