import {
  A_BEGAN_AT,
  A_BILLED,
  A_DURATION,
  A_ENDS_AT,
  A_FAILS,
  A_HEDGE,
  A_PROBE,
  A_PROVIDER,
  A_SENT_AT,
  A_TASK,
  A_TOKENS,
} from "./attempt-fields.ts";
import type { Provider } from "./provider.ts";
import { R_STATE } from "./records.ts";
import type { RunState } from "./run-state.ts";
import { ATTEMPTS, IN_MODEL_LINE, IN_SERVICE, RUNS_ON } from "./states.ts";
import { attemptKey } from "./step-block.ts";
import { FIGURE } from "./tally.ts";
import { SingleAttempt } from "./task-blocks.ts";
import {
  T_ATTEMPT,
  T_ATTEMPTS,
  T_CALL,
  T_CALL_AT,
  T_ENTRY,
  T_HEDGE,
  T_NUMBER,
  T_SENT,
  T_STEP,
  T_TRIES,
} from "./task-fields.ts";
import { SLOT } from "./time-parts.ts";

/** Whom an attempt's end concerns. */
export interface ServiceListener {
  /** The attempt brought an answer; its record is still there, and no other attempt of the task is. */
  answered(task: number, attempt: number, provider: Provider): void;
  /** The last attempt of a try ended in an error or was given up at its timeout. */
  failed(task: number): void;
  /** An attempt is over for its task: what the task held for it goes back before anything follows from it. */
  over(task: number, provider: Provider): void;
  /** An attempt that nobody waited for has ended: its quota may have come back. */
  settled(provider: Provider): void;
}

/** Attempts at their model: sent, in line for a slot, in a slot, ended or given up. */
export class ModelService {
  private readonly single = new SingleAttempt();
  private readonly timeout: number;
  private readonly runsOn: boolean;
  private readonly hedges: boolean;

  constructor(
    private readonly run: RunState,
    private readonly listener: ServiceListener,
  ) {
    this.timeout = run.program.terms.timeout;
    this.runsOn = run.program.terms.runsOn;
    this.hedges = run.program.terms.hedgeAfter < Number.POSITIVE_INFINITY;
  }

  /** Sends a try whose quota has just been charged; the need is still set. */
  send(task: number, provider: Provider): void {
    const { data } = this.run.records;
    data[task + R_STATE] = ATTEMPTS;
    data[task + T_TRIES] = data[task + T_TRIES]! + 1;
    const probe = provider.breaker.sends(this.run.clock[0]!);
    this.start(task, provider, false, probe);
  }

  /** Sends a second attempt for the same try. */
  sendHedge(task: number, provider: Provider): void {
    this.run.recorder.count(FIGURE.hedged);
    this.start(task, provider, true, false);
  }

  private start(task: number, provider: Provider, hedge: boolean, probe: boolean): void {
    const { records, recorder } = this.run;
    recorder.count(FIGURE.attempts);
    const attempt = records.take();
    const { data } = records;
    data[task + T_ATTEMPTS] = data[task + T_ATTEMPTS]! + 1;
    data[task + (hedge ? T_HEDGE : T_ATTEMPT)] = attempt;
    data[attempt + A_TASK] = task;
    data[attempt + A_PROVIDER] = provider.position;
    data[attempt + A_HEDGE] = hedge ? 1 : 0;
    data[attempt + A_PROBE] = probe ? 1 : 0;
    this.draw(task, attempt, provider);
    if (provider.busy < provider.terms.concurrency) this.begin(attempt, provider);
    else this.joinLine(attempt, provider);
  }

