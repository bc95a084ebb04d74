import type { AttemptKey } from "./latency.ts";
import { Line } from "./line.ts";
import { ERROR } from "./program.ts";
import type { CallSizes, Provider } from "./provider.ts";
import {
  ATTEMPT_EVENT,
  ATTEMPTS,
  BACKS_OFF,
  HEARS_REJECTION,
  IN_QUOTA_LINE,
  IN_SLOT_LINE,
  QUOTA_EVENT,
  type RunState,
} from "./run-state.ts";
import { FIGURE } from "./tally.ts";

/** Whom the attempts work for. */
export interface AttemptOwner {
  /** An attempt brought an answer; it is still in the pool. */
  answered(task: number, attempt: number, provider: Provider, now: number): void;
  /** The route came to an entry that is no model. False where that has nothing to give. */
  resort(task: number, code: number, now: number): boolean;
}

const UNTHROTTLED = -1;

/**
 * The way of an attempt: a slot of the design → the model's quota → sent → a slot of the model → the answer; and what
 * follows a rejection, an error or a timeout: another try after a backoff, or the route's next entry.
 */
export class AttemptFlow {
  private freeSlots = 0;
  private slotHolding = 0;
  readonly slotLine = new Line();
  private servingSlots = false;
  private readonly sizes: CallSizes = {
    input: 0,
    cached: 0,
    output: 0,
    reasoning: 0,
    maxOutput: 0,
    writesCache: false,
  };
  private readonly key: AttemptKey = { task: 0, call: 0, attempt: 0 };

  constructor(
    private readonly run: RunState,
    private readonly owner: AttemptOwner,
  ) {}

  reset(): void {
    this.freeSlots = this.run.program.terms.slots;
    this.slotHolding = 0;
    this.slotLine.clear();
    this.servingSlots = false;
  }

  /** Whether a task that came now would have to wait for a slot of the design. */
  get slotsTaken(): boolean {
    return this.freeSlots <= 0 || this.slotLine.length > 0;
  }

  /** Seconds for which slots of the design were held. */
  get slotSeconds(): number {
    return this.slotHolding;
  }

  /** Starts a call at the first entry of its route. */
  startCall(task: number, now: number): void {
    this.run.tasks.entry[task] = 0;
    this.run.tasks.tries[task] = 0;
    this.advance(task, now, true);
  }

  /** Goes along the route from the entry the task stands at, until something takes it. `fresh`: it has just come to this entry. */
  private advance(task: number, now: number, fresh: boolean): void {
    const { tasks, program } = this.run;
    const step = program.steps[tasks.step[task]!]!;
    let arrives = fresh;
    for (;;) {
      const entry = tasks.entry[task]!;
      const code = entry < step.route.length ? step.route[entry]! : ERROR;
      if (code < 0) {
        this.releaseSlot(task, now);
        if (this.owner.resort(task, code, now)) return;
      } else {
        const provider = program.providers[code]!;
        if (this.mayTry(task, provider, now)) {
          if (arrives) provider.countOffered(this.sizesOf(task));
          this.tryHere(task, provider, now);
          return;
        }
      }
      this.nextEntry(task);
      arrives = true;
    }
  }

  private mayTry(task: number, provider: Provider, now: number): boolean {
    const givenUpAt = this.run.tasks.arrivedAt[task]! + this.run.program.terms.giveUpAfter;
    return now < givenUpAt && provider.breaker.allows(now);
  }

  private nextEntry(task: number): void {
    const { entry, tries } = this.run.tasks;
    entry[task] = entry[task]! + 1;
    tries[task] = 0;
  }

  /** Takes a slot of the design, or joins the line for one. */
  private tryHere(task: number, provider: Provider, now: number): void {
    const { tasks } = this.run;
    if (tasks.holdsSlot[task] === 0) {
      if (this.slotsTaken) {
        this.slotLine.join(task);
        this.waitInLine(task, IN_SLOT_LINE, now);
        return;
      }
      this.takeSlot(task, now);
    }
    this.askQuota(task, provider, now);
  }

  private takeSlot(task: number, now: number): void {
    this.freeSlots--;
    this.run.tasks.holdsSlot[task] = 1;
    this.slotHolding -= now;
  }

  private releaseSlot(task: number, now: number): void {
    const { holdsSlot } = this.run.tasks;
    if (holdsSlot[task] === 0) return;
    holdsSlot[task] = 0;
    this.freeSlots++;
    this.slotHolding += now;
    this.serveSlotLine(now);
  }

