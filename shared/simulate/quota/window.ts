import { Counter } from "./counter.ts";
import { AMOUNT_TOLERANCE, LIMITS, type QuotaTerms, REQUESTS, wholeAllowance } from "./limits.ts";
import { Period } from "./period.ts";

const MINUTE = 60;

/**
 * The policy `window`: counters that start anew with each whole minute. Requests are also held to
 * limit × burstSeconds / 60 in each burst window, which starts at whole multiples of its length. Allowances are rounded
 * down. A need larger than an allowance is never admitted; a limit of which nothing is needed is not asked, unless debt
 * is refused.
 */
export class Window {
  private readonly minute: Period;
  private readonly used = new Float64Array(LIMITS.length);
  /** Infinite where there is no limit. */
  private readonly allowance = new Float64Array(LIMITS.length);
  /** The same, and a little more for rounding's sake. */
  private readonly room = new Float64Array(LIMITS.length);
  private readonly burst: Counter;
  private refusesDebt = false;

  constructor(
    clock: Float64Array,
    private readonly need: Float64Array,
  ) {
    this.minute = new Period(clock);
    this.burst = new Counter(clock);
  }

  reset({ limits, burstSeconds, refusesDebt }: QuotaTerms): void {
    this.refusesDebt = refusesDebt;
    this.minute.reset(MINUTE);
    this.used.fill(0);
    for (let limit = 0; limit < LIMITS.length; limit++) {
      const allowance = wholeAllowance(limits[limit]!);
      this.allowance[limit] = allowance;
      this.room[limit] = allowance * (1 + AMOUNT_TOLERANCE);
    }
    const burst = burstSeconds[REQUESTS]!;
    // a burst window of a minute would say the same twice
    const allowance = burst === MINUTE ? Number.POSITIVE_INFINITY : (limits[REQUESTS]! * burst) / MINUTE;
    this.burst.reset(wholeAllowance(allowance), burst);
  }

  /** Whether what is left of this minute, and of this burst window, holds the need. */
  admits(): boolean {
    const { used, need, room, burst } = this;
    this.turn();
    for (let limit = 0; limit < LIMITS.length; limit++) {
      const asked = need[limit]!;
      if (used[limit]! + asked > room[limit]! && (asked > 0 || this.refusesDebt)) return false;
    }
    return !burst.limited || burst.admits(need[REQUESTS]!, this.refusesDebt);
  }

  /** Counts the need. */
  charge(): void {
    const { used, need, burst } = this;
    this.turn();
    for (let limit = 0; limit < LIMITS.length; limit++) used[limit] = used[limit]! + need[limit]!;
    if (burst.limited) burst.add(need[REQUESTS]!);
  }

  /** Seconds until the need could be admitted; infinite where an allowance is smaller than it. */
  secondsUntilAdmitted(): number {
    const { used, need, room } = this;
    this.turn();
    let longest = this.burst.secondsUntilAdmitted(need[REQUESTS]!, this.refusesDebt);
    for (let limit = 0; limit < LIMITS.length; limit++) {
      const asked = need[limit]!;
      if (used[limit]! + asked <= room[limit]! || (asked === 0 && !this.refusesDebt)) continue;
      if (asked > room[limit]!) return Number.POSITIVE_INFINITY;
      longest = Math.max(longest, this.minute.secondsLeft);
    }
    return longest;
  }

  /**
   * Counts what was produced beyond the reserve in the minute of now; what was reserved too much counts only in the
   * minute that it was reserved in. @returns The correction that counted.
   */
  correct(limit: number, amount: number, admittedAt: number): number {
    this.turn();
    if (amount < 0 && !this.minute.holds(admittedAt)) return 0;
    this.used[limit] = this.used[limit]! + amount;
    return amount;
  }

  /** A rejection that counts takes a request, or what is left of one. @returns What it took of the minute. */
  chargeRejection(): number {
    const { used, allowance } = this;
    this.turn();
    if (this.burst.limited) this.burst.addWithin();
    const taken = Math.max(0, Math.min(1, allowance[REQUESTS]! - used[REQUESTS]!));
    used[REQUESTS] = used[REQUESTS]! + taken;
    return taken;
  }

  private turn(): void {
    if (this.minute.turned()) this.used.fill(0);
  }
}
