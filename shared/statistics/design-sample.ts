/** Everything that is asked of one design's replications, worked out when it is asked for, and once. */
import { type CommittedSpend, type DayTally, FIGURE, type Figure, type Measure } from "../simulate/tally.ts";
import { DAYS_PER_MONTH } from "./cost-by-world.ts";
import type { CoarseCounts, Histogram, TaskMeasure } from "./histogram.ts";
import { shortfalls } from "./minimum-spend.ts";
import { Percentiles } from "./percentile.ts";
import { PooledDistribution } from "./pooled-distribution.ts";
import { WorldSample } from "./world-sample.ts";
import { worldsOverWindow } from "./worlds-over-window.ts";

/** What a fold keeps of one replication, as far as statistics read it. */
export interface SampledRow {
  readonly replication: number;
  readonly world: number;
  readonly weekday: number;
  readonly trafficDays: number;
  readonly figures: Float64Array;
  readonly withinTarget: Float64Array;
  readonly committed?: readonly CommittedSpend[];
  readonly coarse: Readonly<Record<TaskMeasure, CoarseCounts>>;
  readonly day?: DayTally;
}

/** What a fold keeps of one design. */
export interface SampledDesign<Row extends SampledRow = SampledRow> {
  /** In replication order. */
  readonly rows: readonly Row[];
  /** Merged, by weekday. */
  histograms(measure: Measure): readonly (Histogram | undefined)[];
}

/** What intervals are drawn at unless they say otherwise. */
export const LEVEL = 0.95;

/** In more worlds than this share overloaded: a design is unstable. */
export const OVERLOADED_WORLDS = 0.05;

/**
 * Parts of the cash cost that grow with the tasks; fixed costs and commitments are paid by the day. With the
 * expected loss of wrong answers it is the loaded cost.
 */
const VARIABLE_COST = [
  "costInput",
  "costCachedInput",
  "costOutput",
  "costWasted",
  "costFallback",
  "costReview",
  "costHuman",
  "costPerTask",
] as const satisfies readonly Figure[];
const FIXED_COST = ["costFixed"] as const satisfies readonly Figure[];

export class DesignSample<Row extends SampledRow = SampledRow> {
  readonly design: string;
  readonly rows: readonly Row[];
  readonly worlds: WorldSample;
  /** Length of the horizon, days. */
  readonly days: number;
  /**
   * Where worlds were simulated under traffic of their own (a month of a forecast): its multiple in each, in the order
   * of `worlds`. What differs for that alone is no luck.
   */
  readonly multiples: Float64Array | undefined;
  readonly #source: SampledDesign<Row>;
  readonly #columns = new Map<string, Float64Array>();
  readonly #pooled = new Map<Measure, PooledDistribution>();
  readonly #percentiles = new Map<TaskMeasure, Percentiles>();
  #overloaded: readonly boolean[] | undefined;
  #shortfalls: Float64Array | undefined;

  constructor(design: string, source: SampledDesign<Row>, days: number, multiples?: Float64Array) {
    this.design = design;
    this.rows = source.rows;
    this.days = days;
    this.multiples = multiples;
    this.worlds = new WorldSample(source.rows);
    this.#source = source;
  }

  /** One figure a replication. */
  column(figure: Figure): Float64Array {
    return this.#column(figure, (row) => row.figures[FIGURE[figure]] ?? 0);
  }

  /** Cash cost of a replication without what is paid by the day. */
  get variableCost(): Float64Array {
    return this.#column("variable cost", (row) => sumOf(row, VARIABLE_COST));
  }

  /** What a replication's horizon pays by the day: fixed costs and commitments. */
  get fixedCost(): Float64Array {
    const { commitmentCost } = this;
    return this.#column("fixed cost", (row, i) => sumOf(row, FIXED_COST) + (commitmentCost[i] ?? 0));
  }

  /**
   * Its days' share of the fees, and of what the month of its world falls short of a promised minimum; the tally knows
   * the fees only.
   */
  get commitmentCost(): Float64Array {
    this.#shortfalls ??= shortfalls(this.worlds, this.rows, this.days, DAYS_PER_MONTH);
    const short = this.#shortfalls;
    return this.#column("commitments", (row, i) => sumOf(row, ["costCommitments"]) + (short[i] ?? 0));
  }

