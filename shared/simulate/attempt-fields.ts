/** Fields of an attempt in its pool: offsets from its handle. Counts and flags are kept as doubles like the rest. */
/** The task it works for; −1 once that has given it up (`onCancel: "runs-on"`). */
export const A_TASK = 0;
/** Position of its model among the design's providers. */
export const A_PROVIDER = 1;
/** 1 when it ends in an error. */
export const A_FAILS = 2;
/** 1 when it is a breaker's probe. */
export const A_PROBE = 3;
/** 1 while it waits for a slot of the model. */
export const A_IN_LINE = 4;
export const A_SENT_AT = 5;
export const A_BEGAN_AT = 6;
/** When it ends if nobody gives it up. */
export const A_ENDS_AT = 7;
/** Number of the event it waits for. */
export const A_TIMER = 8;
/** Seconds from its begin to the first generated token, and per token from then on. */
export const A_GENERATES_AFTER = 9;
export const A_SECONDS_PER_TOKEN = 10;
/** Seconds from its begin to its end. */
export const A_DURATION = 11;
/** Tokens it generates: reasoning and output, cut at `maxOutput`. */
export const A_TOKENS = 12;
/** Seconds from its begin to the first token that the user sees. */
export const A_VISIBLE_AFTER = 13;
/** What the answer costs: input with cache writes and the price of the call, cached input, generated tokens. */
export const A_INPUT_COST = 14;
export const A_CACHED_COST = 15;
export const A_OUTPUT_COST = 16;
/** Weighted output reserved at admission: against the output limit, and against the limit of all tokens. */
export const A_RESERVED = 17;
export const A_TOKENS_RESERVED = 18;
