import { Line } from "./line.ts";
import { IN_SLOT_LINE, type RunState } from "./run-state.ts";
import { T_HOLDS_SLOT } from "./task-fields.ts";

/** The slots of a design (`concurrency`): one is held by each attempt from the asking of quota to its end. */
export class DesignSlots {
  /** Tasks that wait for a slot. */
  readonly line = new Line();
  private free = 0;
  private heldSeconds = 0;
  private serving = false;

  constructor(
    private readonly run: RunState,
    /** Somebody who waited has got a slot. */
    private readonly served: (task: number, now: number) => void,
  ) {}

  reset(): void {
    this.free = this.run.program.terms.slots;
    this.heldSeconds = 0;
    this.line.clear();
    this.serving = false;
  }

  /** Whether a task that came now would have to wait. */
  get taken(): boolean {
    return this.free <= 0 || this.line.length > 0;
  }

  /** Slot time held so far (by attempts that have ended), seconds. */
  get secondsHeld(): number {
    return this.heldSeconds;
  }

  /** Takes a slot, unless the task holds one already, or joins the line for one: then false. */
  request(task: number, now: number): boolean {
    if (this.run.tasks.data[task + T_HOLDS_SLOT] === 1) return true;
    if (!this.taken) {
      this.take(task, now);
      return true;
    }
    this.line.join(task);
    this.run.waitsForTurn(task, IN_SLOT_LINE, now);
    return false;
  }

  private take(task: number, now: number): void {
    this.free--;
    this.run.tasks.data[task + T_HOLDS_SLOT] = 1;
    this.heldSeconds -= now;
  }

  /** Gives a task's slot back, if it holds one, to the head of the line. */
  release(task: number, now: number): void {
    const { data } = this.run.tasks;
    if (data[task + T_HOLDS_SLOT] === 0) return;
    data[task + T_HOLDS_SLOT] = 0;
    this.free++;
    this.heldSeconds += now;
    if (this.serving) return;
    // whoever is served may give the slot back at once: a loop, not a recursion
    this.serving = true;
    while (this.free > 0 && this.line.length > 0) {
      const next = this.line.shift();
      this.run.leavesLine(next, now);
      this.take(next, now);
      this.served(next, now);
    }
    this.serving = false;
  }
}
