import { AMOUNT_TOLERANCE } from "./limits.ts";
import { Period } from "./period.ts";

/** An allowance of requests for every stretch of time of one length: a day, or a burst window. */
export class Counter {
  private readonly period: Period;
  private allowance = Number.POSITIVE_INFINITY;
  private used = 0;

  constructor(clock: Float64Array) {
    this.period = new Period(clock);
  }

  reset(allowance: number, seconds: number): void {
    this.allowance = allowance;
    this.used = 0;
    this.period.reset(seconds);
  }

  get limited(): boolean {
    return this.allowance < Number.POSITIVE_INFINITY;
  }

  /** Whether the rest of the allowance holds the need. Of nothing there is always enough, unless debt is refused. */
  admits(need: number, refusesDebt: boolean): boolean {
    this.turn();
    return this.holds(this.used + need) || (need === 0 && !refusesDebt);
  }

  /** Seconds until it could admit the need: 0, to the next border, or infinite where the need is too large for any. */
  secondsUntilAdmitted(need: number, refusesDebt: boolean): number {
    if (this.admits(need, refusesDebt)) return 0;
    return this.holds(need) ? this.period.secondsLeft : Number.POSITIVE_INFINITY;
  }

  /** Counts an amount now. */
  add(amount: number): void {
    this.turn();
    this.used += amount;
  }

  /** Counts one more, or what is left of one. @returns What was counted. */
  addWithin(): number {
    this.turn();
    const added = Math.max(0, Math.min(1, this.allowance - this.used));
    this.used += added;
    return added;
  }

  private turn(): void {
    if (this.period.turned()) this.used = 0;
  }

  private holds(amount: number): boolean {
    return amount <= this.allowance * (1 + AMOUNT_TOLERANCE);
  }
}
