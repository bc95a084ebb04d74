import { BASE_INDEX, BIN_SHIFT, BINS, sparseOf } from "../statistics/histogram.ts";
import { FIGURE, FIGURES, MEASURES, type Measure, type SparseHistogram } from "./tally.ts";

/** One number and its bits: the high word holds what the bin is read from. */
const number = new Float64Array(1);
const words = new Int32Array(number.buffer);

/** The counts of one measure within a replication, in the bins of `statistics/histogram`. */
export class MeasureCounts {
  private readonly counts = new Uint32Array(BINS);
  private infinite = 0;
  private max = 0;

  /** Records a value ≥ 0; infinite = it never came. */
  add(value: number): void {
    if (value === Number.POSITIVE_INFINITY) {
      this.infinite++;
      return;
    }
    number[0] = value;
    const index = (words[1]! >> BIN_SHIFT) - BASE_INDEX;
    const bin = index < 0 ? 0 : index >= BINS ? BINS - 1 : index;
    this.counts[bin] = this.counts[bin]! + 1;
    if (value > this.max) this.max = value;
  }

  /** Hands over what was counted and starts again. */
  take(): SparseHistogram {
    const sparse = sparseOf(this.counts, this.infinite, this.max);
    this.counts.fill(0);
    this.infinite = 0;
    this.max = 0;
    return sparse;
  }
}

/** A latency target as the engine counts it. */
export interface LatencyThreshold {
  readonly of: "response" | "result";
  readonly seconds: number;
}

/** What a replication has seen so far. */
export class Recorder {
  readonly figures = new Float64Array(FIGURES.length);
  readonly response = new MeasureCounts();
  readonly result = new MeasureCounts();
  readonly wait = new MeasureCounts();
  readonly inputTokens = new MeasureCounts();
  readonly outputTokens = new MeasureCounts();
  readonly within: Float64Array;
  private inLines = 0;
  private deepestAt = 0;
  private deepestSince = 0;

  constructor(private readonly thresholds: readonly LatencyThreshold[]) {
    this.within = new Float64Array(thresholds.length);
  }

  count(figure: number): void {
    this.figures[figure] = this.figures[figure]! + 1;
  }

  add(figure: number, amount: number): void {
    this.figures[figure] = this.figures[figure]! + amount;
  }

  /** How long a task took; infinite where it never came. */
  times(response: number, result: number, waited: number): void {
    this.response.add(response);
    this.result.add(result);
    this.wait.add(waited);
    this.add(FIGURE.waitSeconds, waited);
    if (response !== Number.POSITIVE_INFINITY) {
      this.count(FIGURE.servedResponse);
      this.add(FIGURE.responseSeconds, response);
    }
    if (result !== Number.POSITIVE_INFINITY) {
      this.count(FIGURE.servedResult);
      this.add(FIGURE.resultSeconds, result);
    }
    for (let i = 0; i < this.thresholds.length; i++) {
      const { of, seconds } = this.thresholds[i]!;
      if ((of === "response" ? response : result) <= seconds) this.within[i] = this.within[i]! + 1;
    }
  }

  /** Somebody joins a line. */
  joins(now: number): void {
    this.inLines++;
    if (this.inLines > this.figures[FIGURE.deepestBacklog]!) {
      this.figures[FIGURE.deepestBacklog] = this.inLines;
      this.deepestAt = now;
      this.deepestSince = 1;
    }
  }

  /** Somebody leaves a line. Draining is over when the lines are empty for the first time after the deepest moment. */
  leaves(now: number): void {
    this.inLines--;
    if (this.inLines > 0 || this.deepestSince === 0) return;
    this.figures[FIGURE.drainSeconds] = now - this.deepestAt;
    this.deepestSince = 0;
  }

  /** Hands over the measures and starts again. */
  takeHistograms(): Record<Measure, SparseHistogram> {
    return Object.fromEntries(MEASURES.map((measure) => [measure, this[measure].take()])) as Record<
      Measure,
      SparseHistogram
    >;
  }

  reset(): void {
    this.figures.fill(0);
    this.within.fill(0);
    this.inLines = 0;
    this.deepestSince = 0;
  }
}
