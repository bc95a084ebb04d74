import {
  A_BEGAN_AT,
  A_CACHED_COST,
  A_DURATION,
  A_ENDS_AT,
  A_FAILS,
  A_IN_LINE,
  A_INPUT_COST,
  A_OUTPUT_COST,
  A_PROBE,
  A_PROVIDER,
  A_SENT_AT,
  A_TASK,
  A_TIMER,
  A_TOKENS,
} from "./attempt-fields.ts";
import type { AttemptKey } from "./latency.ts";
import type { Provider } from "./provider.ts";
import { ATTEMPT_EVENT, ATTEMPTS, type RunState } from "./run-state.ts";
import { FIGURE } from "./tally.ts";
import { T_CALL, T_ENTRY, T_NUMBER, T_STATE, T_STEP, T_TRIES } from "./task-fields.ts";

/** Whom an attempt's end concerns. */
export interface ServiceListener {
  /** The attempt brought an answer; it is still in the pool. */
  answered(task: number, attempt: number, provider: Provider, now: number): void;
  /** It ended in an error or was given up at its timeout. */
  failed(task: number, now: number): void;
  /** The attempt is over for its task: what the task held for it goes back before anything follows from it. */
  over(task: number, provider: Provider, now: number): void;
  /** An attempt that nobody waited for has ended: its quota may have come back. */
  settled(provider: Provider, now: number): void;
}

/** Attempts at their model: sent, in line for a slot, in a slot, ended or given up. */
export class ModelService {
  private readonly key: AttemptKey = { task: 0, call: 0, attempt: 0 };

  constructor(
    private readonly run: RunState,
    private readonly listener: ServiceListener,
  ) {}

  /** Sends an attempt whose quota has just been charged; the need is still set. */
  send(task: number, provider: Provider, now: number): void {
    const { tasks, attempts, recorder, program } = this.run;
    recorder.count(FIGURE.attempts);
    const step = program.steps[tasks.data[task + T_STEP]!]!;
    const entry = tasks.data[task + T_ENTRY]!;
    const attempt = attempts.take();
    tasks.data[task + T_STATE] = ATTEMPTS;
    attempts.data[attempt + A_TASK] = task;
    attempts.data[attempt + A_PROVIDER] = step.route[entry]!;
    attempts.data[attempt + A_PROBE] = provider.breaker.sends(now) ? 1 : 0;
    attempts.data[attempt + A_SENT_AT] = now;
    const key = this.keyOf(task, step.occurrence[entry]!);
    provider.send(attempts, attempt, key, this.run.sizesOf(task), step.latencies[entry]!, now);
    tasks.data[task + T_TRIES] = tasks.data[task + T_TRIES]! + 1;
    if (provider.busy < provider.terms.concurrency) this.begin(attempt, provider, now);
    else this.joinLine(attempt, provider, now);
  }

  /** The key of an attempt's draws; tries are at most 1,000 an entry, and a model stands fewer than 8 times in a route. */
  private keyOf(task: number, occurrence: number): AttemptKey {
    const { tasks } = this.run;
    const { key } = this;
    key.task = tasks.data[task + T_NUMBER]!;
    key.call = tasks.data[task + T_CALL]!;
    key.attempt = (key.call * 8 + occurrence) * 1024 + tasks.data[task + T_TRIES]!;
    return key;
  }

  private joinLine(attempt: number, provider: Provider, now: number): void {
    const { attempts, queue, program } = this.run;
    attempts.data[attempt + A_IN_LINE] = 1;
    provider.line.join(attempt);
    this.run.joinsLine(attempts.data[attempt + A_TASK]!, now);
    const { timeout } = program.terms;
    attempts.data[attempt + A_TIMER] =
      timeout === Number.POSITIVE_INFINITY ? 0 : queue.schedule(now + timeout, ATTEMPT_EVENT, attempt);
  }

  private begin(attempt: number, provider: Provider, now: number): void {
    const { attempts, queue, program } = this.run;
    const { timeout, runsOn } = program.terms;
    const endsAt = now + attempts.data[attempt + A_DURATION]!;
    const givenUpAt = attempts.data[attempt + A_SENT_AT]! + timeout;
    const cut = givenUpAt < endsAt;
    provider.beginService((cut && !runsOn ? givenUpAt : endsAt) - now);
    attempts.data[attempt + A_IN_LINE] = 0;
    attempts.data[attempt + A_BEGAN_AT] = now;
    attempts.data[attempt + A_ENDS_AT] = endsAt;
    attempts.data[attempt + A_TIMER] = queue.schedule(cut ? givenUpAt : endsAt, ATTEMPT_EVENT, attempt);
  }

