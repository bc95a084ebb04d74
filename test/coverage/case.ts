/** How often printed intervals hold what is true, on cases whose truth is known without simulating anything. */
import type { KindId } from "./kinds.ts";
import type { PromiseName } from "./promise.ts";

/** Of some runs, those whose interval held the truth. */
export interface Covered {
  readonly runs: number;
  readonly held: number;
  /** Those whose interval lay wholly below it; null where to miss it has no side. */
  readonly below: number | null;
  /** Runs that gave no interval (too few tasks). */
  readonly none: number;
}

/** One interval of a case. */
export interface CoveredInterval {
  readonly kind: KindId;
  readonly figure: string;
  /** What is true; null where it is drawn anew in every run, or there is nothing to be estimated. */
  readonly exact: () => number | null;
  readonly promises: PromiseName;
  /** Points of one grid, over which the mean is looked at, too; they share its name. */
  readonly grid?: { readonly name: string; readonly mean: PromiseName };
}

/** A law of worlds, days and tasks, and the intervals that are counted on draws of it. */
export interface CoverageCase {
  readonly name: string;
  /** So many seeds are a job of some seconds at most. */
  readonly seedsAJob: number;
  /** With more the study would take longer than it is worth; absent = as many as are asked for. */
  readonly mostSeeds?: number;
  readonly intervals: readonly CoveredInterval[];
  /** One for each interval. Pure: the same seeds, the same counts. */
  readonly count: (firstSeed: number, seeds: number) => readonly Covered[] | Promise<readonly Covered[]>;
}

export const NONE_COVERED: Covered = { runs: 0, held: 0, below: 0, none: 0 };

export function addCovered(a: Covered, b: Covered): Covered {
  return {
    runs: a.runs + b.runs,
    held: a.held + b.held,
    below: a.below === null || b.below === null ? null : a.below + b.below,
    none: a.none + b.none,
  };
}

/** Ends of an interval; null = unbounded. */
export interface Ends {
  readonly low: number | null;
  readonly high: number | null;
  /** Null: no estimate was given. */
  readonly value?: number | null;
}

/** Counts intervals of one run after the other. */
export class Tallying {
  readonly #counts: { runs: number; held: number; below: number; none: number }[];

  constructor(intervals: number) {
    this.#counts = Array.from({ length: intervals }, () => ({ ...NONE_COVERED, below: 0 }));
  }

  /** @param at which interval */
  take(at: number, { low, high, value }: Ends, truth: number): void {
    const count = this.#counts[at];
    if (count === undefined) throw new Error(`there is no interval ${at}`);
    count.runs++;
    if (value === null) count.none++;
    else if (high !== null && high < truth) count.below++;
    else if (low === null || low <= truth) count.held++;
  }

  get covered(): readonly Covered[] {
    return this.#counts;
  }
}

/** Counts intervals of one seed after the other. @param intervalsOf with what is true of each */
export function coveredOver(
  firstSeed: number,
  seeds: number,
  intervals: number,
  intervalsOf: (seed: number) => readonly (readonly [Ends, number])[],
): readonly Covered[] {
  const tallying = new Tallying(intervals);
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++)
    intervalsOf(seed).forEach(([ends, truth], at) => {
      tallying.take(at, ends, truth);
    });
  return tallying.covered;
}

/** Counts made elsewhere. */
export function coveredFrom(count: { runs: number; held: number; below?: number; none?: number }): Covered {
  return { runs: count.runs, held: count.held, below: count.below ?? null, none: count.none ?? 0 };
}

/** A truth that is worked out when it is first asked for. */
export function once<Truth>(of: () => Truth): () => Truth {
  let known: Truth | undefined;
  return () => {
    known ??= of();
    return known;
  };
}
