/** Comparisons made by hand: figures of each design, and differences that are exactly theirs. */
import type { Estimate } from "../../../shared/findings/answer.ts";
import {
  type CompareAnswer,
  type MeasureCompared,
  relationOf,
} from "../../../shared/findings/comparison-study.ts";

export interface SyntheticCompared {
  readonly name: string;
  /** Cost of a unit. */
  readonly cost: number;
  /** Of the result, seconds. */
  readonly p99: number | null;
  readonly delivered?: number;
  readonly stable?: boolean;
  readonly acknowledges?: boolean;
}

export const COMPARED: readonly SyntheticCompared[] = [
  { name: "sync", cost: 0.066, p99: 18.6, delivered: 0.978 },
  { name: "streamed", cost: 0.063, p99: 17.7, delivered: 0.991 },
  { name: "queued", cost: 0.0631, p99: 19.2, delivered: 1, acknowledges: true },
  { name: "overnight", cost: 0.031, p99: 70_000, delivered: 0.988, acknowledges: true },
];

const MEASURES = [
  ["costPerUnit", "lower", 0.0002],
  ["monthlyCost", "lower", 80],
  ["deliveredShare", "higher", 0.002],
  ["response.p95", "lower", 0.05],
  ["result.p99", "lower", 0.1],
] as const;

function figure(design: SyntheticCompared, measure: string): number | null {
  if (measure === "costPerUnit") return design.cost;
  if (measure === "monthlyCost") return design.cost * 400_000;
  if (measure === "deliveredShare") return design.delivered ?? 1;
  if (measure === "response.p95") return design.acknowledges === true ? 0.12 : (design.p99 ?? 0) * 0.4;
  return design.p99;
}

function around(value: number | null, half: number): Estimate {
  return value === null
    ? { value: null, low: null, high: null, why: "too few tasks: it takes more" }
    : { value, low: value - half, high: value + half };
}

function comparedMeasure(
  designs: readonly SyntheticCompared[],
  baseline: SyntheticCompared,
  [measure, better, half]: (typeof MEASURES)[number],
): MeasureCompared {
  const from = figure(baseline, measure);
  const differences = designs
    .filter((design) => design !== baseline)
    .map((design) => {
      const to = figure(design, measure);
      const unlike = measure === "response.p95" && design.acknowledges !== baseline.acknowledges;
      const difference = unlike
        ? { value: null, low: null, high: null, why: `${design.name}: its response is an acknowledgement` }
        : around(from === null || to === null ? null : to - from, half);
      return { design: design.name, difference, relation: relationOf(difference) };
    });
  const sign = better === "higher" ? -1 : 1;
  const rivals = designs.filter((design) => design.stable !== false && figure(design, measure) !== null);
  const least = Math.min(...rivals.map((design) => sign * (figure(design, measure) ?? 0)));
  const best = designs.map((design) => ({
    design: design.name,
    couldBeBest: rivals.includes(design) && sign * (figure(design, measure) ?? 0) - least <= half,
    againstBest: null,
  }));
  return { measure, better, differences, best, lead: null };
}

export function syntheticComparison(
  designs: readonly SyntheticCompared[] = COMPARED,
  baselineName = "streamed",
): CompareAnswer {
  const baseline = designs.find(({ name }) => name === baselineName) ?? designs[0];
  if (baseline === undefined) throw new Error("There is nothing to compare.");
  const names = designs.map(({ name }) => name);
  return {
    plimsoll: 1,
    scenario: { name: "Support assistant", sha256: "0".repeat(64) },
    seed: 7,
    replications: 256,
    days: 1,
    start: "2026-12-01",
    load: 1,
    chosen: "streamed",
    baseline: baseline.name,
    designs: Object.fromEntries(
      designs.map((design) => [
        design.name,
        {
          mode: design.acknowledges === true ? ("async" as const) : ("sync" as const),
          stable: design.stable ?? true,
          acknowledges: design.acknowledges ?? false,
          broken: [],
          notSure: [],
          figures: Object.fromEntries(
            MEASURES.map(([measure, , half]) => [measure, around(figure(design, measure), 3 * half)]),
          ),
        },
      ]),
    ),
    measures: MEASURES.map((measure) => comparedMeasure(designs, baseline, measure)),
    criterion: {
      measure: "costPerUnit",
      all: { designs: names, couldBeBest: [] },
      keeping: { designs: names, couldBeBest: [] },
    },
    tradeOff: null,
    elapsedSeconds: 0,
  };
}
