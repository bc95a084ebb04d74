import { accountOf, COST_WASTED } from "./accounts.ts";
import type { Events } from "./events.ts";
import { R_AT, R_STATE, T_ARRIVED_AT, T_BOOKED, T_MARK, T_STEP } from "./fields.ts";
import type { TaskObserver } from "./observer.ts";
import type { DesignProgram, StepProgram } from "./program.ts";
import { type LatencyThreshold, Recorder } from "./recorder.ts";
import type { Records } from "./records.ts";
import { TaskBlocks } from "./task-blocks.ts";

/** The moving parts of one replication of one design, shared by the flows that move them. */
export class RunState {
  readonly clock: Float64Array;
  readonly records: Records;
  readonly events: Events;
  readonly blocks: TaskBlocks;
  readonly recorder: Recorder;

  constructor(
    readonly program: DesignProgram,
    thresholds: readonly LatencyThreshold[],
    /** Somebody who watches, if anybody does. */
    readonly observer?: TaskObserver,
  ) {
    const { clock, records, events } = program.timeline;
    this.clock = clock;
    this.records = records;
    this.events = events;
    this.recorder = new Recorder(thresholds);
    this.blocks = new TaskBlocks(program, this.recorder.day.arrivals);
  }

  reset(horizonSeconds: number): void {
    const { breaker } = this.program.terms;
    this.program.timeline.reset();
    this.recorder.reset(horizonSeconds);
    for (const provider of this.program.providers) {
      provider.reset(horizonSeconds);
      if (breaker === undefined) provider.breaker.disable();
      else provider.breaker.reset(breaker.window, breaker.threshold, breaker.minimumCalls, breaker.cooldown);
    }
  }

  stepOf(task: number): StepProgram {
    return this.program.steps[this.records.data[task + T_STEP]!]!;
  }

  /** The record goes into this state, and waits for this moment. */
  wake(record: number, state: number, at: number): void {
    const { data } = this.records;
    data[record + R_STATE] = state;
    data[record + R_AT] = at;
    this.events.schedule(record);
  }

  /** The task stands in a line of tasks; only `giveUpAfter` takes it out before its turn. */
  waitsForTurn(task: number, state: number): void {
    const { data } = this.records;
    const { giveUpAfter } = this.program.terms;
    this.recorder.joins(this.clock[0]!);
    if (giveUpAfter === Number.POSITIVE_INFINITY) data[task + R_STATE] = state;
    else this.wake(task, state, data[task + T_ARRIVED_AT]! + giveUpAfter);
  }

  /** The task leaves a line: its time there belongs to this part, and whatever would have taken it out no longer applies. */
  leavesLine(task: number, part: number): void {
    this.events.cancel(task);
    this.spendTime(task, part);
    this.recorder.leaves(this.clock[0]!);
  }

  /** The time since the task's mark belongs to this part of `accounts.ts`; the mark moves to now. */
  spendTime(task: number, part: number): void {
    const { data } = this.records;
    const now = this.clock[0]!;
    this.observer?.spends(task, part);
    this.book(task, part, now - data[task + T_MARK]!);
    data[task + T_MARK] = now;
  }

  /** Cost of what came to nothing. */
  wastes(task: number, cost: number): void {
    this.observer?.wastes(task, cost);
    this.book(task, COST_WASTED, cost);
  }

  /** Adds to a task's account. */
  book(task: number, part: number, amount: number): void {
    const { data, accounts } = this.records;
    const at = accountOf(task) + part;
    accounts[at] = accounts[at]! + amount;
    data[task + T_BOOKED] = 1;
  }
}
