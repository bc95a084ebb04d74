import { HEDGE_WAIT, SLOT } from "./accounts.ts";
import {
  A_BEGAN_AT,
  A_ENDS_AT,
  A_FLAGS,
  A_PROVIDER,
  A_SENT_AT,
  A_TASK,
  A_TOKENS,
  FAILS,
  L_SENT_AT,
  PROBES,
  R_AT,
  R_STATE,
  T_ATTEMPTS,
  T_CALL,
  T_CALL_AT,
  T_ENTRY,
  T_HEDGE,
  T_NUMBER,
  T_SENT,
  T_STEP,
  T_TRIES,
} from "./fields.ts";
import type { Provider } from "./provider.ts";
import type { RunState } from "./run-state.ts";
import {
  AWAITS_HEDGE,
  IN_MODEL_LINE,
  IN_SERVICE,
  LANE_LINE,
  LANE_SERVICE,
  LEFT_TO_HEDGE,
  RUNS_ON,
} from "./states.ts";
import { attemptKey } from "./step-block.ts";
import { FIGURE } from "./tally.ts";
import { placeInBlock, SingleAttempt } from "./task-blocks.ts";

/** Whom an attempt's end concerns. */
export interface ServiceListener {
  /** The attempt of this record brought an answer; no other one of the task is under way. */
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
  private readonly hedgeAfter: number;

  constructor(
    private readonly run: RunState,
    private readonly listener: ServiceListener,
  ) {
    const { timeout, runsOn, hedgeAfter } = run.program.terms;
    this.timeout = timeout;
    this.runsOn = runsOn;
    this.hedgeAfter = hedgeAfter;
  }

  /** Sends a try, whose quota has just been charged. */
  send(task: number, provider: Provider): void {
    const { data } = this.run.records;
    data[task + T_TRIES] = data[task + T_TRIES]! + 1;
    const probe = provider.breaker.sends(this.run.clock[0]!);
    this.start(task, task, provider, probe);
    if (this.hedgeAfter < Number.POSITIVE_INFINITY) this.armHedge(task);
  }

  private armHedge(task: number): void {
    const { records, clock } = this.run;
    const hedge = records.copy(task);
    records.data[hedge + A_TASK] = task;
    records.data[task + T_HEDGE] = hedge;
    this.run.wake(hedge, AWAITS_HEDGE, clock[0]! + this.hedgeAfter);
  }

  /** Sends the hedge, whose quota has just been charged. */
  sendHedge(hedge: number, provider: Provider): void {
    this.start(this.run.records.data[hedge + A_TASK]!, hedge, provider, false);
  }

  /** No hedge is sent for this try. */
  dropHedge(task: number): void {
    const { records, events } = this.run;
    const hedge = records.data[task + T_HEDGE]!;
    if (hedge < 0) return;
    records.data[task + T_HEDGE] = -1;
    events.cancel(hedge);
    records.release(hedge);
  }

  /** @param record where the attempt is kept: the task's own, or its hedge's */
  private start(task: number, record: number, provider: Provider, probe: boolean): void {
    const { data } = this.run.records;
    this.run.recorder.count(FIGURE.attempts);
    data[task + T_ATTEMPTS] = data[task + T_ATTEMPTS]! + 1;
    data[record + A_TASK] = task;
    data[record + A_PROVIDER] = provider.position;
    this.draw(task, record, provider);
    this.run.observer?.sends(record, provider, probe);
    if (probe) data[record + A_FLAGS] = data[record + A_FLAGS]! + PROBES;
    if (provider.busy < provider.terms.concurrency) this.begin(record, provider);
    else this.joinLine(record, provider);
  }

  /** Fills the attempt's part of the record: for the first one at the first entry from the task's block. */
  private draw(task: number, record: number, provider: Provider): void {
    const { records, program, blocks } = this.run;
    const { data } = records;
    const position = data[task + T_STEP]!;
    const step = program.steps[position]!;
    const entry = data[task + T_ENTRY]!;
    const sent = data[task + T_SENT]!;
    const number = data[task + T_NUMBER]!;
    data[task + T_SENT] = sent + 1;
    const latency = step.latencies[entry]!;
    const call = data[task + T_CALL]!;
    const key = attemptKey(call, step.occurrence[entry]!, sent);
    if (entry === 0 && sent === 0) {
      const { attempts } = blocks.of(number).steps[position]!;
      provider.send(record, step, latency, attempts, data[task + T_CALL_AT]!);
    } else {
      const { draws } = this.single;
      const keys = this.single.keysOf(number, call, key);
      latency.fill(draws, keys.calls, keys.attempts);
      provider.send(record, step, latency, draws, 0);
    }
    if (data[record + A_FLAGS] === FAILS)
      data[record + A_ENDS_AT] = latency.errorSeconds(number, key) ?? data[record + A_ENDS_AT]!;
  }

