import type { DrawKeys, Varying } from "./draws.ts";
import type { RateCurve } from "./rate-curve.ts";

/** The moments at which the tasks of a horizon arrive, one after the other. */
export interface Arrivals {
  /**
   * Writes the next moments, seconds from the start of the horizon, and returns how many there were: fewer than
   * `keys.count` when no more come.
   *
   * @param keys the tasks' numbers, one after the other from where the last call ended
   */
  fill(times: Float64Array, keys: DrawKeys): number;
}

/** Arrivals at unit-mean gaps in the operational time of a rate; the first gap is drawn like the others. */
export class DrawnArrivals implements Arrivals {
  private readonly place = { operational: 0, segment: 0 };

  constructor(
    private readonly curve: RateCurve,
    private readonly gaps: Varying,
  ) {}

  fill(times: Float64Array, keys: DrawKeys): number {
    this.gaps.fill(times, keys);
    return this.curve.moments(times, keys.count, this.place);
  }
}

/** The arrivals of a recorded trace, faster by the traffic multiple. */
export class ReplayedArrivals implements Arrivals {
  constructor(
    private readonly times: Float64Array,
    private readonly multiple: number,
    private readonly horizonSeconds: number,
  ) {}

  fill(out: Float64Array, { tasks, count }: DrawKeys): number {
    const { times, multiple, horizonSeconds } = this;
    for (let i = 0; i < count; i++) {
      const number = tasks[i]!;
      if (number >= times.length) return i;
      const time = (times[number]! - times[0]!) / multiple;
      if (time > horizonSeconds) return i;
      out[i] = time;
    }
    return count;
  }
}
