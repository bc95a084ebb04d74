/** Fields of a task in its pool: offsets from its handle. Counts and flags are kept as doubles like the rest. */
/** Which arrival of the replication this is, from 0: the key of all its draws. */
export const T_NUMBER = 0;
export const T_ARRIVED_AT = 1;
/** Position of the step it is at. */
export const T_STEP = 2;
/** Calls that the step needs, and the one it is at. */
export const T_CALLS = 3;
export const T_CALL = 4;
/** Entry of the step's route, and tries made there for this call. */
export const T_ENTRY = 5;
export const T_TRIES = 6;
/** What the task is doing, see `run-state.ts`; 0 = not in use. */
export const T_STATE = 7;
/** 1 while it holds a slot of the design. */
export const T_HOLDS_SLOT = 8;
/** 1 when an output was cut and that makes it wrong. */
export const T_WRONG = 9;
/** Number of the event the task waits for. */
export const T_TIMER = 10;
export const T_WAITS_SINCE = 11;
/** Time in lines so far, seconds. */
export const T_WAITED = 12;
/** After a 429, seconds until the quota could admit it. */
export const T_RETRY_AFTER = 13;
/** The step's own input, tokens, and its normal score. */
export const T_STEP_INPUT = 14;
export const T_STEP_INPUT_SCORE = 15;
/** The call's tokens: all it reads, the cached part of that, what it would write, and think. */
export const T_INPUT = 16;
export const T_CACHED = 17;
export const T_OUTPUT = 18;
export const T_REASONING = 19;
/** Product of the success shares of the steps answered so far. */
export const T_SUCCESS = 20;
/** When the first visible token of the last answered call came. */
export const T_FIRST_TOKEN_AT = 21;
/** Cost so far, currency, by part. */
export const T_COST_INPUT = 22;
export const T_COST_CACHED = 23;
export const T_COST_OUTPUT = 24;
export const T_COST_FALLBACK = 25;
export const T_COST_WASTED = 26;
