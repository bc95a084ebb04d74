/** Which traffic multiple to look at next, so that few of them find the load lines closely. */
import { clopperPearson } from "../statistics/share-interval.ts";
import { multipleBetween, type SharePoint, type Stretch } from "./load-line-crossings.ts";

/** A promise as far as it is known: ascending by multiple. */
export interface SearchedPromise {
  readonly points: readonly SharePoint[];
  readonly stretches: readonly Stretch[];
  /** Wanted share of worlds. */
  readonly wanted: number;
}

export interface SearchTerms {
  /** Brackets may be so wide, as a share of the multiple, or a quarter of the interval's width where that is more. */
  readonly precision: number;
  /** How many worlds would be simulated at a multiple near a line, and at which level their verdict is told. */
  readonly worldsAt: (multiple: number) => number;
  readonly levelOf: (worlds: number) => number;
  /** What a point would take, and what is left, in any unit. */
  readonly costOf: (multiple: number) => number;
  readonly left: number;
}

/** A gap between neighbouring multiples that holds something looked for. */
interface Gap {
  readonly left: SharePoint;
  readonly right: SharePoint;
  /** Where in it that should be. */
  readonly multiple: number;
}

/** Of an interval's width in logarithms: what its ends may be wider for want of closer multiples. */
const PART_OF_INTERVAL = 0.25;
/** A prediction next to an end of its gap would hardly narrow it. */
const FROM_THE_ENDS = 0.2;
const DIGITS = 4;
/** From where on a promise is met is asked less often than up to where. */
const WEIGHT_OF_RISES = 0.5;

/**
 * The multiple that narrows the gap which is widest for its purpose and for what it takes: the line itself, the multiple up
 * to which surely enough worlds meet the promise, and the one from which surely too few do. Undefined where all are
 * narrow enough, or where nothing is left for it.
 */
export function nextMultiple(promises: readonly SearchedPromise[], terms: SearchTerms): number | undefined {
  const known = new Set(promises.flatMap(({ points }) => points.map(({ at }) => at.multiple)));
  const candidates = promises
    .flatMap((promise) => candidatesOf(promise, terms))
    .filter(({ multiple }) => !known.has(multiple) && terms.costOf(multiple) <= terms.left)
    .map((candidate) => ({
      ...candidate,
      worth: candidate.excess / terms.costOf(candidate.multiple),
    }))
    .sort((a, b) => b.worth - a.worth || a.multiple - b.multiple);
  return candidates[0]?.multiple;
}

interface Candidate {
  readonly multiple: number;
  /** How many times wider than allowed its gap is, weighed. */
  readonly excess: number;
}

function candidatesOf({ points, stretches, wanted }: SearchedPromise, terms: SearchTerms): Candidate[] {
  return stretches.slice(1).flatMap((after, i) => {
    const before = stretches[i];
    const [left, right] = [points[after.from - 1], points[after.from]];
    if (before === undefined || left === undefined || right === undefined) return [];
    const line: Gap = { left, right, multiple: multipleBetween(left, right, wanted) };
    const worlds = terms.worldsAt(line.multiple);
    const { enough, tooFew } = verdictShares(worlds, wanted, terms.levelOf(worlds));
    const [below, above] = before.met ? [enough, tooFew] : [tooFew, enough];
    const lower: Side = { points, met: before.met, from: after.from - 1, to: before.from, outwards: -1 };
    const upper: Side = { points, met: after.met, from: after.from, to: after.to, outwards: 1 };
    const low = gapBeside(lower, below);
    const high = gapBeside(upper, above);
    const from = beyondLevel(lower, below)?.multiple ?? line.multiple;
    const ends = Math.log((beyondLevel(upper, above)?.multiple ?? line.multiple) / from);
    const allowed = Math.max(Math.log(1 + terms.precision), PART_OF_INTERVAL * ends);
    return [line, low, high].flatMap((gap) => {
      const excess = gap === undefined ? 0 : widthOf(gap) / allowed;
      const weight = before.met ? 1 : WEIGHT_OF_RISES;
      return gap !== undefined && excess > 1 ? [{ multiple: insideOf(gap), excess: weight * excess }] : [];
    });
  });
}

function widthOf({ left, right }: Gap): number {
  return Math.log(right.at.multiple / left.at.multiple);
}

/** Where it should be, not too near to either end. */
function insideOf(gap: Gap): number {
  const width = widthOf(gap);
  const part = Math.log(gap.multiple / gap.left.at.multiple) / width;
  const held = Math.min(1 - FROM_THE_ENDS, Math.max(FROM_THE_ENDS, part));
  return Number((gap.left.at.multiple * Math.exp(held * width)).toPrecision(DIGITS));
}

/** The points of a stretch from a crossing outwards: downwards those below it, upwards those above. */
interface Side {
  readonly points: readonly SharePoint[];
  readonly met: boolean;
  /** Positions of the point next to the crossing, and of the last one. */
  readonly from: number;
  readonly to: number;
  readonly outwards: 1 | -1;
}

/** The gap behind which surely enough, or too few, worlds meet the promise. */
function gapBeside(side: Side, level: number | undefined): Gap | undefined {
  const verdict = side.met ? "pass" : "fail";
  return gapBefore(side, ({ at }) => at.verdict === verdict, level) ?? beyondLevel(side, level);
}

/** The gap behind which the share itself is beyond a level; undefined where it never is. */
function beyondLevel(side: Side, level: number | undefined): Gap | undefined {
  if (level === undefined) return undefined;
  return gapBefore(side, ({ share }) => (side.met ? share >= level : share <= level), level);
}

/** Between the first point that is like that, and its neighbour on the crossing's side. */
function gapBefore(
  { points, from, to, outwards }: Side,
  isLike: (point: SharePoint) => boolean,
  level: number | undefined,
): Gap | undefined {
  for (let i = from; outwards * i <= outwards * to; i += outwards) {
    const point = points[i];
    if (point === undefined || !isLike(point)) continue;
    return outwards < 0 ? gapBetween(point, points[i + 1], level) : gapBetween(points[i - 1], point, level);
  }
  return undefined;
}

function gapBetween(
  left: SharePoint | undefined,
  right: SharePoint | undefined,
  level: number | undefined,
): Gap | undefined {
  if (left === undefined || right === undefined) return undefined;
  const holds =
    level !== undefined &&
    Math.min(left.share, right.share) <= level &&
    level <= Math.max(left.share, right.share);
  const middle = Math.sqrt(left.at.multiple * right.at.multiple);
  return { left, right, multiple: holds ? multipleBetween(left, right, level) : middle };
}

/**
 * The smallest share of so many worlds that is surely enough, and the largest that is surely too small; undefined
 * where so few worlds never tell.
 *
 * @example verdictShares(128, 0.9, 0.95) // { enough: 0.953…, tooFew: 0.843… }
 */
export function verdictShares(
  worlds: number,
  wanted: number,
  level: number,
): { readonly enough: number | undefined; readonly tooFew: number | undefined } {
  const at = (met: number) => clopperPearson(met, worlds, level);
  const around = Math.round(wanted * worlds);
  let met = around;
  while (met <= worlds && at(met).low < wanted) met++;
  const enough = met <= worlds ? met / worlds : undefined;
  met = around;
  while (met >= 0 && at(met).high >= wanted) met--;
  return { enough, tooFew: met >= 0 ? met / worlds : undefined };
}
