import { QUOTA } from "./accounts.ts";
import { R_AT, T_ATTEMPTS, T_NOTE, T_TRIES } from "./fields.ts";
import type { Provider } from "./provider.ts";
import type { RunState } from "./run-state.ts";
import { HEARS_REJECTION, IN_QUOTA_LINE } from "./states.ts";
import { FIGURE } from "./tally.ts";

/** Whom the gate lets through, or sends away. */
export interface GateListener {
  /** The quota has been charged with the need, which is still set. */
  admitted(task: number, provider: Provider): void;
  /** The model's breaker opened while the task stood in line. */
  shut(task: number): void;
}

/** The model's quota as a design asks it: rejected with a 429, or (`onLimit: "wait"`) paced by a line. */
export class QuotaGate {
  private readonly paces: boolean;

  constructor(
    private readonly run: RunState,
    private readonly listener: GateListener,
  ) {
    this.paces = run.program.terms.onLimit === "wait";
  }

  /** Asks for a task's call, whose need is set. Ends in `admitted`, in a rejection that the task will hear, or in the line. */
  ask(task: number, provider: Provider): void {
    if (this.paces && provider.limited) this.admitInTurn(task, provider);
    else if (provider.lineFull || (provider.limited && !provider.quota.admits())) this.reject(task, provider);
    else {
      if (provider.limited) provider.quota.charge();
      this.listener.admitted(task, provider);
    }
  }

  /** Whether a hedge may be sent: admitted at once, ahead of nobody. Its need is set, and charged if so. */
  admitsHedge(task: number, provider: Provider): boolean {
    if (this.paces && provider.quotaLine.length > 0) return false;
    const admitted = !provider.lineFull && (!provider.limited || provider.quota.admits());
    // a client that paces itself makes no attempt that would be rejected
    if (!admitted && this.paces) return false;
    this.run.recorder.count(FIGURE.hedged);
    if (!admitted) this.countRejection(task, provider, true);
    else if (provider.limited) provider.quota.charge();
    return admitted;
  }

  private admitInTurn(task: number, provider: Provider): void {
    const { quotaLine, quota } = provider;
    if (quotaLine.length === 0 && quota.admits()) {
      this.admit(task, provider);
      return;
    }
    quotaLine.join(task);
    this.run.waitsForTurn(task, IN_QUOTA_LINE);
    if (quotaLine.head === task) this.setAlarm(provider);
  }

  /** The quota would take it: sent, unless the model's own line is full, which rejects before quota is charged. */
  private admit(task: number, provider: Provider): void {
    if (provider.lineFull) {
      this.reject(task, provider);
      return;
    }
    provider.quota.charge();
    this.listener.admitted(task, provider);
  }

  /** A 429, heard after `rejectSeconds`. The need is still set. */
  private reject(task: number, provider: Provider): void {
    const { data } = this.run.records;
    this.countRejection(task, provider, false);
    data[task + T_TRIES] = data[task + T_TRIES]! + 1;
    data[task + T_NOTE] = provider.limited ? provider.quota.secondsUntilAdmitted() : 0;
    this.run.observer?.promises(task, data[task + T_NOTE]!, provider.terms.rejectSeconds);
    this.run.wake(task, HEARS_REJECTION, this.run.clock[0]! + provider.terms.rejectSeconds);
  }

  private countRejection(task: number, provider: Provider, hedge: boolean): void {
    const { recorder, records, observer } = this.run;
    observer?.throttles(task, provider, hedge);
    recorder.count(FIGURE.attempts);
    recorder.count(FIGURE.throttled);
    recorder.day.throttles(this.run.clock[0]!);
    records.data[task + T_ATTEMPTS] = records.data[task + T_ATTEMPTS]! + 1;
    if (provider.limited) provider.quota.chargeRejection();
  }

  /** Lets in whoever the quota admits now, first come, first served: a large need at the head blocks those behind. */
  serveLine(provider: Provider): void {
    const { quotaLine, quota } = provider;
    if (provider.servingQuota || quotaLine.length === 0) return;
    provider.servingQuota = true;
    while (quotaLine.length > 0) {
      const task = quotaLine.head;
      provider.setNeed(task, this.run.stepOf(task));
      const shut = !provider.breaker.allows(this.run.clock[0]!);
      if (!shut && !quota.admits()) {
        this.setAlarm(provider);
        break;
      }
      quotaLine.shift();
      this.run.leavesLine(task, QUOTA);
      if (shut) this.listener.shut(task);
      else this.admit(task, provider);
    }
    provider.servingQuota = false;
  }

  /** Wakes the line when its head could be admitted; the need is that of the head. */
  private setAlarm(provider: Provider): void {
    const { events, records, clock } = this.run;
    const seconds = provider.quota.secondsUntilAdmitted();
    events.cancel(provider.alarm);
    if (seconds === Number.POSITIVE_INFINITY) return;
    records.data[provider.alarm + R_AT] = clock[0]! + seconds;
    events.schedule(provider.alarm);
  }
}
