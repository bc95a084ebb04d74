import { Events } from "./events.ts";
import { Records } from "./records.ts";

/** What a simulation moves in: the clock, the records of everything that moves, and their pending events. */
export class Timeline {
  /** `clock[0]` is now: seconds since the horizon's start. An array, so that it can be read anywhere without a copy. */
  readonly clock = new Float64Array(1);
  readonly records = new Records();
  readonly events = new Events(this.records, this.clock);

  reset(): void {
    this.clock[0] = 0;
    this.records.clear();
    this.events.clear();
  }
}
