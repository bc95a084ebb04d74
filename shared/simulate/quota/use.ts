import { DAY_BIN_SECONDS, DAY_BINS } from "../day.ts";
import {
  ALL_LIMITS,
  DAY_REQUESTS,
  INPUT_TOKENS,
  LIMITS,
  OUTPUT_TOKENS,
  REQUESTS,
  SPEND,
  TOKENS,
} from "./limits.ts";

const MINUTE = 60;
const DAY = 86_400;

/**
 * How much of each limit was used within the horizon, as the limits counted it: in all, and in the busiest whole
 * minute, any ten minutes (spend) or day. What is given back is taken off in the minute in which it comes back.
 */
export class Use {
  readonly total = new Float64Array(ALL_LIMITS.length);
  readonly peak = new Float64Array(ALL_LIMITS.length);
  private horizonSeconds = 0;
  readonly ofMinute = new Float64Array(LIMITS.length);
  /** When another minute begins to be counted: infinite after the horizon, where what is added is never looked at. */
  readonly minuteEndsAt = new Float64Array(1);
  /** Used in each quarter of an hour of the first day, limit after limit. */
  readonly ofFirstDay = new Float64Array(LIMITS.length * DAY_BINS);
  private ofDay = 0;
  private dayEndsAt = 0;

  constructor(
    private readonly clock: Float64Array,
    private readonly need: Float64Array,
  ) {}

  /** @param horizonSeconds Use is counted up to here; tasks under way at the end still use quota later. */
  reset(horizonSeconds: number): void {
    this.total.fill(0);
    this.peak.fill(0);
    this.horizonSeconds = horizonSeconds;
    this.ofMinute.fill(0);
    this.minuteEndsAt[0] = this.endOf(MINUTE, 0);
    this.ofFirstDay.fill(0);
    this.ofDay = 0;
    this.dayEndsAt = this.endOf(DAY, 0);
  }

  /** Counts the need of an attempt that was admitted, in the limits a minute. */
  addNeed(): void {
    const { ofMinute, need } = this;
    if (this.clock[0]! >= this.minuteEndsAt[0]!) this.closeMinute();
    ofMinute[REQUESTS] = ofMinute[REQUESTS]! + need[REQUESTS]!;
    ofMinute[TOKENS] = ofMinute[TOKENS]! + need[TOKENS]!;
    ofMinute[INPUT_TOKENS] = ofMinute[INPUT_TOKENS]! + need[INPUT_TOKENS]!;
    ofMinute[OUTPUT_TOKENS] = ofMinute[OUTPUT_TOKENS]! + need[OUTPUT_TOKENS]!;
  }

  /** Counts an amount, which may be negative, of a limit a minute. */
  add(limit: number, amount: number): void {
    if (this.clock[0]! >= this.minuteEndsAt[0]!) this.closeMinute();
    this.ofMinute[limit] = this.ofMinute[limit]! + amount;
  }

  /** Counts requests of a day. */
  addToDay(amount: number): void {
    if (this.clock[0]! >= this.dayEndsAt) this.closeDay();
    this.ofDay += amount;
  }

  /** Counts an amount of spend, which may be negative, that made the last ten minutes' so much. */
  addSpend(amount: number, ofTenMinutes: number): void {
    const { total, peak } = this;
    if (this.clock[0]! >= this.horizonSeconds) return;
    total[SPEND] = total[SPEND]! + amount;
    if (ofTenMinutes > peak[SPEND]!) peak[SPEND] = ofTenMinutes;
  }

  /** Settles the last minute and the last day when the run has ended. */
  close(): void {
    this.closeMinute();
    this.closeDay();
  }

  /** End of the stretch of time that a moment lies in, or of the horizon; infinite for moments after that. */
  private endOf(seconds: number, moment: number): number {
    if (moment >= this.horizonSeconds) return Number.POSITIVE_INFINITY;
    return Math.min((Math.floor(moment / seconds) + 1) * seconds, this.horizonSeconds);
  }

  closeMinute(): void {
    const { ofMinute, total, peak, minuteEndsAt } = this;
    if (minuteEndsAt[0] !== Number.POSITIVE_INFINITY) {
      for (let limit = 0; limit < ofMinute.length; limit++) {
        const used = ofMinute[limit]!;
        total[limit] = total[limit]! + used;
        if (used > peak[limit]!) peak[limit] = used;
      }
      this.closeMinuteOfDay();
    }
    ofMinute.fill(0);
    minuteEndsAt[0] = this.endOf(MINUTE, this.clock[0]!);
  }

  /** Adds the minute that ends to its quarter of an hour of the first day. */
  private closeMinuteOfDay(): void {
    const bin = Math.ceil(this.minuteEndsAt[0]! / DAY_BIN_SECONDS) - 1;
    if (bin >= DAY_BINS) return;
    for (let limit = 0; limit < LIMITS.length; limit++) {
      const at = limit * DAY_BINS + bin;
      this.ofFirstDay[at] = this.ofFirstDay[at]! + this.ofMinute[limit]!;
    }
  }

  private closeDay(): void {
    const { total, peak } = this;
    if (this.dayEndsAt !== Number.POSITIVE_INFINITY) {
      total[DAY_REQUESTS] = total[DAY_REQUESTS]! + this.ofDay;
      if (this.ofDay > peak[DAY_REQUESTS]!) peak[DAY_REQUESTS] = this.ofDay;
    }
    this.ofDay = 0;
    this.dayEndsAt = this.endOf(DAY, this.clock[0]!);
  }
}
