/** All oracles, in the order of the table in docs/validation.md. */
import { DRAWS } from "./draws.ts";
import { LOSSES } from "./losses.ts";
import type { Oracle } from "./oracle.ts";
import { QUEUES } from "./queues.ts";

export const ORACLES: readonly Oracle[] = [...QUEUES, ...LOSSES, ...DRAWS];

/** The seed of the run that is shown; none of those that are counted, and another for each oracle. */
export function shownSeed(oracle: number): number {
  return 1_000_000 + oracle;
}
