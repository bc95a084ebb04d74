import { BATCH, LOST } from "./accounts.ts";
import {
  B_EXPIRES,
  B_HEAD,
  B_PROVIDER,
  B_TOKENS,
  R_AT,
  R_STATE,
  T_ATTEMPTS,
  T_CALL,
  T_ENTRY,
  T_INPUT,
  T_NOTE,
  T_NUMBER,
  T_SENT,
  T_STEP,
  T_TRIES,
} from "./fields.ts";
import { Line } from "./line.ts";
import type { BatchTerms } from "./program.ts";
import type { Provider } from "./provider.ts";
import { placeOf } from "./records.ts";
import type { RunState } from "./run-state.ts";
import { AWAITS_BATCH, BATCH_COLLECTS, BATCH_ENDS, IN_BATCH } from "./states.ts";
import { attemptKey } from "./step-block.ts";
import { FIGURE } from "./tally.ts";
import { SingleAttempt } from "./task-blocks.ts";
/** Whom the answers of a batch, or its failures, concern. */
export interface BatchListener {
  /** Negative attempt: there is no record of one. */
  answered(task: number, attempt: number, provider: Provider): void;
  /** It failed, or was not answered in time: the route's next entry. */
  moveOn(task: number): void;
}

/** What waits at one model for its next batch. */
interface Collection {
  readonly line: Line;
  /** The record whose event is the next collection. */
  alarm: number;
  enqueuedTokens: number;
}

/**
 * Calls in batches: collected at whole multiples of `everyMinutes`, one batch a model, answered together after one
 * turnaround. Input tokens count as enqueued from the collection to the answers; what would exceed the limit stays in
 * line for the next collection, first come, first served.
 */
export class BatchFlow {
  private collections: Collection[] = [];
  private readonly single = new SingleAttempt();

  constructor(
    private readonly run: RunState,
    private readonly terms: BatchTerms,
    private readonly listener: BatchListener,
  ) {}

  reset(): void {
    const { records, program } = this.run;
    this.collections = program.providers.map(({ position }) => {
      const alarm = records.take();
      records.data[alarm + R_STATE] = BATCH_COLLECTS;
      records.data[alarm + B_PROVIDER] = position;
      return { line: new Line(records), alarm, enqueuedTokens: 0 };
    });
  }

  /** Tasks that wait to be collected. */
  get waiting(): number {
    return this.collections.reduce((sum, { line }) => sum + line.length, 0);
  }

  /** A call waits for the next batch of its model. */
  join(task: number, provider: Provider): void {
    const { records } = this.run;
    const { line } = this.collections[provider.position]!;
    records.data[task + R_STATE] = AWAITS_BATCH;
    // the first collection that it can make, from which its expiry counts
    records.data[task + T_NOTE] = this.nextCollection();
    line.join(task);
    if (line.length === 1) this.setAlarm(provider.position);
  }

  private nextCollection(): number {
    const { everySeconds } = this.terms;
    return (Math.floor(this.run.clock[0]! / everySeconds) + 1) * everySeconds;
  }

  private setAlarm(position: number): void {
    const { records, events } = this.run;
    const { alarm } = this.collections[position]!;
    // an expired call may have come back to this very line, and set it
    events.cancel(alarm);
    records.data[alarm + R_AT] = this.nextCollection();
    events.schedule(alarm);
  }

  /** Takes a task that waits to be collected out of its line. */
  abandon(task: number): void {
    const { records, program } = this.run;
    const code = this.run.stepOf(task).route[records.data[task + T_ENTRY]!]!;
    this.collections[program.providers[code]!.position]!.line.leave(task);
    this.run.spendTime(task, BATCH);
  }

  /** The moment of a collection. */
  onCollection(alarm: number): void {
    const position = this.run.records.data[alarm + B_PROVIDER]!;
    const { line } = this.collections[position]!;
    this.dropLate(line);
    if (line.length > 0) this.collect(position);
    if (line.length > 0 && !this.isStuck(position)) this.setAlarm(position);
  }

