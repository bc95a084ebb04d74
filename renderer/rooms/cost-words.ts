/** What the cost room says of costs over worlds: titles, limits, and the table of the same data. */
import { percentText } from "../../shared/findings/wording.ts";
import type { CostLimit, WorldCurve } from "../charts/world-costs.tsx";
import { quantileOf } from "../charts/worlds.ts";
import { estimateSentence, estimateText, shareText } from "../format/estimate.ts";
import { type Measure, money } from "../format/measure.ts";
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
