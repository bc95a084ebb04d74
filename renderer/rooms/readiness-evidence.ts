/** What a run, and the scenario that it ran, show of the questions before production: in sentences, with intervals. */
import type { DesignAnswer, TargetAnswer, Verdict } from "../../shared/findings/answer.ts";
import { targetSentence } from "../../shared/findings/sentences.ts";
import { percentText, shareOfWorldsText } from "../../shared/findings/wording.ts";
import { type ResolvedDesign, resolveDesigns } from "../../shared/scenario/designs.ts";
import type { Model } from "../../shared/scenario/schema.ts";
import { formatShare } from "../../shared/units/format.ts";
import type { Answered } from "./answered.ts";
import { pilotWords, saysNothingYet } from "./pilot-words.ts";
import type { Evidence, Standing } from "./readiness-questions.ts";
import { capitalised } from "./sentences.ts";
import { targetWords } from "./target-words.ts";

const OF_VERDICT: Readonly<Record<Verdict, Standing>> = { pass: "yes", fail: "no", inconclusive: "partly" };

const fromRun = (standing: Standing | undefined, sentence: string, room?: string): Evidence => ({
  from: "the run",
  standing,
  sentence,
  ...(room === undefined ? {} : { room }),
});
const written = (standing: Standing | undefined, sentence: string): Evidence => ({
  from: "the scenario",
  standing,
  sentence,
});

/** @example listed(["a", "b", "c"]) // "a, b and c" */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

export function chosenAnswer({ snapshot }: Answered): DesignAnswer | undefined {
  return snapshot.answer.designs[snapshot.answer.chosen];
}

function chosenDesign({ scenario, snapshot }: Answered): ResolvedDesign | undefined {
  return resolveDesigns(scenario)[snapshot.answer.chosen];
}

/** The models that the judged design may ask, each once, in the order of its routes. */
export function modelsAsked(answered: Answered): readonly (readonly [string, Model])[] {
  const names = new Set(Object.values(chosenDesign(answered)?.route ?? {}).flat());
  return [...names].flatMap((name) => {
    const model = answered.scenario.models[name];
    return model === undefined ? [] : [[name, model] as const];
  });
}

/** A capital first, but for `p95`, which has none anywhere. */
const begun = (sentence: string): string => (/^p\d/.test(sentence) ? sentence : capitalised(sentence));

function targetEvidence(answered: Answered, target: TargetAnswer, room?: string): Evidence {
  const { told } = answered;
  const asked = percentText(told.confidence);
  const kept = `kept in ${shareOfWorldsText(target.worldsMeeting)}, and ${asked} are asked for`;
  const sure = target.verdict === "inconclusive" ? ": not sure yet" : "";
  return fromRun(OF_VERDICT[target.verdict], `${begun(targetSentence(target, told))}; ${kept}${sure}.`, room);
}

const UNSTABLE = (name: string): Evidence =>
  fromRun(
    "no",
    `“${name}” is unstable: more work arrives than it can do, so it has no percentile.`,
    "latency",
  );
const NOT_RUN: Evidence = fromRun("missing", "The judged design was not simulated.");

export function latencyEvidence(answered: Answered): readonly Evidence[] {
  const design = chosenAnswer(answered);
  if (design === undefined) return [NOT_RUN];
  if (!design.stable) return [UNSTABLE(answered.snapshot.answer.chosen)];
  const promised = design.targets.filter(({ name }) => targetWords(name, answered.currency).latency);
  if (promised.length === 0)
    return [fromRun("missing", "No latency is promised, so that none can be kept: add one under Targets.")];
  return promised.map((target) => targetEvidence(answered, target, "latency"));
}

export function costEvidence(answered: Answered): readonly Evidence[] {
  const design = chosenAnswer(answered);
  if (design === undefined) return [NOT_RUN];
  const promised = design.targets.filter(({ name }) => targetWords(name, answered.currency).room === "cost");
  const { pilot } = answered.snapshot.answer;
  return [
    ...(promised.length === 0
      ? [fromRun("missing", "No budget is set, so that none can be kept: add one under Targets.", "cost")]
      : promised.map((target) => targetEvidence(answered, target, "cost"))),
    ...(pilot === undefined
      ? []
      : [
          fromRun(
            pilot.finding === "as expected" && !saysNothingYet(pilot) ? "yes" : "partly",
            pilotWords(pilot, answered.currency),
            "cost",
          ),
        ]),
  ];
}

export function limitsEvidence(answered: Answered): readonly Evidence[] {
  const models = modelsAsked(answered);
  const without = models.filter(([, { limits }]) => limits === undefined).map(([name]) => name);
  const mapped = models.length > 0 && without.length === 0;
  const sentence = mapped
    ? `The limits of ${listed(models.map(([name]) => name))} are written down and simulated.`
    : `No limits are written for ${listed(without)}: they count as unlimited.`;
  return [written(mapped ? "yes" : "partly", sentence), queueing(answered), ...throttling(answered)];
}

