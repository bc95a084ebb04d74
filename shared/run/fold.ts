/**
 * A run is a fold: every replication leaves a small tally, and tallies add up. What is kept does not depend on the
 * order in which they come: rows are filed under their replication, histograms are sums of integers, and sums of
 * fractions are left to whoever asks, in replication order. So the same bytes come out whatever the number of
 * workers.
 */
import { BugError } from "../errors.ts";
import {
  type CommittedSpend,
  type DayTally,
  EXEMPLAR_KINDS,
  type Exemplar,
  type ExemplarKind,
  MEASURES,
  type Measure,
  type QuotaUse,
  type ReplicationTally,
} from "../simulate/tally.ts";
import { type CoarseCounts, coarseOf, Histogram, type TaskMeasure } from "../statistics/histogram.ts";

import { TimeSums } from "./time-sums.ts";

/** One replication of one design, as kept. */
export interface ReplicationRow {
  readonly replication: number;
  readonly world: number;
  readonly weekday: number;
  readonly trafficDays: number;
  /** By `FIGURE` of simulate/tally. */
  readonly figures: Float64Array;
  readonly withinTarget: Float64Array;
  readonly quota: readonly QuotaUse[];
  readonly committed?: readonly CommittedSpend[];
  readonly coarse: Readonly<Record<TaskMeasure, CoarseCounts>>;
  /** Of the first {@link DAYS_KEPT} replications. */
  readonly day?: DayTally;
}

/** A task that stands out in a run. */
export interface RunExemplar extends Exemplar {
  readonly replication: number;
}

/** Replications whose day is kept: enough for its bands, and a bound for the memory of long runs. */
export const DAYS_KEPT = 512;
/** How many are kept of each kind. */
const EXEMPLARS = 5;
const WEEKDAYS = 7;

/** All replications of one design that are done. */
export class DesignFold {
  readonly design: string;
  readonly #rows = new Map<number, ReplicationRow>();
  readonly #histograms = new Map<Measure, (Histogram | undefined)[]>();
  readonly #time = new TimeSums();
  readonly #exemplars = new Map<ExemplarKind, readonly RunExemplar[]>();
  #sorted: readonly ReplicationRow[] | undefined;

  constructor(design: string) {
    this.design = design;
  }

  /** Number of replications done. */
  get completed(): number {
    return this.#rows.size;
  }

  /** Rows in replication order. */
  get rows(): readonly ReplicationRow[] {
    this.#sorted ??= [...this.#rows.values()].sort((a, b) => a.replication - b.replication);
    return this.#sorted;
  }

  /** Merged histograms of a measure by the weekday their horizons start on; undefined where there is none. */
  histograms(measure: Measure): readonly (Histogram | undefined)[] {
    return this.#histograms.get(measure) ?? [];
  }

  /** Where time went, by how long the result took. */
  get time(): TimeSums {
    return this.#time;
  }

  /** The tasks that stand out most, most outstanding first. */
  exemplars(kind: ExemplarKind): readonly RunExemplar[] {
    return this.#exemplars.get(kind) ?? [];
  }

  /**
   * Adds one replication. One that is there already, as when a job was done twice, is left alone.
   *
   * @throws BugError if the same replication came with other numbers: two different runs are being mixed
   */
  add(tally: ReplicationTally): void {
    const known = this.#rows.get(tally.replication);
    if (known !== undefined) {
      if (known.figures.every((figure, i) => Object.is(figure, tally.figures[i]))) return;
      throw new BugError(
        `Replication ${tally.replication} of ${tally.design} came twice, with different results`,
      );
    }
    const { replication, world, weekday, trafficDays, figures, withinTarget, quota, histograms } = tally;
    const coarse = {
      response: coarseOf(histograms.response),
      result: coarseOf(histograms.result),
      wait: coarseOf(histograms.wait),
    };
    const { committed, day } = tally;
    const row = {
      ...{ replication, world, weekday, trafficDays, figures, withinTarget, quota, coarse },
      ...(committed === undefined ? {} : { committed }),
      ...(day === undefined || replication >= DAYS_KEPT ? {} : { day }),
    };
    this.#rows.set(replication, row);
    this.#sorted = undefined;
    for (const measure of MEASURES) this.#merge(measure, tally);
    this.#time.add(tally.time);
    for (const kind of EXEMPLAR_KINDS) this.#keepExemplars(kind, tally);
  }

  /** Of equal values the earlier replication's, whichever came first. */
  #keepExemplars(kind: ExemplarKind, { replication, exemplars }: ReplicationTally): void {
    const added = exemplars[kind].map((exemplar) => ({ ...exemplar, replication }));
    const all = [...this.exemplars(kind), ...added].sort(
      (a, b) => b.value - a.value || a.replication - b.replication || a.task - b.task,
    );
    this.#exemplars.set(kind, all.slice(0, EXEMPLARS));
  }

  #merge(measure: Measure, { weekday, histograms }: ReplicationTally): void {
    const added = histograms[measure];
    if (added.bins.length === 0 && added.infinite === 0) return;
    const byWeekday = this.#histograms.get(measure) ?? new Array<undefined>(WEEKDAYS).fill(undefined);
    const histogram = byWeekday[weekday] ?? new Histogram();
    histogram.addSparse(added);
    byWeekday[weekday] = histogram;
    this.#histograms.set(measure, byWeekday);
  }
}

/** The replications of several designs. */
export class Fold {
  readonly designs: readonly string[];
  readonly #folds: ReadonlyMap<string, DesignFold>;

  constructor(designs: readonly string[]) {
    this.designs = designs;
    this.#folds = new Map(designs.map((design) => [design, new DesignFold(design)]));
  }

  /** @throws BugError for a design that this fold was not made for, or a replication that contradicts an earlier one */
  add(tally: ReplicationTally): void {
    this.of(tally.design).add(tally);
  }

  addAll(tallies: Iterable<ReplicationTally>): void {
    for (const tally of tallies) this.add(tally);
  }

  /** @throws BugError for a design that this fold was not made for */
  of(design: string): DesignFold {
    const fold = this.#folds.get(design);
    if (fold === undefined) throw new BugError(`This run has no design named ${design}`);
    return fold;
  }

  /** Number of replications of a design that are done. */
  completed(design: string): number {
    return this.of(design).completed;
  }
}
