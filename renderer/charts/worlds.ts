/** What the worlds we believe possible say: quantiles, stacked dots, and the S-curve of their distribution. */

/**
 * Quantile of ascending values, linear between order statistics (Hyndman & Fan 1996, type 7); undefined for none.
 */
export function quantileOf(ascending: readonly number[], share: number): number | undefined {
  const at = (ascending.length - 1) * share;
  const low = ascending[Math.floor(at)];
  const high = ascending[Math.ceil(at)];
  return low === undefined || high === undefined ? undefined : low + (high - low) * (at - Math.floor(at));
}

/** Share of ascending values that are at most a limit; 0 for none. */
export function shareWithin(ascending: readonly number[], limit: number): number {
  const above = ascending.findIndex((value) => value > limit);
  return ascending.length === 0 ? 0 : (above < 0 ? ascending.length : above) / ascending.length;
}

export interface Dot {
  readonly value: number;
  /** Where it is drawn: the centre of its stack, in the units of `place`. */
  readonly x: number;
  /** Height in its stack, from 0. */
  readonly level: number;
}

/**
 * A quantile dotplot: `count` equally likely values, each a dot, those closer than a dot's width stacked
 * (Kay et al. 2016, "When (ish) is my bus?", with Wilkinson's dot-density stacking). With fewer values than
 * `count` each value is a dot. No stack stands on both sides of the limit, and none covers another.
 */
export function quantileDots(
  ascending: readonly number[],
  count: number,
  place: (value: number) => number,
  dotWidth: number,
  limit = Number.POSITIVE_INFINITY,
): readonly Dot[] {
  const values =
    ascending.length <= count
      ? ascending
      : Array.from({ length: count }, (_, index) => quantileOf(ascending, (index + 0.5) / count) ?? 0);
  const within = packed(
    stacked(
      values.filter((value) => value <= limit),
      place,
      dotWidth,
    ),
    -1,
    place(limit),
    dotWidth,
  );
  const beyond = packed(
    stacked(
      values.filter((value) => value > limit),
      place,
      dotWidth,
    ),
    1,
    place(limit),
    dotWidth,
  );
  return [...within, ...beyond].flatMap(({ stack, x }) => stack.map((value, level) => ({ value, x, level })));
}

interface Stack {
  readonly stack: readonly number[];
  readonly x: number;
}

/** Values closer than a dot's width to the first of their stack, at the middle of what they span. */
function stacked(
  values: readonly number[],
  place: (value: number) => number,
  dotWidth: number,
): readonly Stack[] {
  const stacks: number[][] = [];
  for (const value of values) {
    const last = stacks.at(-1);
    if (last?.[0] !== undefined && place(value) - place(last[0]) < dotWidth) last.push(value);
    else stacks.push([value]);
  }
  return stacks.map((stack) => ({ stack, x: (place(stack[0] ?? 0) + place(stack.at(-1) ?? 0)) / 2 }));
}

/** Stacks moved just so far from the limit, and from one another, that no dot covers either. */
function packed(stacks: readonly Stack[], side: -1 | 1, limitX: number, dotWidth: number): readonly Stack[] {
  const outwards = side === 1 ? stacks : [...stacks].reverse();
  let free = Number.isFinite(limitX) ? side * limitX + dotWidth / 2 : Number.NEGATIVE_INFINITY;
  const moved = outwards.map(({ stack, x }) => {
    const at = Math.max(side * x, free);
    free = at + dotWidth;
    return { stack, x: side * at };
  });
  return side === 1 ? moved : moved.reverse();
}

export interface CurveStep {
  readonly value: number;
  /** Share of worlds at most this much. */
  readonly share: number;
}

/** The steps of the empirical distribution of ascending values. */
export function distributionSteps(ascending: readonly number[]): readonly CurveStep[] {
  return ascending.map((value, index) => ({ value, share: (index + 1) / ascending.length }));
}
