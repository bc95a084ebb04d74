/** Fields of a task's record: offsets from its handle. Counts and flags are kept as doubles like the rest. */
/** Which arrival of the replication this is, from 0: the key of all its draws. */
export const T_NUMBER = 3;
export const T_ARRIVED_AT = 4;
/** Position of the step it is at, and of the call among the step's. */
export const T_STEP = 5;
export const T_CALL = 6;
/** Where its block keeps the draws of this call. */
export const T_CALL_AT = 7;
/** Entry of the step's route; tries made there for this call; attempts sent there for it. */
export const T_ENTRY = 8;
export const T_TRIES = 9;
export const T_SENT = 10;
/** Slots of the design that it holds. */
export const T_SLOTS = 11;
/** The attempt of the present try, and its hedge; −1 where there is none under way. */
export const T_ATTEMPT = 12;
export const T_HEDGE = 13;
/** After a 429, seconds until the quota could admit it. */
export const T_RETRY_AFTER = 14;
/** The call's tokens: all it reads, the cached part of that, what it would write, and think. */
export const T_INPUT = 15;
export const T_CACHED = 16;
export const T_OUTPUT = 17;
export const T_REASONING = 18;
/** Product of the success shares of the steps answered so far; 0 once a cut answer has made it wrong. */
export const T_SUCCESS = 19;
/** When the first visible token of the last answered call came. */
export const T_FIRST_TOKEN_AT = 20;
/** Up to when its time is accounted for among the parts of `time-parts.ts`. */
export const T_MARK = 21;
/** Cost so far, currency, by part. */
export const T_COST_INPUT = 22;
export const T_COST_CACHED = 23;
export const T_COST_OUTPUT = 24;
export const T_COST_FALLBACK = 25;
export const T_COST_WASTED = 26;
/** Attempts made so far, rejected ones too. */
export const T_ATTEMPTS = 27;