  /** Whether nothing that can happen makes room for the head of the line: it stays, with all behind it. */
  private isStuck(position: number): boolean {
    const { line, enqueuedTokens } = this.collections[position]!;
    const { terms } = this;
    return (
      enqueuedTokens === 0 &&
      terms.expiresSeconds === Number.POSITIVE_INFINITY &&
      this.run.records.data[line.head + T_INPUT]! > terms.enqueuedTokens
    );
  }

  /** Those who have waited too long for room leave. */
  private dropLate(line: Line): void {
    const { records, clock } = this.run;
    const now = clock[0]!;
    for (let task = line.head; task >= 0; ) {
      const next = records.next[placeOf(task)]!;
      if (now - records.data[task + T_NOTE]! >= this.terms.expiresSeconds) {
        line.leave(task);
        this.run.spendTime(task, BATCH);
        this.run.observer?.batchFails(task, true);
        this.listener.moveOn(task);
      }
      task = next;
    }
  }

  private collect(position: number): void {
    const { records, clock, recorder } = this.run;
    const { terms } = this;
    const collection = this.collections[position]!;
    const { line } = collection;
    const batch = records.take();
    const now = clock[0]!;
    let head = -1;
    let tokens = 0;
    while (line.length > 0) {
      const task = line.head;
      // who came at this very moment makes the next one
      if (records.data[task + T_NOTE]! > now) break;
      const input = records.data[task + T_INPUT]!;
      if (collection.enqueuedTokens + tokens + input > terms.enqueuedTokens) break;
      line.shift();
      tokens += input;
      // joined back to front: order within a batch has no meaning, everybody is answered at one moment
      records.next[placeOf(task)] = head;
      head = task;
      this.submit(task);
      recorder.count(FIGURE.attempts);
    }
    if (head < 0) {
      records.release(batch);
      return;
    }
    collection.enqueuedTokens += tokens;
    const turnaround = 60 * terms.turnaround[position]!.draw(Math.round(now / terms.everySeconds), 0);
    const { data } = records;
    data[batch + B_PROVIDER] = position;
    data[batch + B_HEAD] = head;
    data[batch + B_TOKENS] = tokens;
    data[batch + B_EXPIRES] = turnaround > terms.expiresSeconds ? 1 : 0;
    this.run.wake(batch, BATCH_ENDS, now + Math.min(turnaround, terms.expiresSeconds));
  }

  /** Notes that a call is on its way, and whether it will come to nothing. */
  private submit(task: number): void {
    const { records, program } = this.run;
    const { data } = records;
    data[task + R_STATE] = IN_BATCH;
    data[task + T_TRIES] = data[task + T_TRIES]! + 1;
    data[task + T_ATTEMPTS] = data[task + T_ATTEMPTS]! + 1;
    const step = program.steps[data[task + T_STEP]!]!;
    const entry = data[task + T_ENTRY]!;
    const call = data[task + T_CALL]!;
    this.run.observer?.collects(task, program.providers[step.route[entry]!]!);
    const key = attemptKey(call, step.occurrence[entry]!, data[task + T_SENT]!);
    const keys = this.single.keysOf(data[task + T_NUMBER]!, call, key);
    const share = program.providers[step.route[entry]!]!.errorShareNow();
    data[task + T_NOTE] = step.latencies[entry]!.fails(this.single.draws, keys.attempts, share) ? 1 : 0;
  }

  /** The answers of a batch come, or it expires. */
  onBatchEnd(batch: number): void {
    const { records, program, recorder } = this.run;
    const position = records.data[batch + B_PROVIDER]!;
    const expired = records.data[batch + B_EXPIRES] === 1;
    const provider = program.providers[position]!;
    const collection = this.collections[position]!;
    collection.enqueuedTokens -= records.data[batch + B_TOKENS]!;
    let task = records.data[batch + B_HEAD]!;
    records.release(batch);
    while (task >= 0) {
      const next = records.next[placeOf(task)]!;
      const failed = records.data[task + T_NOTE] === 1;
      this.run.spendTime(task, expired || failed ? LOST : BATCH);
      if (expired || failed) this.run.observer?.batchFails(task, expired);
      if (failed && !expired) recorder.count(FIGURE.errored);
      if (expired || failed) this.listener.moveOn(task);
      else this.listener.answered(task, -1, provider);
      task = next;
    }
  }
}