  private freeSlot(provider: Provider, now: number): void {
    const { attempts } = this.run;
    provider.busy--;
    while (provider.busy < provider.terms.concurrency && provider.line.length > 0) {
      const attempt = provider.line.shift();
      this.run.leavesLine(attempts.data[attempt + A_TASK]!, now);
      this.begin(attempt, provider, now);
    }
  }

  /** The moment an attempt waited for: its end, or its timeout. */
  onAttemptEvent(attempt: number, now: number): void {
    const { attempts, program } = this.run;
    const provider = program.providers[attempts.data[attempt + A_PROVIDER]!]!;
    if (attempts.data[attempt + A_IN_LINE] === 1 || attempts.data[attempt + A_ENDS_AT]! > now)
      this.timesOut(attempt, provider, now);
    else if (attempts.data[attempt + A_TASK]! < 0) this.endsUnheard(attempt, provider, now);
    else this.ends(attempt, provider, now);
  }

  private ends(attempt: number, provider: Provider, now: number): void {
    const { attempts, recorder } = this.run;
    const task = attempts.data[attempt + A_TASK]!;
    const failed = attempts.data[attempt + A_FAILS] === 1;
    provider.settle(attempts, attempt, failed ? 0 : attempts.data[attempt + A_TOKENS]!, now);
    this.freeSlot(provider, now);
    provider.breaker.ends(now, failed, attempts.data[attempt + A_PROBE] === 1);
    this.listener.over(task, provider, now);
    if (failed) {
      recorder.count(FIGURE.errored);
      this.listener.failed(task, now);
    } else this.listener.answered(task, attempt, provider, now);
    attempts.release(attempt);
  }

  private endsUnheard(attempt: number, provider: Provider, now: number): void {
    const { attempts } = this.run;
    provider.settle(
      attempts,
      attempt,
      attempts.data[attempt + A_FAILS] === 1 ? 0 : attempts.data[attempt + A_TOKENS]!,
      now,
    );
    this.freeSlot(provider, now);
    attempts.release(attempt);
    this.listener.settled(provider, now);
  }

  private timesOut(attempt: number, provider: Provider, now: number): void {
    const { attempts, recorder, program } = this.run;
    const task = attempts.data[attempt + A_TASK]!;
    recorder.count(FIGURE.timedOut);
    provider.breaker.ends(now, true, attempts.data[attempt + A_PROBE] === 1);
    if (attempts.data[attempt + A_IN_LINE] === 1) this.leaveLine(attempt, task, provider, now);
    else if (program.terms.runsOn) this.leaveRunning(attempt, task);
    else this.stop(attempt, task, provider, now);
    this.listener.over(task, provider, now);
    this.listener.failed(task, now);
  }

  /** Still in line: leaves it, unbilled. */
  private leaveLine(attempt: number, task: number, provider: Provider, now: number): void {
    const { attempts } = this.run;
    provider.line.leave(attempt);
    this.run.leavesLine(task, now);
    provider.settle(attempts, attempt, 0, now);
    attempts.data[attempt + A_IN_LINE] = 0;
    attempts.release(attempt);
  }

  /** Given up, and runs on: billed in full if it brings an answer that nobody waits for. */
  private leaveRunning(attempt: number, task: number): void {
    const { attempts, queue } = this.run;
    const { data } = attempts;
    if (attempts.data[attempt + A_FAILS] === 0)
      this.run.wastes(
        task,
        data[attempt + A_INPUT_COST]! + data[attempt + A_CACHED_COST]! + data[attempt + A_OUTPUT_COST]!,
      );
    attempts.data[attempt + A_TASK] = -1;
    attempts.data[attempt + A_TIMER] = queue.schedule(
      attempts.data[attempt + A_ENDS_AT]!,
      ATTEMPT_EVENT,
      attempt,
    );
  }

  /** Given up, and stops: billed for its input and what it had generated. */
  private stop(attempt: number, task: number, provider: Provider, now: number): void {
    const { attempts } = this.run;
    const generated = provider.generated(attempts, attempt, now);
    const input = attempts.data[attempt + A_INPUT_COST]! + attempts.data[attempt + A_CACHED_COST]!;
    this.run.wastes(task, input + generated * provider.terms.outputPrice);
    provider.settle(attempts, attempt, generated, now);
    this.freeSlot(provider, now);
    attempts.release(attempt);
  }
}
