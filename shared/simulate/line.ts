import { placeOf, type Records } from "./records.ts";

/**
 * A first-come-first-served line of records by their handles, any of which may leave from the middle. A record stands in
 * one line at a time. A doubly linked list: joining, leaving and serving take constant time and allocate nothing.
 */
export class Line {
  private last = -1;
  /** The record to be served next, −1 when the line is empty. */
  head = -1;
  length = 0;

  constructor(private readonly records: Records) {}

  clear(): void {
    this.head = -1;
    this.last = -1;
    this.length = 0;
  }

  join(record: number): void {
    const { next, previous } = this.records;
    const place = placeOf(record);
    next[place] = -1;
    previous[place] = this.last;
    if (this.last >= 0) next[placeOf(this.last)] = record;
    else this.head = record;
    this.last = record;
    this.length++;
  }

  /** Removes a record that stands in this line. */
  leave(record: number): void {
    const { next, previous } = this.records;
    const before = previous[placeOf(record)]!;
    const after = next[placeOf(record)]!;
    if (before >= 0) next[placeOf(before)] = after;
    else this.head = after;
    if (after >= 0) previous[placeOf(after)] = before;
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
