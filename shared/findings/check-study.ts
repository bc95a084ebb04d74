/** Whether one design keeps its promises: simulated until that is decided, or all replications are done. */

import type { ReplicationRow } from "../run/fold.ts";
import { Fold } from "../run/fold.ts";
import type { RunRequest } from "../run/request.ts";
import { isLook, replicationOrder } from "../run/schedule.ts";
import type { PooledSimulator } from "../run/simulator.ts";
import { DesignSample } from "../statistics/design-sample.ts";
import type { Estimate, WorldEstimate } from "./answer.ts";
import { budgetAnswer } from "./budget-answer.ts";
import { againstEarlier, type EarlierAnswer } from "./check-against.ts";
import type { CheckAnswer, FigureChecked } from "./check-answer.ts";
import { checkReasons, checkVerdict } from "./check-reasons.ts";
import { isDecided, replicationsNeeded } from "./check-stopping.ts";
import type { RunContext } from "./context.ts";
import { costEstimate } from "./cost-answer.ts";
import { monthOfTarget } from "./forecast-targets.ts";
import { percentileAnswer } from "./latency-answer.ts";
import { studyHeadOf } from "./study-head.ts";
import { type JudgeElsewhere, targetAnswers } from "./target-answers.ts";

export interface CheckAsked {
  /** Of the scenario at the load that is checked. */
  readonly request: RunRequest;
  readonly design: string;
  /**
   * Judges promises for later months on the worlds of the run; asked once, with all replications done. Absent = they
   * are not known.
   */
  readonly judgeLater?: () => Promise<JudgeElsewhere>;
  readonly against?: EarlierAnswer;
  readonly elapsedSeconds: () => number;
}

/**
 * Checks a design. It looks at 4, 8, 16 … replications and at the end, and stops where every verdict is reached; the
 * error of a verdict is spent over the looks, so that one at which it stopped is as true as a planned one. With
 * promises for later months it does not stop early: their worlds must be those of the run.
 *
 * @throws CancelledError when it was stopped @throws Error with the reason when a worker failed for good
 */
export async function checkStudy(
  context: RunContext,
  simulator: PooledSimulator,
  { request, design, judgeLater, against, elapsedSeconds }: CheckAsked,
): Promise<CheckAnswer> {
  const later = judgeLater !== undefined && context.targets.some((target) => monthOfTarget(target) > 1);
  const only: RunRequest = { ...request, designs: [design] };
  const fold = new Fold(only.designs);
  const order = replicationOrder(request.replications);
  let done = 0;
  for (let next = 1; next <= order.length; next++) {
    if (next < order.length && (later || !isLook(next, order.length))) continue;
    await simulator.simulate(only, order.slice(done, next), fold);
    done = next;
    if (!later && isDecided(targetAnswers(context, sampleOf(context, fold, design)))) break;
  }
  const elsewhere = later ? await judgeLater() : undefined;
  const answer = checkAnswerOf(context, fold, { request: only, design, elsewhere });
  const changes = against === undefined ? {} : { against: againstEarlier(answer, against) };
  return { ...answer, ...changes, elapsedSeconds: elapsedSeconds() };
}

interface Checked {
  readonly request: RunRequest;
  readonly design: string;
  readonly elsewhere?: JudgeElsewhere | undefined;
}

/** What is known of a design after so many replications. */
function checkAnswerOf(
  context: RunContext,
  fold: Fold,
  { request, design, elsewhere }: Checked,
): CheckAnswer {
  const sample = sampleOf(context, fold, design);
  const { stable } = sample;
  const judged = targetAnswers(context, sample, elsewhere);
  const decided = isDecided(judged);
  const { notes = [], confidence, replications: planned } = context;
  const done = fold.completed(design);
  const needed = decided ? {} : { replicationsNeeded: replicationsNeeded(judged, confidence, done) };
  const known = { design, stable, ...judged, decided, planned, ...needed };
  return {
    ...studyHeadOf(context),
    replications: done,
    load: request.load,
    confidence,
    verdict: checkVerdict(known),
    reasons: checkReasons(known, context),
    ...known,
    budget: budgetAnswer(sample),
    figures: figuresOf(context, sample),
    ...(notes.length > 0 ? { notes: [...notes] } : {}),
    elapsedSeconds: 0,
  };
}

function sampleOf({ days }: RunContext, fold: Fold, design: string): DesignSample<ReplicationRow> {
  return new DesignSample(design, fold.of(design), days);
}

function figuresOf(context: RunContext, sample: DesignSample): Record<FigureChecked, Estimate> {
  const at = (of: "response" | "result", p: number) =>
    percentileAnswer(sample, of, p, context.modes[sample.design]);
  return {
    costPerUnit: plain(costEstimate(sample, "perUnit")),
    loadedCostPerUnit: plain(costEstimate(sample, "loadedPerUnit")),
    monthlyCost: plain(costEstimate(sample, "perMonth")),
    "response.p95": at("response", 0.95),
    "response.p99": at("response", 0.99),
    "result.p95": at("result", 0.95),
    "result.p99": at("result", 0.99),
  };
}

/** An estimate without what it is over worlds. */
function plain({ worlds, ...estimate }: WorldEstimate): Estimate {
  return estimate;
}
