/** How much a share of worlds is worth whose worlds are not quite independent. */
import { normalQuantile } from "../distribution/special.ts";
import { effectiveCount } from "./ratio.ts";
import { sectionsOf } from "./share-by-world.ts";
import { studentTQuantile } from "./student-t.ts";

/**
 * As many independent worlds would know the share as well: at most as many as there are, and no more than how much
 * sections differ allows (Korn and Graubard's effective number, with the variance by sectioning: Asmussen and Glynn,
 * III.5), fewer by the square of how much wider Student's t is at the level of the interval they are for.
 *
 * @param met one a world, as its section judges it; undefined = not known @param share of all worlds that can be judged
 * @param level 0…1
 */
export function sectionedTrials(met: readonly (boolean | undefined)[], share: number, level: number): number {
  const known = met.filter((each) => each !== undefined).length;
  const starts = sectionsOf(met.length);
  const shares = starts.slice(0, -1).flatMap((from, section) => {
    const judged = met.slice(from, starts[section + 1]).filter((each) => each !== undefined);
    return judged.length > 0 ? [judged.filter(Boolean).length / judged.length] : [];
  });
  const { length } = shares;
  if (length < 2) return known;
  const mean = shares.reduce((sum, each) => sum + each, 0) / length;
  const squares = shares.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const wider = studentTQuantile((1 + level) / 2, length - 1) / normalQuantile((1 + level) / 2);
  return effectiveCount(share, (squares / (length - 1) / length) * wider * wider, known);
}
