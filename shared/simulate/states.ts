/** What a record of the simulation is doing: the kind of its pending event, and whose record it is. 0 = not in use. */

// tasks
export const OUTSIDE_MODEL = 1;
export const IN_WORKER_LINE = 2;
export const IN_SLOT_LINE = 3;
export const IN_QUOTA_LINE = 4;
export const HEARS_REJECTION = 5;
export const BACKS_OFF = 6;
/** It has attempts under way; its own event, if any, is the moment to hedge. */
export const ATTEMPTS = 7;
/** It waits for the next batch to be collected, or for the answers of one. */
export const AWAITS_BATCH = 8;
export const IN_BATCH = 9;

// attempts
export const IN_MODEL_LINE = 16;
export const IN_SERVICE = 17;
/** Nobody waits for its answer any more. */
export const RUNS_ON = 18;

// alarms
export const QUOTA_ALARM = 24;
export const BATCH_COLLECTS = 25;
export const BATCH_ENDS = 26;
