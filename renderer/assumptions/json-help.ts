/** What the format says at a place of a scenario's text, and what is wrong at which line. */
import { getLocation } from "jsonc-parser";
import type { Problem } from "../../shared/errors.ts";
import { allowedText } from "../../shared/scenario/allowed.ts";
import { fieldAt } from "../../shared/scenario/field-at.ts";
import { formatPath } from "../../shared/scenario/path.ts";
import type { Json } from "../store/json.ts";
import { additionsAt } from "./additions.ts";

export interface PlaceHelp {
  readonly path: string;
  readonly label: string;
  /** What it means and what may stand there. */
  readonly words: string;
  /** Names that the object around the place doesn't have yet. */
  readonly further: readonly string[];
}

/** What stands at a place of the text, by the schema; undefined where the format has no such place. */
export function helpAt(text: string, offset: number, scenario: Json): PlaceHelp | undefined {
  const { path, isAtPropertyKey } = getLocation(text, offset);
  const field = fieldAt(path);
  if (path.length === 0 || field === undefined) return undefined;
  const allowed = field.kind === undefined ? "" : ` Allowed: ${allowedText(field)}.`;
  const around = isAtPropertyKey ? path.slice(0, -1) : path;
  const label = field.label === "" ? String(path.at(-1)) : field.label;
  return {
    path: formatPath(path),
    label,
    words: `${field.description}${allowed}`,
    further: additionsAt(scenario, around).map(({ key }) => key),
  };
}

/** Problems by the line they are on. */
export function problemLines(problems: readonly Problem[]): ReadonlySet<number> {
  return new Set(problems.flatMap(({ line }) => (line === undefined ? [] : [line])));
}

/** Where a line and column of a text are, counted in characters. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return Math.min(text.length, before + column - 1);
}