  private serveSlotLine(now: number): void {
    if (this.servingSlots) return;
    this.servingSlots = true;
    while (this.freeSlots > 0 && this.slotLine.length > 0) {
      const task = this.slotLine.shift();
      this.run.leavesLine(task, now);
      this.takeSlot(task, now);
      this.goOn(task, now);
    }
    this.servingSlots = false;
  }

  /** Somebody who waited may go on: tries where they stand, unless that has closed in the meantime. */
  private goOn(task: number, now: number): void {
    const provider = this.providerOf(task);
    if (this.mayTry(task, provider, now)) this.tryHere(task, provider, now);
    else {
      this.nextEntry(task);
      this.advance(task, now, true);
    }
  }

  /** Only `giveUpAfter` takes anybody out of a line. */
  private waitInLine(task: number, state: number, now: number): void {
    const { tasks, program } = this.run;
    tasks.state[task] = state;
    this.run.joinsLine(task, now);
    const { giveUpAfter } = program.terms;
    if (giveUpAfter === Number.POSITIVE_INFINITY) tasks.timer[task] = 0;
    else this.run.wakeTask(task, tasks.arrivedAt[task]! + giveUpAfter);
  }

  private providerOf(task: number): Provider {
    const { tasks, program } = this.run;
    return program.providers[program.steps[tasks.step[task]!]!.route[tasks.entry[task]!]!]!;
  }

  /** The task's call as providers see it; one object, filled anew. */
  private sizesOf(task: number): CallSizes {
    const { tasks, program } = this.run;
    const step = program.steps[tasks.step[task]!]!;
    const { sizes } = this;
    sizes.input = tasks.input[task]!;
    sizes.cached = tasks.cached[task]!;
    sizes.output = tasks.output[task]!;
    sizes.reasoning = tasks.reasoning[task]!;
    sizes.maxOutput = step.maxOutput;
    sizes.writesCache = step.writesCache;
    return sizes;
  }

  private askQuota(task: number, provider: Provider, now: number): void {
    const { quota } = provider;
    provider.setNeed(this.sizesOf(task));
    if (provider.lineFull) this.reject(task, provider, now);
    else if (this.run.program.terms.onLimit === "wait") {
      if (provider.quotaLine.length === 0 && quota.admits(now)) this.send(task, provider, now);
      else {
        provider.quotaLine.join(task);
        this.waitInLine(task, IN_QUOTA_LINE, now);
        if (provider.quotaLine.head === task) this.wakeLine(provider, now);
      }
    } else if (quota.admits(now)) this.send(task, provider, now);
    else this.reject(task, provider, now);
  }

  /** A 429: heard after `rejectSeconds`. The need is still set. */
  private reject(task: number, provider: Provider, now: number): void {
    const { tasks, recorder } = this.run;
    const { terms, quota } = provider;
    recorder.count(FIGURE.attempts);
    recorder.count(FIGURE.throttled);
    tasks.tries[task] = tasks.tries[task]! + 1;
    if (terms.rejectsCount) quota.chargeRejection(now);
    tasks.retryAfter[task] = quota.secondsUntilAdmitted(now);
    tasks.state[task] = HEARS_REJECTION;
    this.run.wakeTask(task, now + terms.rejectSeconds);
  }

  /** Charges the quota and sends; the need is still set. */
  private send(task: number, provider: Provider, now: number): void {
    const { tasks, attempts, recorder, program } = this.run;
    provider.quota.charge(now);
    recorder.count(FIGURE.attempts);
    const step = program.steps[tasks.step[task]!]!;
    const entry = tasks.entry[task]!;
    const attempt = attempts.take();
    const { key } = this;
    key.task = tasks.number[task]!;
    key.call = tasks.call[task]!;
    // tries are at most 1,000 an entry, and a model stands fewer than 8 times in a route
    key.attempt = (key.call * 8 + step.occurrence[entry]!) * 1024 + tasks.tries[task]!;
    tasks.tries[task] = tasks.tries[task]! + 1;
    tasks.state[task] = ATTEMPTS;
    tasks.attempt[task] = attempt;
    attempts.task[attempt] = task;
    attempts.provider[attempt] = step.route[entry]!;
    attempts.probe[attempt] = provider.breaker.sends(now) ? 1 : 0;
    attempts.sentAt[attempt] = now;
    provider.send(attempts, attempt, key, this.sizesOf(task), step.latencies[entry]!, now);
    if (provider.busy < provider.terms.concurrency) this.beginService(attempt, provider, now);
    else this.joinModelLine(attempt, provider, now);
  }

