/** From what was simulated at many traffic multiples to the load line. */
import type { Estimate } from "./answer.ts";
import type { RunContext } from "./context.ts";
import { unknownEstimate } from "./estimates.ts";
import type { LoadLine, LoadLineAnswer, LoadPointAnswer } from "./load-line-answer.ts";
import {
  type Crossing,
  crossingsOf,
  isClear,
  type PromiseAt,
  type SharePoint,
  type Stretch,
  sharePoints,
  stretchesOf,
} from "./load-line-crossings.ts";
import { type LoadPoint, STABLE_WORLDS } from "./load-line-point.ts";
import { findingSentence, inMultiples } from "./load-line-sentences.ts";
import type { LoadStudy } from "./load-line-study.ts";
import { studyHeadOf } from "./study-head.ts";
import { percentText } from "./wording.ts";

/** The answer of a study, or of one that is under way. @param context of the run that multiple 1 stands for */
export function loadLineAnswer(
  context: RunContext,
  design: string,
  { points, runs }: LoadStudy,
  elapsedSeconds: number,
): LoadLineAnswer {
  const { confidence } = context;
  const targets = context.targets.map(({ name, limit }, i) => ({
    name,
    limit,
    ...lineOf(
      points.flatMap((point) => point.targets[i] ?? []),
      confidence,
    ),
  }));
  const saturation = lineOf(
    points.map(({ stable }) => stable),
    STABLE_WORLDS,
  );
  const searched = { from: points[0]?.multiple ?? 1, to: points.at(-1)?.multiple ?? 1, runs };
  const found = { design, confidence, searched, targets, saturation };
  const idle = points.every(({ arrived }) => arrived === 0);
  return {
    ...studyHeadOf(context),
    design,
    confidence,
    searched,
    finding: idle ? "no task arrives at any multiple, so nothing can break" : findingSentence(found, context),
    targets,
    allTargets: lineOf(
      points.map(({ allTargets }) => allTargets),
      confidence,
    ),
    saturation,
    points: points.map(pointAnswer),
    elapsedSeconds,
  };
}

function pointAnswer({ multiple, replications, curves, targets, allTargets }: LoadPoint): LoadPointAnswer {
  return {
    multiple,
    replications,
    curves,
    targets: targets.map(meetingOf),
    allTargets: meetingOf(allTargets),
  };
}

function meetingOf({ worlds, worldsMeeting, verdict }: PromiseAt): LoadPointAnswer["allTargets"] {
  const notKnown = worlds.filter((kept) => kept === "not known").length;
  return { worldsMeeting, verdict, ...(notKnown > 0 ? { worldsNotKnown: notKnown } : {}) };
}

/**
 * The load line of one promise.
 *
 * @param promises at every multiple, ascending; one of them is today's, 1 @param wanted share of worlds
 */
export function lineOf(promises: readonly PromiseAt[], wanted: number): LoadLine {
  const today = promises.find(({ multiple }) => multiple === 1);
  const points = today === undefined ? [] : sharePoints(promises, today);
  const stretches = stretchesOf(points, wanted);
  const crossings = crossingsOf(points, stretches, wanted);
  const now = stretches.findIndex(({ from, to }) => {
    const [first, last] = [points[from]?.at.multiple ?? 0, points[to]?.at.multiple ?? 0];
    return first <= 1 && last >= 1;
  });
  const stretch = stretches[now];
  if (stretch === undefined)
    return lineWith("not known", unknownEstimate("it can't be judged at today's traffic"), null, crossings);
  if (stretches.length === 1 && !isSettled(stretch, points, wanted)) {
    const why = `too close to the wanted ${percentText(wanted)} of worlds to tell`;
    return lineWith("unclear", unknownEstimate(why), null, crossings);
  }
  // The crossing before a stretch has the stretch's position less one.
  const [below, above] = [crossings[now - 1], crossings[now]];
  if (stretch.met) {
    const from = below === undefined ? null : estimateOf(below);
    if (above !== undefined) return lineWith("holds", estimateOf(above), from, crossings);
    return lineWith("beyond", beyond(points, stretch), from, crossings);
  }
  if (below !== undefined) {
    const before = crossings[now - 2];
    return lineWith("broken", estimateOf(below), before === undefined ? null : estimateOf(before), crossings);
  }
  const most = points.at(-1)?.at.multiple ?? 1;
  if (above === undefined) {
    const why = `met at no multiple from ${inMultiples(points[0]?.at.multiple ?? 1)} to ${inMultiples(most)}`;
    return lineWith("never", unknownEstimate(why), null, crossings);
  }
  const next = crossings[now + 1];
  const last = stretches[now + 1];
  const line = next === undefined && last !== undefined ? beyond(points, last) : undefined;
  return lineWith(
    "short",
    line ?? (next === undefined ? NOTHING : estimateOf(next)),
    estimateOf(above),
    crossings,
  );
}

const NOTHING = unknownEstimate("not known");

function lineWith(
  status: LoadLine["status"],
  line: Estimate,
  from: Estimate | null,
  crossings: readonly Crossing[],
): LoadLine {
  return { status, line, headroom: lessOne(line), from, crossings: [...crossings] };
}

/** Whether a promise that crosses nothing is surely met, or surely met nowhere. */
function isSettled(stretch: Stretch, points: readonly SharePoint[], wanted: number): boolean {
  return isClear(stretch, points, wanted) && (stretch.met || points.every(({ share }) => share < wanted));
}

/** Met as far as was looked: at least up to where that is sure. */
function beyond(points: readonly SharePoint[], { from, to }: Stretch): Estimate {
  const sure = points.slice(from, to + 1).findLast(({ at }) => at.verdict === "pass");
  const most = points[to]?.at.multiple ?? 1;
  const why = `met up to ${inMultiples(most)}, the most that was looked at`;
  return { value: null, low: sure?.at.multiple ?? null, high: null, why };
}

function estimateOf({ multiple, low, high }: Crossing): Estimate {
  const estimate = { value: multiple, low, high };
  if (low === null && high === null) return { ...estimate, why: "too few worlds for an interval" };
  return low === null || high === null
    ? { ...estimate, why: "too few worlds for both ends of an interval" }
    : estimate;
}

function lessOne({ value, low, high, why }: Estimate): Estimate {
  const less = (end: number | null) => (end === null ? null : end - 1);
  return { value: less(value), low: less(low), high: less(high), ...(why === undefined ? {} : { why }) };
}
