/** By how much a promise is broken where it is. */
import type { TargetAnswer } from "./answer.ts";
import type { Target } from "./context.ts";
import type { Kept } from "./target-answers.ts";

/**
 * The mean distance from the limit over the worlds that miss it, in the target's unit: currency or seconds too much, a
 * share too little. Worlds that miss it without bound (never answered, no unit of value) are counted apart.
 *
 * @param byWorld what is promised, in each world
 */
export function overshootOf(
  target: Target,
  worlds: readonly Kept[],
  byWorld: ArrayLike<number>,
): Pick<TargetAnswer, "expectedOvershoot" | "worldsWithoutBound"> {
  const excess = worlds.flatMap((kept, world) => {
    if (kept !== "missed") return [];
    const value = byWorld[world] ?? Number.NaN;
    return [target.kind === "share" ? target.limit - value : value - target.limit];
  });
  const bounded = excess.filter(Number.isFinite);
  const sum = bounded.reduce((total, value) => total + value, 0);
  const without = excess.length - bounded.length;
  return {
    expectedOvershoot: bounded.length > 0 ? sum / bounded.length : null,
    ...(without > 0 ? { worldsWithoutBound: without } : {}),
  };
}
