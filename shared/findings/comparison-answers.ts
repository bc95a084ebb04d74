/** Designs compared on the same worlds, days and tasks, so that the luck they share cancels. */
import { DesignSample, LEVEL } from "../statistics/design-sample.ts";
import type { Estimated } from "../statistics/interval.ts";
import { pairedRatioDifference, sectionedDifference } from "../statistics/paired-difference.ts";
import type { Comparison, Estimate } from "./answer.ts";
import type { RunContext } from "./context.ts";
import { finiteOrNull, ONE_WORLD, unknownEstimate } from "./estimates.ts";
import { answersAtOnce, percentileAnswer } from "./latency-answer.ts";
import { shareColumns } from "./target-answers.ts";

/** Two designs, cut down to the replications that both have. */
interface Pairing {
  readonly a: DesignSample;
  readonly b: DesignSample;
}

const RATIOS = ["costPerUnit", "deliveredShare", "successShare"] as const;
const TIMES = ["response", "result"] as const;
/** Designs are compared at this percentile. */
const PERCENTILE = 0.95;

/**
 * Differences of every other design from a baseline: cost per unit, shares, and the 95th percentile of response and
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
  const from = samples.find(({ design }) => design === baseline) ?? samples[0];
  if (from === undefined) return [];
  const pairings = samples.filter((sample) => sample !== from).map((sample) => pairingOf(from, sample));
  const comparisons = RATIOS.flatMap((measure) =>
    compared(measure, pairings, (pairing, level) => ratioDifference(pairing, measure, level)),
  );
  for (const time of TIMES) {
    const alike = pairings.filter(
      ({ a, b }) =>
        time === "result" ||
        answersAtOnce(context.modes[a.design]) === answersAtOnce(context.modes[b.design]),
    );
    comparisons.push(
      ...compared(`${time}.p95`, alike, (pairing, level) => timeDifference(context, pairing, time, level)),
    );
  }
  return comparisons;
}

function compared(
  measure: string,
  pairings: readonly Pairing[],
  differenceOf: (pairing: Pairing, level: number) => Estimate,
): Comparison[] {
  const level = 1 - (1 - LEVEL) / Math.max(1, pairings.length);
  return pairings.map((pairing) => ({
    a: pairing.a.design,
    b: pairing.b.design,
    measure,
    difference: differenceOf(pairing, level),
  }));
}

function pairingOf(a: DesignSample, b: DesignSample): Pairing {
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

function ratioDifference({ a, b }: Pairing, measure: (typeof RATIOS)[number], level: number): Estimate {
  const columns = (sample: DesignSample) =>
    measure === "costPerUnit"
      ? { numerator: sample.cashCost, denominator: sample.column("units") }
      : shareColumns(sample, measure);
  const difference = pairedRatioDifference(a.worlds, columns(a), columns(b), level);
  return differenceEstimate(difference, "not defined on both sides", a.worlds.worlds);
}

function timeDifference(
  context: RunContext,
  { a, b }: Pairing,
  time: (typeof TIMES)[number],
  level: number,
): Estimate {
  const at = (sample: DesignSample) =>
    percentileAnswer(sample, time, PERCENTILE, context.modes[sample.design]);
  const [left, right] = [at(a), at(b)];
  if (left.value === null) return unknownEstimate(`${a.design}: ${left.why ?? "not known"}`);
  if (right.value === null) return unknownEstimate(`${b.design}: ${right.why ?? "not known"}`);
  const counts = (sample: DesignSample) => sample.rows.map((row) => row.coarse[time]);
  const value = right.value - left.value;
  const difference = sectionedDifference(a.worlds, value, counts(a), counts(b), PERCENTILE, level);
  return differenceEstimate(difference, "not defined on both sides", a.worlds.worlds);
}

function differenceEstimate({ value, low, high }: Estimated, whyNot: string, worlds: number): Estimate {
  if (!Number.isFinite(value)) return unknownEstimate(whyNot);
  const estimate = { value, low: finiteOrNull(low), high: finiteOrNull(high) };
  if (worlds < 2) return { ...estimate, why: ONE_WORLD };
  const unbounded = estimate.low === null || estimate.high === null;
  return unbounded ? { ...estimate, why: "too few worlds or tasks for an interval" } : estimate;
}
