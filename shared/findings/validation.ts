/**
 * How far to trust the engine and its statistics: what printed figures came to where the truth is known in closed form,
 * and how often every kind of interval held it. For the app's and the report's "how far to trust this"; the figures are
 * in `validation-results.ts`, written by `npm run validate`.
 */

/** One printed figure of one scenario whose truth is known: it went through the whole engine. */
export interface ValidatedFigure {
  /** What the scenario is, such as `M/M/1`. */
  readonly oracle: string;
  /** Its load, or what else tells it from others of its name. */
  readonly at: string;
  /** Whose formula it is held against. */
  readonly source: string;
  /** The figure compared, with its unit. */
  readonly figure: string;
  readonly exact: number;
  /** What one long run printed, with its 95 % interval. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Distance of the estimate from the truth in standard errors; within ±1.96 the interval holds it. */
  readonly z: number;
  /** How far the start with nobody there puts that run's expectation from the truth, at most or nearly. */
  readonly startBias: number;
  /** Of `seeds` shorter runs, those whose interval held the truth, lay below it, and lay above it. */
  readonly seeds: number;
  readonly held: number;
  readonly below: number;
  readonly above: number;
  /** The same bias in those runs, as a share of half their intervals' mean width. */
  readonly startBiasOfHalfWidth: number;
  /** `95 %`: neither more nor less. `at least 95 %`: drawn to hold the truth that often whatever it is. */
  readonly promises: string;
  /** The day it was counted, `YYYY-MM-DD`. */
  readonly date: string;
}

/** One interval of the statistics, counted on draws from a law of worlds, days and tasks whose truth is known. */
export interface ValidatedInterval {
  /** Which of the kinds of interval that are printed. */
  readonly kind: string;
  /** What differs in it, and by how much. */
  readonly at: string;
  readonly figure: string;
  /** Null where the truth is drawn anew in every run, or nothing is estimated. */
  readonly exact: number | null;
  /** Runs, each of a seed of its own; over a grid, those of all its points. */
  readonly seeds: number;
  readonly held: number;
  /** Of those that missed, the ones that lay wholly below the truth; null where to miss it has no side. */
  readonly below: number | null;
  /** Runs that gave no interval, as of too few tasks. */
  readonly none: number;
  /** What is promised, in words, and between which shares of the runs that therefore must lie. */
  readonly promises: string;
  readonly least: number;
  readonly most: number;
  readonly kept: boolean;
  /** The day it was counted, `YYYY-MM-DD`. */
  readonly date: string;
}

export interface Validation {
  readonly version: string;
  readonly figures: readonly ValidatedFigure[];
  readonly intervals: readonly ValidatedInterval[];
}

/** Share of the runs whose interval held the truth, of those that gave one; NaN of none. */
export function coverageOf({
  held,
  below,
  above,
}: Pick<ValidatedFigure, "held" | "below" | "above">): number {
  return held / (held + below + above);
}

/** The same of an interval of the statistics. */
export function shareHeld({ held, seeds, none }: Pick<ValidatedInterval, "held" | "seeds" | "none">): number {
  return held / (seeds - none);
}
