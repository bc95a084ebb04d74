import { grown } from "./records.ts";

/**
 * Events too far ahead for the wheel: a 4-ary heap ordered by time and, at equal times, by number. Entries are never
 * removed from the middle: the wheel drops those whose record has another event by the time they come up.
 */
export class FarEvents {
  private times = new Float64Array(256);
  private numbers = new Float64Array(256);
  private handles = new Int32Array(256);
  size = 0;

  clear(): void {
    this.size = 0;
  }

  /** Time of the first entry, seconds; infinite when there is none. */
  nextTime(): number {
    return this.size > 0 ? this.times[0]! : Number.POSITIVE_INFINITY;
  }

  /** Number and record of the first entry; there is one. */
  get number(): number {
    return this.numbers[0]!;
  }

  get record(): number {
    return this.handles[0]!;
  }

  push(time: number, number: number, record: number): void {
    if (this.size === this.times.length) this.grow();
    const { times, numbers, handles } = this;
    // mostly the new entry has the highest number, but not after a rebuild of the wheel
    let hole = this.size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      if (times[parent]! < time || (times[parent]! === time && numbers[parent]! < number)) break;
      times[hole] = times[parent]!;
      numbers[hole] = numbers[parent]!;
      handles[hole] = handles[parent]!;
      hole = parent;
    }
    times[hole] = time;
    numbers[hole] = number;
    handles[hole] = record;
  }

  /** Removes the first entry. */
  pop(): void {
    const { times, numbers, handles } = this;
    const last = --this.size;
    if (last > 0) this.sink(times[last]!, numbers[last]!, handles[last]!, last);
  }

  private sink(time: number, number: number, record: number, size: number): void {
    const { times, numbers, handles } = this;
    let hole = 0;
    for (;;) {
      const first = 4 * hole + 1;
      if (first >= size) break;
      const end = first + 4 < size ? first + 4 : size;
      let least = first;
      for (let child = first + 1; child < end; child++) {
        if (
          times[child]! < times[least]! ||
          (times[child]! === times[least]! && numbers[child]! < numbers[least]!)
        )
          least = child;
      }
      if (times[least]! > time || (times[least]! === time && numbers[least]! > number)) break;
      times[hole] = times[least]!;
      numbers[hole] = numbers[least]!;
      handles[hole] = handles[least]!;
      hole = least;
    }
    times[hole] = time;
    numbers[hole] = number;
    handles[hole] = record;
  }

  private grow(): void {
    const size = this.times.length * 2;
    this.times = grown(this.times, new Float64Array(size));
    this.numbers = grown(this.numbers, new Float64Array(size));
    this.handles = grown(this.handles, new Int32Array(size));
  }
}
