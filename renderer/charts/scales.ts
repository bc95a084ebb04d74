/** The axes that the charts share: nines, seconds on a log scale, and room for labels. */
import { scaleLinear, scaleLog } from "d3";
import { formatSeconds, formatShare } from "../../shared/units/format.ts";

/** Where a share stands on the nines axis, −log10(1 − p): 0 at 0, 1 at 90 %, 2 at 99 %, 3 at 99.9 %. */
export function ninesOf(p: number): number {
  return p >= 1 ? Number.POSITIVE_INFINITY : Math.max(0, -Math.log10(1 - p));
}

/** The share at a place of the nines axis. */
export const shareAtNines = (nines: number): number => 1 - 10 ** -nines;

export interface Tick {
  readonly at: number;
  readonly label: string;
}

const NINES: readonly number[] = [0, 0.5, 0.9, 0.99, 0.999, 0.9999];
/** Ticks of the nines axis up to a share. */
export function ninesTicks(upTo: number): readonly Tick[] {
  return NINES.filter((p) => p <= upTo + 1e-9).map((p) => ({ at: p, label: formatShare(p) }));
}

/** Round times: people count 1, 2, 5, 10, 20, 30 seconds and minutes, then hours and days. */
const ROUND_SECONDS: readonly number[] = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800,
  3600, 7200, 14_400, 28_800, 86_400, 172_800, 432_000,
];
const ROUND_NAMES: readonly (readonly [seconds: number, suffix: string])[] = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
];

/** `0.5 s`, `2 min`, `1 h`: on an axis a minute is a minute. */
export function axisSeconds(seconds: number): string {
  const [size, suffix] = ROUND_NAMES.find(([from]) => seconds >= from) ?? [1, "s"];
  return `${Number((seconds / size).toPrecision(3))} ${suffix}`;
}

/** Ticks of a log axis of seconds, at most about `most`. */
export function secondsTicks(low: number, high: number, most: number): readonly Tick[] {
  const inside = ROUND_SECONDS.filter((seconds) => seconds >= low * 0.999 && seconds <= high * 1.001);
  const every = Math.max(1, Math.ceil(inside.length / most));
  const anchor = inside.findIndex((seconds) => seconds === 1 || seconds === 10 || seconds === 60);
  const first = anchor < 0 ? 0 : anchor % every;
  return inside.filter((_, index) => index % every === first).map((at) => ({ at, label: axisSeconds(at) }));
}

export interface Domain {
  readonly low: number;
  readonly high: number;
}

/** A domain that spans all values with some air, on a log scale; 0.1 s to 10 s where there is nothing to span. */
export function logDomain(values: readonly number[]): Domain {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return { low: 0.1, high: 10 };
  const low = Math.min(...positive);
  const high = Math.max(...positive);
  const air = Math.max(1.15, (high / low) ** 0.06);
  return { low: low / air, high: high * air };
}

/** A domain from 0, or from near the smallest value where 0 would waste a third of the axis. */
export function linearDomain(values: readonly number[]): Domain {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return { low: 0, high: 1 };
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const air = (high - low || Math.abs(high) || 1) * 0.08;
  const fromZero = low >= 0 && low < (high - low) * 0.5;
  const [start = 0, end = 1] = scaleLinear()
    .domain([fromZero ? 0 : low - air, high + air])
    .nice(6)
    .domain();
  return { low: start, high: end };
}

/** Least share of a kept axis that data has to fill. */
const FILLS = 0.45;

/**
 * Axes are kept while a run refines: the old domain stays unless data leaves it, or would fill so little of
 * it that nothing could be read. `length` measures a domain as the axis draws it.
 */
export function heldDomain(
  old: Domain | undefined,
  needed: Domain,
  length: (domain: Domain) => number = (domain) => domain.high - domain.low,
): Domain {
  if (old === undefined) return needed;
  const contains = old.low <= needed.low && old.high >= needed.high;
  return contains && length(needed) >= FILLS * length(old) ? old : needed;
}

export const logLength = (domain: Domain): number => Math.log(domain.high / domain.low);

export const logScale = (domain: Domain, from: number, to: number) =>
  scaleLog().domain([domain.low, domain.high]).range([from, to]).clamp(true);

export const linearScale = (domain: Domain, from: number, to: number) =>
  scaleLinear().domain([domain.low, domain.high]).range([from, to]);

/** Places for labels of a height so that none covers another: each as near as can be to where it belongs. */
export function dodged(
  wanted: readonly number[],
  height: number,
  top: number,
  bottom: number,
): readonly number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed: number[] = [...wanted];
  let next = top;
  for (const index of order) {
    placed[index] = Math.max(next, placed[index] ?? top);
    next = (placed[index] ?? top) + height;
  }
  let limit = bottom;
  for (const index of [...order].reverse()) {
    placed[index] = Math.min(limit, placed[index] ?? bottom);
    limit = (placed[index] ?? bottom) - height;
  }
  return placed;
}

/** `12.6 s`, as short as a label in a chart has to be. */
export const secondsLabel = (seconds: number): string => formatSeconds(seconds);
