/** Sensitivity: what drives the answer, what would make it narrower, and what to measure next. */

import type { Fold, ReplicationRow } from "../run/fold.ts";
import { InputCorrelations } from "../run/input-correlations.ts";
import type { RunRequest } from "../run/request.ts";
import type { PooledSimulator } from "../run/simulator.ts";
import { isUncertain, type WorldInput, worldInputs } from "../run/world-inputs.ts";
import { type DesignSample, samplesOf } from "../statistics/design-sample.ts";
import type { RunContext } from "./context.ts";
import type { SensitivityAnswer, SensitivityInput, SensitivityMeasure } from "./sensitivity-answer.ts";
import { candidatesOf, FEWEST_WORLDS, measureAnswer, strataOf } from "./sensitivity-drivers.ts";
import { nextSentences } from "./sensitivity-next.ts";
import { outcomesOf } from "./sensitivity-outcomes.ts";
import { valueOfInformation, worldNumbers, worthOfUnit } from "./sensitivity-worth.ts";
import { studyHeadOf } from "./study-head.ts";

/**
 * Simulates what sensitivity needs: the design, and where a unit has a worth all others beside it, since what knowing
 * is worth is worth through the choice between them.
 *
 * @param request of all designs that may be shipped @throws CancelledError when the simulator was stopped
 */
export async function simulateSensitivity(
  request: RunRequest,
  design: string,
  simulator: PooledSimulator,
): Promise<Fold> {
  return simulator.simulate(sensitivityRequest(request, design));
}

/** The request that {@link simulateSensitivity} simulates. */
export function sensitivityRequest(request: RunRequest, design: string): RunRequest {
  return worthOfUnit(request) === undefined ? { ...request, designs: [design] } : request;
}

/**
 * What the replications of a run, all of them or those so far, say of its unknowns. The order of designs, inputs and
 * replications changes nothing; only `elapsedSeconds` is taken as given.
 *
 * @param design whose measures are looked at; one of those simulated
 */
export function sensitivityOf(
  context: RunContext,
  request: RunRequest,
  fold: Fold,
  design: string,
  elapsedSeconds: number,
): SensitivityAnswer {
  const samples = samplesOf(fold, context.days);
  const sample = samples.find((each) => each.design === design);
  const worlds = sample === undefined ? [] : worldNumbers(sample);
  const inputs = inputsOf(request, design, samples, worlds);
  const uncertain = inputs.filter(isUncertain);
  const own = readBy(request, design);
  const asked = uncertain.filter(({ path }) => own.has(path));
  const correlations = new InputCorrelations(request.scenario, new Set(uncertain.map(({ path }) => path)));
  const why = nothingToRank(asked.length, worlds.length);
  const measures =
    why === undefined && sample !== undefined ? measuresOf(context, sample, asked, correlations) : [];
  const information = valueOfInformation(request, samples, inputs, worlds);
  const valued = new Set(information.inputs.map(({ path }) => path));
  const listed = uncertain
    .filter(({ path }) => own.has(path) || valued.has(path))
    .map((input) => inputAnswer(input, correlations));
  const notInRun = uncertain.filter(({ path }) => !own.has(path));
  return {
    ...studyHeadOf(context),
    replications: sample?.rows.length ?? 0,
    design,
    worlds: worlds.length,
    inputs: listed,
    notInRun: notInRun.map(({ path, label }) => ({ path, label })),
    ...(why === undefined ? {} : { why }),
    measures,
    valueOfInformation: information,
    next: why === undefined ? nextSentences(context, listed, measures, information) : [],
    elapsedSeconds,
  };
}

/** The unknowns of all designs that were simulated, and of the file; where designs say different things, the design's. */
function inputsOf(
  request: RunRequest,
  design: string,
  samples: readonly DesignSample<ReplicationRow>[],
  worlds: readonly number[],
): readonly WorldInput[] {
  const others = samples.map((each) => each.design).filter((name) => name !== design);
  return worldInputs({ ...request, designs: [design, ...others.sort()] }, worlds);
}

/** Paths of the unknowns that the simulation of a design reads. */
function readBy(request: RunRequest, design: string): ReadonlySet<string> {
  const own = worldInputs({ ...request, designs: [design] }, []);
  return new Set(own.filter(({ inRun }) => inRun).map(({ path }) => path));
}

function nothingToRank(inputs: number, worlds: number): string | undefined {
  if (inputs === 0)
    return "nothing that the design's simulation reads is unknown: every figure is one number";
  if (worlds >= FEWEST_WORLDS) return undefined;
  const had = worlds === 1 ? "1 world" : `${worlds} worlds`;
  return `${had}: fewer than ${FEWEST_WORLDS} can't tell an input from chance (${2 * FEWEST_WORLDS} replications)`;
}

function measuresOf(
  context: RunContext,
  sample: DesignSample<ReplicationRow>,
  asked: readonly WorldInput[],
  correlations: InputCorrelations,
): SensitivityMeasure[] {
  const strata = strataOf(sample.worlds.weekdayOf);
  const candidates = candidatesOf(asked, strata, (path) => correlations.groupOf(path));
  return outcomesOf(context, sample).map((outcome) =>
    measureAnswer(outcome, candidates, sample.worlds, context.days, context.seed),
  );
}

function inputAnswer(input: WorldInput, correlations: InputCorrelations): SensitivityInput {
  const { path, label, unit, source, quantile } = input;
  const companions = correlations.companionsOf(path);
  return {
    path,
    label,
    ...(unit === undefined ? {} : { unit }),
    ...(source === undefined ? {} : { source }),
    p10: quantile(0.1),
    p50: quantile(0.5),
    p90: quantile(0.9),
    ...(companions.length === 0 ? {} : { movesWith: companions.map((companion) => ({ ...companion })) }),
  };
}
