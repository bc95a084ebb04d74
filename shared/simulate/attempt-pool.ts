import { A_TIMER } from "./attempt-fields.ts";
import { RecordPool } from "./record-pool.ts";

/** The attempts that have been sent and not yet ended. */
export class AttemptPool extends RecordPool {
  /** An attempt that has ended: whatever it still waited for finds nobody. */
  override release(attempt: number): void {
    this.data[attempt + A_TIMER] = 0;
    super.release(attempt);
  }
}
