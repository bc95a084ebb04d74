/** What designs are compared in: each measure's name, and which end of it is the better one. */
import { DAYS_PER_MONTH } from "../statistics/cost-by-world.ts";
import type { DesignSample } from "../statistics/design-sample.ts";
import type { RatioColumns } from "../statistics/paired-difference.ts";
import { shareColumns } from "./target-answers.ts";

/** Undefined: neither end is better in itself. Fewer degraded tasks may be more delivered ones, or more failed ones. */
export type Better = "lower" | "higher" | undefined;

interface MeasureBase {
  /** As targets and answers name it: `costPerUnit`, `tasks.late`, `result.p95` … */
  readonly name: string;
  readonly better: Better;
}

/** A ratio of sums over replications, or a sum of such. */
export interface RatioMeasure extends MeasureBase {
  readonly kind: "money" | "share";
  readonly terms: (sample: DesignSample) => readonly RatioColumns[];
}

/** A percentile of all arrived tasks. */
export interface TimeMeasure extends MeasureBase {
  readonly kind: "seconds";
  readonly of: "response" | "result";
  /** 0…1 */
  readonly percentile: number;
}

export type ComparedMeasure = RatioMeasure | TimeMeasure;

const OUTCOMES = [
  ["delivered", "higher"],
  ["degraded", undefined],
  ["late", "lower"],
  ["failed", "lower"],
  ["rejected", "lower"],
] as const;

const MONEY: readonly RatioMeasure[] = [
  {
    kind: "money",
    name: "costPerUnit",
    better: "lower",
    terms: (sample) => [{ numerator: sample.cashCost, denominator: sample.column("units") }],
  },
  {
    kind: "money",
    name: "loadedCostPerUnit",
    better: "lower",
    terms: (sample) => [{ numerator: sample.loadedCost, denominator: sample.column("units") }],
  },
  { kind: "money", name: "monthlyCost", better: "lower", terms: monthlyTerms },
];

const SHARES: readonly RatioMeasure[] = [
  {
    kind: "share",
    name: "deliveredShare",
    better: "higher",
    terms: (sample) => [shareColumns(sample, "deliveredShare")],
  },
  {
    kind: "share",
    name: "successShare",
    better: "higher",
    terms: (sample) => [shareColumns(sample, "successShare")],
  },
  ...OUTCOMES.map(
    ([outcome, better]): RatioMeasure => ({
      kind: "share",
      name: `tasks.${outcome}`,
      better,
      terms: (sample) => [{ numerator: sample.column(outcome), denominator: sample.column("arrived") }],
    }),
  ),
];

const TIMES = (["response", "result"] as const).flatMap((of) =>
  ([0.95, 0.99] as const).map(
    (percentile): TimeMeasure => ({
      kind: "seconds",
      name: `${of}.p${Math.round(100 * percentile)}`,
      better: "lower",
      of,
      percentile,
    }),
  ),
);

/** All that designs are compared in: money, shares of tasks, times. */
export const COMPARED_MEASURES: readonly ComparedMeasure[] = [...MONEY, ...SHARES, ...TIMES];

/** What varies scaled by the days of traffic, what is fixed by the days, as a month's cost is estimated. */
function monthlyTerms(sample: DesignSample): RatioColumns[] {
  const aMonth = (column: Float64Array) => column.map((value) => value * DAYS_PER_MONTH);
  const days = new Float64Array(sample.rows.length).fill(sample.days);
  return [
    { numerator: aMonth(sample.variableCost), denominator: sample.trafficDays },
    { numerator: aMonth(sample.fixedCost), denominator: days },
  ];
}
