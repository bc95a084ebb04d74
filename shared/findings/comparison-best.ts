/**
 * Which designs could still be the best in a measure: multiple comparisons with the best.
 *
 * J. C. Hsu, Annals of Statistics 12, 1984: hold each design against the best of the others. With θ the truth, lower
 * better, b the best and h(i, j) the half width of the one-sided interval of θ(i) − θ(j): if
 * `θ(b) − θ(j) ≥ d(b, j) − h(b, j)` for all others j, which Bonferroni makes as likely as wanted by spending the error
 * over the k − 1 others of b (Nelson and Matejcik, Management Science 41, 1995, under common random numbers), then
 *
 * - b is among `G`, the designs i with `d(i, j) − h(i, j) ≤ 0` for all j: those that could be best;
 * - `θ(i) − min θ(others)` is at least `min(0, max over j of d(i, j) − h(i, j))`, for all i at once;
 * - and at most `max over j in G of d(i, j) + h(i, j)`, or 0 where i is alone in G.
 *
 * Nothing has to be known of how the designs' luck goes together: d and h come from paired differences.
 */
import { type DesignSample, LEVEL } from "../statistics/design-sample.ts";
import type { Estimate } from "./answer.ts";
import { differenceAnswer, isAlike, pairingOf } from "./comparison-answers.ts";
import type { ComparedMeasure } from "./comparison-measures.ts";
import type { RunContext } from "./context.ts";
import { ACKNOWLEDGEMENT, answersAtOnce, percentileAnswer, UNSTABLE } from "./latency-answer.ts";

/** How a design stands in one measure. */
export interface Standing {
  readonly design: string;
  /** Null: it can't be said, for the reason in `why`. */
  readonly couldBeBest: boolean | null;
  /** This design less the best of the others, for better or worse; null where it isn't held against any. */
  readonly againstBest: Estimate | null;
  readonly why?: string;
}

/**
 * All designs in one measure that has a better end. The designs that could be best contain the one that is, of those
 * compared, in at least 95 % of runs. A design whose percentile is surely infinite is not best while another's is
 * not; nor is an unstable one in anything, as what it does depends on how long it goes on. One of which too little is
 * known is neither held to be best nor ruled out.
 */
export function standingsOf(
  context: RunContext,
  samples: readonly DesignSample[],
  measure: ComparedMeasure,
): Standing[] {
  const entries = samples.map((sample) => ({ sample, ...entryOf(context, samples, sample, measure) }));
  const rivals = entries.filter(({ state }) => state === "rival").map(({ sample }) => sample);
  const compared = againstBest(context, rivals, measure);
  return entries.map(({ sample: { design }, state, why }): Standing => {
    const found = compared.get(design);
    if (found !== undefined) return { design, ...found };
    return {
      design,
      couldBeBest: state === "out" && rivals.length > 0 ? false : null,
      againstBest: null,
      why,
    };
  });
}

interface Entry {
  /** rival: it is compared; out: surely worse than any number. */
  readonly state: "rival" | "out" | "unknown";
  readonly why: string;
}

function entryOf(
  context: RunContext,
  samples: readonly DesignSample[],
  sample: DesignSample,
  measure: ComparedMeasure,
): Entry {
  if (!sample.stable) return { state: "out", why: UNSTABLE };
  if (measure.kind !== "seconds") {
    const isKnown = measure
      .terms(sample)
      .every(({ numerator, denominator }) => isRatio(numerator, denominator));
    return isKnown ? RIVAL : { state: "unknown", why: "nothing to divide by" };
  }
  const someAnswer = samples.some(({ design }) => answersAtOnce(context.modes[design]));
  const isAnswer = measure.of === "result" || answersAtOnce(context.modes[sample.design]);
  if (someAnswer && !isAnswer) return ACKNOWLEDGES;
  const {
    value,
    low,
    why = "not known",
  } = percentileAnswer(sample, measure.of, measure.percentile, context.modes[sample.design]);
  if (value !== null) return RIVAL;
  const never = why.endsWith("never answered") && low === null;
  return { state: never ? "out" : "unknown", why };
}

const RIVAL: Entry = { state: "rival", why: "" };
const ACKNOWLEDGES: Entry = { state: "unknown", why: ACKNOWLEDGEMENT };

function isRatio(numerator: ArrayLike<number>, denominator: ArrayLike<number>): boolean {
  const sum = (column: ArrayLike<number>) => Array.from(column).reduce((total, value) => total + value, 0);
  return Number.isFinite(sum(numerator) / sum(denominator));
}

type Compared = Pick<Standing, "couldBeBest" | "againstBest">;

/** A difference from another, worse upwards. */
interface Gap {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function againstBest(
  context: RunContext,
  rivals: readonly DesignSample[],
  measure: ComparedMeasure,
): Map<string, Compared> {
  const [alone] = rivals;
  if (alone !== undefined && rivals.length === 1)
    return new Map([[alone.design, { couldBeBest: true, againstBest: null }]]);
  const gaps = gapsOf(context, rivals, measure);
  const lows = gaps.map((row) => Math.max(...row.map(({ low }) => low)));
  const isOpen = lows.map((low) => low <= 0);
  return new Map(
    rivals.map(({ design }, i): [string, Compared] => {
      const row = (gaps[i] ?? []).map((gap, at) => ({ ...gap, of: at < i ? at : at + 1 }));
      const value = Math.max(...row.map((gap) => gap.value));
      const low = Math.min(0, lows[i] ?? 0);
      const open = row.filter(({ of }) => isOpen[of] === true);
      const high = open.length === 0 ? 0 : Math.max(...open.map((gap) => gap.high));
      return [
        design,
        { couldBeBest: isOpen[i] === true, againstBest: signed({ value, low, high }, measure) },
      ];
    }),
  );
}

/** Of each rival the gaps to the others, in their order, itself left out. */
function gapsOf(context: RunContext, rivals: readonly DesignSample[], measure: ComparedMeasure): Gap[][] {
  // Two-sided at twice the error: each side then errs in 5 % over the number of the others.
  const level = 1 - (2 * (1 - LEVEL)) / (rivals.length - 1);
  const found = new Map<string, Gap>();
  const key = (i: number, j: number) => `${i} ${j}`;
  rivals.forEach((b, i) => {
    rivals.slice(0, i).forEach((a, j) => {
      if (!isAlike(context, measure, a, b)) return;
      const gap = unsigned(differenceAnswer(context, pairingOf(a, b), measure, level), measure);
      found.set(key(i, j), gap);
      found.set(key(j, i), { value: -gap.value, low: -gap.high, high: -gap.low });
    });
  });
  return rivals.map((_, i) =>
    rivals.flatMap((_other, j) => (i === j ? [] : [found.get(key(i, j)) ?? UNBOUNDED])),
  );
}

const UNBOUNDED: Gap = { value: 0, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

function unsigned({ value, low, high }: Estimate, { better }: ComparedMeasure): Gap {
  if (value === null) return UNBOUNDED;
  const ends = { low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY };
  return better === "higher" ? { value: -value, low: -ends.high, high: -ends.low } : { value, ...ends };
}

/** Back in the measure's own direction: a share that is lower than the best's is below 0. */
function signed({ value, low, high }: Gap, { better }: ComparedMeasure): Estimate {
  const end = (x: number) => (Number.isFinite(x) ? x + 0 : null);
  if (better === "higher") return { value: 0 - value, low: end(0 - high), high: end(0 - low) };
  return { value, low: end(low), high: end(high) };
}
