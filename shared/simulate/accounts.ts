/**
 * What a task has been through, kept beside its record: where its time went, and what it has cost. Nothing is there
 * until something is booked, which `T_BOOKED` tells; whoever books sets it.
 */

// the parts of its time, in the order of `TIME_PARTS` in tally.ts
/** Tools and search, outside the model; and the cache's own seconds. */
export const OUTSIDE = 0;
/** In line for a slot of the design or of the model, or for a worker. */
export const SLOT = 1;
/** In line for quota. */
export const QUOTA = 2;
/** Hearing a 429, and backing off. */
export const BACKOFF = 3;
/** Attempts that came to nothing. */
export const LOST = 4;
/** Of attempts that answered: until the first visible token, and from then on. */
export const FIRST_TOKEN = 5;
export const GENERATION = 6;
/** Until a batch was collected, and its turnaround. */
export const BATCH = 7;
// the last, people, is known when a task ends: the minutes of whoever took it over

/** Cost so far, currency. */
export const COST_INPUT = 8;
export const COST_CACHED = 9;
export const COST_OUTPUT = 10;
export const COST_FALLBACK = 11;
export const COST_WASTED = 12;

/** Seconds that hedges stood in line: waiting too, while the task's own attempt was under way. */
export const HEDGE_WAIT = 13;

/** How many numbers there are, and how many places they take. */
export const ACCOUNT_USED = 14;
const ACCOUNT_BITS = 4;
export const ACCOUNT_SIZE = 1 << ACCOUNT_BITS;

/** Where the account of a record begins; records are 32 numbers long. */
export function accountOf(record: number): number {
  return record >> 1;
}
