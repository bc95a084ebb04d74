import { grown } from "./event-queue.ts";

/**
 * A first-come-first-served line of numbered members (tasks or attempts), any of which may leave from the middle.
 * Intrusive doubly linked list: joining, leaving and serving take constant time and allocate nothing.
 */
export class Line {
  private next = new Int32Array(64).fill(-1);
  private previous = new Int32Array(64).fill(-1);
  private last = -1;
  /** The member to be served next, −1 when the line is empty. */
  head = -1;
  length = 0;

  clear(): void {
    this.head = -1;
    this.last = -1;
    this.length = 0;
  }

  join(member: number): void {
    while (member >= this.next.length) {
      this.next = grown(this.next, new Int32Array(this.next.length * 2));
      this.previous = grown(this.previous, new Int32Array(this.previous.length * 2));
    }
    this.next[member] = -1;
    this.previous[member] = this.last;
    if (this.last >= 0) this.next[this.last] = member;
    else this.head = member;
    this.last = member;
    this.length++;
  }

  /** Removes a member who stands in this line. */
  leave(member: number): void {
    const before = this.previous[member]!;
    const after = this.next[member]!;
    if (before >= 0) this.next[before] = after;
    else this.head = after;
    if (after >= 0) this.previous[after] = before;
    else this.last = before;
    this.length--;
  }

  /** Removes and returns the head; −1 when the line is empty. */
  shift(): number {
    const member = this.head;
    if (member >= 0) this.leave(member);
    return member;
  }
}
