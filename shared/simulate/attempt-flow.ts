import { BACKOFF, LOST, QUOTA, SLOT } from "./accounts.ts";
import { BatchFlow } from "./batch-flow.ts";
import { DesignSlots, type SlotListener } from "./design-slots.ts";
import {
  A_TASK,
  R_STATE,
  T_ARRIVED_AT,
  T_CALL,
  T_ENTRY,
  T_NOTE,
  T_NUMBER,
  T_SENT,
  T_TRIES,
} from "./fields.ts";
import type { Leaving } from "./life.ts";
import { ModelService, type ServiceListener } from "./model-service.ts";
import { ERROR } from "./program.ts";
import type { Provider } from "./provider.ts";
import { type GateListener, QuotaGate } from "./quota-gate.ts";
import type { RunState } from "./run-state.ts";
import { BACKS_OFF, IN_QUOTA_LINE, IN_SLOT_LINE } from "./states.ts";

/** Whom the attempts work for. */
export interface AttemptOwner {
  /** An attempt brought an answer; its record is still there. Negative: a batch brought it. */
  answered(task: number, attempt: number, provider: Provider): void;
  /** The route came to an entry that is no model. False where that has nothing to give. */
  resort(task: number, code: number): boolean;
}

const UNTHROTTLED = -1;

/**
 * The way of a call along its route: a slot of the design → the model's quota → the model → the answer; and what
 * follows a rejection, an error or a timeout: another try after a backoff, or the route's next entry.
 */
export class AttemptFlow implements GateListener, ServiceListener, SlotListener {
  readonly slots: DesignSlots;
  readonly gate: QuotaGate;
  readonly service: ModelService;
  readonly batches: BatchFlow | undefined;

  constructor(
    private readonly run: RunState,
    private readonly owner: AttemptOwner,
  ) {
    this.slots = new DesignSlots(run, this);
    this.gate = new QuotaGate(run, this);
    this.service = new ModelService(run, this);
    const { batch } = run.program;
    this.batches = batch === undefined ? undefined : new BatchFlow(run, batch, this);
  }

  reset(): void {
    this.slots.reset();
    this.batches?.reset();
  }

  /** Starts a call at the first entry of its route. */
  startCall(task: number): void {
    const { data } = this.run.records;
    data[task + T_ENTRY] = 0;
    data[task + T_TRIES] = 0;
    data[task + T_SENT] = 0;
    this.advance(task);
  }

  /** Gives the entry up: the next one, with tries of its own. */
  moveOn(task: number): void {
    this.nextEntry(task);
    this.advance(task);
  }

  private nextEntry(task: number): void {
    const { data } = this.run.records;
    data[task + T_ENTRY] = data[task + T_ENTRY]! + 1;
    data[task + T_TRIES] = 0;
    data[task + T_SENT] = 0;
  }

  /** Goes along the route from an entry that the task has just come to, until one takes it. */
  private advance(task: number): void {
    const { data } = this.run.records;
    const step = this.run.stepOf(task);
    const { route } = step;
    for (;;) {
      const entry = data[task + T_ENTRY]!;
      const code = entry < route.length ? route[entry]! : ERROR;
      if (code < 0) {
        this.slots.release(task);
        if (this.owner.resort(task, code)) return;
      } else {
        const provider = this.run.program.providers[code]!;
        if (this.mayTry(task, provider)) {
          if (provider.limited) provider.setNeed(task, step);
          provider.countOffered(task, step);
          if (this.batches !== undefined) this.batches.join(task, provider);
          else if (this.slots.request(task)) this.gate.ask(task, provider);
          return;
        }
        this.noteClosed(task, provider);
      }
      this.nextEntry(task);
    }
  }

  private mayTry(task: number, provider: Provider): boolean {
    const now = this.run.clock[0]!;
    return provider.breaker.allows(now) && now < this.givenUpAt(task);
  }

  /** The model may not be tried, by its breaker or by the clock. */
  private noteClosed(task: number, provider: Provider): void {
    const closed = provider.breaker.allows(this.run.clock[0]!);
    this.run.observer?.leaves(task, provider, closed ? "giveUpAfter" : "breaker");
  }

  private givenUpAt(task: number): number {
    return this.run.records.data[task + T_ARRIVED_AT]! + this.run.program.terms.giveUpAfter;
  }

  private providerOf(task: number): Provider {
    const { records, program } = this.run;
    return program.providers[this.run.stepOf(task).route[records.data[task + T_ENTRY]!]!]!;
  }

  /** Somebody who waited, for a slot or through a backoff, may go on, unless the way has closed in the meantime. */
  private goOn(task: number): void {
    const provider = this.providerOf(task);
    if (!this.mayTry(task, provider)) {
      this.noteClosed(task, provider);
      this.moveOn(task);
    } else if (this.slots.request(task)) {
      if (provider.limited) provider.setNeed(task, this.run.stepOf(task));
      this.gate.ask(task, provider);
    }
  }

  servedSlot(task: number): void {
    this.goOn(task);
  }

