import { DesignSlots } from "./design-slots.ts";
import { ModelService, type ServiceListener } from "./model-service.ts";
import { ERROR } from "./program.ts";
import type { Provider } from "./provider.ts";
import { type GateListener, QuotaGate } from "./quota-gate.ts";
import { BACKS_OFF, HEARS_REJECTION, IN_QUOTA_LINE, IN_SLOT_LINE, type RunState } from "./run-state.ts";
import {
  T_ARRIVED_AT,
  T_CALL,
  T_ENTRY,
  T_NUMBER,
  T_RETRY_AFTER,
  T_STATE,
  T_STEP,
  T_TRIES,
} from "./task-fields.ts";

/** Whom the attempts work for. */
export interface AttemptOwner {
  /** An attempt brought an answer; it is still in the pool. */
  answered(task: number, attempt: number, provider: Provider, now: number): void;
  /** The route came to an entry that is no model. False where that has nothing to give. */
  resort(task: number, code: number, now: number): boolean;
}

const UNTHROTTLED = -1;

/**
 * The way of a call along its route: a slot of the design → the model's quota → the model → the answer; and what
 * follows a rejection, an error or a timeout: another try after a backoff, or the route's next entry.
 */
export class AttemptFlow implements GateListener, ServiceListener {
  readonly slots: DesignSlots;
  readonly gate: QuotaGate;
  readonly service: ModelService;

  constructor(
    private readonly run: RunState,
    private readonly owner: AttemptOwner,
  ) {
    this.slots = new DesignSlots(run, (task, now) => this.goOn(task, now));
    this.gate = new QuotaGate(run, this);
    this.service = new ModelService(run, this);
  }

  /** Starts a call at the first entry of its route. */
  startCall(task: number, now: number): void {
    this.run.tasks.data[task + T_ENTRY] = 0;
    this.run.tasks.data[task + T_TRIES] = 0;
    this.advance(task, now);
  }

  /** Gives the entry up: the next one, with tries of its own. */
  moveOn(task: number, now: number): void {
    this.nextEntry(task);
    this.advance(task, now);
  }

  private nextEntry(task: number): void {
    const { data } = this.run.tasks;
    data[task + T_ENTRY] = data[task + T_ENTRY]! + 1;
    data[task + T_TRIES] = 0;
  }

  /** Goes along the route from an entry that the task has just come to, until one takes it. */
  private advance(task: number, now: number): void {
    const { tasks, program } = this.run;
    const step = program.steps[tasks.data[task + T_STEP]!]!;
    for (;;) {
      const entry = tasks.data[task + T_ENTRY]!;
      const code = entry < step.route.length ? step.route[entry]! : ERROR;
      if (code < 0) {
        this.slots.release(task, now);
        if (this.owner.resort(task, code, now)) return;
      } else {
        const provider = program.providers[code]!;
        if (this.mayTry(task, provider, now)) {
          provider.countOffered(this.run.sizesOf(task));
          if (this.slots.request(task, now)) this.gate.ask(task, provider, now);
          return;
        }
      }
      this.nextEntry(task);
    }
  }

  private mayTry(task: number, provider: Provider, now: number): boolean {
    return now < this.givenUpAt(task) && provider.breaker.allows(now);
  }

  private givenUpAt(task: number): number {
    return this.run.tasks.data[task + T_ARRIVED_AT]! + this.run.program.terms.giveUpAfter;
  }

  private providerOf(task: number): Provider {
    const { tasks, program } = this.run;
    return program.providers[program.steps[tasks.data[task + T_STEP]!]!.route[tasks.data[task + T_ENTRY]!]!]!;
  }

  /** Somebody who waited, for a slot or through a backoff, may go on, unless the way has closed in the meantime. */
  private goOn(task: number, now: number): void {
    const provider = this.providerOf(task);
    if (!this.mayTry(task, provider, now)) this.moveOn(task, now);
    else if (this.slots.request(task, now)) this.gate.ask(task, provider, now);
  }

