import type { Exemplar } from "./tally.ts";

/** How many are kept of each kind. */
const KEPT = 5;

/** The tasks of a replication with the largest values; of equal ones those that came to their end first. */
export class Largest {
  private readonly tasks = new Float64Array(KEPT);
  private readonly values = new Float64Array(KEPT);
  private count = 0;
  /** A value must exceed this to be kept. */
  least = 0;

  reset(): void {
    this.count = 0;
    this.least = 0;
  }

  /** Keeps a task whose value exceeds {@link least}. */
  keep(task: number, value: number): void {
    const { tasks, values } = this;
    let place = this.count < KEPT ? this.count++ : KEPT - 1;
    while (place > 0 && values[place - 1]! < value) {
      values[place] = values[place - 1]!;
      tasks[place] = tasks[place - 1]!;
      place--;
    }
    values[place] = value;
    tasks[place] = task;
    if (this.count === KEPT) this.least = values[KEPT - 1]!;
  }

  take(): Exemplar[] {
    return Array.from({ length: this.count }, (_, place) => ({
      task: this.tasks[place]!,
      value: this.values[place]!,
    }));
  }
}
