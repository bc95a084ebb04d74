import { TIME_PARTS, type TimeByResult, type TimePart } from "../simulate/tally.ts";

/** Mean seconds of each part of a task's time. */
export type TimeMeans = Readonly<Record<TimePart, number>>;

/**
 * Where the time of tasks went, by the coarse bin of how long their results took. Sums of whole microseconds: the same
 * in whatever order they are added.
 */
export class TimeSums {
  readonly #counts = new Map<number, number>();
  readonly #microseconds = new Map<number, Float64Array>();

  add({ bins, counts, microseconds }: TimeByResult): void {
    bins.forEach((bin, at) => {
      this.#counts.set(bin, (this.#counts.get(bin) ?? 0) + (counts[at] ?? 0));
      const sums = this.#microseconds.get(bin) ?? new Float64Array(TIME_PARTS.length);
      for (let part = 0; part < sums.length; part++)
        sums[part] = (sums[part] ?? 0) + (microseconds[at * sums.length + part] ?? 0);
      this.#microseconds.set(bin, sums);
    });
  }

  /** Tasks that are counted. */
  get tasks(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /**
   * Means over the tasks of a bin and as many of its neighbours as it takes to have enough.
   *
   * @param enough tasks; all of them where there are fewer
   * @returns undefined when there are none at all
   */
  around(bin: number, enough: number): { readonly tasks: number; readonly seconds: TimeMeans } | undefined {
    const bins = [...this.#counts.keys()].sort((a, b) => Math.abs(a - bin) - Math.abs(b - bin) || a - b);
    const sums = new Float64Array(TIME_PARTS.length);
    let tasks = 0;
    for (const near of bins) {
      if (tasks >= enough) break;
      tasks += this.#counts.get(near) ?? 0;
      this.#microseconds.get(near)?.forEach((microseconds, part) => {
        sums[part] = (sums[part] ?? 0) + microseconds;
      });
    }
    if (tasks === 0) return undefined;
    const seconds = Object.fromEntries(
      TIME_PARTS.map((part, at) => [part, (sums[at] ?? 0) / 1e6 / tasks]),
    ) as Record<TimePart, number>;
    return { tasks, seconds };
  }
}
