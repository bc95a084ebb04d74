import { SLOT } from "./accounts.ts";
import { T_SLOTS } from "./fields.ts";
import { Line } from "./line.ts";
import type { RunState } from "./run-state.ts";
import { IN_SLOT_LINE } from "./states.ts";

/** Whom a slot lets go on. */
export interface SlotListener {
  /** Somebody who waited has got a slot. */
  servedSlot(task: number): void;
}

/** The slots of a design (`concurrency`): one is held by each attempt from the asking of quota to its end. */
export class DesignSlots {
  /** Tasks that wait for a slot. */
  readonly line: Line;
  /** Whether there is a limit at all. */
  private readonly limited: boolean;
  private free = 0;
  private heldSeconds = 0;
  private serving = false;

  constructor(
    private readonly run: RunState,
    private readonly listener: SlotListener,
  ) {
    this.line = new Line(run.records);
    const { slots, mode } = run.program.terms;
    this.limited = slots < Number.POSITIVE_INFINITY && mode !== "batch";
  }

  reset(): void {
    this.free = this.run.program.terms.slots;
    this.heldSeconds = 0;
    this.line.clear();
    this.serving = false;
  }

  /** Whether an attempt that came now would have to wait. */
  get taken(): boolean {
    return this.limited && (this.free <= 0 || this.line.length > 0);
  }

  /** Slot time held so far (by attempts that have ended), seconds. */
  get secondsHeld(): number {
    return this.heldSeconds;
  }

  /** Takes a slot, unless the task holds one already, or joins the line for one: then false. */
  request(task: number): boolean {
    if (!this.limited || this.run.records.data[task + T_SLOTS]! > 0) return true;
    if (!this.taken) {
      this.take(task);
      return true;
    }
    this.line.join(task);
    this.run.waitsForTurn(task, IN_SLOT_LINE);
    return false;
  }

  /** Takes one more slot, if there is one that nobody waits for. */
  requestAnother(task: number): boolean {
    if (!this.limited) return true;
    if (this.taken) return false;
    this.take(task);
    return true;
  }

  private take(task: number): void {
    const { data } = this.run.records;
    this.free--;
    data[task + T_SLOTS] = data[task + T_SLOTS]! + 1;
    this.heldSeconds -= this.run.clock[0]!;
  }

  /** Gives one of the task's slots back, if it holds any, to the head of the line. */
  release(task: number): void {
    if (!this.limited) return;
    const { data } = this.run.records;
    if (data[task + T_SLOTS] === 0) return;
    data[task + T_SLOTS] = data[task + T_SLOTS]! - 1;
    this.free++;
    this.heldSeconds += this.run.clock[0]!;
    if (this.serving) return;
    // whoever is served may give the slot back at once: a loop, not a recursion
    this.serving = true;
    while (this.free > 0 && this.line.length > 0) {
      const next = this.line.shift();
      this.run.leavesLine(next, SLOT);
      this.take(next);
      this.listener.servedSlot(next);
    }
    this.serving = false;
  }
}
