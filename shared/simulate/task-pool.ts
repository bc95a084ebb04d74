import { grown } from "./event-queue.ts";

const NUMBERS = [
  "number",
  "arrivedAt",
  "timer",
  "waitsSince",
  "waited",
  "retryAfter",
  "stepInput",
  "stepInputScore",
  "readBefore",
  "input",
  "cached",
  "output",
  "reasoning",
  "success",
  "firstTokenAt",
  "costInput",
  "costCached",
  "costOutput",
  "costFallback",
  "costWasted",
] as const;
const COUNTS = ["step", "calls", "call", "entry", "tries", "state"] as const;

/**
 * The tasks that have arrived and not yet ended, as one array per field; a task is its number here. Grows, never
 * shrinks, allocates nothing in between.
 */
export class TaskPool {
  private free = new Int32Array(256);
  private freeCount = 0;
  /** Tasks in the pool now or before: numbers below this have been used. */
  used = 0;

  step = new Int32Array(256);
  /** Calls that the step needs, and the one it is at. */
  calls = new Int32Array(256);
  call = new Int32Array(256);
  /** Entry of the step's route, and tries made there for this call. */
  entry = new Int32Array(256);
  tries = new Int32Array(256);
  /** What the task is doing; 0 = not in use. */
  state = new Int32Array(256);
  holdsSlot = new Uint8Array(256);
  wrong = new Uint8Array(256);

  /** Which arrival of the replication this is, from 0: the key of all its draws. */
  number = new Float64Array(256);
  arrivedAt = new Float64Array(256);
  /** Number of the event the task waits for. */
  timer = new Float64Array(256);
  waitsSince = new Float64Array(256);
  /** Time in lines so far, seconds. */
  waited = new Float64Array(256);
  retryAfter = new Float64Array(256);
  /** The step's own input, tokens, and its normal score. */
  stepInput = new Float64Array(256);
  stepInputScore = new Float64Array(256);
  /** What the call before this one read, tokens; 0 for a first call. */
  readBefore = new Float64Array(256);
  /** The call's tokens: all it reads, the cached part of that, what it would write, and think. */
  input = new Float64Array(256);
  cached = new Float64Array(256);
  output = new Float64Array(256);
  reasoning = new Float64Array(256);
  /** Product of the success shares of the steps answered so far. */
  success = new Float64Array(256);
  firstTokenAt = new Float64Array(256);
  costInput = new Float64Array(256);
  costCached = new Float64Array(256);
  costOutput = new Float64Array(256);
  costFallback = new Float64Array(256);
  costWasted = new Float64Array(256);

  clear(): void {
    this.freeCount = 0;
    this.used = 0;
    this.state.fill(0);
  }

  /** A task that has just arrived, all its fields at their beginning. */
  take(number: number, arrivedAt: number): number {
    let task: number;
    if (this.freeCount > 0) task = this.free[--this.freeCount]!;
    else {
      if (this.used === this.step.length) this.grow();
      task = this.used++;
    }
    this.number[task] = number;
    this.arrivedAt[task] = arrivedAt;
    this.holdsSlot[task] = 0;
    this.wrong[task] = 0;
    this.waited[task] = 0;
    this.success[task] = 1;
    this.costInput[task] = 0;
    this.costCached[task] = 0;
    this.costOutput[task] = 0;
    this.costFallback[task] = 0;
    this.costWasted[task] = 0;
    return task;
  }

  release(task: number): void {
    this.state[task] = 0;
    this.timer[task] = 0;
    this.free[this.freeCount++] = task;
  }

  private grow(): void {
    const size = this.step.length * 2;
    this.free = grown(this.free, new Int32Array(size));
    this.holdsSlot = grown(this.holdsSlot, new Uint8Array(size));
    this.wrong = grown(this.wrong, new Uint8Array(size));
    for (const field of COUNTS) this[field] = grown(this[field], new Int32Array(size));
    for (const field of NUMBERS) this[field] = grown(this[field], new Float64Array(size));
  }
}
