/** `plimsoll compare`: all designs held against one of them, and which could still be the best in what. */
import { z } from "zod";
import type { Fold, ReplicationRow } from "../run/fold.ts";
import { type DesignSample, LEVEL, samplesOf } from "../statistics/design-sample.ts";
import { shareOfSums, sumOfRatios } from "../statistics/ratio.ts";
import { type DesignAnswer, type Estimate, estimateSchema, type RunAnswer } from "./answer.ts";
import { answerFrom } from "./answer-of.ts";
import {
  baselineOf,
  differenceAnswer,
  differencesFrom,
  levelOfEach,
  pairingOf,
} from "./comparison-answers.ts";
import { type Standing, standingsOf } from "./comparison-best.ts";
import { COMPARED_MEASURES, type ComparedMeasure } from "./comparison-measures.ts";
import type { RunContext } from "./context.ts";
import { estimate, unknownEstimate } from "./estimates.ts";
import { ACKNOWLEDGEMENT, answersAtOnce, percentileAnswer } from "./latency-answer.ts";
import { studyHeadOf, studyHeadSchema } from "./study-head.ts";

const comparedDesignSchema = z.strictObject({
  mode: z.enum(["sync", "stream", "async", "batch"]),
  stable: z.boolean(),
  /** Its response is an acknowledgement: not to be compared with an answer. */
  acknowledges: z.boolean(),
  /** Targets by name: the verdict is fail; the verdict is inconclusive. */
  broken: z.array(z.string()),
  notSure: z.array(z.string()),
  /** By measure. */
  figures: z.record(z.string(), estimateSchema),
});

/** `equal`: no difference in any world. `not told apart`: the interval holds 0. */
const relationSchema = z.enum(["lower", "higher", "equal", "not told apart", "not known"]);

const comparedMeasureSchema = z.strictObject({
  measure: z.string(),
  /** Null: neither end is better in itself. */
  better: z.enum(["lower", "higher"]).nullable(),
  /** Each other design less the baseline; the intervals of one measure hold together with 95 %. */
  differences: z.array(
    z.strictObject({ design: z.string(), difference: estimateSchema, relation: relationSchema }),
  ),
  /**
   * Each design less the best of the others (Hsu 1984); the intervals of one measure hold together, and the designs
   * that could be best hold the best one, in 95 % of runs. Null: it can't be said, for the reason in `why`.
   */
  best: z.array(
    z.strictObject({
      design: z.string(),
      couldBeBest: z.boolean().nullable(),
      againstBest: estimateSchema.nullable(),
      why: z.string().optional(),
    }),
  ),
  /** The two that look best, and how much the second differs; drawn to hold whichever two of all designs these are. */
  lead: z.strictObject({ first: z.string(), second: z.string(), difference: estimateSchema }).nullable(),
});

const amongSchema = z.strictObject({ designs: z.array(z.string()), couldBeBest: z.array(z.string()) });

export const compareAnswerSchema = z.strictObject({
  ...studyHeadSchema.shape,
  /** Traffic multiple; 1 = as the scenario says. */
  load: z.number(),
  chosen: z.string(),
  baseline: z.string(),
  designs: z.record(z.string(), comparedDesignSchema),
  notSimulated: z.record(z.string(), z.array(z.string())).optional(),
  /** What was simulated otherwise than written, a sentence each. */
  notes: z.array(z.string()).optional(),
  measures: z.array(comparedMeasureSchema),
  /** What the decision goes by; of all designs, and of those that break no target and are stable. */
  criterion: z.strictObject({ measure: z.string(), all: amongSchema, keeping: amongSchema }),
  /** From the design that looks cheapest a unit to the one whose result looks fastest at p95, where these are two. */
  tradeOff: z
    .strictObject({
      /** Of designs that break no target, or of all where fewer than two do. */
      among: z.enum(["keeping", "all"]),
      cheapest: z.string(),
      fastest: z.string(),
      costPerUnit: estimateSchema,
      resultP95: estimateSchema,
    })
    .nullable(),
  elapsedSeconds: z.number(),
});