  /** Fills the attempt's record: the first one at the first entry from the task's block. */
  private draw(task: number, attempt: number, provider: Provider): void {
    const { records, program, blocks } = this.run;
    const { data } = records;
    const position = data[task + T_STEP]!;
    const step = program.steps[position]!;
    const entry = data[task + T_ENTRY]!;
    const sent = data[task + T_SENT]!;
    const number = data[task + T_NUMBER]!;
    data[task + T_SENT] = sent + 1;
    const latency = step.latencies[entry]!;
    if (entry === 0 && sent === 0) {
      const { attempts } = blocks.of(number).steps[position]!;
      provider.send(task, attempt, step, latency, attempts, data[task + T_CALL_AT]!);
    } else {
      const { draws } = this.single;
      const call = data[task + T_CALL]!;
      const keys = this.single.keysOf(number, call, attemptKey(call, step.occurrence[entry]!, sent));
      latency.fill(draws, keys.calls, keys.attempts);
      provider.send(task, attempt, step, latency, draws, 0);
    }
    if (data[attempt + A_FAILS] === 1) {
      const key = attemptKey(data[task + T_CALL]!, step.occurrence[entry]!, sent);
      data[attempt + A_DURATION] = latency.errorSeconds(number, key) ?? data[attempt + A_DURATION]!;
    }
  }

  private joinLine(attempt: number, provider: Provider): void {
    const { records, recorder, clock } = this.run;
    provider.line.join(attempt);
    recorder.joins(clock[0]!);
    if (this.timeout === Number.POSITIVE_INFINITY) records.data[attempt + R_STATE] = IN_MODEL_LINE;
    else this.run.wake(attempt, IN_MODEL_LINE, clock[0]! + this.timeout);
  }

  /** The attempt leaves the line for a slot. A task waits where its first attempt does, not where its hedge does. */
  private leavesLine(attempt: number): void {
    const { records, recorder, events, clock } = this.run;
    const { data } = records;
    events.cancel(attempt);
    recorder.leaves(clock[0]!);
    if (data[attempt + A_HEDGE] === 0) this.run.spendTime(data[attempt + A_TASK]!, SLOT);
  }

  private begin(attempt: number, provider: Provider): void {
    const { records, clock } = this.run;
    const { data } = records;
    const now = clock[0]!;
    const endsAt = now + data[attempt + A_DURATION]!;
    const givenUpAt = data[attempt + A_SENT_AT]! + this.timeout;
    const cut = givenUpAt < endsAt;
    data[attempt + A_BEGAN_AT] = now;
    data[attempt + A_ENDS_AT] = endsAt;
    provider.beginService((cut && !this.runsOn ? givenUpAt : endsAt) - now);
    this.run.wake(attempt, IN_SERVICE, cut ? givenUpAt : endsAt);
  }

  private freeSlot(provider: Provider): void {
    provider.busy--;
    while (provider.line.length > 0 && provider.busy < provider.terms.concurrency) {
      const attempt = provider.line.shift();
      this.leavesLine(attempt);
      this.begin(attempt, provider);
    }
  }

  /** An attempt in a slot has come to its end, or to its timeout. */
  onServiceEvent(attempt: number): void {
    const { data } = this.run.records;
    const provider = this.run.program.providers[data[attempt + A_PROVIDER]!]!;
    if (data[attempt + A_ENDS_AT]! > this.run.clock[0]!) this.timesOut(attempt, provider, false);
    else this.ends(attempt, provider);
  }

  /** An attempt in line has come to its timeout. */
  onLineEvent(attempt: number): void {
    this.timesOut(attempt, this.run.program.providers[this.run.records.data[attempt + A_PROVIDER]!]!, true);
  }

  private ends(attempt: number, provider: Provider): void {
    const { records, recorder, clock } = this.run;
    const { data } = records;
    const task = data[attempt + A_TASK]!;
    const failed = data[attempt + A_FAILS] === 1;
    if (provider.limited) this.settle(attempt, task, provider, failed ? 0 : data[attempt + A_TOKENS]!, failed);
    this.freeSlot(provider);
    provider.breaker.ends(clock[0]!, failed, data[attempt + A_PROBE] === 1);
    if (failed) {
      recorder.count(FIGURE.errored);
      this.endTry(attempt, task, provider);
      return;
    }
    this.drop(attempt, task);
    if (this.hedges) {
      this.run.events.cancel(task);
      const other = this.otherOf(task);
      if (other >= 0) this.giveUp(other, task, provider);
    }
    this.listener.over(task, provider);
    this.listener.answered(task, attempt, provider);
    records.release(attempt);
  }

  private settle(attempt: number, task: number, provider: Provider, generated: number, unbilled: boolean): void {
    provider.settle(
      attempt,
      generated,
      unbilled || provider.terms.quota.spendPerTenMinutes === Number.POSITIVE_INFINITY
        ? 0
        : provider.answerCost(task, this.run.stepOf(task), generated),
    );
  }

