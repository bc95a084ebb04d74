import {
  type Backlog,
  CLEAR_AT,
  HAS_INPUT_TOKENS,
  HAS_OUTPUT_TOKENS,
  HAS_REQUESTS,
  HAS_TOKENS,
  ROOM,
  SECONDS_EACH,
  SLACK,
} from "./backlog.ts";
import { INPUT_TOKENS, LIMITS, OUTPUT_TOKENS, REQUESTS, TOKENS } from "./limits.ts";

// where the rows begin
export const ROW_REQUESTS = 0;
export const ROW_TOKENS = 4;
const ROW_INPUT_TOKENS = 8;
const ROW_OUTPUT_TOKENS = 12;

/**
 * The policy `bucket`: each limit is a bucket of limit × burstSeconds / 60 that starts full and refills continuously
 * at limit / 60 a second (the committed rate of RFC 2697). A need larger than a bucket is admitted when the bucket is
 * full, and leaves it in debt. A limit of which nothing is needed is not asked, unless debt is refused.
 *
 * A bucket's backlog is what it lacks of being full.
 */
export class Bucket {
  refusesDebt = false;

  constructor(private readonly backlog: Backlog) {}

  reset(refusesDebt: boolean): void {
    this.refusesDebt = refusesDebt;
  }

  /** Whether every bucket would give the need now. */
  admits(): boolean {
    const { backlog, refusesDebt } = this;
    const { need, active } = backlog;
    const now = backlog.clock[0]!;
    if ((active & HAS_REQUESTS) !== 0 && !gives(backlog.requests, need[REQUESTS]!, now, refusesDebt))
      return false;
    if ((active & HAS_TOKENS) !== 0 && !gives(backlog.tokens, need[TOKENS]!, now, refusesDebt)) return false;
    if (
      (active & HAS_INPUT_TOKENS) !== 0 &&
      !gives(backlog.inputTokens, need[INPUT_TOKENS]!, now, refusesDebt)
    )
      return false;
    return (
      (active & HAS_OUTPUT_TOKENS) === 0 ||
      gives(backlog.outputTokens, need[OUTPUT_TOKENS]!, now, refusesDebt)
    );
  }

  /** Takes the need from every bucket if all of them would give it now: {@link admits} and `charge` in one. */
  takes(): boolean {
    const { backlog, refusesDebt } = this;
    const { need, active, rows } = backlog;
    const now = backlog.clock[0]!;
    if ((active & HAS_REQUESTS) !== 0 && !rowGives(rows, ROW_REQUESTS, need[REQUESTS]!, now, refusesDebt))
      return false;
    if ((active & HAS_TOKENS) !== 0 && !rowGives(rows, ROW_TOKENS, need[TOKENS]!, now, refusesDebt))
      return false;
    if ((active & (HAS_INPUT_TOKENS | HAS_OUTPUT_TOKENS)) !== 0) {
      if (
        (active & HAS_INPUT_TOKENS) !== 0 &&
        !rowGives(rows, ROW_INPUT_TOKENS, need[INPUT_TOKENS]!, now, refusesDebt)
      )
        return false;
      if (
        (active & HAS_OUTPUT_TOKENS) !== 0 &&
        !rowGives(rows, ROW_OUTPUT_TOKENS, need[OUTPUT_TOKENS]!, now, refusesDebt)
      )
        return false;
      if ((active & HAS_INPUT_TOKENS) !== 0) take(rows, ROW_INPUT_TOKENS, need[INPUT_TOKENS]!, now);
      if ((active & HAS_OUTPUT_TOKENS) !== 0) take(rows, ROW_OUTPUT_TOKENS, need[OUTPUT_TOKENS]!, now);
    }
    if ((active & HAS_REQUESTS) !== 0) take(rows, ROW_REQUESTS, need[REQUESTS]!, now);
    if ((active & HAS_TOKENS) !== 0) take(rows, ROW_TOKENS, need[TOKENS]!, now);
    return true;
  }

  /** Seconds of refilling until the need would be given; infinite where a limit is 0. */
  secondsUntilAdmitted(): number {
    const { backlog, refusesDebt } = this;
    const now = backlog.clock[0]!;
    let longest = 0;
    for (let limit = 0; limit < LIMITS.length; limit++) {
      const row = backlog.row(limit);
      const need = backlog.need[limit]!;
      if (!backlog.has(limit) || gives(row, need, now, refusesDebt)) continue;
      const burst = row[ROOM]! - row[SLACK]!;
      const seconds = row[CLEAR_AT]! - now - Math.max(0, burst - need * row[SECONDS_EACH]!);
      if (seconds > longest) longest = seconds;
    }
    return longest;
  }
}

function rowGives(rows: Float64Array, row: number, need: number, now: number, refusesDebt: boolean): boolean {
  const lacking = rows[row + CLEAR_AT]! - now;
  if (lacking + need * rows[row + SECONDS_EACH]! <= rows[row + ROOM]!) return true;
  return lacking <= rows[row + SLACK]! || (need === 0 && !refusesDebt);
}

function take(rows: Float64Array, row: number, need: number, now: number): void {
  const clearAt = rows[row + CLEAR_AT]!;
  rows[row + CLEAR_AT] = (clearAt > now ? clearAt : now) + need * rows[row + SECONDS_EACH]!;
}

function gives(row: Float64Array, need: number, now: number, refusesDebt: boolean): boolean {
  const lacking = row[CLEAR_AT]! - now;
  if (lacking + need * row[SECONDS_EACH]! <= row[ROOM]!) return true;
  return lacking <= row[SLACK]! || (need === 0 && !refusesDebt);
}
