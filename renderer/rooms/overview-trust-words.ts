/** How far to trust what is on screen: how much was simulated, how precise it is, and what the engine was held against. */
import type { Estimate } from "../../shared/findings/answer.ts";
import type { Validation } from "../../shared/findings/validation.ts";
import { formatShare } from "../../shared/units/format.ts";
import type { Answered } from "./answered.ts";

export interface TrustLine {
  readonly about: string;
  readonly sentence: string;
}

export function trustLines(answered: Answered, validation: Validation): readonly TrustLine[] {
  const { answer } = answered.snapshot;
  const notes = [
    ...(answer.notes ?? []),
    ...Object.entries(answer.notSimulated ?? {}).map(
      ([name, why]) => `“${name}” is not simulated: ${why.join("; ")}.`,
    ),
  ];
  return [
    { about: "Simulated", sentence: simulatedText(answered) },
    { about: "Precision", sentence: precisionText(answered) },
    { about: "Held against", sentence: validationText(validation) },
    {
      about: "Not in it",
      sentence:
        "What is written as one number counts as known. Times and failures of the models are as they are written: no provider was asked. What no assumption mentions does not happen.",
    },
    ...(notes.length === 0 ? [] : [{ about: "Otherwise than written", sentence: notes.join(" ") }]),
  ];
}

const many = (count: number): string => count.toLocaleString("en");

/** Both replications of a pair share a world. */
function simulatedText({ snapshot }: Answered): string {
  const { replications, days } = snapshot.answer;
  const horizon = days === 1 ? "a day" : `${many(days)} days`;
  const worlds = Math.ceil(replications / 2);
  const planned =
    snapshot.replicationsPlanned > replications ? ` of ${many(snapshot.replicationsPlanned)} planned` : "";
  return `${many(replications)} replications${planned}, each of ${horizon}, in ${many(worlds)} ${worlds === 1 ? "world" : "worlds"}; the same tasks for every design.`;
}

function precisionText({ snapshot, unitName }: Answered): string {
  const { answer } = snapshot;
  const design = answer.designs[answer.chosen];
  if (design === undefined) return "The judged design was not simulated.";
  const cost = `The cost per ${unitName} is known to ${half(design.cost.perUnit)}`;
  return design.stable
    ? `${cost}, p95 of the result to ${half(design.resultSeconds.p95)}, by their 95% intervals.`
    : `${cost}, by its 95% interval; an unstable design has no p95 of the result.`;
}

/** The wider side of an interval, as a share of its value. */
export function half({ value, low, high, why }: Estimate): string {
  if (value === null) return `no precision (${why ?? "not known"})`;
  if (low === null || high === null) return `no bound (${why ?? "the interval is open"})`;
  if (value === 0) return "nothing on which a share could stand (it is 0)";
  const share = Math.max(value - low, high - value) / Math.abs(value);
  return share === 0 ? "the last digit" : `± ${formatShare(Number(share.toPrecision(2)))}`;
}

/** Counted over every figure that promises neither more nor less than 95 %, and every kind of interval. */
export function validationText({ figures, intervals, version }: Validation): string {
  const counted = figures.filter(({ promises }) => promises === "95 %");
  const held = counted.reduce((sum, figure) => sum + figure.held, 0);
  const given = counted.reduce((sum, figure) => sum + figure.held + figure.below + figure.above, 0);
  if (given === 0) return "It was not yet held against anything.";
  const scenarios = new Set(figures.map(({ oracle, at }) => `${oracle} ${at}`)).size;
  const share = formatShare(Number((held / given).toPrecision(3)));
  const kept = intervals.filter((interval) => interval.kept).length;
  const kinds =
    intervals.length === 0
      ? ""
      : ` Of ${many(intervals.length)} intervals counted on draws whose truth is known, ${many(kept)} hold as often as they promise.`;
  const [latest = ""] = [...figures, ...intervals]
    .map(({ date }) => date)
    .sort()
    .reverse();
  return `Queues, losses and draws whose answers mathematics knows: of ${many(given)} intervals of ${many(counted.length)} figures in ${many(scenarios)} scenarios ${share} held the truth, and 95% are promised.${kinds} Version ${version}, ${latest}.`;
}