  private joinModelLine(attempt: number, provider: Provider, now: number): void {
    const { attempts, queue, program } = this.run;
    attempts.inLine[attempt] = 1;
    provider.line.join(attempt);
    this.run.joinsLine(attempts.task[attempt]!, now);
    const { timeout } = program.terms;
    attempts.timer[attempt] =
      timeout === Number.POSITIVE_INFINITY ? 0 : queue.schedule(now + timeout, ATTEMPT_EVENT, attempt);
  }

  private beginService(attempt: number, provider: Provider, now: number): void {
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

  private freeModelSlot(provider: Provider, now: number): void {
    const { attempts } = this.run;
    provider.busy--;
    while (provider.busy < provider.terms.concurrency && provider.line.length > 0) {
      const attempt = provider.line.shift();
      this.run.leavesLine(attempts.task[attempt]!, now);
      this.beginService(attempt, provider, now);
    }
  }

  /** The moment an attempt waited for: its end, or its timeout. */
  onAttemptEvent(attempt: number, now: number): void {
    const { attempts, program } = this.run;
    const provider = program.providers[attempts.provider[attempt]!]!;
    if (attempts.inLine[attempt] === 0 && attempts.endsAt[attempt]! <= now) this.ends(attempt, provider, now);
    else this.timesOut(attempt, provider, now);
  }

  private ends(attempt: number, provider: Provider, now: number): void {
    const { attempts, recorder } = this.run;
    const task = attempts.task[attempt]!;
    const failed = attempts.fails[attempt] === 1;
    provider.settle(attempts, attempt, failed ? 0 : attempts.tokens[attempt]!, now);
    this.freeModelSlot(provider, now);
    if (task >= 0) {
      provider.breaker.ends(now, failed, attempts.probe[attempt] === 1);
      this.releaseSlot(task, now);
    }
    this.serveQuotaLine(provider, now);
    if (task >= 0) {
      if (failed) {
        recorder.count(FIGURE.errored);
        this.failedTry(task, UNTHROTTLED, now);
      } else this.owner.answered(task, attempt, provider, now);
    }
    attempts.release(attempt);
  }

  private timesOut(attempt: number, provider: Provider, now: number): void {
    const { attempts, recorder, program } = this.run;
    const task = attempts.task[attempt]!;
    recorder.count(FIGURE.timedOut);
    if (attempts.inLine[attempt] === 1) {
      attempts.inLine[attempt] = 0;
      provider.line.leave(attempt);
      this.run.leavesLine(task, now);
      provider.settle(attempts, attempt, 0, now);
    } else if (program.terms.runsOn) this.leaveRunning(attempt, task);
    else this.stop(attempt, task, provider, now);
    provider.breaker.ends(now, true, attempts.probe[attempt] === 1);
    if (attempts.task[attempt]! >= 0) attempts.release(attempt);
    this.releaseSlot(task, now);
    this.serveQuotaLine(provider, now);
    this.failedTry(task, UNTHROTTLED, now);
  }

  /** Given up, and runs on: billed in full if it brings an answer that nobody waits for. */
  private leaveRunning(attempt: number, task: number): void {
    const { attempts, queue } = this.run;
    if (attempts.fails[attempt] === 0)
      this.run.wastes(
        task,
        attempts.inputCost[attempt]! + attempts.cachedCost[attempt]! + attempts.outputCost[attempt]!,
      );
    attempts.task[attempt] = -1;
    attempts.timer[attempt] = queue.schedule(attempts.endsAt[attempt]!, ATTEMPT_EVENT, attempt);
  }

  /** Given up, and stops: billed for its input and what it had generated. */
  private stop(attempt: number, task: number, provider: Provider, now: number): void {
    const { attempts } = this.run;
    const generated = provider.generated(attempts, attempt, now);
    this.run.wastes(
      task,
      attempts.inputCost[attempt]! + attempts.cachedCost[attempt]! + generated * provider.terms.outputPrice,
    );
    provider.settle(attempts, attempt, generated, now);
    this.freeModelSlot(provider, now);
  }

  /** The moment a task waited for, in one of the states that belong to its attempts. */
  onTaskEvent(task: number, state: number, now: number): void {
    const { tasks } = this.run;
    if (state === HEARS_REJECTION) {
      this.releaseSlot(task, now);
      this.failedTry(task, tasks.retryAfter[task]!, now);
    } else if (state === BACKS_OFF) this.goOn(task, now);
    else this.leaveLineByGivingUp(task, state, now);
  }

  private leaveLineByGivingUp(task: number, state: number, now: number): void {
    const provider = this.providerOf(task);
    const line = state === IN_SLOT_LINE ? this.slotLine : provider.quotaLine;
    line.leave(task);
    this.run.leavesLine(task, now);
    this.nextEntry(task);
    this.advance(task, now, true);
    if (state === IN_QUOTA_LINE) this.serveQuotaLine(provider, now);
  }

  /** An answer was not good enough: the next entry is asked. */
  escalate(task: number, now: number): void {
    this.nextEntry(task);
    this.advance(task, now, true);
  }

  /** Takes a task out of whatever it stands in or holds, for good. */
  abandon(task: number, now: number): void {
    const state = this.run.tasks.state[task]!;
    if (state === IN_QUOTA_LINE) this.providerOf(task).quotaLine.leave(task);
    if (state === IN_SLOT_LINE) this.slotLine.leave(task);
    this.run.leavesLine(task, now);
    this.releaseSlot(task, now);
  }

  /**
   * A try came to nothing: another one after a backoff, or the route's next entry.
   * @param retryAfter after a 429, seconds until the quota could admit it; negative otherwise
   */
  failedTry(task: number, retryAfter: number, now: number): void {
    const { tasks, program } = this.run;
    const { retry, onLimit, giveUpAfter } = program.terms;
    const tries = tasks.tries[task]!;
    if (tries < retry.attempts && !(retryAfter >= 0 && onLimit === "next")) {
      const drawn = this.backoff(task, tries);
      const delay = retry.honoursRetryAfter && retryAfter > drawn ? retryAfter : drawn;
      const inTime = now + delay < tasks.arrivedAt[task]! + giveUpAfter && delay < Number.POSITIVE_INFINITY;
      if (inTime && this.providerOf(task).breaker.allows(now)) {
        tasks.state[task] = BACKS_OFF;
        this.run.wakeTask(task, now + delay);
        return;
      }
    }
    this.nextEntry(task);
    this.advance(task, now, true);
  }

  /** Delay before try n + 1: U(0, c) with c = min(maxDelay, firstDelay · 2^(n−1)); half of it fixed, or all, by `jitter`. */
  private backoff(task: number, tries: number): number {
    const { tasks, program } = this.run;
    const { retry } = program.terms;
    const step = program.steps[tasks.step[task]!]!;
    const ceiling = Math.min(retry.maxDelay, retry.firstDelay * 2 ** (tries - 1));
    if (retry.jitter === "none") return ceiling;
    const entry = tasks.entry[task]!;
    const share = step.jitter.uniform(tasks.number[task]!, (tasks.call[task]! * 8 + entry) * 1024 + tries);
    return retry.jitter === "full" ? ceiling * share : ceiling * (0.5 + 0.5 * share);
  }

  /** Lets in whoever the quota admits now, first come, first served. */
  serveQuotaLine(provider: Provider, now: number): void {
    const { quotaLine, quota } = provider;
    if (provider.servingQuota) return;
    provider.servingQuota = true;
    while (quotaLine.length > 0) {
      const task = quotaLine.head;
      provider.setNeed(this.sizesOf(task));
      const closed = !provider.breaker.allows(now);
      if (!closed && !provider.lineFull && !quota.admits(now)) {
        this.wakeLine(provider, now);
        break;
      }
      quotaLine.shift();
      this.run.leavesLine(task, now);
      if (closed) {
        this.nextEntry(task);
        this.advance(task, now, true);
      } else if (provider.lineFull) this.reject(task, provider, now);
      else this.send(task, provider, now);
    }
    provider.servingQuota = false;
  }

  /** Sets the line's alarm to when its head could be admitted; the need is that of the head. */
  private wakeLine(provider: Provider, now: number): void {
    const { queue, program } = this.run;
    const seconds = provider.quota.secondsUntilAdmitted(now);
    provider.wakeTimer =
      seconds === Number.POSITIVE_INFINITY
        ? 0
        : queue.schedule(now + seconds, QUOTA_EVENT, program.providers.indexOf(provider));
  }
}