  /** The task no longer waits for this attempt. */
  private drop(attempt: number, task: number): void {
    const { data } = this.run.records;
    data[task + (data[attempt + A_HEDGE] === 1 ? T_HEDGE : T_ATTEMPT)] = -1;
  }

  /** The attempt of the task that is still under way; −1 where there is none. */
  private otherOf(task: number): number {
    const { data } = this.run.records;
    return data[task + T_ATTEMPT]! >= 0 ? data[task + T_ATTEMPT]! : data[task + T_HEDGE]!;
  }

  /** An attempt came to nothing, and its record is no longer needed. The try has, unless another one is under way. */
  private endTry(attempt: number, task: number, provider: Provider): void {
    const { records, events } = this.run;
    this.drop(attempt, task);
    if (records.data[attempt + A_TASK] === task) records.release(attempt);
    const alone = this.otherOf(task) < 0;
    // no hedge is sent for a try that has failed
    if (alone) events.cancel(task);
    this.listener.over(task, provider);
    if (alone) this.listener.failed(task);
  }

  /** An attempt that nobody waited for has ended. */
  onUnheardEvent(attempt: number): void {
    const { records, program } = this.run;
    const { data } = records;
    const provider = program.providers[data[attempt + A_PROVIDER]!]!;
    const failed = data[attempt + A_FAILS] === 1;
    provider.settle(attempt, failed ? 0 : data[attempt + A_TOKENS]!, failed ? 0 : data[attempt + A_BILLED]!);
    this.freeSlot(provider);
    records.release(attempt);
    this.listener.settled(provider);
  }

  private timesOut(attempt: number, provider: Provider, inLine: boolean): void {
    const { data } = this.run.records;
    const task = data[attempt + A_TASK]!;
    this.run.recorder.count(FIGURE.timedOut);
    provider.breaker.ends(this.run.clock[0]!, true, data[attempt + A_PROBE] === 1);
    if (inLine) this.leaveLine(attempt, task, provider);
    else if (this.runsOn) this.leaveRunning(attempt, task, provider);
    else this.stop(attempt, task, provider);
    this.endTry(attempt, task, provider);
  }

  /** The other attempt won: this one is given up, wherever it stands. */
  private giveUp(attempt: number, task: number, provider: Provider): void {
    const { records, events } = this.run;
    const inLine = records.data[attempt + R_STATE] === IN_MODEL_LINE;
    events.cancel(attempt);
    // the model has answered: what the probe was to find out
    if (records.data[attempt + A_PROBE] === 1) provider.breaker.ends(this.run.clock[0]!, false, true);
    if (inLine) this.leaveLine(attempt, task, provider);
    else if (this.runsOn) this.leaveRunning(attempt, task, provider);
    else this.stop(attempt, task, provider);
    this.drop(attempt, task);
    if (records.data[attempt + A_TASK] === task) records.release(attempt);
    this.listener.over(task, provider);
  }

  /** Still in line: leaves it, unbilled. */
  private leaveLine(attempt: number, task: number, provider: Provider): void {
    provider.line.leave(attempt);
    this.leavesLine(attempt);
    this.settle(attempt, task, provider, 0, true);
  }

  /** Given up, and runs on: billed in full if it brings an answer that nobody waits for. */
  private leaveRunning(attempt: number, task: number, provider: Provider): void {
    const { data } = this.run.records;
    const cost = provider.answerCost(task, this.run.stepOf(task), data[attempt + A_TOKENS]!);
    if (data[attempt + A_FAILS] === 0) this.run.wastes(task, cost);
    data[attempt + A_BILLED] = cost;
    data[attempt + A_TASK] = -1;
    this.run.wake(attempt, RUNS_ON, data[attempt + A_ENDS_AT]!);
  }

  /** Given up, and stops: billed for its input and what it had generated. */
  private stop(attempt: number, task: number, provider: Provider): void {
    const generated = provider.generated(attempt);
    this.run.wastes(task, provider.answerCost(task, this.run.stepOf(task), generated));
    this.settle(attempt, task, provider, generated, false);
    this.freeSlot(provider);
  }
}
