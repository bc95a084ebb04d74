import { TIME_TOLERANCE } from "./limits.ts";

/**
 * Stretches of equal length from the horizon's start, midnight: the minutes, days and burst windows at whose borders
 * counters start anew. A moment that rounding left just before a border belongs behind it.
 */
export class Period {
  private index = 0;
  private turnsAt = 0;
  private seconds = 60;

  constructor(private readonly clock: Float64Array) {}

  reset(seconds: number): void {
    this.seconds = seconds;
    this.goTo(0);
  }

  /** Whether the clock has come into another stretch since this was last asked. */
  turned(): boolean {
    const now = this.clock[0]!;
    if (now < this.turnsAt) return false;
    this.goTo(Math.max(this.index + 1, Math.floor((now / this.seconds) * (1 + TIME_TOLERANCE))));
    return true;
  }

  /** Whether a moment up to now lies in the stretch of now. Ask {@link turned} before. */
  holds(moment: number): boolean {
    return moment >= this.index * this.seconds * (1 - TIME_TOLERANCE);
  }

  /** Seconds from now to the next border. Ask {@link turned} before. */
  get secondsLeft(): number {
    return (this.index + 1) * this.seconds - this.clock[0]!;
  }

  private goTo(index: number): void {
    this.index = index;
    this.turnsAt = (index + 1) * this.seconds * (1 - TIME_TOLERANCE);
  }
}
