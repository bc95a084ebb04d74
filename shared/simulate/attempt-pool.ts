import { grown } from "./event-queue.ts";

/** Fields of an attempt that are plain numbers; see {@link AttemptPool}. */
const NUMBERS = [
  "sentAt",
  "beganAt",
  "endsAt",
  "timer",
  "generatesAfter",
  "secondsPerToken",
  "duration",
  "tokens",
  "visibleAfter",
  "inputCost",
  "cachedCost",
  "outputCost",
  "reserved",
  "tokensReserved",
] as const;

/**
 * The attempts that have been sent and not yet ended, as one array per field; an attempt is its number here. Grows,
 * never shrinks, allocates nothing in between.
 *
 * An attempt whose task has given it up (`onCancel: "runs-on"`) stays here to its end with `task` −1.
 */
export class AttemptPool {
  private free = new Int32Array(256);
  private freeCount = 0;
  private used = 0;

  task = new Int32Array(256);
  provider = new Int32Array(256);
  fails = new Uint8Array(256);
  probe = new Uint8Array(256);
  inLine = new Uint8Array(256);

  sentAt = new Float64Array(256);
  beganAt = new Float64Array(256);
  /** When it ends if nobody gives it up. */
  endsAt = new Float64Array(256);
  /** Number of the event it waits for. */
  timer = new Float64Array(256);
  /** Seconds from its begin to the first generated token, and per token from then on. */
  generatesAfter = new Float64Array(256);
  secondsPerToken = new Float64Array(256);
  duration = new Float64Array(256);
  /** Tokens it generates: reasoning and output, cut at `maxOutput`. */
  tokens = new Float64Array(256);
  /** Seconds from its begin to the first token that the user sees. */
  visibleAfter = new Float64Array(256);
  /** What the answer costs: input with cache writes and the price of the call, cached input, generated tokens. */
  inputCost = new Float64Array(256);
  cachedCost = new Float64Array(256);
  outputCost = new Float64Array(256);
  /** Weighted output reserved at admission: against the output limit, and against the limit of all tokens. */
  reserved = new Float64Array(256);
  tokensReserved = new Float64Array(256);

  clear(): void {
    this.freeCount = 0;
    this.used = 0;
  }

  take(): number {
    if (this.freeCount > 0) return this.free[--this.freeCount]!;
    if (this.used === this.task.length) this.grow();
    return this.used++;
  }

  release(attempt: number): void {
    this.timer[attempt] = 0;
    this.free[this.freeCount++] = attempt;
  }

  private grow(): void {
    const size = this.task.length * 2;
    this.free = grown(this.free, new Int32Array(size));
    this.task = grown(this.task, new Int32Array(size));
    this.provider = grown(this.provider, new Int32Array(size));
    this.fails = grown(this.fails, new Uint8Array(size));
    this.probe = grown(this.probe, new Uint8Array(size));
    this.inLine = grown(this.inLine, new Uint8Array(size));
    for (const field of NUMBERS) this[field] = grown(this[field], new Float64Array(size));
  }
}
