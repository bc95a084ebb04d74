import {
  A_DURATION,
  A_FAILS,
  A_GENERATES_AFTER,
  A_SECONDS_PER_TOKEN,
  A_TOKENS,
  A_VISIBLE_AFTER,
} from "./attempt-fields.ts";
import type { AttemptPool } from "./attempt-pool.ts";
import type { Chance, StickyVarying, Varying } from "./draws.ts";

/** The parts of a model's latency for the calls of one step; either `total`, or the rest. */
export interface LatencyParts {
  readonly total: StickyVarying | undefined;
  readonly firstToken: StickyVarying | undefined;
  readonly perInputToken: StickyVarying | undefined;
  readonly perOutputToken: StickyVarying | undefined;
  readonly errors: Chance;
  readonly stalls: Chance;
  readonly stallMultiplier: Varying | undefined;
  readonly errorSeconds: Varying | undefined;
}

/** Which draws belong to an attempt: the task's number, the call's and the attempt's. */
export interface AttemptKey {
  task: number;
  call: number;
  attempt: number;
}

/**
 * duration = (first token + uncached input × perInputToken + generated × perOutputToken) × stall × slowdown, or
 * `total` × the same, evenly over the tokens.
 */
export class Latency {
  constructor(private readonly parts: LatencyParts) {}

  /** Whether an attempt ends in an error; `share` replaces the usual one where it is given. */
  fails(key: AttemptKey, share: number | undefined): boolean {
    const { errors } = this.parts;
    return errors.happensWith(share ?? errors.share, key.task, key.attempt);
  }

  /**
   * Draws an attempt's latency into the pool: `duration`, `generatesAfter`, `secondsPerToken`, `visibleAfter`, all
   * counted from its begin. For one that fails, `duration` is the time until its error.
   * @param uncached input tokens that are not cached
   * @param hidden generated tokens (of `pool.tokens`) that come before the first visible one
   */
  draw(
    pool: AttemptPool,
    attempt: number,
    key: AttemptKey,
    uncached: number,
    hidden: number,
    slowdown: number,
  ): void {
    const { parts } = this;
    const tokens = pool.data[attempt + A_TOKENS]!;
    let stretch = slowdown;
    if (parts.stallMultiplier !== undefined && parts.stalls.happens(key.task, key.attempt))
      stretch *= parts.stallMultiplier.draw(key.task, key.attempt);

    let first = 0;
    let generatesAfter = 0;
    let perToken: number;
    if (parts.total !== undefined) {
      const total = parts.total.draw(key.task, key.call, key.attempt) * stretch;
      perToken = tokens > 0 ? total / tokens : 0;
      first = total;
      pool.data[attempt + A_DURATION] = total;
    } else {
      first = drawn(parts.firstToken, key) * stretch;
      generatesAfter = first + uncached * drawn(parts.perInputToken, key) * stretch;
      perToken = drawn(parts.perOutputToken, key) * stretch;
      pool.data[attempt + A_DURATION] = generatesAfter + tokens * perToken;
    }
    pool.data[attempt + A_GENERATES_AFTER] = generatesAfter;
    pool.data[attempt + A_SECONDS_PER_TOKEN] = perToken;
    pool.data[attempt + A_VISIBLE_AFTER] = generatesAfter + hidden * perToken;
    if (pool.data[attempt + A_FAILS] === 1)
      pool.data[attempt + A_DURATION] = parts.errorSeconds?.draw(key.task, key.attempt) ?? first;
  }
}

function drawn(part: StickyVarying | undefined, key: AttemptKey): number {
  return part === undefined ? 0 : part.draw(key.task, key.call, key.attempt);
}

/** Whole tokens that an attempt has generated this many seconds after its begin, rounded down. */
export function generatedAfter(pool: AttemptPool, attempt: number, seconds: number): number {
  const writing = seconds - pool.data[attempt + A_GENERATES_AFTER]!;
  if (pool.data[attempt + A_FAILS] === 1 || writing <= 0) return 0;
  const tokens = pool.data[attempt + A_TOKENS]!;
  const perToken = pool.data[attempt + A_SECONDS_PER_TOKEN]!;
  if (perToken * tokens <= writing) return tokens;
  return Math.floor(writing / perToken);
}
