/**
 * The quantile of a few values, interpolated between their order statistics: type 8 of Hyndman and Fan (1996), which
 * is about median-unbiased whatever the distribution. A value of Infinity is larger than any number.
 *
 * @param ascending sorted values, not NaN @param p 0…1 @returns NaN of nothing
 */
export function orderQuantile(ascending: ArrayLike<number>, p: number): number {
  const n = ascending.length;
  if (n === 0) return Number.NaN;
  const position = Math.min(n, Math.max(1, (n + 1 / 3) * p + 1 / 3));
  const below = Math.floor(position);
  const lower = ascending[below - 1] ?? Number.NaN;
  const fraction = position - below;
  if (fraction === 0) return lower;
  return lower + fraction * ((ascending[below] ?? lower) - lower);
}
