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
 * `count` each value is a dot.
 */
export function quantileDots(
  ascending: readonly number[],
  count: number,
  place: (value: number) => number,
  dotWidth: number,
): readonly Dot[] {
  const values =
    ascending.length <= count
      ? ascending
      : Array.from({ length: count }, (_, index) => quantileOf(ascending, (index + 0.5) / count) ?? 0);
  const dots: Dot[] = [];
  let stack: number[] = [];
  const flush = (): void => {
    const [first = 0, last = first] = [stack[0], stack.at(-1)];
    const x = (place(first) + place(last)) / 2;
    dots.push(...stack.map((value, level) => ({ value, x, level })));
  };
  for (const value of values) {
    if (stack[0] !== undefined && place(value) - place(stack[0]) >= dotWidth) {
      flush();
      stack = [];
    }
    stack.push(value);
  }
  if (stack.length > 0) flush();
  return dots;
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
