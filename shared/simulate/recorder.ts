import { BASE_INDEX, BIN_SHIFT, BINS, FINE_IN_COARSE, sparseOf } from "../statistics/histogram.ts";
import { DayRecorder } from "./day.ts";
import {
  FIGURE,
  FIGURES,
  MEASURES,
  type Measure,
  type SparseHistogram,
  TIME_PARTS,
  type TimeByResult,
} from "./tally.ts";

/** Values that are kept before they are counted. */
const BLOCK = 1024;
/** The high word of infinity. */
const INFINITE = 0x7ff00000;

/**
 * The counts of one measure within a replication, in the bins of `statistics/histogram`. Values are kept in blocks and
 * counted a block at a time: one short loop finds the bins from their bits.
 */
export class MeasureCounts {
  private readonly values = new Float64Array(BLOCK);
  private readonly words = new Int32Array(this.values.buffer);
  private kept = 0;
  private readonly counts = new Uint32Array(BINS);
  private infinite = 0;
  private zeros = 0;
  private max = 0;
  /** Of the finite values. */
  private count = 0;
  private sum = 0;
  private readonly within: Float64Array;

  /** @param thresholds values for which it is counted how many are at most as large */
  constructor(private readonly thresholds: readonly number[]) {
    this.within = new Float64Array(thresholds.length);
  }

  /** Records a value ≥ 0; infinite = it never came. */
  add(value: number): void {
    this.values[this.kept++] = value;
    if (this.kept === BLOCK) this.countBlock();
  }

  /** Records that many zeros. */
  addZeros(count: number): void {
    this.zeros += count;
  }

  /** Records the first so many values of a column. */
  addMany(column: Float64Array, count: number): void {
    this.countBlock();
    for (let from = 0; from < count; from += BLOCK) {
      const end = Math.min(from + BLOCK, count);
      this.values.set(column.subarray(from, end));
      this.kept = end - from;
      this.countBlock();
    }
  }

  /** Counts the values that another has counted too; thresholds apart. */
  addAll(other: MeasureCounts): void {
    other.countBlock();
    this.infinite += other.infinite;
    if (other.count === 0) return;
    const { counts } = this;
    const { counts: added } = other;
    for (let bin = 0; bin < BINS; bin++) counts[bin] = counts[bin]! + added[bin]!;
    this.count += other.count;
    this.sum += other.sum;
    if (other.max > this.max) this.max = other.max;
  }

  private countBlock(): void {
    const { values, words, counts, kept } = this;
    let { infinite, max, sum } = this;
    for (let i = 0; i < kept; i++) {
      const word = words[2 * i + 1]!;
      if (word === INFINITE) {
        infinite++;
        continue;
      }
      const index = (word >> BIN_SHIFT) - BASE_INDEX;
      const bin = index < 0 ? 0 : index >= BINS ? BINS - 1 : index;
      counts[bin] = counts[bin]! + 1;
      const value = values[i]!;
      sum += value;
      if (value > max) max = value;
    }
    this.count += kept - (infinite - this.infinite);
    this.infinite = infinite;
    this.max = max;
    this.sum = sum;
    this.kept = 0;
    for (let at = 0; at < this.thresholds.length; at++) {
      const threshold = this.thresholds[at]!;
      let within = 0;
      for (let i = 0; i < kept; i++) within += values[i]! <= threshold ? 1 : 0;
      this.within[at] = this.within[at]! + within;
    }
  }

  /** How many finite values there were, their sum, and how many were within each threshold. */
  totals(): { readonly count: number; readonly sum: number; readonly within: Float64Array } {
    this.countBlock();
    this.counts[0] = this.counts[0]! + this.zeros;
    this.count += this.zeros;
    for (let at = 0; at < this.within.length; at++) this.within[at] = this.within[at]! + this.zeros;
    this.zeros = 0;
    return { count: this.count, sum: this.sum, within: this.within.slice() };
  }

  /** Hands over what was counted and starts again. */
  take(): SparseHistogram {
    this.totals();
    const sparse = sparseOf(this.counts, this.infinite, this.max);
    this.reset();
    return sparse;
  }

  reset(): void {
    this.counts.fill(0);
    this.within.fill(0);
    this.kept = 0;
    this.infinite = 0;
    this.zeros = 0;
    this.max = 0;
    this.count = 0;
    this.sum = 0;
  }
}

/** A latency target as the engine counts it. */
export interface LatencyThreshold {
  readonly of: "response" | "result";
  readonly seconds: number;
}

const COARSE_BINS = (BINS >> 4) + 2;
const PARTS = TIME_PARTS.length;
const numberToBin = new Float64Array(1);
const wordsToBin = new Int32Array(numberToBin.buffer);

/** Where the time of the tasks went, by how long their results took. */
class TimeRecorder {
  private readonly sums = new Float64Array(COARSE_BINS * PARTS);
  private readonly counts = new Float64Array(COARSE_BINS);
  private readonly occupied = new Uint16Array(COARSE_BINS);

