import { RecordPool } from "./record-pool.ts";
import * as T from "./task-fields.ts";

/** The tasks that have arrived and not yet ended. */
export class TaskPool extends RecordPool {
  /** A task that has just arrived, all its fields at their beginning. */
  arrive(number: number, arrivedAt: number): number {
    const task = this.take();
    const { data } = this;
    data[task + T.T_NUMBER] = number;
    data[task + T.T_ARRIVED_AT] = arrivedAt;
    data[task + T.T_HOLDS_SLOT] = 0;
    data[task + T.T_WRONG] = 0;
    data[task + T.T_WAITED] = 0;
    data[task + T.T_SUCCESS] = 1;
    data[task + T.T_COST_INPUT] = 0;
    data[task + T.T_COST_CACHED] = 0;
    data[task + T.T_COST_OUTPUT] = 0;
    data[task + T.T_COST_FALLBACK] = 0;
    data[task + T.T_COST_WASTED] = 0;
    return task;
  }

  /** A task that has ended: whatever it still waited for finds nobody. */
  override release(task: number): void {
    this.data[task + T.T_STATE] = 0;
    this.data[task + T.T_TIMER] = 0;
    super.release(task);
  }
}
