/**
 * Where along the traffic multiple a promise begins or ceases to hold in the wanted share of worlds.
 *
 * The same worlds are judged at every multiple, on the same tasks and the same luck of the day, so that in each world a
 * promise holds up to some multiple of its own, and the line is the multiple that the wanted share of worlds survives:
 * an order statistic of these. Its interval is the one that order statistics have by the binomial law (David and
 * Nagaraja, Order Statistics, 7.1), found by inversion: from the last multiple at which surely enough worlds meet the
 * promise to the first at which surely too few do. Both are multiples that were simulated, so that the width of the
 * brackets is in the interval.
 */
import type { ShareEstimate, Verdict } from "./answer.ts";
import type { Kept } from "./target-answers.ts";

/** One promise at one multiple. World k stands at position k in `worlds` and `margins`. */
export interface PromiseAt {
  readonly multiple: number;
  readonly worlds: readonly Kept[];
  /** How far each world is from breaking it: 0 on the edge, positive where met; in any unit, NaN where not known. */
  readonly margins: ArrayLike<number>;
  /** Where it is several promises at once, these; their margins count. */
  readonly together?: readonly PromiseAt[];
  /** What the same worlds show at today's traffic, judged by themselves; absent where they are all worlds, or today's. */
  readonly sameToday?: readonly Kept[];
  readonly worldsMeeting: ShareEstimate;
  /** Of `worldsMeeting`, against the wanted share. */
  readonly verdict: Verdict;
}

/** The share of worlds that meet a promise at one multiple, told with the help of what more worlds show today. */
export interface SharePoint {
  readonly at: PromiseAt;
  /** 0…1 */
  readonly share: number;
}