  admitted(task: number, provider: Provider, now: number): void {
    this.service.send(task, provider, now);
  }

  shut(task: number, now: number): void {
    this.moveOn(task, now);
  }

  over(task: number, provider: Provider, now: number): void {
    this.slots.release(task, now);
    this.gate.serveLine(provider, now);
  }

  settled(provider: Provider, now: number): void {
    this.gate.serveLine(provider, now);
  }

  answered(task: number, attempt: number, provider: Provider, now: number): void {
    this.owner.answered(task, attempt, provider, now);
  }

  failed(task: number, now: number): void {
    this.failedTry(task, UNTHROTTLED, now);
  }

  /** The moment a task waited for, in one of the states that belong to its attempts. */
  onTaskEvent(task: number, state: number, now: number): void {
    if (state === HEARS_REJECTION) {
      this.slots.release(task, now);
      this.failedTry(task, this.run.tasks.data[task + T_RETRY_AFTER]!, now);
    } else if (state === BACKS_OFF) this.goOn(task, now);
    else this.leaveLineByGivingUp(task, state, now);
  }

  private leaveLineByGivingUp(task: number, state: number, now: number): void {
    const provider = this.providerOf(task);
    (state === IN_SLOT_LINE ? this.slots.line : provider.quotaLine).leave(task);
    this.run.leavesLine(task, now);
    this.moveOn(task, now);
    this.gate.serveLine(provider, now);
  }

  /** Takes a task out of whatever it stands in or holds, for good. */
  abandon(task: number, now: number): void {
    const state = this.run.tasks.data[task + T_STATE]!;
    if (state === IN_QUOTA_LINE) this.providerOf(task).quotaLine.leave(task);
    if (state === IN_SLOT_LINE) this.slots.line.leave(task);
    this.run.leavesLine(task, now);
    this.slots.release(task, now);
  }

  /**
   * A try came to nothing: another one after a backoff, or the route's next entry.
   * @param retryAfter after a 429, seconds until the quota could admit it; negative otherwise
   */
  private failedTry(task: number, retryAfter: number, now: number): void {
    const { tasks, program } = this.run;
    const { retry, onLimit } = program.terms;
    const tries = tasks.data[task + T_TRIES]!;
    if (tries < retry.attempts && !(retryAfter >= 0 && onLimit === "next")) {
      const drawn = this.backoff(task, tries);
      const delay = retry.honoursRetryAfter && retryAfter > drawn ? retryAfter : drawn;
      const inTime = delay < Number.POSITIVE_INFINITY && now + delay < this.givenUpAt(task);
      if (inTime && this.providerOf(task).breaker.allows(now)) {
        tasks.data[task + T_STATE] = BACKS_OFF;
        this.run.wakeTask(task, now + delay);
        return;
      }
    }
    this.moveOn(task, now);
  }

  /** An answer that can't be used is tried again like an error. */
  retryAnswer(task: number, now: number): void {
    this.failedTry(task, UNTHROTTLED, now);
  }

  /** Delay before try n + 1: U(0, c) with c = min(maxDelay, firstDelay · 2^(n−1)); half of it fixed, or all, by `jitter`. */
  private backoff(task: number, tries: number): number {
    const { tasks, program } = this.run;
    const { retry } = program.terms;
    const step = program.steps[tasks.data[task + T_STEP]!]!;
    const ceiling = Math.min(retry.maxDelay, retry.firstDelay * 2 ** (tries - 1));
    if (retry.jitter === "none") return ceiling;
    const entry = tasks.data[task + T_ENTRY]!;
    const share = step.jitter.uniform(
      tasks.data[task + T_NUMBER]!,
      (tasks.data[task + T_CALL]! * 8 + entry) * 1024 + tries,
    );
    return retry.jitter === "full" ? ceiling * share : ceiling * (0.5 + 0.5 * share);
  }
}
