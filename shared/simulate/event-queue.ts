/**
 * The pending events of a simulation: a 4-ary heap over typed arrays, ordered by time and, at equal times, by the
 * order in which they were scheduled. Nothing is ever removed from the middle: whoever owns an event remembers the
 * number `schedule` gave it and ignores the ones it no longer waits for. Allocates only when it grows.
 */
export class EventQueue {
  private times = new Float64Array(1024);
  private numbers = new Float64Array(1024);
  private kinds = new Uint8Array(1024);
  private subjects = new Int32Array(1024);
  private size = 0;
  private scheduled = 0;

  /** The event that `pop` took last. */
  time = 0;
  number = 0;
  kind = 0;
  subject = 0;

  clear(): void {
    this.size = 0;
    this.scheduled = 0;
  }

  /** Time of the next event, seconds; infinite when there is none. */
  nextTime(): number {
    return this.size > 0 ? this.times[0]! : Number.POSITIVE_INFINITY;
  }

  /** Adds an event and returns its number (counted from 1). */
  schedule(time: number, kind: number, subject: number): number {
    if (this.size === this.times.length) this.grow();
    const { times, numbers, kinds, subjects } = this;
    const number = ++this.scheduled;
    // A new event has the highest number, so an equal time at the parent stays above it.
    let hole = this.size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      if (times[parent]! <= time) break;
      times[hole] = times[parent]!;
      numbers[hole] = numbers[parent]!;
      kinds[hole] = kinds[parent]!;
      subjects[hole] = subjects[parent]!;
      hole = parent;
    }
    times[hole] = time;
    numbers[hole] = number;
    kinds[hole] = kind;
    subjects[hole] = subject;
    return number;
  }

  /** Takes the next event into `time`, `number`, `kind`, `subject`; false when there is none. */
  pop(): boolean {
    if (this.size === 0) return false;
    const { times, numbers, kinds, subjects } = this;
    this.time = times[0]!;
    this.number = numbers[0]!;
    this.kind = kinds[0]!;
    this.subject = subjects[0]!;
    const last = --this.size;
    if (last > 0) this.sink(times[last]!, numbers[last]!, kinds[last]!, subjects[last]!, last);
    return true;
  }

  private sink(time: number, number: number, kind: number, subject: number, size: number): void {
    const { times, numbers, kinds, subjects } = this;
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
      kinds[hole] = kinds[least]!;
      subjects[hole] = subjects[least]!;
      hole = least;
    }
    times[hole] = time;
    numbers[hole] = number;
    kinds[hole] = kind;
    subjects[hole] = subject;
  }

  private grow(): void {
    const size = this.times.length * 2;
    this.times = grown(this.times, new Float64Array(size));
    this.numbers = grown(this.numbers, new Float64Array(size));
    this.kinds = grown(this.kinds, new Uint8Array(size));
    this.subjects = grown(this.subjects, new Int32Array(size));
  }
}

/** Copies the old contents into the larger array. */
export function grown<T extends Float64Array | Int32Array | Uint8Array>(from: T, into: T): T {
  into.set(from as never);
  return into;
}
