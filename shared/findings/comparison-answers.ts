/** Designs compared on the same worlds, days and tasks, so that the luck they share cancels. */
import { DesignSample, LEVEL } from "../statistics/design-sample.ts";
import type { Estimated } from "../statistics/interval.ts";
import {
  pairedSumDifference,
  type RatioColumns,
  sectionedDifference,
  sectionPercentiles,
} from "../statistics/paired-difference.ts";
import type { Comparison, Estimate } from "./answer.ts";
import { COMPARED_MEASURES, type ComparedMeasure, type TimeMeasure } from "./comparison-measures.ts";
import type { RunContext } from "./context.ts";
import { finiteOrNull, ONE_WORLD, unknownEstimate } from "./estimates.ts";
import { answersAtOnce, percentileAnswer } from "./latency-answer.ts";

/** Two designs, cut down to the replications that both have. */
export interface Pairing {
  readonly a: DesignSample;
  readonly b: DesignSample;
}

/**
 * Differences of every other design from a baseline, in money, shares of tasks, and percentiles of response and
 * result. The intervals of a measure hold together with 95 % (Bonferroni: each errs in 5 % over their number).
 *
 * A response is not compared between a design that answers and one that only acknowledges.
 *
 * @param baseline the design compared with; the first one there is where it was not simulated
 */
export function comparisonAnswers(
  context: RunContext,
  samples: readonly DesignSample[],
  baseline = context.chosen,
): Comparison[] {
  const from = baselineOf(samples, baseline);
  if (from === undefined) return [];
  const others = samples.filter((sample) => sample !== from);
  return COMPARED_MEASURES.flatMap((measure) =>
    differencesFrom(context, from, others, measure).map(({ design, difference }) => ({
      a: from.design,
      b: design,
      measure: measure.name,
      difference,
    })),
  );
}

/** Each of the designs that can be compared with one in a measure, less that one; their intervals hold together. */
export function differencesFrom(
  context: RunContext,
  from: DesignSample,
  others: readonly DesignSample[],
  measure: ComparedMeasure,
): { readonly design: string; readonly difference: Estimate }[] {
  const alike = others.filter((other) => isAlike(context, measure, from, other));
  const level = levelOfEach(alike.length);
  return alike.map((other) => ({
    design: other.design,
    difference: differenceAnswer(context, pairingOf(from, other), measure, level),
  }));
}

/** The sample that the others are held against: the one asked for, or the first. */
export function baselineOf(samples: readonly DesignSample[], baseline: string): DesignSample | undefined {
  return samples.find(({ design }) => design === baseline) ?? samples[0];
}

/** Level of each of several intervals that are to hold together with 95 %. */
export function levelOfEach(count: number): number {
  return 1 - (1 - LEVEL) / Math.max(1, count);
}

/** Whether two designs can be compared in a measure: an answer and an acknowledgement are not the same thing. */
export function isAlike(
  { modes }: RunContext,
  measure: ComparedMeasure,
  a: DesignSample,
  b: DesignSample,
): boolean {
  if (measure.kind !== "seconds" || measure.of === "result") return true;
  return answersAtOnce(modes[a.design]) === answersAtOnce(modes[b.design]);
}

export function pairingOf(a: DesignSample, b: DesignSample): Pairing {
  const inA = new Set(a.rows.map(({ replication }) => replication));
  const inB = new Set(b.rows.map(({ replication }) => replication));
  if (inA.size === inB.size && b.rows.every(({ replication }) => inA.has(replication))) return { a, b };
  const cut = (sample: DesignSample, others: ReadonlySet<number>) =>
    new DesignSample(
      sample.design,
      {
        rows: sample.rows.filter(({ replication }) => others.has(replication)),
        histograms: (measure) => sample.histograms(measure),
      },
      sample.days,
    );
  return { a: cut(a, inB), b: cut(b, inA) };
}

/** b − a, with its interval, or the reason why there is none. @param level of this one interval */
export function differenceAnswer(
  context: RunContext,
  pairing: Pairing,
  measure: ComparedMeasure,
  level: number,
): Estimate {
  if (measure.kind === "seconds") return timeDifference(context, pairing, measure, level);
  const { a, b } = pairing;
  const [left, right] = [measure.terms(a), measure.terms(b)];
  const difference = pairedSumDifference(a.worlds, left, right, level);
  return differenceEstimate(withoutDust(difference, sumOf(left)), a.worlds.worlds);
}

/** Weights left out: it only tells the size of numbers. */
function sumOf(terms: readonly RatioColumns[]): number {
  const total = (column: ArrayLike<number>) => Array.from(column).reduce((sum, value) => sum + value, 0);
  return terms.reduce((sum, { numerator, denominator }) => sum + total(numerator) / total(denominator), 0);
}

/** Numbers closer than this share of their size differ by rounding only. */
const DUST = 1e-9;

/** Where the last bits are all that varies nothing does, and where they are all the difference there is none. */
function withoutDust({ value, low, high }: Estimated, size: number): Estimated {
  const least = DUST * Math.max(Math.abs(size), Math.abs(value));
  const isNone = Math.abs(value) <= least;
  if (!(high - low <= 2 * least)) return { value: isNone ? 0 : value, low, high };
  const plain = isNone ? 0 : Number(value.toPrecision(9));
  return { value: plain, low: plain, high: plain };
}

function timeDifference(
  context: RunContext,
  { a, b }: Pairing,
  { of, percentile }: TimeMeasure,
  level: number,
): Estimate {
  const at = (sample: DesignSample) => percentileAnswer(sample, of, percentile, context.modes[sample.design]);
  const [left, right] = [at(a), at(b)];
  if (left.value === null) return unknownEstimate(`${a.design}: ${left.why ?? "not known"}`);
  if (right.value === null) return unknownEstimate(`${b.design}: ${right.why ?? "not known"}`);
  const sections = (sample: DesignSample) => sectionsRemembered(sample, of, percentile);
  // Two designs may be more alike than the bins of their percentiles are wide.
  const between = (sample: DesignSample) => sample.pooled(of).quantileBetween(percentile);
  const value = between(b) - between(a);
  const difference = sectionedDifference(value, sections(a), sections(b), level);
  return differenceEstimate(withoutDust(difference, left.value), a.worlds.worlds);
}

const remembered = new WeakMap<DesignSample, Map<string, Float64Array | undefined>>();

/** A design is compared with several others: its percentiles by section are worked out once. */
function sectionsRemembered(
  sample: DesignSample,
  of: TimeMeasure["of"],
  percentile: number,
): Float64Array | undefined {
  const known = remembered.get(sample) ?? new Map<string, Float64Array | undefined>();
  remembered.set(sample, known);
  const key = `${of} ${percentile}`;
  if (known.has(key)) return known.get(key);
  const each = sample.rows.map((row) => row.coarse[of]);
  const sections = sectionPercentiles(sample.worlds, each, percentile);
  known.set(key, sections);
  return sections;
}

function differenceEstimate({ value, low, high }: Estimated, worlds: number): Estimate {
  if (!Number.isFinite(value)) return unknownEstimate("not defined on both sides");
  const estimate = { value, low: finiteOrNull(low), high: finiteOrNull(high) };
  if (worlds < 2) return { ...estimate, why: ONE_WORLD };
  const unbounded = estimate.low === null || estimate.high === null;
  return unbounded ? { ...estimate, why: "too few worlds or tasks for an interval" } : estimate;
}
