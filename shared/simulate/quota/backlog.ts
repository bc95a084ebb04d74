import {
  AMOUNT_TOLERANCE,
  INPUT_TOKENS,
  OUTPUT_TOKENS,
  type QuotaTerms,
  REQUESTS,
  TIME_TOLERANCE,
  TOKENS,
} from "./limits.ts";

export const HAS_REQUESTS = 1;
export const HAS_TOKENS = 2;
export const HAS_INPUT_TOKENS = 4;
export const HAS_OUTPUT_TOKENS = 8;

/** The moment at which all that was charged so far is worked off, seconds; in the past where it already is. */
export const CLEAR_AT = 0;
/** Seconds that the limit takes to work off one request or token. */
export const SECONDS_EACH = 1;
/** The capacity as seconds of work, `burstSeconds`, and a little more for rounding's sake. */
export const ROOM = 2;
/** That little more. */
export const SLACK = 3;

/**
 * What is charged to limits that work it off continuously, at limit / 60 a second: the state of buckets and of leaky
 * limits alike. A bucket that lacks so much of being full, and a leaky limit that holds so much, are the same thing
 * seen from both ends, and both are one number, the moment when the work is done (virtual scheduling, ITU-T I.371,
 * annex A). So nothing has to be refilled as time goes by.
 *
 * Each limit has a row of its own, written out instead of looped over: every attempt comes here twice, and that halves
 * its way.
 */
export class Backlog {
  /** The rows side by side, by `LIMITS`. */
  readonly rows = new Float64Array(16);
  readonly requests = this.rows.subarray(0, 4);
  readonly tokens = this.rows.subarray(4, 8);
  readonly inputTokens = this.rows.subarray(8, 12);
  readonly outputTokens = this.rows.subarray(12, 16);
  /** The limits that there are: bit `1 << limit` of each. */
  active = 0;

  constructor(
    readonly clock: Float64Array,
    readonly need: Float64Array,
  ) {}

  /** Starts with nothing to work off; a limit of 0 never gets anything done. */
  reset({ limits, burstSeconds }: QuotaTerms, horizonSeconds: number): void {
    this.active = 0;
    for (let limit = 0; limit < limits.length; limit++) {
      const perMinute = limits[limit]!;
      const row = this.row(limit);
      // no limit is one that takes no time to work anything off
      row.fill(Number.POSITIVE_INFINITY);
      row[CLEAR_AT] = 0;
      row[SECONDS_EACH] = 0;
      if (perMinute === Number.POSITIVE_INFINITY) continue;
      this.active |= 1 << limit;
      const burst = burstSeconds[limit]!;
      row[CLEAR_AT] = perMinute > 0 ? 0 : Number.POSITIVE_INFINITY;
      row[SECONDS_EACH] = perMinute > 0 ? 60 / perMinute : 0;
      row[SLACK] = burst * AMOUNT_TOLERANCE + horizonSeconds * TIME_TOLERANCE;
      row[ROOM] = burst + row[SLACK]!;
    }
  }

  has(limit: number): boolean {
    return (this.active & (1 << limit)) !== 0;
  }

  /** The row of a limit. */
  row(limit: number): Float64Array {
    if (limit < INPUT_TOKENS) return limit === REQUESTS ? this.requests : this.tokens;
    return limit === INPUT_TOKENS ? this.inputTokens : this.outputTokens;
  }

  /** Adds the need to every limit. */
  charge(): void {
    const { need, active } = this;
    const now = this.clock[0]!;
    if ((active & HAS_REQUESTS) !== 0) addWork(this.requests, need[REQUESTS]!, now);
    if ((active & HAS_TOKENS) !== 0) addWork(this.tokens, need[TOKENS]!, now);
    if ((active & HAS_INPUT_TOKENS) !== 0) addWork(this.inputTokens, need[INPUT_TOKENS]!, now);
    if ((active & HAS_OUTPUT_TOKENS) !== 0) addWork(this.outputTokens, need[OUTPUT_TOKENS]!, now);
  }

  /** Adds to (negative: takes from) one limit. What is worked off can't be taken back: no limit is better than clear. */
  correct(limit: number, amount: number): void {
    addWork(this.row(limit), amount, this.clock[0]!);
  }

  /** Adds a request, or what of one the capacity still has room for. @returns How much it added. */
  chargeRejection(): number {
    const row = this.requests;
    const now = this.clock[0]!;
    const room = row[ROOM]! - row[SLACK]! - Math.max(0, row[CLEAR_AT]! - now);
    const added = room > 0 ? Math.min(1, room / row[SECONDS_EACH]!) : 0;
    addWork(row, added, now);
    return added;
  }
}

function addWork(row: Float64Array, amount: number, now: number): void {
  const clearAt = row[CLEAR_AT]!;
  row[CLEAR_AT] = (clearAt > now ? clearAt : now) + amount * row[SECONDS_EACH]!;
}
