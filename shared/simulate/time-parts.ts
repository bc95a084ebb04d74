/** Where a task's time goes: every second from its arrival to its end belongs to one of these. */
export const TIME_PARTS = [
  "outside",
  "slot",
  "quota",
  "backoff",
  "lost",
  "firstToken",
  "generation",
  "batch",
  "people",
] as const;
export type TimePart = (typeof TIME_PARTS)[number];

/** Tools and search, outside the model. */
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

/** Where the parts of a task begin among those of all; see `Records.parts`. */
export function partsOf(task: number): number {
  return task >> 2;
}
