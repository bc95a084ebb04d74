import { AMOUNT_TOLERANCE, type QuotaTerms, REQUESTS, TIME_TOLERANCE } from "./limits.ts";

/**
 * The policy `leaky`: each limit is a level that starts empty and drains continuously at limit / 60 a second. While no
 * level is above limit × burstSeconds / 60, an attempt of any size is admitted, and its estimate raises the levels.
 * Requests are one of the levels. The finish always corrects the estimate.
 */
export class Leaky {
  private readonly active = new Int32Array(4);
  private count = 0;
  private readonly perSecond = new Float64Array(4);
  private readonly capacity = new Float64Array(4);
  /** How much a level may be above its capacity for rounding's sake. */
  private readonly slack = new Float64Array(4);
  private readonly level = new Float64Array(4);
  private readonly drainedAt = new Float64Array(1);

  constructor(
    private readonly clock: Float64Array,
    private readonly need: Float64Array,
  ) {}

  /** Starts empty. A level that never drains is full from the start, and stays so. */
  reset({ limits, burstSeconds }: QuotaTerms, horizonSeconds: number): void {
    this.count = 0;
    this.drainedAt[0] = 0;
    for (let limit = 0; limit < limits.length; limit++) {
      const perSecond = limits[limit]! / 60;
      if (perSecond === Number.POSITIVE_INFINITY) continue;
      const burst = burstSeconds[limit]!;
      this.active[this.count++] = limit;
      this.perSecond[limit] = perSecond;
      this.capacity[limit] = perSecond * burst;
      this.slack[limit] = perSecond * (burst * AMOUNT_TOLERANCE + horizonSeconds * TIME_TOLERANCE);
      this.level[limit] = perSecond > 0 ? 0 : Number.POSITIVE_INFINITY;
    }
  }

  /** Whether no level is above its capacity now, however much is needed. */
  admits(): boolean {
    const { active, count, level, capacity, slack } = this;
    this.drain();
    for (let i = 0; i < count; i++) {
      const limit = active[i]!;
      if (level[limit]! > capacity[limit]! + slack[limit]!) return false;
    }
    return true;
  }

  /** Adds the need to every level. */
  charge(): void {
    const { active, count, level, need } = this;
    this.drain();
    for (let i = 0; i < count; i++) {
      const limit = active[i]!;
      level[limit] = level[limit]! + need[limit]!;
    }
  }

  /** Seconds of draining until no level is above its capacity; infinite where one never drains. */
  secondsUntilAdmitted(): number {
    const { active, count, level, capacity, slack, perSecond } = this;
    this.drain();
    let longest = 0;
    for (let i = 0; i < count; i++) {
      const limit = active[i]!;
      const above = level[limit]! - capacity[limit]!;
      if (above > slack[limit]!) longest = Math.max(longest, above / perSecond[limit]!);
    }
    return longest;
  }

  /** Raises (negative: lowers) one level, which is never below empty: what has drained can't be given back. */
  correct(limit: number, amount: number): void {
    this.drain();
    this.level[limit] = Math.max(0, this.level[limit]! + amount);
  }

  /** @returns What a rejection that counts added: a request, or what the level lacked to its capacity. */
  chargeRejection(): number {
    this.drain();
    const added = Math.max(0, Math.min(1, this.capacity[REQUESTS]! - this.level[REQUESTS]!));
    this.level[REQUESTS] = this.level[REQUESTS]! + added;
    return added;
  }

  private drain(): void {
    const { active, count, level, perSecond, drainedAt } = this;
    const now = this.clock[0]!;
    const elapsed = now - drainedAt[0]!;
    if (elapsed <= 0) return;
    drainedAt[0] = now;
    for (let i = 0; i < count; i++) {
      const limit = active[i]!;
      const left = level[limit]! - perSecond[limit]! * elapsed;
      level[limit] = left > 0 ? left : 0;
    }
  }
}
