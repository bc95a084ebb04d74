import type { Exemplar } from "./tally.ts";

/** How many are kept of each kind. */
const KEPT = 5;

/** The tasks of a replication with the largest values; of equal ones those that arrived first. */
export class Largest {
  private readonly tasks = new Float64Array(KEPT);
  private readonly values = new Float64Array(KEPT);
  private count = 0;
  /** A value must be at least this to be kept. */
  least = 0;

  reset(): void {
    this.count = 0;
    this.least = 0;
  }

  /** Keeps a task whose value is at least {@link least}, unless an earlier one has the same. */
  keep(task: number, value: number): void {
    const { tasks, values } = this;
    if (value <= 0) return;
    const full = this.count === KEPT;
    if (full && !comesBefore(task, value, tasks[KEPT - 1]!, values[KEPT - 1]!)) return;
    let place = full ? KEPT - 1 : this.count++;
    while (place > 0 && comesBefore(task, value, tasks[place - 1]!, values[place - 1]!)) {
      values[place] = values[place - 1]!;
      tasks[place] = tasks[place - 1]!;
      place--;
    }
    values[place] = value;
    tasks[place] = task;
    if (this.count === KEPT) this.least = values[KEPT - 1]!;
  }

  /** Whether a task would be kept that arrived behind all those that are. */
  wants(task: number, value: number): boolean {
    const { least } = this;
    return value > least || (value === least && this.count > 0 && task < this.tasks[this.count - 1]!);
  }

  take(): Exemplar[] {
    return Array.from({ length: this.count }, (_, place) => ({
      task: this.tasks[place]!,
      value: this.values[place]!,
    }));
  }
}

function comesBefore(task: number, value: number, other: number, otherValue: number): boolean {
  return value > otherValue || (value === otherValue && task < other);
}
