/**
 * How fast tasks arrive through a horizon: a piecewise linear rate λ(t) and its integral Λ(t), the expected number of
 * tasks so far ("operational time"). Arrivals with unit-mean gaps in operational time, mapped through Λ⁻¹, have this
 * rate (the inversion method for nonhomogeneous processes, Çınlar 1975).
 */

export const SECONDS_PER_DAY = 86_400;

export interface RateFactor {
  /** Seconds from the start of the horizon. */
  readonly from: number;
  readonly to: number;
  readonly multiplier: number;
}

export interface RateSpecification {
  readonly horizonSeconds: number;
  /** Expected tasks of an average day. */
  readonly tasksPerDay: number;
  /** 24 weights from midnight, any scale; undefined = flat. */
  readonly hours: readonly number[] | undefined;
  /** 7 weights, Monday first, any scale; undefined = all alike. */
  readonly days: readonly number[] | undefined;
  /** Weekday on which the horizon starts, 0 = Monday. */
  readonly weekday: number;
  /** Spikes; overlapping ones multiply. */
  readonly factors: readonly RateFactor[];
  /** A level for each minute of the horizon; undefined = 1. */
  readonly levels: Float64Array | undefined;
}

/** Weights scaled to mean 1. */
export function meanOne(weights: readonly number[]): number[] {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => weight / mean);
}

/** The weight of an hour profile (mean 1) at second t of any day: linear between hour centres, around midnight. */
function profileAt(hours: readonly number[] | undefined, t: number): number {
  if (hours === undefined) return 1;
  const position = (((t % SECONDS_PER_DAY) + SECONDS_PER_DAY) % SECONDS_PER_DAY) / 3600 - 0.5;
  const before = Math.floor(position);
  const share = position - before;
  return hours[(before + 24) % 24]! * (1 - share) + hours[(before + 25) % 24]! * share;
}

/** Share of a whole day's traffic that falls between midnight and `fraction` of the day (exact: trapezoids). */
export function shareOfDay(hours: readonly number[] | undefined, fraction: number): number {
  if (fraction >= 1) return 1;
  const curve = rateCurve({
    horizonSeconds: fraction * SECONDS_PER_DAY,
    tasksPerDay: 1,
    hours,
    days: undefined,
    weekday: 0,
    factors: [],
    levels: undefined,
  });
  return curve.expected;
}

/** A horizon's length in average days of traffic: its days' weights, a fraction of a day by its share of the day's traffic. */
export function trafficDays(
  days: number,
  weekday: number,
  dayWeights: readonly number[] | undefined,
  hours: readonly number[] | undefined,
): number {
  const weights = dayWeights === undefined ? undefined : meanOne(dayWeights);
  let total = 0;
  for (let day = 0; day < days; day++) {
    total += (weights?.[(weekday + day) % 7] ?? 1) * shareOfDay(hours, Math.min(1, days - day));
  }
  return total;
}

export class RateCurve {
  constructor(
    /** Breakpoints, seconds, ascending, from 0 to the horizon. */
    readonly times: Float64Array,
    /** Rate just after each breakpoint, tasks a second. */
    readonly rates: Float64Array,
    /** Change of the rate per second after each breakpoint. */
    readonly slopes: Float64Array,
    /** Expected tasks before each breakpoint. */
    readonly expectedBefore: Float64Array,
  ) {}

  /** Expected tasks of the whole horizon. */
  get expected(): number {
    return this.expectedBefore[this.expectedBefore.length - 1]!;
  }

  /**
   * Turns unit-mean gaps of operational time into the moments that they end at, in place, up to the horizon's end.
   *
   * @param place where the last call ended: the operational time (0 at first) and the segment of it; moved on
   * @returns how many moments there were
   */
  moments(gaps: Float64Array, count: number, place: { operational: number; segment: number }): number {
    const { times, rates, slopes, expectedBefore } = this;
    const last = expectedBefore.length - 1;
    let { operational, segment } = place;
    let done = 0;
    // a loop for each segment, in which most of what a moment follows from stays the same
    while (done < count && segment < last) {
      const before = expectedBefore[segment]!;
      const end = expectedBefore[segment + 1]!;
      const start = times[segment]!;
      const rate = rates[segment]!;
      const slope = slopes[segment]!;
      const level = slope === 0 && rate > 0;
      for (; done < count; done++) {
        const next = operational + gaps[done]!;
        if (next > end) break;
        operational = next;
        const missing = next - before;
        gaps[done] = start + (level ? missing / rate : rampTime(missing, rate, slope));
      }
      if (done < count) segment++;
    }
    place.operational = operational;
    place.segment = segment;
    return done;
  }
}

/** The stable root of rate·x + slope·x²/2 = missing. */
function rampTime(missing: number, rate: number, slope: number): number {
  const inner = rate * rate + 2 * slope * missing;
  const divisor = rate + Math.sqrt(inner > 0 ? inner : 0);
  return divisor > 0 ? (2 * missing) / divisor : 0;
}

/** Breakpoints of a horizon: where the slope or the level of the rate may change. */
function breakpoints(spec: RateSpecification): Float64Array {
  const { horizonSeconds: end } = spec;
  const points = new Set<number>([0, end]);
  const add = (t: number) => {
    if (t > 0 && t < end) points.add(t);
  };
  if (spec.hours !== undefined) for (let t = 1800; t < end; t += 3600) add(t);
  for (let t = SECONDS_PER_DAY; t < end; t += SECONDS_PER_DAY) add(t);
  for (const factor of spec.factors) {
    add(factor.from);
    add(factor.to);
  }
  if (spec.levels !== undefined) for (let t = 60; t < end; t += 60) add(t);
  return Float64Array.from(points).sort();
}

/** Builds the curve of a horizon. */
export function rateCurve(spec: RateSpecification): RateCurve {
  const times = breakpoints(spec);
  const segments = times.length - 1;
  const rates = new Float64Array(times.length);
  const slopes = new Float64Array(times.length);
  const expectedBefore = new Float64Array(times.length);
  const hours = spec.hours === undefined ? undefined : meanOne(spec.hours);
  const days = spec.days === undefined ? undefined : meanOne(spec.days);
  const perSecond = spec.tasksPerDay / SECONDS_PER_DAY;
  for (let segment = 0; segment < segments; segment++) {
    const from = times[segment]!;
    const to = times[segment + 1]!;
    const middle = (from + to) / 2;
    let level = perSecond * (days?.[(spec.weekday + Math.floor(middle / SECONDS_PER_DAY)) % 7] ?? 1);
    for (const factor of spec.factors)
      if (middle > factor.from && middle < factor.to) level *= factor.multiplier;
    if (spec.levels !== undefined) level *= spec.levels[Math.floor(middle / 60)]!;
    const left = level * profileAt(hours, from);
    const right = level * profileAt(hours, to);
    rates[segment] = left;
    slopes[segment] = (right - left) / (to - from);
    expectedBefore[segment + 1] = expectedBefore[segment]! + ((left + right) / 2) * (to - from);
  }
  return new RateCurve(times, rates, slopes, expectedBefore);
}
