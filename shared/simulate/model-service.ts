import type { AttemptKey } from "./latency.ts";
import type { Provider } from "./provider.ts";
import { ATTEMPT_EVENT, ATTEMPTS, type RunState } from "./run-state.ts";
import { FIGURE } from "./tally.ts";

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
    const step = program.steps[tasks.step[task]!]!;
    const entry = tasks.entry[task]!;
    const attempt = attempts.take();
    tasks.state[task] = ATTEMPTS;
    attempts.task[attempt] = task;
    attempts.provider[attempt] = step.route[entry]!;
    attempts.probe[attempt] = provider.breaker.sends(now) ? 1 : 0;
    attempts.sentAt[attempt] = now;
    const key = this.keyOf(task, step.occurrence[entry]!);
    provider.send(attempts, attempt, key, this.run.sizesOf(task), step.latencies[entry]!, now);
    tasks.tries[task] = tasks.tries[task]! + 1;
    if (provider.busy < provider.terms.concurrency) this.begin(attempt, provider, now);
    else this.joinLine(attempt, provider, now);
  }

  /** The key of an attempt's draws; tries are at most 1,000 an entry, and a model stands fewer than 8 times in a route. */
  private keyOf(task: number, occurrence: number): AttemptKey {
    const { tasks } = this.run;
    const { key } = this;
    key.task = tasks.number[task]!;
    key.call = tasks.call[task]!;
    key.attempt = (key.call * 8 + occurrence) * 1024 + tasks.tries[task]!;
    return key;
  }

  private joinLine(attempt: number, provider: Provider, now: number): void {
    const { attempts, queue, program } = this.run;
    attempts.inLine[attempt] = 1;
    provider.line.join(attempt);
    this.run.joinsLine(attempts.task[attempt]!, now);
    const { timeout } = program.terms;
    attempts.timer[attempt] =
      timeout === Number.POSITIVE_INFINITY ? 0 : queue.schedule(now + timeout, ATTEMPT_EVENT, attempt);
  }

  private begin(attempt: number, provider: Provider, now: number): void {
    const { attempts, queue, program } = this.run;
    const { timeout, runsOn } = program.terms;
    const endsAt = now + attempts.duration[attempt]!;
    const givenUpAt = attempts.sentAt[attempt]! + timeout;
    const cut = givenUpAt < endsAt;
    provider.beginService((cut && !runsOn ? givenUpAt : endsAt) - now);
    attempts.inLine[attempt] = 0;
    attempts.beganAt[attempt] = now;
    attempts.endsAt[attempt] = endsAt;
    attempts.timer[attempt] = queue.schedule(cut ? givenUpAt : endsAt, ATTEMPT_EVENT, attempt);
  }

  private freeSlot(provider: Provider, now: number): void {
    const { attempts } = this.run;
    provider.busy--;
    while (provider.busy < provider.terms.concurrency && provider.line.length > 0) {
      const attempt = provider.line.shift();
      this.run.leavesLine(attempts.task[attempt]!, now);
      this.begin(attempt, provider, now);
    }
  }

  /** The moment an attempt waited for: its end, or its timeout. */
  onAttemptEvent(attempt: number, now: number): void {
    const { attempts, program } = this.run;
    const provider = program.providers[attempts.provider[attempt]!]!;
    if (attempts.inLine[attempt] === 1 || attempts.endsAt[attempt]! > now)
      this.timesOut(attempt, provider, now);
    else if (attempts.task[attempt]! < 0) this.endsUnheard(attempt, provider, now);
    else this.ends(attempt, provider, now);
  }

  private ends(attempt: number, provider: Provider, now: number): void {
    const { attempts, recorder } = this.run;
    const task = attempts.task[attempt]!;
    const failed = attempts.fails[attempt] === 1;
    provider.settle(attempts, attempt, failed ? 0 : attempts.tokens[attempt]!, now);
    this.freeSlot(provider, now);
    provider.breaker.ends(now, failed, attempts.probe[attempt] === 1);
    this.listener.over(task, provider, now);
    if (failed) {
      recorder.count(FIGURE.errored);
      this.listener.failed(task, now);
    } else this.listener.answered(task, attempt, provider, now);
    attempts.release(attempt);
  }

  private endsUnheard(attempt: number, provider: Provider, now: number): void {
    const { attempts } = this.run;
    provider.settle(attempts, attempt, attempts.fails[attempt] === 1 ? 0 : attempts.tokens[attempt]!, now);
    this.freeSlot(provider, now);
    attempts.release(attempt);
    this.listener.settled(provider, now);
  }

  private timesOut(attempt: number, provider: Provider, now: number): void {
    const { attempts, recorder, program } = this.run;
    const task = attempts.task[attempt]!;
    recorder.count(FIGURE.timedOut);
    provider.breaker.ends(now, true, attempts.probe[attempt] === 1);
    if (attempts.inLine[attempt] === 1) this.leaveLine(attempt, task, provider, now);
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
    attempts.inLine[attempt] = 0;
    attempts.release(attempt);
  }

  /** Given up, and runs on: billed in full if it brings an answer that nobody waits for. */
  private leaveRunning(attempt: number, task: number): void {
    const { attempts, queue } = this.run;
    const { inputCost, cachedCost, outputCost } = attempts;
    if (attempts.fails[attempt] === 0)
      this.run.wastes(task, inputCost[attempt]! + cachedCost[attempt]! + outputCost[attempt]!);
    attempts.task[attempt] = -1;
    attempts.timer[attempt] = queue.schedule(attempts.endsAt[attempt]!, ATTEMPT_EVENT, attempt);
  }

  /** Given up, and stops: billed for its input and what it had generated. */
  private stop(attempt: number, task: number, provider: Provider, now: number): void {
    const { attempts } = this.run;
    const generated = provider.generated(attempts, attempt, now);
    const input = attempts.inputCost[attempt]! + attempts.cachedCost[attempt]!;
    this.run.wastes(task, input + generated * provider.terms.outputPrice);
    provider.settle(attempts, attempt, generated, now);
    this.freeSlot(provider, now);
    attempts.release(attempt);
  }
}