function queueing(answered: Answered): Evidence {
  const design = chosenDesign(answered);
  const name = `“${answered.snapshot.answer.chosen}”`;
  if (design?.mode === "batch") return written("yes", `${name} collects its calls into batches.`);
  if (design?.onLimit === "wait") return written("yes", `A call of ${name} waits in line for quota.`);
  if (design?.onLimit === "next")
    return written("yes", `A throttled call of ${name} goes on to the next model of its route.`);
  const tries = design?.retry?.attempts ?? 1;
  return tries > 1
    ? written("yes", `A throttled call of ${name} is tried up to ${tries} times, with a delay.`)
    : written("partly", `A throttled call of ${name} is neither queued nor tried again.`);
}

/** How often limits got in the way: plain counts, and said to be. */
function throttling(answered: Answered): readonly Evidence[] {
  const design = chosenAnswer(answered);
  if (design === undefined) return [NOT_RUN];
  const delivered = design.targets.find(({ name }) => name === "deliveredShare");
  const { throttled, attempts } = design;
  const share = attempts === 0 ? "No attempt was made" : throttledWords(throttled / attempts);
  return [
    fromRun(undefined, `${share} (a plain count; no interval is estimated for it).`),
    ...(delivered === undefined ? [] : [targetEvidence(answered, delivered)]),
  ];
}

const throttledWords = (share: number): string =>
  share === 0
    ? "No attempt was throttled"
    : `${formatShare(Number(share.toPrecision(2)))} of attempts were throttled`;

export function fallbackEvidence(answered: Answered): readonly Evidence[] {
  const routes = Object.entries(chosenDesign(answered)?.route ?? {});
  const bare = routes.filter(([, route]) => route.length < 2);
  const safe = routes.filter(([, route]) => route.length > 1);
  const evidence = safe.map(([step, [first, ...others]]) =>
    written("yes", `Where ${first} fails, “${step}” goes on to ${others.join(", then ")}.`),
  );
  if (bare.length === 0) return evidence;
  const each = listed(bare.map(([step, route]) => `“${step}” (only ${route.join("")})`));
  return [...evidence, written("partly", `There is no fallback for ${each}.`)];
}

export function outageEvidence(answered: Answered): readonly Evidence[] {
  const hit = modelsAsked(answered).filter(([, { failures }]) => failures?.incidents !== undefined);
  if (hit.length === 0)
    return [written("partly", "No outage is simulated: none of its models has incidents.")];
  return [
    fromRun("yes", `Outages of ${listed(hit.map(([name]) => name))} were simulated as they are written.`),
  ];
}

export function modelsEvidence(answered: Answered): readonly Evidence[] {
  const models = modelsAsked(answered);
  const today = answered.snapshot.answer.start;
  const dated = models.flatMap(([name, { retires, successor }]) => {
    if (retires === undefined) return [];
    const verb = retires <= today ? "retired" : "retires";
    const heir =
      successor === undefined
        ? written("no", `${name} ${verb} on ${retires}, and nobody is named to take its place.`)
        : written("yes", `${name} ${verb} on ${retires}; ${successor} takes its place.`);
    return [heir];
  });
  const open = models.filter(([, { retires }]) => retires === undefined).map(([name]) => name);
  return open.length === 0
    ? dated
    : [...dated, written("partly", `No day of retirement is written for ${listed(open)}.`)];
}

/** Fewer records than this say too little. */
const RECORDS = 200;

interface TestSet {
  readonly model: string;
  readonly passed: number;
  readonly of: number;
}

function testSets(answered: Answered): readonly TestSet[] {
  return modelsAsked(answered).flatMap(([model, { success }]) => {
    const set = typeof success === "object" && "evaluation" in success ? success.evaluation : success;
    return typeof set === "object" && "passed" in set ? [{ model, passed: set.passed, of: set.of }] : [];
  });
}

const setWords = ({ model, passed, of }: TestSet): string => `${model} had ${passed} of ${of} right`;

export function testSetEvidence(answered: Answered): readonly Evidence[] {
  const sets = testSets(answered);
  if (sets.length === 0) return [];
  const small = sets.filter(({ of }) => of < RECORDS);
  const sentence = `On test sets ${listed(sets.map(setWords))}.`;
  return small.length === 0
    ? [written(undefined, sentence)]
    : [
        written(
          "partly",
          `${sentence} ${listed(small.map(({ model }) => model))}: fewer than ${RECORDS} records.`,
        ),
      ];
}

export function evaluationEvidence(answered: Answered): readonly Evidence[] {
  const right = chosenAnswer(answered)?.targets.find(({ name }) => name === "successShare");
  return right === undefined ? [] : [targetEvidence(answered, right)];
}