  private joinLine(record: number, provider: Provider): void {
    const { records, recorder, clock } = this.run;
    provider.line.join(record);
    recorder.joins(clock[0]!);
    if (this.timeout === Number.POSITIVE_INFINITY) records.data[record + R_STATE] = IN_MODEL_LINE;
    else this.run.wake(record, IN_MODEL_LINE, clock[0]! + this.timeout);
  }

  /** The attempt leaves the line. A hedge's wait is no part of its task's time: that is its own attempt's. */
  private leavesLine(record: number): void {
    const { records, recorder, events, clock } = this.run;
    events.cancel(record);
    recorder.leaves(clock[0]!);
    const task = records.data[record + A_TASK]!;
    if (task === record) this.run.spendTime(record, SLOT);
    else {
      this.run.observer?.hedgeWaited(record);
      this.run.book(task, HEDGE_WAIT, clock[0]! - records.data[record + A_SENT_AT]!);
    }
  }

  private begin(record: number, provider: Provider): void {
    const { records, clock } = this.run;
    const { data } = records;
    const now = clock[0]!;
    const endsAt = now + data[record + A_ENDS_AT]!;
    const givenUpAt = data[record + A_SENT_AT]! + this.timeout;
    const cut = givenUpAt < endsAt;
    this.run.observer?.gets(record);
    data[record + A_BEGAN_AT] = now;
    data[record + A_ENDS_AT] = endsAt;
    provider.beginService((cut && !this.runsOn ? givenUpAt : endsAt) - now);
    this.run.wake(record, IN_SERVICE, cut ? givenUpAt : endsAt);
  }

  private freeSlot(provider: Provider): void {
    provider.busy--;
    this.serveLine(provider);
  }

  /** Gives free slots to whoever waits for them. */
  serveLine(provider: Provider): void {
    while (provider.line.length > 0 && provider.busy < provider.terms.concurrency) {
      const record = provider.line.shift();
      if (this.run.records.data[record + R_STATE] === LANE_LINE) this.beginInLane(record, provider);
      else {
        this.leavesLine(record);
        this.begin(record, provider);
      }
    }
  }

  /** The same for a task in the express lane. */
  private beginInLane(task: number, provider: Provider): void {
    const { records, recorder, blocks, clock, events } = this.run;
    const { data } = records;
    const now = clock[0]!;
    recorder.leaves(now);
    const number = data[task + T_NUMBER]!;
    const place = placeInBlock(number);
    const block = blocks.of(number);
    const step = block.steps[data[task + T_STEP]!]!;
    const callAt = data[task + T_CALL_AT]!;
    block.waited[place] = block.waited[place]! + (now - data[task + L_SENT_AT]!);
    block.anyWaited = true;
    block.visibleAt[place] = now + step.visible[callAt]!;
    provider.busy++;
    data[task + R_STATE] = LANE_SERVICE;
    data[task + R_AT] = now + step.took[callAt]!;
    events.schedule(task);
  }

  /** An attempt in a slot has come to its end, or to its timeout. */
  onServiceEvent(record: number): void {
    const { data } = this.run.records;
    const provider = this.run.program.providers[data[record + A_PROVIDER]!]!;
    if (data[record + A_ENDS_AT]! > this.run.clock[0]!) this.timesOut(record, provider, false);
    else this.ends(record, provider);
  }

  /** An attempt in line has come to its timeout. */
  onLineEvent(record: number): void {
    this.timesOut(record, this.run.program.providers[this.run.records.data[record + A_PROVIDER]!]!, true);
  }

  private ends(record: number, provider: Provider): void {
    const { records, recorder, clock } = this.run;
    const { data } = records;
    const task = data[record + A_TASK]!;
    const flags = data[record + A_FLAGS]!;
    const failed = (flags & FAILS) !== 0;
    provider.settle(record, this.run.stepOf(record), data[record + A_TOKENS]!, !failed);
    this.run.observer?.ends(record, provider, failed);
    // before its slot is free: it must not go to the other attempt of this very task
    if (!failed) this.giveUpOther(record, task, provider);
    this.freeSlot(provider);
    provider.breaker.ends(clock[0]!, failed, (flags & PROBES) !== 0);
    if (failed) {
      recorder.count(FIGURE.errored);
      this.comesToNothing(record, task, provider);
      return;
    }
    this.listener.over(task, provider);
    this.listener.answered(task, record, provider);
    if (record !== task) records.release(record);
  }

