/**
 * How far to trust the engine: what its printed figures came to where the truth is known in closed form, and how often
 * their intervals held it. For the app's and the report's "how far to trust this"; the figures are in
 * `validation-results.ts`, written by `npm run validate`.
 */

/** One printed figure of one scenario whose truth is known. */
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
}

export interface Validation {
  /** The day of the run, `YYYY-MM-DD`. */
  readonly date: string;
  readonly version: string;
  readonly figures: readonly ValidatedFigure[];
}

/** Share of the runs whose interval held the truth, of those that gave one; NaN of none. */
export function coverageOf({ held, below, above }: ValidatedFigure): number {
  return held / (held + below + above);
}
