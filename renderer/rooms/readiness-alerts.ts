/** Alerts as the simulated distributions propose them: beyond what nearly every world expects, or the promise itself. */
import type { WorldEstimate } from "../../shared/findings/answer.ts";
import { estimateSentence } from "../format/estimate.ts";
import { type Measure, money, shortText } from "../format/measure.ts";
import type { TableData } from "../ui/data-table.tsx";
import type { Answered } from "./answered.ts";
import { chosenAnswer } from "./readiness-evidence.ts";
import type { Evidence } from "./readiness-questions.ts";
import { targetWords } from "./target-words.ts";

export interface Alert {
  readonly watches: string;
  /** What is expected, with its interval. */
  readonly expected: string;
  readonly side: "above" | "below";
  readonly threshold: number;
  readonly measure: Measure;
  readonly why: string;
}

/** One alert a promise, and one for the cost of a day; none of a design that is unstable. */
export function alertsOf(answered: Answered): readonly Alert[] {
  const design = chosenAnswer(answered);
  if (design === undefined || !design.stable) return [];
  const watched = design.targets.filter(({ name }) => !/cost/i.test(name));
  return [
    ...watched.flatMap(({ name, value, limit }) => {
      const words = targetWords(name, answered.currency, answered.unitName);
      return alert(words.title, value, words.measure, words.bound === "at most" ? "above" : "below", limit);
    }),
    ...alert("Cost of a day", design.cost.perDay, money(answered.currency), "above", undefined),
    ...alert(
      `Cost per ${answered.unitName}`,
      design.cost.perUnit,
      money(answered.currency),
      "above",
      design.targets.find(({ name }) => name === "costPerUnit")?.limit,
    ),
  ];
}

/** The nearer of what 1 world in 20 exceeds and of the promise. */
function alert(
  watches: string,
  value: WorldEstimate,
  measure: Measure,
  side: Alert["side"],
  limit: number | undefined,
): readonly Alert[] {
  const edge = side === "above" ? value.worlds.p95 : value.worlds.p5;
  const expected = estimateSentence(value, measure);
  const promised = limit !== undefined && (edge === null || (side === "above" ? limit < edge : limit > edge));
  if (promised)
    return [
      {
        watches,
        expected,
        side,
        threshold: limit,
        measure,
        why: "the promise: more than 1 world in 20 lies beyond it",
      },
    ];
  if (edge === null) return [];
  const than = side === "above" ? "more" : "less";
  return [{ watches, expected, side, threshold: edge, measure, why: `1 world in 20 expects ${than}` }];
}

export const thresholdText = ({ side, threshold, measure }: Alert): string =>
  `${side} ${shortText(Number(threshold.toPrecision(3)), measure)}`;

export function alertsTable(alerts: readonly Alert[]): TableData {
  return {
    columns: [
      { name: "What to watch", numeric: false },
      { name: "Expected", numeric: true },
      { name: "Alert", numeric: true },
      { name: "Why there", numeric: false },
    ],
    rows: alerts.map((each) => [
      { text: each.watches, raw: each.watches },
      { text: each.expected, raw: each.expected },
      { text: thresholdText(each), raw: each.threshold },
      { text: each.why, raw: each.why },
    ]),
  };
}

export function alertEvidence(answered: Answered): readonly Evidence[] {
  const count = alertsOf(answered).length;
  return count === 0
    ? [
        {
          from: "the run",
          standing: "missing",
          sentence:
            "No threshold can be proposed from this run: the judged design is unstable or was not simulated.",
        },
      ]
    : [
        {
          from: "the run",
          standing: "yes",
          sentence: `${count} thresholds are proposed below, from what was simulated.`,
        },
      ];
}
