import { AttemptPool } from "./attempt-pool.ts";
import { EventQueue } from "./event-queue.ts";
import type { DesignProgram } from "./program.ts";
import type { CallSizes } from "./provider.ts";
import { type LatencyThreshold, Recorder } from "./recorder.ts";
import {
  T_ARRIVED_AT,
  T_CACHED,
  T_COST_WASTED,
  T_INPUT,
  T_OUTPUT,
  T_REASONING,
  T_STATE,
  T_STEP,
  T_TIMER,
  T_WAITED,
  T_WAITS_SINCE,
} from "./task-fields.ts";
import { TaskPool } from "./task-pool.ts";

/** Kinds of events, by whom they wake. */
export const TASK_EVENT = 0;
export const ATTEMPT_EVENT = 1;
export const QUOTA_EVENT = 2;

/** What a task in the pool is doing. */
export const OUTSIDE_MODEL = 1;
export const IN_WORKER_LINE = 2;
export const IN_SLOT_LINE = 3;
export const IN_QUOTA_LINE = 4;
export const HEARS_REJECTION = 5;
export const BACKS_OFF = 6;
export const ATTEMPTS = 7;

/** The moving parts of one replication of one design, shared by the flows that move them. */
export class RunState {
  readonly queue = new EventQueue();
  readonly tasks = new TaskPool();
  readonly attempts = new AttemptPool();
  readonly recorder: Recorder;
  private readonly sizes: CallSizes = {
    input: 0,
    cached: 0,
    output: 0,
    reasoning: 0,
    maxOutput: 0,
    writesCache: false,
  };

  constructor(
    readonly program: DesignProgram,
    thresholds: readonly LatencyThreshold[],
  ) {
    this.recorder = new Recorder(thresholds);
  }

  /** The task's call as providers see it: one object, filled anew at each call. */
  sizesOf(task: number): CallSizes {
    const { tasks, sizes } = this;
    const step = this.program.steps[tasks.data[task + T_STEP]!]!;
    sizes.input = tasks.data[task + T_INPUT]!;
    sizes.cached = tasks.data[task + T_CACHED]!;
    sizes.output = tasks.data[task + T_OUTPUT]!;
    sizes.reasoning = tasks.data[task + T_REASONING]!;
    sizes.maxOutput = step.maxOutput;
    sizes.writesCache = step.writesCache;
    return sizes;
  }

  reset(horizonSeconds: number): void {
    const { breaker } = this.program.terms;
    this.queue.clear();
    this.tasks.clear();
    this.attempts.clear();
    this.recorder.reset();
    for (const provider of this.program.providers) {
      provider.reset(horizonSeconds);
      if (breaker === undefined) provider.breaker.disable();
      else provider.breaker.reset(breaker.window, breaker.threshold, breaker.minimumCalls, breaker.cooldown);
    }
  }

  /** The task waits for this moment. */
  wakeTask(task: number, at: number): void {
    this.tasks.data[task + T_TIMER] = this.queue.schedule(at, TASK_EVENT, task);
  }

  /** The task stands in a line of tasks; only `giveUpAfter` takes it out before its turn. */
  waitsForTurn(task: number, state: number, now: number): void {
    const { tasks, program } = this;
    const { giveUpAfter } = program.terms;
    tasks.data[task + T_STATE] = state;
    this.joinsLine(task, now);
    if (giveUpAfter === Number.POSITIVE_INFINITY) tasks.data[task + T_TIMER] = 0;
    else this.wakeTask(task, tasks.data[task + T_ARRIVED_AT]! + giveUpAfter);
  }

  joinsLine(task: number, now: number): void {
    this.tasks.data[task + T_WAITS_SINCE] = now;
    this.recorder.joins(now);
  }

  leavesLine(task: number, now: number): void {
    const { tasks } = this;
    tasks.data[task + T_WAITED] = tasks.data[task + T_WAITED]! + (now - tasks.data[task + T_WAITS_SINCE]!);
    // whatever would have taken it out of the line no longer applies
    tasks.data[task + T_TIMER] = 0;
    this.recorder.leaves(now);
  }

  wastes(task: number, cost: number): void {
    const { data } = this.tasks;
    data[task + T_COST_WASTED] = data[task + T_COST_WASTED]! + cost;
  }
}
