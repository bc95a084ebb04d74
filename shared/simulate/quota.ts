/**
 * The rate limits of one model under the `bucket` policy: every limit is a bucket of capacity
 * limit × burstSeconds / 60 that starts full and refills continuously at limit / 60 a second (token bucket, as in
 * RFC 2697's committed rate). An attempt is admitted by all limits at once, or by none, and only then charged.
 */

export const LIMITS = [
  "requestsPerMinute",
  "tokensPerMinute",
  "inputTokensPerMinute",
  "outputTokensPerMinute",
] as const;
export const REQUESTS = 0;
export const TOKENS = 1;
export const INPUT_TOKENS = 2;
export const OUTPUT_TOKENS = 3;

/** Rounding in a refill must not turn "just enough" into "not yet": relative to the capacity. */
const TOLERANCE = 1e-9;

export class Quota {
  /** Positions in {@link LIMITS} that this model has. */
  private active = new Int32Array(0);
  private readonly present = new Uint8Array(4);
  private readonly perSecond = new Float64Array(4);
  private readonly capacity = new Float64Array(4);
  private readonly level = new Float64Array(4);
  private refilledAt = 0;
  private refusesDebt = false;

  /** What the attempt under consideration needs of each limit; the caller fills it before `admits`. */
  readonly need = new Float64Array(4);

  // use of the limits within the horizon, for the report: of all of it, and of the busiest whole minute
  private horizonSeconds = 0;
  private readonly minuteUse = new Float64Array(4);
  readonly totalUse = new Float64Array(4);
  readonly peakMinuteUse = new Float64Array(4);
  private minute = 0;

  /**
   * Starts full.
   * @param perMinute limits, `LIMITS` order; infinite where there is none. Already less what others use.
   * @param burstSeconds per limit, `LIMITS` order.
   * @param refusesDebt reserve `none`: admission also asks that no limit is in debt.
   * @param horizonSeconds use is counted up to here; tasks under way at the end still use quota later.
   */
  reset(
    perMinute: Float64Array,
    burstSeconds: Float64Array,
    refusesDebt: boolean,
    horizonSeconds: number,
  ): void {
    this.horizonSeconds = horizonSeconds;
    const active: number[] = [];
    this.present.fill(0);
    for (let limit = 0; limit < 4; limit++) {
      if (perMinute[limit]! === Number.POSITIVE_INFINITY) continue;
      active.push(limit);
      this.present[limit] = 1;
      this.perSecond[limit] = perMinute[limit]! / 60;
      this.capacity[limit] = (perMinute[limit]! * burstSeconds[limit]!) / 60;
      this.level[limit] = this.capacity[limit]!;
    }
    this.active = Int32Array.from(active);
    this.refilledAt = 0;
    this.refusesDebt = refusesDebt;
    this.minute = 0;
    this.minuteUse.fill(0);
    this.totalUse.fill(0);
    this.peakMinuteUse.fill(0);
  }

  get limited(): boolean {
    return this.active.length > 0;
  }

  private refill(now: number): void {
    const { active, level, perSecond, capacity } = this;
    const elapsed = now - this.refilledAt;
    if (elapsed <= 0) return;
    this.refilledAt = now;
    for (let i = 0; i < active.length; i++) {
      const limit = active[i]!;
      const filled = level[limit]! + perSecond[limit]! * elapsed;
      level[limit] = filled < capacity[limit]! ? filled : capacity[limit]!;
    }
  }

  /** Level that a limit must have reached for the need: the need, or full where it is larger than the bucket. */
  private required(limit: number): number {
    const need = this.need[limit]!;
    const capacity = this.capacity[limit]!;
    return need < capacity ? need : capacity;
  }

  /** Whether every limit admits {@link need} at this moment. Charges nothing. */
  admits(now: number): boolean {
    const { active, level, capacity } = this;
    this.refill(now);
    for (let i = 0; i < active.length; i++) {
      const limit = active[i]!;
      const slack = capacity[limit]! * TOLERANCE;
      if (level[limit]! + slack < this.required(limit)) return false;
      if (this.refusesDebt && level[limit]! < -slack) return false;
    }
    return true;
  }

  /** Seconds from now until every limit could admit {@link need} if nobody else asked; infinite where a limit is 0. */
  secondsUntilAdmitted(now: number): number {
    this.refill(now);
    let longest = 0;
    for (let i = 0; i < this.active.length; i++) {
      const limit = this.active[i]!;
      const missing = this.required(limit) - this.level[limit]!;
      if (missing <= 0) continue;
      const seconds = missing / this.perSecond[limit]!;
      if (seconds > longest) longest = seconds;
    }
    return longest;
  }

  /** Takes {@link need} from every limit. */
  charge(now: number): void {
    this.refill(now);
    for (let i = 0; i < this.active.length; i++) {
      const limit = this.active[i]!;
      this.take(now, limit, this.need[limit]!);
    }
  }

  /** Takes tokens from (negative: gives back to) one limit, which may go into debt but never above its capacity. */
  correct(now: number, limit: number, amount: number): void {
    if (amount === 0 || !this.has(limit)) return;
    this.refill(now);
    this.take(now, limit, amount);
  }

  /** A rejection that counts as a request: it never drives the bucket below empty. */
  chargeRejection(now: number): void {
    if (!this.has(REQUESTS)) return;
    this.refill(now);
    const level = this.level[REQUESTS]!;
    if (level > 0) this.take(now, REQUESTS, level < 1 ? level : 1);
  }

  has(limit: number): boolean {
    return this.present[limit] === 1;
  }

  private take(now: number, limit: number, amount: number): void {
    const left = this.level[limit]! - amount;
    this.level[limit] = left < this.capacity[limit]! ? left : this.capacity[limit]!;
    if (now > this.horizonSeconds) return;
    const minute = Math.floor(now / 60);
    if (minute !== this.minute) this.closeMinute(minute);
    this.minuteUse[limit] = this.minuteUse[limit]! + amount;
    this.totalUse[limit] = this.totalUse[limit]! + amount;
  }

  /** Settles the busiest minute when the run has ended. */
  closeUse(): void {
    this.closeMinute(0);
  }

  private closeMinute(next: number): void {
    for (let limit = 0; limit < 4; limit++) {
      if (this.minuteUse[limit]! > this.peakMinuteUse[limit]!)
        this.peakMinuteUse[limit] = this.minuteUse[limit]!;
    }
    this.minuteUse.fill(0);
    this.minute = next;
  }
}