export type CompareAnswer = z.infer<typeof compareAnswerSchema>;
export type ComparedDesign = z.infer<typeof comparedDesignSchema>;
export type MeasureCompared = z.infer<typeof comparedMeasureSchema>;
export type Relation = z.infer<typeof relationSchema>;

/** Names of what designs can be compared in and have a better end: what a criterion may be. */
export const CRITERIA: readonly string[] = COMPARED_MEASURES.filter(({ better }) => better !== undefined).map(
  ({ name }) => name,
);
export const DEFAULT_CRITERION = "costPerUnit";

export interface CompareOptions {
  /** Absent = the chosen design. */
  readonly baseline?: string;
  /** One of {@link CRITERIA}; absent = cost per unit. */
  readonly criterion?: string;
  readonly load: number;
}

/** The comparison of a run as far as it has come. The same replications give the same, whatever their order. */
export function compareAnswerOf(
  context: RunContext,
  fold: Fold,
  options: CompareOptions,
  elapsedSeconds: number,
): CompareAnswer {
  const samples = samplesOf(fold, context.days);
  const { designs, notSimulated, notes, replications } = answerFrom(context, fold, samples, 0);
  const baseline = baselineOf(samples, options.baseline ?? context.chosen)?.design ?? context.chosen;
  const keeping = samples.filter(({ design }) => isKeeping(designs[design]));
  return {
    ...studyHeadOf(context),
    replications,
    load: options.load,
    chosen: context.chosen,
    baseline,
    designs: Object.fromEntries(
      samples.map((sample) => [sample.design, comparedDesign(context, sample, designs[sample.design])]),
    ),
    ...(notSimulated === undefined ? {} : { notSimulated }),
    ...(notes === undefined ? {} : { notes }),
    measures: COMPARED_MEASURES.map((measure) => measureCompared(context, samples, baseline, measure)),
    criterion: criterionOf(context, samples, keeping, options.criterion ?? DEFAULT_CRITERION),
    tradeOff: tradeOffOf(context, samples, keeping),
    elapsedSeconds,
  };
}

function isKeeping(answer: DesignAnswer | undefined): boolean {
  return answer?.stable === true && !answer.targets.some(({ verdict }) => verdict === "fail");
}

function comparedDesign(
  context: RunContext,
  sample: DesignSample<ReplicationRow>,
  answer: RunAnswer["designs"][string] | undefined,
): ComparedDesign {
  const mode = context.modes[sample.design] ?? "sync";
  const named = (verdict: string) =>
    (answer?.targets ?? []).filter((target) => target.verdict === verdict).map(({ name }) => name);
  return {
    mode,
    stable: sample.stable,
    acknowledges: !answersAtOnce(mode),
    broken: named("fail"),
    notSure: named("inconclusive"),
    figures: Object.fromEntries(
      COMPARED_MEASURES.map((measure) => [measure.name, figureOf(context, sample, measure)]),
    ),
  };
}

/** A measure of one design by itself. */
function figureOf(context: RunContext, sample: DesignSample, measure: ComparedMeasure): Estimate {
  if (measure.kind === "seconds")
    return percentileAnswer(sample, measure.of, measure.percentile, context.modes[sample.design]);
  const { worlds } = sample;
  const terms = measure.terms(sample);
  if (measure.kind === "money")
    return estimate(sumOfRatios(worlds, terms, LEVEL), "no unit of value was produced", worlds.worlds);
  const [{ numerator, denominator } = { numerator: [], denominator: [] }] = terms;
  return estimate(shareOfSums(worlds, numerator, denominator, LEVEL), "no task to count", worlds.worlds);
}

function measureCompared(
  context: RunContext,
  samples: readonly DesignSample[],
  baseline: string,
  measure: ComparedMeasure,
): MeasureCompared {
  const from = baselineOf(samples, baseline);
  const { better = null } = measure;
  const standings = better === null ? [] : standingsOf(context, samples, measure);
  return {
    measure: measure.name,
    better,
    differences: from === undefined ? [] : allDifferences(context, samples, from, measure),
    best: standings,
    lead: leadOf(context, samples, measure, standings),
  };
}

