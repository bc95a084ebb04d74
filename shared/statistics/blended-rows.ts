/**
 * Replications of one world under several circumstances (loads, dates), blended into what lies between them: each
 * figure and each count of a histogram is a weighted sum. Weights that add up to 1 make a mixture; what is blended
 * stays additive (outcomes add up to arrivals, parts to the cost).
 */
import { type CommittedSpend, FIGURE, type Figure, type Measure } from "../simulate/tally.ts";
import { countThrough } from "./coarse-counts.ts";
import type { SampledRow } from "./design-sample.ts";
import { type CoarseCounts, Histogram, TASK_MEASURES, type TaskMeasure } from "./histogram.ts";

export interface WeightedRow {
  readonly row: SampledRow;
  /** Not negative. */
  readonly weight: number;
}

/** Relative difference of what is the same but for rounding. */
const SAME = 1e-9;

/** What is paid by the day is paid in full where there is less traffic than in any replication. */
const PAID_BY_THE_DAY = ["costFixed", "costCommitments"] as const satisfies readonly Figure[];

/**
 * Blends the rows of one replication. Weights that add up to less than 1 leave the rest to no traffic at all.
 *
 * @param rows at least one
 * @param trafficDays what rows are brought to that differ in it: a replayed trace is shorter under a higher load
 */
export function blendedRow(rows: readonly WeightedRow[], trafficDays?: number): SampledRow {
  const [first] = rows;
  if (first === undefined) throw new RangeError("there is no row to blend");
  const reference = trafficDays ?? first.row.trafficDays;
  const scaleOf = (row: SampledRow) =>
    row.trafficDays > 0 && Math.abs(row.trafficDays / reference - 1) > SAME ? reference / row.trafficDays : 1;
  if (rows.length === 1 && first.weight === 1 && scaleOf(first.row) === 1) return first.row;
  const parts = rows.map(({ row, weight }) => ({ row, weight: weight * scaleOf(row) }));
  const figures = weightedSum(parts, ({ figures }) => figures);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  for (const figure of PAID_BY_THE_DAY) figures[FIGURE[figure]] = (figures[FIGURE[figure]] ?? 0) / total;
  return {
    ...first.row,
    trafficDays: scaleOf(first.row) === 1 ? first.row.trafficDays : reference,
    figures,
    withinTarget: weightedSum(parts, ({ withinTarget }) => withinTarget),
    ...(rows.every(({ row }) => row.committed === undefined)
      ? {}
      : { committed: blendedSpend(parts, rows, total) }),
    coarse: {
      response: blendedCounts(parts, ({ coarse }) => coarse.response),
      result: blendedCounts(parts, ({ coarse }) => coarse.result),
      wait: blendedCounts(parts, ({ coarse }) => coarse.wait),
    },
  };
}

/** The histograms of a design of which only rows are known, by weekday; of sizes of calls there are none. */
export function histogramsOf(
  rows: readonly SampledRow[],
): (measure: Measure) => readonly (Histogram | undefined)[] {
  return (measure) => {
    const task = TASK_MEASURES.find((name): name is TaskMeasure => name === measure);
    const byWeekday = new Array<Histogram | undefined>(7).fill(undefined);
    if (task === undefined) return byWeekday;
    for (const { weekday, coarse } of rows) {
      const histogram = byWeekday[weekday] ?? new Histogram();
      histogram.addCoarse(coarse[task]);
      byWeekday[weekday] = histogram;
    }
    return byWeekday;
  };
}

/** What was spent at models that promise a minimum; a minimum counts for the part of the month that it holds for. */
function blendedSpend(
  parts: readonly WeightedRow[],
  rows: readonly WeightedRow[],
  total: number,
): CommittedSpend[] {
  const models = [...new Set(rows.flatMap(({ row }) => (row.committed ?? []).map(({ model }) => model)))];
  const of = ({ row }: WeightedRow, name: string) => row.committed?.find(({ model }) => model === name);
  return models.map((model) => ({
    model,
    spent: parts.reduce((sum, part) => sum + part.weight * (of(part, model)?.spent ?? 0), 0),
    minimumPerMonth:
      rows.reduce((sum, part) => sum + part.weight * (of(part, model)?.minimumPerMonth ?? 0), 0) / total,
  }));
}

function weightedSum(parts: readonly WeightedRow[], of: (row: SampledRow) => Float64Array): Float64Array {
  const sum = new Float64Array(parts.length === 0 ? 0 : of(parts[0]!.row).length);
  for (const { row, weight } of parts) {
    const values = of(row);
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + weight * (values[i] ?? 0);
  }
  return sum;
}

function blendedCounts(parts: readonly WeightedRow[], of: (row: SampledRow) => CoarseCounts): CoarseCounts {
  const filled = parts.filter(({ row }) => of(row).cumulative.length > 0);
  const first = filled.reduce((least, { row }) => Math.min(least, of(row).first), Number.POSITIVE_INFINITY);
  const end = filled.reduce((most, { row }) => Math.max(most, of(row).first + of(row).cumulative.length), 0);
  const cumulative = new Float64Array(filled.length === 0 ? 0 : end - first);
  for (const { row, weight } of filled) {
    const counts = of(row);
    for (let i = 0; i < cumulative.length; i++)
      cumulative[i] = (cumulative[i] ?? 0) + weight * countThrough(counts, first + i);
  }
  return {
    first: filled.length === 0 ? 0 : first,
    cumulative,
    infinite: parts.reduce((sum, { row, weight }) => sum + weight * of(row).infinite, 0),
    max: parts.reduce((most, { row }) => Math.max(most, of(row).max), 0),
  };
}
