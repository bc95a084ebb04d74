/** Which field a problem belongs to. */
import type { Problem } from "../../shared/errors.ts";
import { formatPath } from "../../shared/scenario/path.ts";
import type { Row } from "./outline.ts";

export interface PlacedProblems {
  /** By the text of the field's path. */
  readonly atField: ReadonlyMap<string, readonly Problem[]>;
  /** What no field on screen stands for: something missing, or something that the format doesn't know. */
  readonly elsewhere: readonly Problem[];
}

/** Puts each problem at the field that it is about, or that it is inside of. */
export function placedProblems(problems: readonly Problem[], rows: readonly Row[]): PlacedProblems {
  const paths = new Set(rows.map((row) => formatPath(row.path)));
  const atField = new Map<string, Problem[]>();
  const elsewhere: Problem[] = [];
  for (const problem of problems) {
    const path = heads(problem.path).find((head) => paths.has(head));
    if (path === undefined) elsewhere.push(problem);
    else atField.set(path, [...(atField.get(path) ?? []), problem]);
  }
  return { atField, elsewhere };
}

/** A path's text and the texts of all that it is inside of, the longest first. */
function heads(path: string): readonly string[] {
  const ends = [...path.matchAll(/[.[]/g)].map((match) => match.index);
  return [path, ...ends.reverse().map((end) => path.slice(0, end))];
}

/** A problem as a sentence for its field, with what is allowed. */
export function problemSentence(problem: Problem): string {
  const allowed = problem.allowed === undefined ? "" : ` Allowed: ${problem.allowed}.`;
  const suggestion = problem.suggestion === undefined ? "" : ` Did you mean ${problem.suggestion}?`;
  return problem.message + allowed + suggestion;
}
