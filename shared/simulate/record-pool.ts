import { grown } from "./event-queue.ts";

/** Numbers that a record may have; a power of two, so that a record's place is a shift away from its handle. */
const STRIDE_BITS = 5;
const STRIDE = 1 << STRIDE_BITS;

/** The place of a record among all, from its handle: for what is kept one entry a record. */
export function placeOf(handle: number): number {
  return handle >> STRIDE_BITS;
}

/**
 * Records of numbers side by side in one array; a record is its handle, the offset of its first field, and a field is
 * `data[handle + FIELD]`. One array, because a task's fields are used together: they share cache lines, and one
 * address finds them all. Grows, never shrinks, allocates nothing in between. `data` is replaced when it grows, so it
 * is read anew after anything that may take a record.
 */
export class RecordPool {
  data = new Float64Array(256 << STRIDE_BITS);
  private free = new Int32Array(256);
  private freeCount = 0;
  private used = 0;

  /** Forgets all records. */
  clear(): void {
    this.freeCount = 0;
    this.used = 0;
  }

  /** A record that nobody uses, with whatever its last user left in it. */
  take(): number {
    if (this.freeCount > 0) return this.free[--this.freeCount]!;
    const handle = this.used;
    if (handle === this.data.length) {
      this.data = grown(this.data, new Float64Array(2 * this.data.length));
      this.free = grown(this.free, new Int32Array(2 * this.free.length));
    }
    this.used += STRIDE;
    return handle;
  }

  release(handle: number): void {
    this.free[this.freeCount++] = handle;
  }

  /** Handles of all records that are or have been in use. */
  *handles(): IterableIterator<number> {
    for (let handle = 0; handle < this.used; handle += STRIDE) yield handle;
  }
}
