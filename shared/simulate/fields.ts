/**
 * Fields of a record: offsets from its handle. A task's record holds the task and its present attempt; a hedge, and an
 * attempt that nobody waits for any more, have a record of their own, a copy of the task's with an attempt of its own.
 * Counts and flags are kept as doubles like the rest. Literals, so that a build puts the numbers in their places.
 */

/** What it is doing, see `states.ts`; 0 = not in use. */
export const R_STATE = 0;
/** The moment of its pending event, and that event's number in the order of scheduling. */
export const R_AT = 1;
export const R_EVENT = 2;

// the task
/** Which arrival of the replication this is, from 0: the key of all its draws. */
export const T_NUMBER = 3;
export const T_ARRIVED_AT = 4;
/** Position of the step it is at, and of the call among the step's. */
export const T_STEP = 5;
export const T_CALL = 19;
/** Where its block keeps the draws of this call. */
export const T_CALL_AT = 7;
/** Entry of the step's route; tries made there for this call; attempts sent there for it. */
export const T_ENTRY = 8;
export const T_TRIES = 9;
export const T_SENT = 10;
/** Slots of the design that it holds. */
export const T_SLOTS = 11;
/** The call's tokens: all it reads, the cached part of that, what it would write, and think. */
export const T_INPUT = 12;
export const T_CACHED = 13;
export const T_OUTPUT = 14;
export const T_REASONING = 15;
/** Product of the success shares of the steps answered so far; 0 once a cut answer has made it wrong. */
export const T_SUCCESS = 16;
/** When the first visible token of the last answered call came. */
export const T_FIRST_TOKEN_AT = 17;
/** Up to when its time is accounted for, see `accounts.ts`; and whether anything is written there. */
export const T_MARK = 18;
export const T_BOOKED = 6;
/** Attempts made so far, rejected ones too. */
export const T_ATTEMPTS = 20;
/** Record of the hedge of the present try, whether it was sent or not; −1 where there is none. */
export const T_HEDGE = 21;
/**
 * After a 429, seconds until the quota could admit it; of a call in a batch, what `batch-flow.ts` notes there.
 */
export const T_NOTE = 22;

// the attempt
/** The record of the task it works for: its own, or of a hedge the task's; −1 once that has given it up. */
export const A_TASK = 23;
/** Position of its model among the design's providers. */
export const A_PROVIDER = 24;
/** 0; 1 when it ends in an error; 2 when it is a breaker's probe; 3 both. */
export const A_FLAGS = 25;
export const A_SENT_AT = 26;
export const A_BEGAN_AT = 27;
/** When it ends if nobody gives it up; before it begins, how many seconds it will take. */
export const A_ENDS_AT = 28;
/** Seconds from its begin to the first generated token, and per token from then on. */
export const A_GENERATES_AFTER = 29;
export const A_SECONDS_PER_TOKEN = 30;
/** Tokens it generates: reasoning and output, cut at `maxOutput`; none of them for an error. */
export const A_TOKENS = 31;

// a task in the express lane: its number, step and place of the call, as above, and
/** when its call was sent. The rest stands in its block. */
export const L_SENT_AT = 4;

export const FAILS = 1;
export const PROBES = 2;

// an alarm, and a batch under way
export const B_PROVIDER = 24;
/** A batch's first task (the others by their links), what it holds of the limit, and whether it will expire. */
export const B_HEAD = 25;
export const B_TOKENS = 26;
export const B_EXPIRES = 27;
