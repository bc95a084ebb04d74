import { Counter } from "./counter.ts";
import { LIMITS, type QuotaTerms, REQUESTS, wholeAllowance } from "./limits.ts";

const MINUTE = 60;

/**
 * The policy `window`: counters that start anew with each whole minute. Requests are also held to
 * limit × burstSeconds / 60 in each burst window, which starts at whole multiples of its length. Allowances are rounded
 * down. A need larger than an allowance is never admitted.
 */
export class Window {
  private readonly minutes: readonly Counter[];
  private readonly burst: Counter;
  private refusesDebt = false;

  constructor(
    clock: Float64Array,
    private readonly need: Float64Array,
  ) {
    this.minutes = LIMITS.map(() => new Counter(clock));
    this.burst = new Counter(clock);
  }

  reset({ limits, burstSeconds, refusesDebt }: QuotaTerms): void {
    this.refusesDebt = refusesDebt;
    this.minutes.forEach((minute, limit) => {
      minute.reset(wholeAllowance(limits[limit]!), MINUTE);
    });
    const burst = burstSeconds[REQUESTS]!;
    // a burst window of a minute would say the same twice
    const allowance = burst === MINUTE ? Number.POSITIVE_INFINITY : (limits[REQUESTS]! * burst) / MINUTE;
    this.burst.reset(wholeAllowance(allowance), burst);
  }

  /** Whether what is left of this minute, and of this burst window, holds the need. */
  admits(): boolean {
    const { minutes, burst, need, refusesDebt } = this;
    for (let limit = 0; limit < minutes.length; limit++) {
      const minute = minutes[limit]!;
      if (minute.limited && !minute.admits(need[limit]!, refusesDebt)) return false;
    }
    return !burst.limited || burst.admits(need[REQUESTS]!, refusesDebt);
  }

  /** Counts the need. */
  charge(): void {
    const { minutes, burst, need } = this;
    for (let limit = 0; limit < minutes.length; limit++) {
      const minute = minutes[limit]!;
      if (minute.limited) minute.add(need[limit]!);
    }
    if (burst.limited) burst.add(need[REQUESTS]!);
  }

  /** Seconds until the need could be admitted; infinite where an allowance is smaller than it. */
  secondsUntilAdmitted(): number {
    const { minutes, burst, need, refusesDebt } = this;
    let longest = burst.secondsUntilAdmitted(need[REQUESTS]!, refusesDebt);
    for (let limit = 0; limit < minutes.length; limit++) {
      longest = Math.max(longest, minutes[limit]!.secondsUntilAdmitted(need[limit]!, refusesDebt));
    }
    return longest;
  }

  /**
   * Counts what was produced beyond the reserve in the minute of now; what was reserved too much counts only in the
   * minute that it was reserved in. @returns The correction that counted.
   */
  correct(limit: number, amount: number, admittedAt: number): number {
    const minute = this.minutes[limit]!;
    if (amount < 0) return -minute.giveBack(-amount, admittedAt);
    minute.add(amount);
    return amount;
  }

  /** A rejection that counts takes a request of what is left. @returns What it took of the minute. */
  chargeRejection(): number {
    if (this.burst.limited) this.burst.addWithin();
    return this.minutes[REQUESTS]!.addWithin();
  }
}
