import { expect, test } from "vitest";
import { closest, editDistance } from "../../../shared/scenario/spelling.ts";

test.each([
  ["", "", 0],
  ["", "abc", 3],
  ["kitten", "sitting", 3],
  ["ca", "ac", 1],
  ["lognromal", "lognormal", 1],
  // No edit inside another: a swap and an insertion in the same place are three edits.
  ["ca", "abc", 3],
])("from %j to %j it takes %d edits", (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits);
  expect(editDistance(b, a)).toBe(edits);
});

test.each([
  ["Users", "users"],
  ["tasks_per_user", "tasksPerUser"],
  ["rpm", "requestsPerMinute"],
  ["requestPerMinute", "requestsPerMinute"],
  ["secs", "seconds"],
  ["adoptoin", "adoption"],
])("%s was probably meant to be %s", (word, meant) => {
  expect(closest(word, ["users", "tasksPerUser", "adoption", "requestsPerMinute", "seconds", "output"])).toBe(
    meant,
  );
});

test.each(["temperature", "x", "", "constructor", "y".repeat(10_000)])("nothing is near %j", (word) => {
  expect(closest(word, ["users", "adoption", "steps"])).toBeUndefined();
});
