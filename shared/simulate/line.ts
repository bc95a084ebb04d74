import { grown } from "./event-queue.ts";
import { placeOf } from "./record-pool.ts";

/**
 * A first-come-first-served line of records (tasks or attempts) by their handles, any of which may leave from the
 * middle. A doubly linked list: joining, leaving and serving take constant time and allocate nothing.
 */
export class Line {
  // by the place of a record: the handle of the one behind, and of the one before; −1 where there is none
  private next = new Int32Array(64).fill(-1);
  private previous = new Int32Array(64).fill(-1);
  private last = -1;
  /** The record to be served next, −1 when the line is empty. */
  head = -1;
  length = 0;

  clear(): void {
    this.head = -1;
    this.last = -1;
    this.length = 0;
  }

  join(record: number): void {
    const place = placeOf(record);
    while (place >= this.next.length) {
      this.next = grown(this.next, new Int32Array(this.next.length * 2));
      this.previous = grown(this.previous, new Int32Array(this.previous.length * 2));
    }
    this.next[place] = -1;
    this.previous[place] = this.last;
    if (this.last >= 0) this.next[placeOf(this.last)] = record;
    else this.head = record;
    this.last = record;
    this.length++;
  }

  /** Removes a record that stands in this line. */
  leave(record: number): void {
    const before = this.previous[placeOf(record)]!;
    const after = this.next[placeOf(record)]!;
    if (before >= 0) this.next[placeOf(before)] = after;
    else this.head = after;
    if (after >= 0) this.previous[placeOf(after)] = before;
    else this.last = before;
    this.length--;
  }

  /** Removes and returns the head; −1 when the line is empty. */
  shift(): number {
    const record = this.head;
    if (record >= 0) this.leave(record);
    return record;
  }
}
