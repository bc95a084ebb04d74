/** The loads that a forecast simulates: a ladder on which each rung is so much more traffic than the one below. */

/**
 * From one rung to the next. Between two of them a month lies on a straight line; docs/model.md says what that errs
 * by. 5/4 is exact in binary, so that loads are the same bytes everywhere.
 */
export const STEP_OF_LOAD = 1.25;

/** Below this rung (4 % of today's traffic) a month lies on the line to no traffic at all. */
const LOWEST_RUNG = -14;

/** Loads nearer to a rung than this, relatively, are on it. */
const ON_A_RUNG = 1e-9;

/** The load of a rung, as a multiple of today's; rung 0 is today's. */
export function loadAt(rung: number): number {
  let load = 1;
  for (let i = 0; i < Math.abs(rung); i++) load *= STEP_OF_LOAD;
  return rung < 0 ? 1 / load : load;
}

export interface WeightedRung {
  readonly rung: number;
  readonly weight: number;
}

/**
 * The rungs between which a load lies, with the weights that make it their mean. Only the rung itself where it lies on
 * one; below the lowest only that one, with a weight below 1: the rest is no traffic.
 *
 * @param multiple of today's traffic, above 0
 * @example bracketOf(1) // [{ rung: 0, weight: 1 }]
 */
export function bracketOf(multiple: number): WeightedRung[] {
  let rung = 0;
  while (loadAt(rung + 1) <= multiple) rung++;
  while (rung > LOWEST_RUNG && loadAt(rung) > multiple) rung--;
  const below = loadAt(rung);
  if (multiple < below) return [{ rung, weight: multiple / below }];
  const above = loadAt(rung + 1);
  if (multiple <= below * (1 + ON_A_RUNG)) return [{ rung, weight: 1 }];
  if (multiple >= above * (1 - ON_A_RUNG)) return [{ rung: rung + 1, weight: 1 }];
  const part = (multiple - below) / (above - below);
  return [
    { rung, weight: 1 - part },
    { rung: rung + 1, weight: part },
  ];
}
