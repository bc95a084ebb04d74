/**
 * The skeleton of a file that may be broken anywhere: what the checks across fields need, read without trusting
 * anything. What is not there, or not of the right kind, is told by the comparison with the schema and is left
 * out here.
 */
import type { Problem } from "../errors.ts";
import { ancestry, mergedDesign } from "./designs.ts";
import { formatPath, type Path } from "./path.ts";
import { isRawObject, listOf, memberAt, memberOf, objectOf, type RawObject, textOf } from "./raw.ts";
import { LAST_RESORTS } from "./schema.ts";
import { closest } from "./spelling.ts";

export interface StepOutline {
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

/** Lists are undefined where the file has none that could be read. */
export interface Outline {
  readonly file: RawObject;
  readonly steps: readonly StepOutline[] | undefined;
  readonly models: RawObject | undefined;
  readonly designs: readonly DesignOutline[];
}

export function outlineOf(file: RawObject): Outline {
  const steps = memberAt(file, "task", "steps");
  const models = memberOf(file, "models");
  const designs = memberOf(file, "designs");
  return {
    file,
    steps: Array.isArray(steps) && steps.every(isRawObject) ? stepsOf(steps) : undefined,
    models: isRawObject(models) ? models : undefined,
    designs: Object.keys(objectOf(designs)).map((name) => designOutline(designs, name)),
  };
}

function stepsOf(steps: readonly RawObject[]): StepOutline[] {
  return steps.flatMap((step, index) => {
    const name = textOf(memberOf(step, "name"));
    return name === undefined ? [] : [{ name, step, path: ["task", "steps", index] }];
  });
}

function designOutline(designs: unknown, name: string): DesignOutline {
  const { names, circle } = ancestry(designs, name);
  const last = names.at(-1);
  const leadsOn = last !== undefined && memberAt(designs, last, "like") !== undefined;
  const whoSays = (...members: readonly string[]) =>
    names.find((candidate) => memberAt(designs, candidate, ...members) !== undefined) ?? name;
  return {
    name,
    merged: mergedDesign(designs, name),
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
