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

/** Of each kind of interval one: means, percentiles, shares, costs by task, unit and day, shares of worlds. */
const SHORT_FORM = [
  "M/M/1, load 0.3",
  "M/D/1, load 0.3",
  "M/M/2/6, the model's line, load 0.7",
  "Token bucket of 3 requests, load 0.3",
  "Lognormal tokens, output cut at 2000",
  "Sizes joined by a copula, rank correlation 0.42",
  "Posterior of a test set, 176 of 200 passed",
];

/** Whether its coverage is counted in the tests too, and not only by `npm run validate`. */
export function isInShortForm({ name, at }: Oracle): boolean {
  return SHORT_FORM.includes(`${name}, ${at}`);
}
