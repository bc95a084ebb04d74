/** A number that differs between worlds, as equally likely values: enough to say how large a run will be. */
import { type Columns, type CompiledQuantity, compile } from "../distribution/compile.ts";
import type { Quantity } from "../distribution/spec.ts";

/** Equally likely values, ascending; at least one, at most {@link MOST_VALUES}. */
export type Spread = readonly number[];

const MOST_VALUES = 64;

/**
 * An unknown by the middles of equally likely slices. A varying quantity is taken likewise: its mean is what counts.
 *
 * @param missing its value where the scenario is silent @param highest what the field can mean at most; at least 0
 */
export function spreadOf(
  quantity: Quantity | undefined,
  missing: number,
  columns: Columns,
  highest = Number.POSITIVE_INFINITY,
): Spread {
  if (quantity === undefined) return [missing];
  return valuesOf(compile(quantity, columns)).map((value) => Math.min(highest, Math.max(0, value)));
}

function valuesOf({ base, min, max, scale, shift }: CompiledQuantity): Spread {
  const certain = base.low === base.high;
  const slices = certain ? 1 : MOST_VALUES;
  const own = Array.from({ length: slices }, (_, i) =>
    base.quantile((i + 0.5) / slices, 1 - (i + 0.5) / slices),
  );
  const scaled = scale === undefined ? own : combined(own, valuesOf(scale), (a, b) => a * b);
  const shifted = shift === undefined ? scaled : combined(scaled, valuesOf(shift), (a, b) => a + b);
  return shifted.map((value) => Math.min(Math.max(value, min), max));
}

/** Every value of one with every value of the other (they are independent), thinned out again to slices' means. */
function combined(a: Spread, b: Spread, of: (a: number, b: number) => number): Spread {
  const all = a.flatMap((x) => b.map((y) => of(x, y))).sort((x, y) => x - y);
  if (all.length <= MOST_VALUES) return all;
  return Array.from({ length: MOST_VALUES }, (_, slice) => {
    const from = Math.round((slice * all.length) / MOST_VALUES);
    const to = Math.round(((slice + 1) * all.length) / MOST_VALUES);
    return meanOf(all.slice(from, to));
  });
}

/** The product of independent numbers. */
export function productOf(...factors: readonly Spread[]): Spread {
  return factors.reduce((product, factor) => combined(product, factor, (a, b) => a * b), [1]);
}

export function meanOf(spread: Spread): number {
  return spread.reduce((sum, value) => sum + value, 0) / spread.length;
}

/** What about 5 % of the values lie above. */
export function highOf(spread: Spread): number {
  return spread[Math.ceil(0.95 * spread.length) - 1] ?? Number.NaN;
}
