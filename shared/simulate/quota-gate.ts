import type { Provider } from "./provider.ts";
import { HEARS_REJECTION, IN_QUOTA_LINE, QUOTA_EVENT, type RunState } from "./run-state.ts";
import { FIGURE } from "./tally.ts";
import { T_RETRY_AFTER, T_STATE, T_TRIES } from "./task-fields.ts";

/** Whom the gate lets through, or sends away. */
export interface GateListener {
  /** The quota has been charged with the need, which is still set. */
  admitted(task: number, provider: Provider, now: number): void;
  /** The model's breaker opened while the task stood in line. */
  shut(task: number, now: number): void;
}

/** The model's quota as a design asks it: rejected with a 429, or (`onLimit: "wait"`) paced by a line. */
export class QuotaGate {
  constructor(
    private readonly run: RunState,
    private readonly listener: GateListener,
  ) {}

  /** Asks for a task's call. Ends in `admitted`, in a rejection that the task will hear, or in the line. */
  ask(task: number, provider: Provider, now: number): void {
    provider.setNeed(this.run.sizesOf(task));
    if (this.run.program.terms.onLimit === "wait") this.admitInTurn(task, provider, now);
    else if (provider.quota.admits(now)) this.admit(task, provider, now);
    else this.reject(task, provider, now);
  }

  /** The quota would take it: sent, unless the model's own line is full, which rejects before quota is charged. */
  private admit(task: number, provider: Provider, now: number): void {
    if (provider.lineFull) {
      this.reject(task, provider, now);
      return;
    }
    provider.quota.charge(now);
    this.listener.admitted(task, provider, now);
  }

  private admitInTurn(task: number, provider: Provider, now: number): void {
    const { quotaLine, quota } = provider;
    if (quotaLine.length === 0 && quota.admits(now)) {
      this.admit(task, provider, now);
      return;
    }
    quotaLine.join(task);
    this.run.waitsForTurn(task, IN_QUOTA_LINE, now);
    if (quotaLine.head === task) this.setAlarm(provider, now);
  }

  /** A 429, heard after `rejectSeconds`. The need is still set. */
  private reject(task: number, provider: Provider, now: number): void {
    const { tasks, recorder } = this.run;
    const { terms, quota } = provider;
    recorder.count(FIGURE.attempts);
    recorder.count(FIGURE.throttled);
    tasks.data[task + T_TRIES] = tasks.data[task + T_TRIES]! + 1;
    if (terms.rejectsCount) quota.chargeRejection(now);
    tasks.data[task + T_RETRY_AFTER] = quota.secondsUntilAdmitted(now);
    tasks.data[task + T_STATE] = HEARS_REJECTION;
    this.run.wakeTask(task, now + terms.rejectSeconds);
  }

  /** Lets in whoever the quota admits now, first come, first served: a large need at the head blocks those behind. */
  serveLine(provider: Provider, now: number): void {
    const { quotaLine, quota } = provider;
    if (provider.servingQuota || quotaLine.length === 0) return;
    provider.servingQuota = true;
    while (quotaLine.length > 0) {
      const task = quotaLine.head;
      provider.setNeed(this.run.sizesOf(task));
      const shut = !provider.breaker.allows(now);
      if (!shut && !quota.admits(now)) {
        this.setAlarm(provider, now);
        break;
      }
      quotaLine.shift();
      this.run.leavesLine(task, now);
      if (shut) this.listener.shut(task, now);
      else this.admit(task, provider, now);
    }
    provider.servingQuota = false;
  }

  /** Wakes the line when its head could be admitted; the need is that of the head. */
  private setAlarm(provider: Provider, now: number): void {
    const { queue, program } = this.run;
    const seconds = provider.quota.secondsUntilAdmitted(now);
    provider.wakeTimer =
      seconds === Number.POSITIVE_INFINITY
        ? 0
        : queue.schedule(now + seconds, QUOTA_EVENT, program.providers.indexOf(provider));
  }
}
