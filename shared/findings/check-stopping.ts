/** When a check has seen enough, and how much more it would take where it has not. */
import type { DesignAnswer, ShareEstimate, Verdict } from "./answer.ts";

interface Judged {
  readonly worldsMeeting: ShareEstimate;
  readonly verdict: Verdict;
  readonly worldsNotKnown?: number | undefined;
}

type Verdicts = Pick<DesignAnswer, "targets" | "allTargets">;

/** Whether every verdict is reached: each target's, and that of all together. */
export function isDecided({ targets, allTargets }: Verdicts): boolean {
  return [...targets, allTargets].every(({ verdict }) => verdict !== "inconclusive");
}

/** More than anybody would wait for. */
const MOST = 1_000_000;

/**
 * How many replications would decide all that is inconclusive, were the shares of worlds to stay what they are: an
 * interval narrows with the square root of their number. Rounded up to two digits.
 *
 * @returns null where no practical number would, or where worlds can't be judged @param done so far
 */
export function replicationsNeeded(
  { targets, allTargets }: Verdicts,
  confidence: number,
  done: number,
): number | null {
  const each = [...targets, allTargets]
    .filter(({ verdict }) => verdict === "inconclusive")
    .map((judged) => neededBy(judged, confidence, done));
  const most = Math.max(done, ...each);
  return most > MOST ? null : roundedUp(most);
}

function neededBy({ worldsMeeting, worldsNotKnown = 0 }: Judged, confidence: number, done: number): number {
  const { value, low, high } = worldsMeeting;
  if (worldsNotKnown > 0) return Number.POSITIVE_INFINITY;
  const half = value >= confidence ? value - low : high - value;
  const gap = Math.abs(value - confidence);
  return done * Math.max(1, (half / gap) ** 2);
}

function roundedUp(count: number): number {
  const place = Number(`1e${Math.max(0, Math.floor(Math.log10(count)) - 1)}`);
  const rounded = Math.ceil(count / place) * place;
  return rounded + (rounded % 2);
}
