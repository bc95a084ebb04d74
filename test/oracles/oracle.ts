/** What is held against closed forms: one scenario at one load, and the printed figures whose truth is known. */
import type { DesignAnswer, Estimate } from "../../shared/findings/answer.ts";
import { answerOf } from "../../shared/findings/answer-of.ts";
import { contextOf, type RunContext } from "../../shared/findings/context.ts";
import { Fold } from "../../shared/run/fold.ts";
import { type PreparedRun, prepareRun } from "../../shared/run/prepare.ts";
import type { Scenario } from "../../shared/scenario/schema.ts";
import { CompiledScenario } from "../../shared/simulate/replication.ts";

/** A printed figure with its 95 % interval, and what it should be. */
export interface Quantity {
  readonly name: string;
  readonly exact: number;
  readonly read: (answer: DesignAnswer) => Estimate;
  /**
   * How far the estimate's expectation lies from `exact` because replications of this length start with nobody there,
   * in the unit of `exact`: a bound, or to first order in 1 / length.
   */
  readonly bias: (horizonSeconds: number) => number;
  /** What its interval promises to hold the truth with; absent = 95 %. */
  readonly promises?: "at least 95 %";
}

/** Replications, and tasks that each has on average. */
export interface Size {
  readonly replications: number;
  readonly tasks: number;
}

export interface Oracle {
  readonly name: string;
  /** The load, or what else tells this case from the others of its name. */
  readonly at: string;
  readonly source: string;
  /** Of one design; its traffic is flat, `arrivalRate` a second. */
  readonly scenario: Scenario;
  readonly arrivalRate: number;
  /** One run that is shown, and each of the many runs of which it is counted how often their intervals hold the truth. */
  readonly shown: Size;
  readonly counted: Size;
  readonly quantities: readonly Quantity[];
}

const SECONDS_PER_DAY = 86_400;

export function horizonSeconds({ arrivalRate }: Oracle, { tasks }: Size): number {
  return tasks / arrivalRate;
}

/** An oracle's scenario, ready to be run with one seed after the other. */
export class OracleRun {
  readonly #prepared: PreparedRun;
  readonly #context: RunContext;

  constructor(oracle: Oracle, size: Size) {
    const prepared = prepareRun(
      oracle.scenario,
      {},
      {
        replications: size.replications,
        days: horizonSeconds(oracle, size) / SECONDS_PER_DAY,
        today: "2026-12-01",
      },
    );
    if (!prepared.ok) throw new Error(`${oracle.name} can't be run: ${prepared.error[0]?.message ?? ""}`);
    this.#prepared = prepared.value;
    this.#context = contextOf(prepared.value, "");
  }

  /** What `plimsoll run` prints of the only design. */
  answer(seed: number): DesignAnswer {
    const { request } = this.#prepared;
    const compiled = new CompiledScenario({ ...request, seed });
    const fold = new Fold(request.designs);
    for (let replication = 0; replication < request.replications; replication++)
      fold.addAll(compiled.simulate(replication));
    const [answer] = Object.values(answerOf({ ...this.#context, seed }, fold, 0).designs);
    if (answer === undefined) throw new Error(`no design was simulated`);
    return answer;
  }
}

/** What one run showed of a quantity. */
export interface Shown {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Distance from the truth in standard errors, as the interval has them on that side. */
  readonly z: number;
}

/** Standard errors in half of a 95 % interval. */
const HALF_WIDTH = 1.959963984540054;

/** @throws Error where the run gave no estimate, or an interval without an end */
export function shownOf(quantity: Quantity, answer: DesignAnswer): Shown {
  const { value, low, high, why } = quantity.read(answer);
  if (value === null || low === null || high === null)
    throw new Error(`${quantity.name} has no interval: ${why ?? "it is unbounded"}`);
  const side = value > quantity.exact ? value - low : high - value;
  return { value, low, high, z: ((value - quantity.exact) / side) * HALF_WIDTH };
}

/** How often intervals held the truth. */
export interface Count {
  runs: number;
  held: number;
  /** Intervals that lay wholly below the truth, or wholly above it. */
  below: number;
  above: number;
  /** Runs that gave no estimate (too few tasks). */
  none: number;
  /** Sum of half the widths, of those with two ends. */
  halfWidths: number;
}

export const NO_COUNT: Count = { runs: 0, held: 0, below: 0, above: 0, none: 0, halfWidths: 0 };

/** Runs an oracle with each of some seeds, and counts for each quantity. */
export function countCoverage(oracle: Oracle, firstSeed: number, seeds: number): Count[] {
  const run = new OracleRun(oracle, oracle.counted);
  const counts = oracle.quantities.map(() => ({ ...NO_COUNT }));
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const answer = run.answer(seed);
    oracle.quantities.forEach((quantity, i) => {
      count(counts[i]!, quantity.read(answer), quantity.exact);
    });
  }
  return counts;
}

function count(into: Count, { value, low, high }: Estimate, exact: number): void {
  into.runs++;
  if (value === null) {
    into.none++;
    return;
  }
  if (high !== null && high < exact) into.below++;
  else if (low !== null && low > exact) into.above++;
  else into.held++;
  into.halfWidths += ((high ?? value) - (low ?? value)) / 2;
}

export function addCounts(a: Count, b: Count): Count {
  return {
    runs: a.runs + b.runs,
    held: a.held + b.held,
    below: a.below + b.below,
    above: a.above + b.above,
    none: a.none + b.none,
    halfWidths: a.halfWidths + b.halfWidths,
  };
}

/** An estimate in another unit, or with something known added. @param factor above 0 */
export function scaled(estimate: Estimate, factor: number, added = 0): Estimate {
  const scale = (end: number | null) => (end === null ? null : end * factor + added);
  return { ...estimate, value: scale(estimate.value), low: scale(estimate.low), high: scale(estimate.high) };
}

/** The estimate of what is left to 1. */
export function complement(estimate: Estimate): Estimate {
  const rest = (end: number | null) => (end === null ? null : 1 - end);
  return { ...estimate, value: rest(estimate.value), low: rest(estimate.high), high: rest(estimate.low) };
}
