/** Fields of an attempt's record: offsets from its handle. Counts and flags are kept as doubles like the rest. */
/** The task it works for; −1 once that has given it up (`onCancel: "runs-on"`). */
export const A_TASK = 3;
/** Position of its model among the design's providers. */
export const A_PROVIDER = 4;
/** 1 when it ends in an error; 1 when it is a breaker's probe; 1 when it is a hedge. */
export const A_FAILS = 5;
export const A_PROBE = 6;
export const A_HEDGE = 7;
export const A_SENT_AT = 8;
export const A_BEGAN_AT = 9;
/** When it ends if nobody gives it up. */
export const A_ENDS_AT = 10;
/** Seconds from its begin to its end, to the first generated token, and per token from then on. */
export const A_DURATION = 11;
export const A_GENERATES_AFTER = 12;
export const A_SECONDS_PER_TOKEN = 13;
/** Tokens it generates: reasoning and output, cut at `maxOutput`; and how many of them the user does not see. */
export const A_TOKENS = 14;
export const A_HIDDEN = 15;
/** What admission reserved: output against the output limit, against the limit of all tokens, and currency. */
export const A_RESERVED = 16;
export const A_TOKENS_RESERVED = 17;
export const A_SPEND_RESERVED = 18;
/** What an answer that nobody waits for will be billed, currency. */
export const A_BILLED = 19;
