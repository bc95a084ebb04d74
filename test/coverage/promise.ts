/** How often an interval promises to hold the truth, and whether counts bear it out. */
import { binomialAtMost } from "../support/moments.ts";

/** Between what the share of a great many runs must lie whose intervals hold the truth. */
export interface Band {
  readonly least: number;
  readonly most: number;
}

/**
 * `95 %`: neither more nor less. `at least 95 %`: drawn to hold the truth that often whatever it is; of 2,000 runs 94 %
 * are two standard errors less. `95 % on average`: over a grid of truths, none of whose points may fall below 90 %.
 */
export const PROMISES = {
  "95 %": { least: 0.93, most: 0.97 },
  "at least 95 %": { least: 0.94, most: 1 },
  "95 % on average": { least: 0.93, most: 0.97 },
  "at least 95 % on average": { least: 0.94, most: 1 },
  "90 % and more": { least: 0.9, most: 1 },
  "89 % and more": { least: 0.89, most: 1 },
} as const satisfies Readonly<Record<string, Band>>;
export type PromiseName = keyof typeof PROMISES;

export function isPromise(name: string): name is PromiseName {
  return name in PROMISES;
}

const MANY_RUNS = 2000;
/** With fewer, what a coverage between these would show less often than this does not keep the promise. */
const UNLIKELY = 1e-3;

/** Whether intervals held the truth as often as they promise. @param of runs that gave an interval; none keep nothing */
export function isKept(promise: PromiseName, held: number, of: number): boolean {
  const { least, most } = PROMISES[promise];
  if (of === 0) return false;
  if (of >= MANY_RUNS) return held / of >= least && held / of <= most;
  return binomialAtMost(held, of, least) >= UNLIKELY && 1 - binomialAtMost(held - 1, of, most) >= UNLIKELY;
}