/** A multiple at which the share of worlds passes the wanted one. */
export interface Crossing {
  /** With growing traffic: `down` = it is met below and broken above. */
  readonly direction: "down" | "up";
  readonly multiple: number;
  /** Interval; null = not bounded by what was simulated. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Neighbouring points that agree on whether enough worlds meet the promise. */
export interface Stretch {
  readonly met: boolean;
  /** Positions of its first and last point. */
  readonly from: number;
  readonly to: number;
}

/**
 * Points at which something is known, ascending, each with its share. Where fewer worlds were simulated than at
 * today's traffic, what these differ by from what they show there is added to what all worlds show there: worlds go
 * together, and a difference is known far better than a share of few worlds.
 *
 * @param promises ascending by multiple
 */
export function sharePoints(promises: readonly PromiseAt[], today: PromiseAt): SharePoint[] {
  const ofAll = shareOf(today.worlds);
  return promises.flatMap((at, i) => {
    if (isBetweenBetter(promises, i)) return [];
    const share = shareAt(at, ofAll);
    return Number.isNaN(share) ? [] : [{ at, share }];
  });
}

/** A few worlds say nothing of a share between two multiples at which many were simulated. */
function isBetweenBetter(promises: readonly PromiseAt[], i: number): boolean {
  const many = MANY_MORE * (promises[i]?.worlds.length ?? 0);
  const better = ({ worlds }: PromiseAt): boolean => worlds.length >= many;
  return promises.slice(0, i).some(better) && promises.slice(i + 1).some(better);
}

const MANY_MORE = 4;

function shareAt({ worlds, sameToday }: PromiseAt, ofAllToday: number): number {
  const own = shareOf(worlds);
  if (sameToday === undefined || Number.isNaN(ofAllToday)) return own;
  let both = 0;
  let change = 0;
  worlds.forEach((kept, world) => {
    const before = sameToday[world] ?? "not known";
    if (kept === "not known" || before === "not known") return;
    both++;
    change += (kept === "met" ? 1 : 0) - (before === "met" ? 1 : 0);
  });
  return both === 0 ? own : Math.min(1, Math.max(0, ofAllToday + change / both));
}

/** Of the worlds that can be judged; NaN where none can. */
function shareOf(worlds: readonly Kept[]): number {
  const met = worlds.filter((kept) => kept === "met").length;
  const missed = worlds.filter((kept) => kept === "missed").length;
  return met / (met + missed);
}

/** Shares computed in two ways may differ in their last bits. */
const HAIR = 1e-9;

/**
 * The points cut into stretches. One in the middle that nothing is sure of is no stretch: the share wavers around
 * the wanted one. And of two at an edge one at least must be clear, and the other not nothing.
 *
 * @param wanted share of worlds, 0…1
 */
export function stretchesOf(points: readonly SharePoint[], wanted: number): Stretch[] {
  let stretches: Stretch[] = [];
  points.forEach((point, i) => {
    const met = isEnough(point, wanted);
    const last = stretches.at(-1);
    if (last?.met === met) stretches[stretches.length - 1] = { ...last, to: i };
    else stretches.push({ met, from: i, to: i });
  });
  for (;;) {
    const clear = stretches.map((stretch) => isClear(stretch, points, wanted));
    const wavering = stretches.filter((stretch, i) => {
      if (clear[i] === true || stretches.length < 2) return false;
      const inside = i > 0 && i < stretches.length - 1;
      return (
        inside || clear[i === 0 ? 1 : i - 1] === false || weightOf(stretch, points, wanted) < LEAST_WEIGHT
      );
    });
    const [least] = wavering.sort((a, b) => weightOf(a, points, wanted) - weightOf(b, points, wanted));
    if (least === undefined) return stretches;
    stretches = absorbed(stretches, stretches.indexOf(least));
  }
}

/** A stretch at an edge that less than one world speaks for is none. */
const LEAST_WEIGHT = 1;

/** How much speaks for a stretch: worlds by which its points are away from the wanted share. */
function weightOf({ from, to }: Stretch, points: readonly SharePoint[], wanted: number): number {
  return points
    .slice(from, to + 1)
    .reduce((sum, { at, share }) => sum + at.worlds.length * Math.abs(share - wanted), 0);
}

/** A stretch taken as what its neighbours are. */
function absorbed(stretches: readonly Stretch[], at: number): Stretch[] {
  const merged: Stretch[] = [];
  stretches.forEach((stretch, i) => {
    const met = i === at ? !stretch.met : stretch.met;
    const last = merged.at(-1);
    if (last?.met === met) merged[merged.length - 1] = { ...last, to: stretch.to };
    else merged.push({ ...stretch, met });
  });
  return merged;
}

/** A verdict settles it; without one the share does. */
function isEnough({ at, share }: SharePoint, wanted: number): boolean {
  return at.verdict === "inconclusive" ? share >= wanted - HAIR : at.verdict === "pass";
}

/** Whether something is sure of a stretch: a verdict, or a share at its end of the scale. */
export function isClear({ met, from, to }: Stretch, points: readonly SharePoint[], wanted: number): boolean {
  return points
    .slice(from, to + 1)
    .some(({ at, share }) =>
      met
        ? at.verdict === "pass" || Math.min(share, at.worldsMeeting.value) >= 1 - HAIR
        : at.verdict === "fail" || share < wanted / 2,
    );
}

/** Every multiple at which a stretch ends and the next begins, ascending. */
export function crossingsOf(
  points: readonly SharePoint[],
  stretches: readonly Stretch[],
  wanted: number,
): Crossing[] {
  return stretches.slice(1).flatMap((after, i) => {
    const before = stretches[i];
    const [left, right] = [points[after.from - 1], points[after.from]];
    if (before === undefined || left === undefined || right === undefined) return [];
    const sure = (stretch: Stretch) => (stretch.met ? "pass" : "fail");
    const below = points.slice(before.from, before.to + 1).reverse();
    const above = points.slice(after.from, after.to + 1);
    return [
      {
        direction: before.met ? "down" : "up",
        multiple: multipleBetween(left, right, wanted),
        low: below.find(({ at }) => at.verdict === sure(before))?.at.multiple ?? null,
        high: above.find(({ at }) => at.verdict === sure(after))?.at.multiple ?? null,
      } as const,
    ];
  });
}

/**
 * The multiple between two neighbouring ones at which the share of worlds reaches a level: each world that changes in
 * between does so where its margin, straight in the logarithm of the multiple, is 0.
 *
 * @param level between the shares of both, ends included
 */
export function multipleBetween(left: SharePoint, right: SharePoint, level: number): number {
  const part = partBetween(left, right, level);
  return left.at.multiple * Math.exp(part * Math.log(right.at.multiple / left.at.multiple));
}

function partBetween(left: SharePoint, right: SharePoint, level: number): number {
  const changes = changesBetween(left.at, right.at).sort((a, b) => a.part - b.part);
  const net = changes.reduce((sum, { by }) => sum + by, 0);
  const wanted = right.share - left.share;
  if (net === 0 || wanted === 0) return 0.5;
  const falls = wanted < 0;
  let share = left.share;
  for (const { part, by } of changes) {
    share += (wanted * by) / net;
    if (falls ? share < level - HAIR : share >= level - HAIR) return part;
  }
  return 1;
}

/** A world that meets a promise on one side only. */
interface Change {
  /** 0…1: where between both it changes. */
  readonly part: number;
  /** 1 = it meets the promise on the right. */
  readonly by: 1 | -1;
}

function changesBetween(left: PromiseAt, right: PromiseAt): Change[] {
  const changes: Change[] = [];
  left.worlds.forEach((_, world) => {
    const by = changeOf(left, right, world);
    if (by === 0) return;
    changes.push({ part: partOfWorld(left, right, world, by) ?? 0.5, by });
  });
  return changes;
}

/** 1 where a world meets the promise on the right only, −1 where on the left only. */
function changeOf(left: PromiseAt, right: PromiseAt, world: number): 1 | 0 | -1 {
  const [before, after] = [left.worlds[world], right.worlds[world]];
  if (before === "missed" && after === "met") return 1;
  return before === "met" && after === "missed" ? -1 : 0;
}

/** Where a world changes; undefined where something else than a margin decided, such as an overload. */
function partOfWorld(left: PromiseAt, right: PromiseAt, world: number, by: 1 | -1): number | undefined {
  if (left.together !== undefined && right.together !== undefined) {
    const others = right.together;
    const parts = left.together.flatMap((each, i) => {
      const other = others[i];
      if (other === undefined || changeOf(each, other, world) !== by) return [];
      return partOfWorld(each, other, world, by) ?? 0.5;
    });
    // The first to break breaks them all; they are met again when the last is.
    return parts.length === 0 ? undefined : by < 0 ? Math.min(...parts) : Math.max(...parts);
  }
  const from = by * (left.margins[world] ?? Number.NaN);
  const to = by * (right.margins[world] ?? Number.NaN);
  const crosses = from <= 0 && to >= 0 && from < to && Number.isFinite(to - from);
  return crosses ? from / (from - to) : undefined;
}
