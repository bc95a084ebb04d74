/** The shape of a quantity for a picture a few millimetres wide. */
import { compile, quantileOf } from "../../shared/distribution/compile.ts";
import { quantitySchema } from "../../shared/distribution/spec.ts";
import { isObject, type Json } from "../store/json.ts";

export interface Shape {
  /** Height of each of equally wide bins from low to high, the highest 1. */
  readonly heights: readonly number[];
  readonly discrete: boolean;
}

/** Bins of a continuous shape. */
const BINS = 22;
/** The picture leaves out this share at a tail without end. */
const TAIL = 0.02;

const shapes = new WeakMap<object, Shape | undefined>();

/** The shape of a distribution; undefined for a number, and for what is no distribution (yet). */
export function shapeOf(value: Json | undefined): Shape | undefined {
  if (!isObject(value)) return undefined;
  if (!shapes.has(value)) shapes.set(value, drawn(value));
  return shapes.get(value);
}

function drawn(value: Json): Shape | undefined {
  const bare = isObject(value) && typeof value["passed"] === "number" ? { evaluation: value } : value;
  const spec = quantitySchema.safeParse(bare);
  if (!spec.success || typeof spec.data === "number") return undefined;
  try {
    const quantity = compile(spec.data, {});
    const { base } = quantity;
    const low = quantileOf(quantity, base.low > Number.NEGATIVE_INFINITY && base.discrete ? 0 : TAIL / 4);
    const high = quantileOf(quantity, 1 - TAIL);
    return high > low ? binned(base, low, high) : undefined;
  } catch {
    // Parameters that nothing meets are told at the field; they have no picture.
    return undefined;
  }
}

interface Probabilities {
  readonly cdf: (x: number) => number;
  readonly discrete: boolean;
}

function binned({ cdf, discrete }: Probabilities, low: number, high: number): Shape {
  const count = discrete ? Math.min(BINS, Math.round(high - low) + 1) : BINS;
  const width = discrete ? (high - low + 1) / count : (high - low) / count;
  const start = discrete ? low - 0.5 : low;
  const masses = Array.from({ length: count }, (_, bin) =>
    Math.max(0, cdf(start + (bin + 1) * width) - cdf(start + bin * width)),
  );
  const highest = Math.max(...masses);
  return { heights: masses.map((mass) => (highest > 0 ? mass / highest : 0)), discrete };
}