  /** @param parts seconds; `at` is where those of the task begin */
  add(result: number, parts: Float64Array, at: number, people: number): void {
    numberToBin[0] = result;
    const index = (wordsToBin[1]! >> BIN_SHIFT) - BASE_INDEX;
    const fine = index < 0 ? 0 : index >= BINS ? BINS - 1 : index;
    const coarse = fine === 0 ? 0 : ((fine - 1) / FINE_IN_COARSE + 1) | 0;
    const { counts, sums } = this;
    counts[coarse] = counts[coarse]! + 1;
    const row = coarse * PARTS;
    for (let part = 0; part < PARTS - 1; part++) {
      const seconds = parts[at + part]!;
      if (seconds !== 0) sums[row + part] = sums[row + part]! + seconds;
    }
    if (people > 0) sums[row + PARTS - 1] = sums[row + PARTS - 1]! + people;
  }

  take(): TimeByResult {
    const { counts, sums } = this;
    let occupied = 0;
    for (let bin = 0; bin < COARSE_BINS; bin++) if (counts[bin]! > 0) this.occupied[occupied++] = bin;
    const bins = this.occupied.slice(0, occupied);
    const kept = new Float64Array(occupied);
    const microseconds = new Float64Array(occupied * PARTS);
    for (let at = 0; at < occupied; at++) {
      const bin = bins[at]!;
      kept[at] = counts[bin]!;
      for (let part = 0; part < PARTS; part++)
        microseconds[at * PARTS + part] = Math.round(1e6 * sums[bin * PARTS + part]!);
    }
    this.reset();
    return { bins, counts: kept, microseconds };
  }

  reset(): void {
    this.sums.fill(0);
    this.counts.fill(0);
  }
}

/** What a replication has seen so far. */
export class Recorder {
  readonly figures = new Float64Array(FIGURES.length);
  readonly response: MeasureCounts;
  readonly result: MeasureCounts;
  /** Results that are the responses too: they are counted once, and end up in both. */
  readonly both: MeasureCounts;
  readonly wait = new MeasureCounts([]);
  readonly inputTokens = new MeasureCounts([]);
  readonly outputTokens = new MeasureCounts([]);
  readonly time = new TimeRecorder();
  readonly day = new DayRecorder();
  private inLines = 0;
  private deepestAt = 0;
  private deepestSince = 0;

  constructor(private readonly thresholds: readonly LatencyThreshold[]) {
    const secondsOf = (measure: LatencyThreshold["of"]) =>
      thresholds.filter(({ of }) => of === measure).map(({ seconds }) => seconds);
    this.response = new MeasureCounts(secondsOf("response"));
    this.result = new MeasureCounts(secondsOf("result"));
    this.both = new MeasureCounts(thresholds.map(({ seconds }) => seconds));
  }

  count(figure: number): void {
    this.figures[figure] = this.figures[figure]! + 1;
  }

  add(figure: number, amount: number): void {
    this.figures[figure] = this.figures[figure]! + amount;
  }

  /** Somebody joins a line. */
  joins(now: number): void {
    this.day.joinsLine(now);
    this.inLines++;
    if (this.inLines > this.figures[FIGURE.deepestBacklog]!) {
      this.figures[FIGURE.deepestBacklog] = this.inLines;
      this.deepestAt = now;
      this.deepestSince = 1;
    }
  }

  /** Somebody leaves a line. Draining is over when the lines are empty for the first time after the deepest moment. */
  leaves(now: number): void {
    this.day.leavesLine(now);
    this.inLines--;
    if (this.inLines > 0 || this.deepestSince === 0) return;
    this.figures[FIGURE.drainSeconds] = now - this.deepestAt;
    this.deepestSince = 0;
  }

  /** Writes into the figures what the measures know; returns the counts within the thresholds, in their order. */
  closeFigures(): Float64Array {
    const { figures } = this;
    const inBoth = this.both.totals().within;
    this.response.addAll(this.both);
    this.result.addAll(this.both);
    const response = this.response.totals();
    const result = this.result.totals();
    figures[FIGURE.calls] = this.inputTokens.totals().count;
    figures[FIGURE.servedResponse] = response.count;
    figures[FIGURE.responseSeconds] = response.sum;
    figures[FIGURE.servedResult] = result.count;
    figures[FIGURE.resultSeconds] = result.sum;
    figures[FIGURE.waitSeconds] = this.wait.totals().sum;
    const left = { response: [...response.within], result: [...result.within] };
    return Float64Array.from(this.thresholds, ({ of }, at) => left[of].shift()! + inBoth[at]!);
  }

  /** Hands over the measures and starts again. */
  takeHistograms(): Record<Measure, SparseHistogram> {
    return Object.fromEntries(MEASURES.map((measure) => [measure, this[measure].take()])) as Record<
      Measure,
      SparseHistogram
    >;
  }

  reset(horizonSeconds: number): void {
    this.day.reset(horizonSeconds);
    this.figures.fill(0);
    for (const measure of MEASURES) this[measure].reset();
    this.both.reset();
    this.time.reset();
    this.inLines = 0;
    this.deepestSince = 0;
  }
}
