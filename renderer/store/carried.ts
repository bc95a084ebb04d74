/**
 * The first look of a run may know only the design that is judged. What the run before knew of the others stays
 * beside it until they come, so that nothing goes from the screen and comes back.
 */
import type { Snapshot } from "../../shared/findings/snapshot.ts";

export interface Shown {
  readonly snapshot: Snapshot;
  /** Designs whose numbers are still those of the run before. */
  readonly carried: readonly string[];
}

/** A snapshot with the designs that it doesn't know yet, of those that the scenario still has, from the one before. */
export function carriedOver(
  snapshot: Snapshot,
  before: Snapshot | undefined,
  designs: readonly string[],
): Shown {
  const { answer, series } = snapshot;
  const carried = Object.keys(before?.answer.designs ?? {}).filter(
    (name) =>
      designs.includes(name) &&
      !Object.hasOwn(answer.designs, name) &&
      !Object.hasOwn(answer.notSimulated ?? {}, name),
  );
  if (before === undefined || carried.length === 0 || snapshot.final) return { snapshot, carried: [] };
  const known = { ...before.answer.designs, ...answer.designs };
  const shown = designs.flatMap((name) => {
    const design = known[name];
    const isShown = Object.hasOwn(answer.designs, name) || carried.includes(name);
    return design === undefined || !isShown ? [] : [[name, design] as const];
  });
  const kept = before.series.filter((one) => carried.includes(one.design));
  return {
    snapshot: {
      ...snapshot,
      answer: { ...answer, designs: Object.fromEntries(shown) },
      series: [...series, ...kept],
    },
    carried,
  };
}
