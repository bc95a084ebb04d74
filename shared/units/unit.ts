/**
 * The units that scenario fields, answers and charts are given in. Times are seconds and prices currency per
 * million tokens unless the unit says otherwise; shares are 0…1.
 */
export const UNITS = [
  "seconds",
  "minutes",
  "hours",
  "days",
  "months",
  "tokens",
  "share",
  "percentile",
  "factor",
  "weight",
  "count",
  "users",
  "tasks",
  "calls",
  "requests",
  "tasks per user a day",
  "a month",
  "currency",
  "currency a month",
  "currency an hour",
  "currency a unit",
  "currency a task",
  "currency a call",
  "currency per million tokens",
  "seconds a token",
  "requests a minute",
  "requests a day",
  "tokens a minute",
] as const;

export type Unit = (typeof UNITS)[number];
