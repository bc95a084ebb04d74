/** What a record of the simulation is doing: the kind of its pending event, and whose record it is. 0 = not in use. */

// tasks
export const OUTSIDE_MODEL = 1;
export const IN_WORKER_LINE = 2;
export const IN_SLOT_LINE = 3;
export const IN_QUOTA_LINE = 4;
export const HEARS_REJECTION = 5;
export const BACKS_OFF = 6;
/** Its own attempt has failed, its hedge is under way. */
export const LEFT_TO_HEDGE = 7;
/** It waits for the next batch to be collected, or for the answers of one. */
export const AWAITS_BATCH = 8;
export const IN_BATCH = 9;

// tasks with an attempt, and hedges
export const IN_MODEL_LINE = 16;
export const IN_SERVICE = 17;

// tasks in the express lane: their answer is on its way; outside the model; in line for a slot of the model
export const LANE_SERVICE = 18;
export const LANE_OUTSIDE = 19;
export const LANE_LINE = 22;

/** Whether the express lane waits for the record's event. */
export function isInLane(state: number): boolean {
  return state === LANE_SERVICE || state === LANE_OUTSIDE;
}

// records beside tasks
/** The moment to hedge has not come. */
export const AWAITS_HEDGE = 20;
/** An attempt that nobody waits for any more. */
export const RUNS_ON = 21;

// alarms
export const QUOTA_ALARM = 24;
export const BATCH_COLLECTS = 25;
export const BATCH_ENDS = 26;
