/** The curve of a distribution for the picture in which it is edited. */
import { quantileOf } from "../../shared/distribution/compile.ts";
import type { Json } from "../store/json.ts";
import { compiled } from "./families.ts";

export interface Curve {
  /** The part of the axis that is drawn. */
  readonly low: number;
  readonly high: number;
  /** Equal steps from low to high: how likely, the likeliest 1. */
  readonly heights: readonly number[];
  readonly discrete: boolean;
}

const STEPS = 96;
/** Tails are drawn up to here. */
const TAIL = 0.005;

/** The part of the axis that shows nearly all of a quantity, with room to drag. */
export function axisOf(value: Json | undefined): readonly [low: number, high: number] | undefined {
  const quantity = compiled(value);
  if (quantity === undefined) return undefined;
  const low = quantileOf(quantity, TAIL);
  const high = quantileOf(quantity, 1 - 4 * TAIL);
  if (!(Number.isFinite(low) && Number.isFinite(high)) || high <= low) return undefined;
  const room = (high - low) * 0.25;
  const { base } = quantity;
  const floor = base.low >= 0 || base.low === 0 ? 0 : Number.NEGATIVE_INFINITY;
  const ceiling = base.high <= 1 && low >= 0 ? 1 : Number.POSITIVE_INFINITY;
  return [Math.max(floor, low - room), Math.min(ceiling, high + room)];
}

/** The curve between two places; undefined for what has none: a number, or what can't be drawn from yet. */
export function curveOf(value: Json | undefined, [low, high]: readonly [number, number]): Curve | undefined {
  const quantity = compiled(value);
  if (quantity === undefined || !(high > low)) return undefined;
  const { base, min, max } = quantity;
  const count = base.discrete ? Math.min(STEPS, Math.floor(high) - Math.ceil(low) + 1) : STEPS;
  if (count < 1) return undefined;
  const start = base.discrete ? Math.ceil(low) - 0.5 : low;
  const width = base.discrete ? (Math.floor(high) - Math.ceil(low) + 1) / count : (high - low) / count;
  const below = (x: number): number => (x >= max ? 1 : x < min ? 0 : base.cdf(x));
  const masses = Array.from({ length: count }, (_, bin) =>
    Math.max(0, below(start + (bin + 1) * width) - below(start + bin * width)),
  );
  const highest = Math.max(...masses);
  return highest > 0
    ? { low, high, heights: masses.map((mass) => mass / highest), discrete: base.discrete }
    : undefined;
}
