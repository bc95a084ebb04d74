/** Numbers that a record may have; a power of two, so that a record's place is a shift away from its handle. */
const STRIDE_BITS = 5;
const STRIDE = 1 << STRIDE_BITS;
const PARTS_BITS = 3;

/** Fields that every record has: offsets from its handle. */
/** What it is doing, see `states.ts`; 0 = not in use. */
export const R_STATE = 0;
/** The moment of its pending event, and that event's number in the order of scheduling. */
export const R_AT = 1;
export const R_EVENT = 2;
// kinds of records use the offsets from 3 on for their own; literals, so that a build puts the numbers in their places

/** The place of a record among all, from its handle: for what is kept one entry a record. */
export function placeOf(handle: number): number {
  return handle >> STRIDE_BITS;
}

/** Copies the old contents into the larger array. */
export function grown<T extends Float64Array | Int32Array | Uint8Array>(from: T, into: T): T {
  into.set(from as never);
  return into;
}

/**
 * Everything that moves in a simulation (tasks, attempts, alarms) as records of numbers side by side in one array; a
 * record is its handle, the offset of its first field, and a field is `data[handle + FIELD]`. One array, because a
 * record's fields are used together: they share cache lines, and one address finds them all. Grows, never shrinks, and
 * allocates nothing in between. The arrays are replaced when they grow, so they are read anew after anything that may
 * take a record.
 */
export class Records {
  data = new Float64Array(256 << STRIDE_BITS);
  /** Links of the line that a record stands in, by place: the handle behind, and the one before; −1 where there is none. */
  next = new Int32Array(256).fill(-1);
  previous = new Int32Array(256).fill(-1);
  /** Where its pending event is kept, by place: see `events.ts`. */
  eventNext = new Int32Array(256).fill(-1);
  eventSlot = new Int32Array(256).fill(-1);
  /** Eight numbers beside each record: the parts of a task's time, see `time-parts.ts`. */
  parts = new Float64Array(256 << PARTS_BITS);
  private free = new Int32Array(256);
  private freeCount = 0;
  private used = 0;

  /** Forgets all records. */
  clear(): void {
    this.freeCount = 0;
    this.used = 0;
    this.data.fill(0);
    this.eventSlot.fill(-1);
  }

  /** A record that nobody uses, with whatever its last user left in it. */
  take(): number {
    if (this.freeCount > 0) return this.free[--this.freeCount]!;
    const handle = this.used;
    if (handle === this.data.length) this.grow();
    this.used += STRIDE;
    return handle;
  }

  release(handle: number): void {
    this.data[handle + R_STATE] = 0;
    this.free[this.freeCount++] = handle;
  }

  /** Handles of all records that are or have been in use. */
  *handles(): IterableIterator<number> {
    for (let handle = 0; handle < this.used; handle += STRIDE) yield handle;
  }

  private grow(): void {
    const places = 2 * this.next.length;
    this.data = grown(this.data, new Float64Array(places << STRIDE_BITS));
    this.next = grown(this.next, new Int32Array(places).fill(-1));
    this.previous = grown(this.previous, new Int32Array(places).fill(-1));
    this.eventNext = grown(this.eventNext, new Int32Array(places).fill(-1));
    this.eventSlot = grown(this.eventSlot, new Int32Array(places).fill(-1));
    this.parts = grown(this.parts, new Float64Array(places << PARTS_BITS));
    this.free = grown(this.free, new Int32Array(places));
  }
}
