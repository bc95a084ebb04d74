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
import { Period } from "./period.ts";

/**
 * How much of each limit was used within the horizon, as the limits counted it: in all, and in the busiest whole
 * minute, any ten minutes (spend) or day. What is given back is taken off in the minute in which it comes back.
 */
export class Use {
  private horizonSeconds = 0;
  private readonly minute: Period;
  private readonly day: Period;
  private readonly ofMinute = new Float64Array(LIMITS.length);
  private ofDay = 0;
  readonly total = new Float64Array(ALL_LIMITS.length);
  readonly peak = new Float64Array(ALL_LIMITS.length);

  constructor(
    private readonly clock: Float64Array,
    private readonly need: Float64Array,
  ) {
    this.minute = new Period(clock);
    this.day = new Period(clock);
  }

  /** @param horizonSeconds Use is counted up to here; tasks under way at the end still use quota later. */
  reset(horizonSeconds: number): void {
    this.horizonSeconds = horizonSeconds;
    this.minute.reset(60);
    this.day.reset(86_400);
    this.ofMinute.fill(0);
    this.ofDay = 0;
    this.total.fill(0);
    this.peak.fill(0);
  }

  /** Counts the need of an attempt that was admitted, in the limits a minute. */
  addNeed(): void {
    const { ofMinute, need } = this;
    if (this.clock[0]! >= this.horizonSeconds) return;
    if (this.minute.turned()) this.closeMinute();
    ofMinute[REQUESTS] = ofMinute[REQUESTS]! + need[REQUESTS]!;
    ofMinute[TOKENS] = ofMinute[TOKENS]! + need[TOKENS]!;
    ofMinute[INPUT_TOKENS] = ofMinute[INPUT_TOKENS]! + need[INPUT_TOKENS]!;
    ofMinute[OUTPUT_TOKENS] = ofMinute[OUTPUT_TOKENS]! + need[OUTPUT_TOKENS]!;
  }

  /** Counts an amount, which may be negative, of a limit a minute. */
  add(limit: number, amount: number): void {
    if (this.clock[0]! >= this.horizonSeconds) return;
    if (this.minute.turned()) this.closeMinute();
    this.ofMinute[limit] = this.ofMinute[limit]! + amount;
  }

  /** Counts requests of a day. */
  addToDay(amount: number): void {
    if (this.clock[0]! >= this.horizonSeconds) return;
    if (this.day.turned()) this.closeDay();
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

  private closeMinute(): void {
    const { ofMinute, total, peak } = this;
    for (let limit = 0; limit < ofMinute.length; limit++) {
      const used = ofMinute[limit]!;
      total[limit] = total[limit]! + used;
      if (used > peak[limit]!) peak[limit] = used;
    }
    ofMinute.fill(0);
  }

  private closeDay(): void {
    this.total[DAY_REQUESTS] = this.total[DAY_REQUESTS]! + this.ofDay;
    this.peak[DAY_REQUESTS] = Math.max(this.peak[DAY_REQUESTS]!, this.ofDay);
    this.ofDay = 0;
  }
}