  get cashCost(): Float64Array {
    const { fixedCost } = this;
    return this.#column("cash cost", (row, i) => sumOf(row, VARIABLE_COST) + (fixedCost[i] ?? 0));
  }

  get loadedCost(): Float64Array {
    const { fixedCost } = this;
    return this.#column(
      "loaded cost",
      (row, i) => sumOf(row, VARIABLE_COST) + (fixedCost[i] ?? 0) + sumOf(row, ["costWrongOutputs"]),
    );
  }

  /** Delivered or degraded tasks of a replication. */
  get answered(): Float64Array {
    return this.#column("answered", (row) => sumOf(row, ["delivered", "degraded"]));
  }

  /** Average days of traffic in each replication's horizon. */
  get trafficDays(): Float64Array {
    return this.#column("traffic days", (row) => row.trafficDays);
  }

  /** Raw sum of a figure over replications, in their order. */
  sum(figure: Figure): number {
    return this.column(figure).reduce((sum, value) => sum + value, 0);
  }

  /** Merged histograms, by weekday. */
  histograms(measure: Measure): readonly (Histogram | undefined)[] {
    return this.#source.histograms(measure);
  }

  pooled(measure: Measure): PooledDistribution {
    const known = this.#pooled.get(measure);
    if (known !== undefined) return known;
    const pooled = new PooledDistribution(this.#source.histograms(measure), this.worlds.weekdayWeights);
    this.#pooled.set(measure, pooled);
    return pooled;
  }

  percentiles(measure: TaskMeasure): Percentiles {
    const known = this.#percentiles.get(measure);
    if (known !== undefined) return known;
    const each = this.rows.map((row) => row.coarse[measure]);
    const percentiles = new Percentiles(this.pooled(measure), this.worlds, each, LEVEL);
    this.#percentiles.set(measure, percentiles);
    return percentiles;
  }

  /** False where more work is offered than can be done in more than 5 % of the worlds. */
  get stable(): boolean {
    return this.overloaded.filter((over) => over).length <= OVERLOADED_WORLDS * this.worlds.worlds;
  }

  /**
   * By world, whether its mean load is above what can be carried: the luck of the horizons simulated is taken out
   * first.
   */
  get overloaded(): readonly boolean[] {
    this.#overloaded ??= this.#overloadedWorlds();
    return this.#overloaded;
  }

  #overloadedWorlds(): boolean[] {
    const loads = this.column("offeredLoad");
    const replications = this.worlds.sumByWorld(new Float64Array(this.rows.length).fill(1));
    const means = this.worlds.sumByWorld(loads).map((load, world) => load / (replications[world] ?? 1));
    const overWindow = worldsOverWindow(this.worlds, loads, means, Number.POSITIVE_INFINITY, false);
    return Array.from(overWindow, (load) => load > 1);
  }

  /**
   * Whether a time has no percentiles because the design is unstable: the result, and a response that is itself an
   * answer and so waits like one.
   *
   * @param answersAtOnce whether the response is an answer (sync, stream) rather than an acknowledgement
   */
  isUnbounded(measure: TaskMeasure, answersAtOnce: boolean): boolean {
    if (measure === "wait" || (measure === "response" && !answersAtOnce)) return false;
    return !this.stable;
  }

  #column(name: string, read: (row: Row, i: number) => number): Float64Array {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const column = new Float64Array(this.rows.length);
    this.rows.forEach((row, i) => {
      column[i] = read(row, i);
    });
    this.#columns.set(name, column);
    return column;
  }
}

function sumOf(row: SampledRow, figures: readonly Figure[]): number {
  let sum = 0;
  for (const figure of figures) sum += row.figures[FIGURE[figure]] ?? 0;
  return sum;
}

/** A fold of several designs, as far as statistics read it. */
export interface SampledRun<Row extends SampledRow = SampledRow> {
  readonly designs: readonly string[];
  of(design: string): SampledDesign<Row>;
}

/** The designs of a run that have replications, in the run's order. */
export function samplesOf<Row extends SampledRow>(
  run: SampledRun<Row>,
  days: number,
): readonly DesignSample<Row>[] {
  return run.designs
    .map((design) => new DesignSample(design, run.of(design), days))
    .filter((sample) => sample.rows.length > 0);
}
