import { AMOUNT_TOLERANCE, type QuotaTerms, REQUESTS, TIME_TOLERANCE } from "./limits.ts";

/**
 * The policy `bucket`: each limit is a bucket of limit × burstSeconds / 60 that starts full and refills continuously
 * at limit / 60 a second (the committed rate of RFC 2697). A need larger than a bucket is admitted when the bucket is
 * full, and leaves it in debt. A limit of which nothing is needed is not asked, unless debt is refused.
 *
 * Times and needs come in arrays, and one loop over the limits there are does all of an admission: this is asked for
 * every attempt.
 */
export class Bucket {
  private readonly active = new Int32Array(4);
  private count = 0;
  private readonly perSecond = new Float64Array(4);
  private readonly capacity = new Float64Array(4);
  /** How much a level may lack for rounding's sake. */
  private readonly slack = new Float64Array(4);
  private readonly level = new Float64Array(4);
  private readonly refilledAt = new Float64Array(1);
  private refusesDebt = false;

  constructor(
    private readonly clock: Float64Array,
    private readonly need: Float64Array,
  ) {}

  /** Starts full. A bucket without a rate holds nothing, ever. */
  reset({ limits, burstSeconds, refusesDebt }: QuotaTerms, horizonSeconds: number): void {
    this.count = 0;
    this.refusesDebt = refusesDebt;
    this.refilledAt[0] = 0;
    for (let limit = 0; limit < limits.length; limit++) {
      const perSecond = limits[limit]! / 60;
      if (perSecond === Number.POSITIVE_INFINITY) continue;
      const burst = burstSeconds[limit]!;
      this.active[this.count++] = limit;
      this.perSecond[limit] = perSecond;
      this.capacity[limit] = perSecond * burst;
      this.slack[limit] = perSecond * (burst * AMOUNT_TOLERANCE + horizonSeconds * TIME_TOLERANCE);
      this.level[limit] = perSecond > 0 ? perSecond * burst : Number.NEGATIVE_INFINITY;
    }
  }

  /** Whether every bucket would give the need now. */
  admits(): boolean {
    const { active, count, level, capacity, slack, need } = this;
    this.refill();
    for (let i = 0; i < count; i++) {
      const limit = active[i]!;
      const asked = need[limit]!;
      const held = level[limit]! + slack[limit]!;
      // full is enough for any need
      if (held < asked && held < capacity[limit]! && (asked > 0 || this.refusesDebt)) return false;
    }
    return true;
  }

  /** Takes the need from every bucket. */
  charge(): void {
    const { active, count, level, need } = this;
    this.refill();
    for (let i = 0; i < count; i++) {
      const limit = active[i]!;
      level[limit] = level[limit]! - need[limit]!;
    }
  }

  /** Seconds of refilling until the need would be given; infinite where a bucket has no rate. */
  secondsUntilAdmitted(): number {
    const { active, count, level, capacity, slack, perSecond, need } = this;
    this.refill();
    let longest = 0;
    for (let i = 0; i < count; i++) {
      const limit = active[i]!;
      const asked = need[limit]!;
      if (asked === 0 && !this.refusesDebt) continue;
      const missing = Math.min(asked, capacity[limit]!) - level[limit]!;
      if (missing > slack[limit]!) longest = Math.max(longest, missing / perSecond[limit]!);
    }
    return longest;
  }

  /** Takes more from (negative: gives back to) one bucket, which may go into debt but holds no more than it can. */
  correct(limit: number, amount: number): void {
    this.refill();
    this.level[limit] = Math.min(this.capacity[limit]!, this.level[limit]! - amount);
  }

  /** @returns What a rejection that counts took: a request, or what there was of one. */
  chargeRejection(): number {
    this.refill();
    const taken = Math.max(0, Math.min(1, this.level[REQUESTS]!));
    this.level[REQUESTS] = this.level[REQUESTS]! - taken;
    return taken;
  }

  private refill(): void {
    const { active, count, level, perSecond, capacity, refilledAt } = this;
    const now = this.clock[0]!;
    const elapsed = now - refilledAt[0]!;
    if (elapsed <= 0) return;
    refilledAt[0] = now;
    for (let i = 0; i < count; i++) {
      const limit = active[i]!;
      const filled = level[limit]! + perSecond[limit]! * elapsed;
      level[limit] = filled < capacity[limit]! ? filled : capacity[limit]!;
    }
  }
}
