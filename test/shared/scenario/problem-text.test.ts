import { expect, test } from "vitest";
import { BugError, CancelledError, ExpectedError, failureKind, problemText } from "../../../shared/errors.ts";

test("a problem reads on one line: place, path, what is wrong, what was found, what is allowed, what was meant", () => {
  const problem = {
    path: "value.keptShare",
    value: 1.4,
    message: "Kept share is too large.",
    allowed: "a number from 0 to 1",
    suggestion: "0.014",
    line: 3,
    column: 9,
  };
  expect(problemText(problem)).toBe(
    "3:9 value.keptShare: Kept share is too large. Found 1.4; allowed: a number from 0 to 1. Did you mean 0.014?",
  );
  expect(problemText({ path: "", message: "The file is empty." })).toBe("The file is empty.");
});

test("a long value is cut, and one that JSON can't write is still told", () => {
  expect(problemText({ path: "a", value: "x".repeat(500), message: "Too long." }).length).toBeLessThan(100);
  expect(problemText({ path: "a", value: Number.NaN, message: "No number." })).toContain("Found NaN");
});

test("a failure is cancelled, expected, or else a bug", () => {
  const expected = new ExpectedError([{ path: "chosen", message: "There is no such design." }]);
  expect(expected.message).toBe("chosen: There is no such design.");
  expect(
    [new CancelledError(), expected, new BugError("no"), new TypeError("x"), "text"].map(failureKind),
  ).toEqual(["cancelled", "expected", "bug", "bug", "bug"]);
});
