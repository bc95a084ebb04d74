/**
 * The three kinds of failure, which are three different things to the user:
 * cancelled (they asked for it: say nothing), expected (they can mend it: say what, where and how) and
 * bug (we have to mend it: keep the evidence).
 */

/** One thing that is wrong with something the user wrote. */
export interface Problem {
  /** Where, as `models.large.price.input` or `task.steps[0].input`; empty for the file as a whole. */
  readonly path: string;
  /** What stands there; absent where nothing does. */
  readonly value?: unknown;
  /** What is wrong, as a sentence, with what to do where that is not obvious. */
  readonly message: string;
  /** What may stand there: "a number from 0 to 1", "one of sync, stream, async, batch". */
  readonly allowed?: string;
  /** The likely intention, ready to be put in its place: a name that exists, a number in range. */
  readonly suggestion?: string;
  /** Position in the text, both counted from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** The user, or a newer request, stopped the work. Never shown as an error. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";
  readonly kind = "cancelled";

  constructor(message = "The work was cancelled.") {
    super(message);
  }
}

/** Something that the user can put right: carries every problem that was found, at least one. */
export class ExpectedError extends Error {
  override readonly name = "ExpectedError";
  readonly kind = "expected";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(problemText).join("\n"), options);
    this.problems = problems;
  }
}

/** Something that cannot happen has happened. */
export class BugError extends Error {
  override readonly name = "BugError";
  readonly kind = "bug";
}

export type FailureKind = "cancelled" | "expected" | "bug";

/** What kind of failure a caught value is; whatever is not one of ours is a bug. */
export function failureKind(error: unknown): FailureKind {
  if (error instanceof CancelledError) return "cancelled";
  if (error instanceof ExpectedError) return "expected";
  return "bug";
}

/**
 * One problem on one line, as a terminal prints it.
 *
 * @example
 * problemText({ path: "value.keptShare", value: 1.4, message: "The kept share is too large.", allowed: "a number from 0 to 1", line: 3, column: 9 })
 * // "3:9 value.keptShare: The kept share is too large. Found 1.4; allowed: a number from 0 to 1."
 */
export function problemText(problem: Problem): string {
  const place = problem.line === undefined ? "" : `${problem.line}:${problem.column ?? 1} `;
  const path = problem.path === "" ? "" : `${problem.path}: `;
  const found = problem.value === undefined ? "" : `Found ${valueText(problem.value)}`;
  const allowed = problem.allowed === undefined ? "" : `allowed: ${problem.allowed}`;
  const facts = [found, allowed].filter((part) => part !== "").join("; ");
  const hint = problem.suggestion === undefined ? "" : ` Did you mean ${problem.suggestion}?`;
  return `${place}${path}${problem.message}${facts === "" ? "" : ` ${capitalised(facts)}.`}${hint}`;
}

const LONGEST_VALUE = 60;

/** A value as JSON, cut to a length that fits on a line. */
export function valueText(value: unknown): string {
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
