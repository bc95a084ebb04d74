/**
 * The skeleton of a file that may be broken anywhere: what the checks across fields need, read without trusting
 * anything. What is not there, or not of the right kind, is told by the comparison with the schema and is left
 * out here.
 */
import type { Problem } from "../errors.ts";
import { ancestry, mergedDesigns } from "./designs.ts";
import { formatPath, type Path } from "./path.ts";
import { isRawObject, listOf, memberAt, memberOf, objectOf, type RawObject, textOf } from "./raw.ts";
import { LAST_RESORTS } from "./schema.ts";
import { closest } from "./spelling.ts";

export interface StepOutline {
  /** Its name, or its number where it has none. */
  readonly name: string;
  readonly step: RawObject;
  readonly path: Path;
}

export interface DesignOutline {
  readonly name: string;
  /** With what `like` gives it. */
  readonly merged: RawObject;
  /** False where `like` leads nowhere, so that nothing can be said to be missing. */
  readonly complete: boolean;
  /** True for a design that is like no other. */
  readonly isRoot: boolean;
  /** The design that says a member: the design itself, or the one that it takes it from. */
  whoSays(...names: readonly string[]): string;
  /** The path of a member as it is written there. */
  whereWritten(...names: readonly string[]): Path;
}

export interface Outline {
  readonly file: RawObject;
  readonly steps: readonly StepOutline[];
  /** Undefined where not every step has a name, so that nobody can say which are missing. */
  readonly stepNames: readonly string[] | undefined;
  /** Undefined where there are none. */
  readonly models: RawObject | undefined;
  readonly designs: readonly DesignOutline[];
}

export function outlineOf(file: RawObject): Outline {
  const list = listOf(memberAt(file, "task", "steps"));
  const names = list.map((step) => textOf(memberOf(step, "name")));
  const models = objectOf(memberOf(file, "models"));
  const designs = memberOf(file, "designs");
  return {
    file,
    steps: list.flatMap((step, index) =>
      isRawObject(step)
        ? [{ name: names[index] ?? `number ${index + 1}`, step, path: ["task", "steps", index] }]
        : [],
    ),
    stepNames: names.length > 0 && names.every((name) => name !== undefined) ? names : undefined,
    models: Object.keys(models).length > 0 ? models : undefined,
    designs: [...mergedDesigns(designs)].map(([name, merged]) => designOutline(designs, name, merged)),
  };
}

function designOutline(designs: unknown, name: string, merged: RawObject): DesignOutline {
  const { names, circle } = ancestry(designs, name);
  const last = names.at(-1);
  const leadsOn = last !== undefined && memberAt(designs, last, "like") !== undefined;
  const whoSays = (...members: readonly string[]) =>
    names.find((candidate) => memberAt(designs, candidate, ...members) !== undefined) ?? name;
  return {
    name,
    merged,
    complete: !circle && !leadsOn && names.length > 0,
    isRoot: !leadsOn && names.length === 1,
    whoSays,
    whereWritten: (...members) => ["designs", whoSays(...members), ...members],
  };
}

/** The entries of a design's route for a step, with the path of each; empty where there is none. */
export function routeOf(
  design: DesignOutline,
  step: string,
): readonly { readonly entry: string; readonly path: Path }[] {
  const path = design.whereWritten("route", step);
  return listOf(memberAt(design.merged, "route", step)).flatMap((entry, index) =>
    typeof entry === "string" ? [{ entry, path: [...path, index] }] : [],
  );
}

export function isLastResort(entry: string): boolean {
  return LAST_RESORTS.some((resort) => resort === entry);
}

/** A problem at a path, with the value that stands there. */
export function problemAt(
  path: Path,
  message: string,
  more: Omit<Problem, "path" | "message"> = {},
): Problem {
  return { path: formatPath(path), message, ...more };
}

/** A name that is not among those it could be. */
export function unknownName(path: Path, value: string, message: string, names: readonly string[]): Problem {
  const suggestion = closest(value, names);
  const allowed = names.length === 0 ? "none is defined" : names.join(", ");
  return problemAt(path, message, { value, allowed, ...(suggestion === undefined ? {} : { suggestion }) });
}