function allDifferences(
  context: RunContext,
  samples: readonly DesignSample[],
  from: DesignSample,
  measure: ComparedMeasure,
): MeasureCompared["differences"] {
  const others = samples.filter((sample) => sample !== from);
  const known = differencesFrom(context, from, others, measure);
  return others.map((other) => {
    const found = known.find(({ design }) => design === other.design)?.difference;
    const acknowledges = answersAtOnce(context.modes[other.design]) ? from : other;
    const difference = found ?? unknownEstimate(`${acknowledges.design}: ${ACKNOWLEDGEMENT}`);
    return { design: other.design, difference, relation: relationOf(difference) };
  });
}

export function relationOf({ value, low, high }: Estimate): Relation {
  if (value === null) return "not known";
  if (value === 0 && low === 0 && high === 0) return "equal";
  if (low !== null && low > 0) return "higher";
  if (high !== null && high < 0) return "lower";
  return "not told apart";
}

/** Designs that are compared in a measure, the one that looks best first. */
function ranked(
  context: RunContext,
  samples: readonly DesignSample[],
  measure: ComparedMeasure,
  standings: readonly Standing[],
): DesignSample[] {
  const sign = measure.better === "higher" ? -1 : 1;
  return samples
    .filter((sample) => standings.some(({ design, why }) => design === sample.design && why === undefined))
    .map((sample) => ({ sample, value: sign * (figureOf(context, sample, measure).value ?? 0) }))
    .sort((a, b) => a.value - b.value)
    .map(({ sample }) => sample);
}

/** The two designs that look best in a measure, and by how much the second differs. */
export function leadOf(
  context: RunContext,
  samples: readonly DesignSample[],
  measure: ComparedMeasure,
  standings: readonly Standing[],
): MeasureCompared["lead"] {
  const [first, second] = ranked(context, samples, measure, standings);
  if (first === undefined || second === undefined) return null;
  const difference = ofAnyPair(context, samples, first, second, measure);
  return { first: first.design, second: second.design, difference };
}

/** b − a, drawn to hold together with the intervals of all other pairs, as these two were picked by what they show. */
function ofAnyPair(
  context: RunContext,
  samples: readonly DesignSample[],
  a: DesignSample,
  b: DesignSample,
  measure: ComparedMeasure,
): Estimate {
  const pairs = (samples.length * (samples.length - 1)) / 2;
  return differenceAnswer(context, pairingOf(a, b), measure, levelOfEach(pairs));
}

function measureNamed(name: string): ComparedMeasure | undefined {
  return COMPARED_MEASURES.find((measure) => measure.name === name);
}

function criterionOf(
  context: RunContext,
  samples: readonly DesignSample[],
  keeping: readonly DesignSample[],
  name: string,
): CompareAnswer["criterion"] {
  const measure = measureNamed(name);
  const among = (these: readonly DesignSample[]) => ({
    designs: these.map(({ design }) => design),
    couldBeBest:
      measure === undefined
        ? []
        : standingsOf(context, these, measure)
            .filter(({ couldBeBest }) => couldBeBest === true)
            .map(({ design }) => design),
  });
  return { measure: name, all: among(samples), keeping: among(keeping) };
}

function tradeOffOf(
  context: RunContext,
  samples: readonly DesignSample[],
  keeping: readonly DesignSample[],
): CompareAnswer["tradeOff"] {
  const [cost, time] = [measureNamed("costPerUnit"), measureNamed("result.p95")];
  if (cost === undefined || time === undefined) return null;
  const these = keeping.length < 2 ? samples : keeping;
  const [cheapest] = ranked(context, these, cost, standingsOf(context, these, cost));
  const [fastest] = ranked(context, these, time, standingsOf(context, these, time));
  if (cheapest === undefined || fastest === undefined || cheapest === fastest) return null;
  return {
    among: keeping.length < 2 ? "all" : "keeping",
    cheapest: cheapest.design,
    fastest: fastest.design,
    costPerUnit: ofAnyPair(context, samples, cheapest, fastest, cost),
    resultP95: ofAnyPair(context, samples, cheapest, fastest, time),
  };
}