  admitted(task: number, provider: Provider): void {
    this.service.send(task, provider);
  }

  /** The try has taken so long that a second attempt is sent, if slot and quota are there at once. */
  onHedgeMoment(hedge: number): void {
    const task = this.run.records.data[hedge + A_TASK]!;
    const provider = this.providerOf(task);
    if (this.slots.requestAnother(task)) {
      if (provider.limited) provider.setNeed(hedge, this.run.stepOf(hedge));
      if (this.gate.admitsHedge(task, provider)) {
        this.service.sendHedge(hedge, provider);
        return;
      }
      this.run.observer?.doesNotHedge(task, "quota");
      this.slots.release(task);
    } else this.run.observer?.doesNotHedge(task, "slot");
    this.service.dropHedge(task);
  }

  shut(task: number): void {
    this.run.observer?.leaves(task, this.providerOf(task), "breaker");
    this.moveOn(task);
  }

  over(task: number, provider: Provider): void {
    this.slots.release(task);
    if (provider.quotaLine.length > 0) this.gate.serveLine(provider);
  }

  settled(provider: Provider): void {
    this.gate.serveLine(provider);
  }

  answered(task: number, attempt: number, provider: Provider): void {
    this.owner.answered(task, attempt, provider);
  }

  failed(task: number): void {
    this.run.spendTime(task, LOST);
    this.failedTry(task, UNTHROTTLED);
  }

  /** The moment a task waited for, in one of the states that belong to its attempts. */
  onTaskEvent(task: number, state: number): void {
    if (state === BACKS_OFF) {
      this.run.spendTime(task, BACKOFF);
      this.goOn(task);
    } else if (state === IN_SLOT_LINE || state === IN_QUOTA_LINE) this.leaveLineByGivingUp(task, state);
    else {
      this.run.spendTime(task, BACKOFF);
      this.slots.release(task);
      this.failedTry(task, this.run.records.data[task + T_NOTE]!);
    }
  }

  private leaveLineByGivingUp(task: number, state: number): void {
    const provider = this.providerOf(task);
    this.leaveLine(task, state);
    this.run.observer?.leaves(task, provider, "giveUpAfter");
    this.moveOn(task);
    this.gate.serveLine(provider);
  }

  private leaveLine(task: number, state: number): void {
    if (state === IN_SLOT_LINE) this.slots.line.leave(task);
    else this.providerOf(task).quotaLine.leave(task);
    this.run.leavesLine(task, state === IN_SLOT_LINE ? SLOT : QUOTA);
  }

  /** Takes a task out of the line that it stands in, for good. */
  abandon(task: number): void {
    const state = this.run.records.data[task + R_STATE]!;
    if (state === IN_SLOT_LINE || state === IN_QUOTA_LINE) this.leaveLine(task, state);
    else this.batches?.abandon(task);
    this.slots.release(task);
  }

  /**
   * A try came to nothing: another one after a backoff, or the route's next entry.
   * @param retryAfter after a 429, seconds until the quota could admit it; negative otherwise
   */
  private failedTry(task: number, retryAfter: number): void {
    const { retry, onLimit } = this.run.program.terms;
    const tries = this.run.records.data[task + T_TRIES]!;
    const now = this.run.clock[0]!;
    let because: Leaving = tries < retry.attempts ? "onLimit" : "triesUsed";
    if (tries < retry.attempts && !(retryAfter >= 0 && onLimit === "next")) {
      const drawn = this.backoff(task, tries);
      const delay = retry.honoursRetryAfter && retryAfter > drawn ? retryAfter : drawn;
      const inTime = delay < Number.POSITIVE_INFINITY && now + delay < this.givenUpAt(task);
      if (inTime && this.providerOf(task).breaker.allows(now)) {
        this.run.wake(task, BACKS_OFF, now + delay);
        return;
      }
      because = inTime ? "breaker" : "giveUpAfter";
    }
    this.run.observer?.leaves(task, this.providerOf(task), because);
    this.moveOn(task);
  }

  /** An answer that can't be used is tried again like an error. */
  retryAnswer(task: number): void {
    if (this.batches === undefined) this.failedTry(task, UNTHROTTLED);
    else this.moveOn(task);
  }

  /** Delay before try n + 1: U(0, c) with c = min(maxDelay, firstDelay · 2^(n−1)); half of it fixed, or all, by `jitter`. */
  private backoff(task: number, tries: number): number {
    const { data } = this.run.records;
    const { retry } = this.run.program.terms;
    const ceiling = Math.min(retry.maxDelay, retry.firstDelay * 2 ** (tries - 1));
    if (retry.jitter === "none") return ceiling;
    const share = this.run
      .stepOf(task)
      .jitter.uniform(
        data[task + T_NUMBER]!,
        (data[task + T_CALL]! * 8 + data[task + T_ENTRY]!) * 1024 + tries,
      );
    return retry.jitter === "full" ? ceiling * share : ceiling * (0.5 + 0.5 * share);
  }
}
