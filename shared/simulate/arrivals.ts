import type { Varying } from "./draws.ts";
import type { RateCurve } from "./rate-curve.ts";

/** The moments at which the tasks of a horizon arrive, one after the other. */
export interface Arrivals {
  /** Seconds from the start of the horizon; infinite when no more come. */
  next(): number;
}

/** Arrivals at unit-mean gaps in the operational time of a rate; the first gap is drawn like the others. */
export class DrawnArrivals implements Arrivals {
  private operational = 0;
  private segment = 0;
  private number = 0;

  constructor(
    private readonly curve: RateCurve,
    private readonly gaps: Varying,
  ) {}

  next(): number {
    const { expectedBefore } = this.curve;
    this.operational += this.gaps.draw(this.number++, 0);
    const last = expectedBefore.length - 1;
    while (this.segment < last && this.operational > expectedBefore[this.segment + 1]!) this.segment++;
    return this.segment < last ? this.curve.timeIn(this.segment, this.operational) : Number.POSITIVE_INFINITY;
  }
}

/** The arrivals of a recorded trace, faster by the traffic multiple. */
export class ReplayedArrivals implements Arrivals {
  private number = 0;

  constructor(
    private readonly times: Float64Array,
    private readonly multiple: number,
    private readonly horizonSeconds: number,
  ) {}

  next(): number {
    if (this.number >= this.times.length) return Number.POSITIVE_INFINITY;
    const time = (this.times[this.number++]! - this.times[0]!) / this.multiple;
    return time <= this.horizonSeconds ? time : Number.POSITIVE_INFINITY;
  }
}
