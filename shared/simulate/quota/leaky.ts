import {
  type Backlog,
  CLEAR_AT,
  HAS_INPUT_TOKENS,
  HAS_OUTPUT_TOKENS,
  HAS_REQUESTS,
  HAS_TOKENS,
  ROOM,
  SLACK,
} from "./backlog.ts";
import { LIMITS } from "./limits.ts";

/**
 * The policy `leaky`: each limit is a level that starts empty and drains continuously at limit / 60 a second. While no
 * level is above limit × burstSeconds / 60, an attempt of any size is admitted, and its estimate raises the levels.
 * Requests are one of the levels.
 *
 * A level's backlog is what it holds.
 */
export class Leaky {
  constructor(private readonly backlog: Backlog) {}

  /** Whether no level is above its capacity now, however much is needed. */
  admits(): boolean {
    const { backlog } = this;
    const { active } = backlog;
    const now = backlog.clock[0]!;
    if ((active & HAS_REQUESTS) !== 0 && isFull(backlog.requests, now)) return false;
    if ((active & HAS_TOKENS) !== 0 && isFull(backlog.tokens, now)) return false;
    if ((active & HAS_INPUT_TOKENS) !== 0 && isFull(backlog.inputTokens, now)) return false;
    return (active & HAS_OUTPUT_TOKENS) === 0 || !isFull(backlog.outputTokens, now);
  }

  /** Seconds of draining until no level is above its capacity; infinite where a limit is 0. */
  secondsUntilAdmitted(): number {
    const { backlog } = this;
    const now = backlog.clock[0]!;
    let longest = 0;
    for (let limit = 0; limit < LIMITS.length; limit++) {
      const row = backlog.row(limit);
      if (!backlog.has(limit) || !isFull(row, now)) continue;
      const seconds = row[CLEAR_AT]! - now - (row[ROOM]! - row[SLACK]!);
      if (seconds > longest) longest = seconds;
    }
    return longest;
  }
}

function isFull(row: Float64Array, now: number): boolean {
  return row[CLEAR_AT]! - now > row[ROOM]!;
}