  /** An attempt came to nothing. The try has, unless another one is under way. */
  private comesToNothing(record: number, task: number, provider: Provider): void {
    const { records } = this.run;
    const { data } = records;
    if (record !== task) {
      data[task + T_HEDGE] = -1;
      records.release(record);
    }
    const other = record === task ? data[task + T_HEDGE]! : task;
    const alone =
      other < 0 || (data[other + R_STATE] !== IN_SERVICE && data[other + R_STATE] !== IN_MODEL_LINE);
    if (!alone) data[task + R_STATE] = record === task ? LEFT_TO_HEDGE : data[task + R_STATE]!;
    else this.dropHedge(task);
    this.listener.over(task, provider);
    if (alone) this.listener.failed(task);
  }

  /** An attempt that nobody waited for has ended. */
  onUnheardEvent(record: number): void {
    const { records, program } = this.run;
    const { data } = records;
    const provider = program.providers[data[record + A_PROVIDER]!]!;
    const failed = (data[record + A_FLAGS]! & FAILS) !== 0;
    provider.settle(record, this.run.stepOf(record), data[record + A_TOKENS]!, !failed);
    this.freeSlot(provider);
    records.release(record);
    this.listener.settled(provider);
  }

  private timesOut(record: number, provider: Provider, inLine: boolean): void {
    const { data } = this.run.records;
    const task = data[record + A_TASK]!;
    this.run.recorder.count(FIGURE.timedOut);
    provider.breaker.ends(this.run.clock[0]!, true, (data[record + A_FLAGS]! & PROBES) !== 0);
    this.giveUp(record, task, provider, inLine, true);
    this.comesToNothing(record, task, provider);
  }

  /** The attempt that did not answer is given up, wherever it stands; a hedge that was not sent is not sent any more. */
  private giveUpOther(winner: number, task: number, provider: Provider): void {
    const { records, events, clock } = this.run;
    const { data } = records;
    const hedge = data[task + T_HEDGE]!;
    if (hedge < 0) return;
    data[task + T_HEDGE] = -1;
    const other = winner === task ? hedge : task;
    const state = data[other + R_STATE]!;
    if (state === IN_SERVICE || state === IN_MODEL_LINE) {
      events.cancel(other);
      // the model has answered, which is what a probe was to find out
      if ((data[other + A_FLAGS]! & PROBES) !== 0) provider.breaker.ends(clock[0]!, false, true);
      this.giveUp(other, task, provider, state === IN_MODEL_LINE, false);
      this.listener.over(task, provider);
    }
    if (other === task) return;
    events.cancel(hedge);
    records.release(hedge);
  }

  private giveUp(record: number, task: number, provider: Provider, inLine: boolean, timedOut: boolean): void {
    this.run.observer?.givesUp(record, inLine, timedOut);
    if (inLine) this.leaveLine(record, provider);
    else if (this.runsOn) this.leaveRunning(record, task, provider);
    else this.stop(record, task, provider);
  }

  /** Still in line: leaves it, unbilled. */
  private leaveLine(record: number, provider: Provider): void {
    provider.line.leave(record);
    this.leavesLine(record);
    provider.settle(record, this.run.stepOf(record), 0, false);
  }

  /** Runs on in a record of its own: billed in full if it brings an answer that nobody waits for. */
  private leaveRunning(record: number, task: number, provider: Provider): void {
    const { records } = this.run;
    const unheard = records.copy(record);
    const { data } = records;
    if ((data[record + A_FLAGS]! & FAILS) === 0)
      this.wastes(record, task, provider, data[record + A_TOKENS]!);
    data[unheard + A_TASK] = -1;
    this.run.wake(unheard, RUNS_ON, data[unheard + A_ENDS_AT]!);
  }

  /** Stops: billed for its input and what it had generated. */
  private stop(record: number, task: number, provider: Provider): void {
    const generated = provider.generated(record);
    const step = this.run.stepOf(record);
    this.wastes(record, task, provider, generated);
    provider.settle(record, step, generated, true);
    this.freeSlot(provider);
  }

  /** Bills an attempt that nobody waits for. */
  private wastes(record: number, task: number, provider: Provider, tokens: number): void {
    const cost = provider.answerCost(record, this.run.stepOf(record), tokens);
    provider.bills(cost);
    this.run.wastes(task, cost);
  }
}
