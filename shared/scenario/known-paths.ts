/** The paths that a file has, for somebody who mistyped one. */
import { fieldAt, valueAt } from "./field-at.ts";
import { formatPath, type Path, type Segment } from "./path.ts";
import { memberOf, objectOf } from "./raw.ts";
import { closest } from "./spelling.ts";

const MOST_PATHS = 2000;

/** The path in a file that a text was probably meant to be, among those that fit; undefined where none is near. */
export function nearestPath(file: unknown, text: string, fits: (path: Path) => boolean): string | undefined {
  const paths = pathsOf(file).filter(fits).map(readable(file));
  const last = text.split(".").at(-1);
  return closest(text, paths) ?? paths.find((path) => path.split(".").at(-1) === last);
}

/** The paths of all fields that stand in a file, at most 2000; parts of distributions are left out. */
export function pathsOf(file: unknown): Path[] {
  const paths: Path[] = [];
  const visit = (value: unknown, path: Path) => {
    if (paths.length >= MOST_PATHS) return;
    if (path.length > 0) paths.push(path);
    if (fieldAt(path)?.kind === "quantity") return;
    for (const segment of segmentsOf(value)) {
      if (fieldAt([...path, segment]) !== undefined) visit(valueAt(value, segment), [...path, segment]);
    }
  };
  visit(file, []);
  return paths.filter(
    (path) => path[0] !== "assumptions" && path[0] !== "correlations" && path[0] !== "readiness",
  );
}

function segmentsOf(value: unknown): Iterable<Segment> {
  return Array.isArray(value) ? value.keys() : Object.keys(objectOf(value));
}

/** Steps are told by name rather than by number. */
function readable(file: unknown): (path: Path) => string {
  return (path) => {
    const steps = memberOf(memberOf(file, "task"), "steps");
    const step =
      Array.isArray(steps) && path[1] === "steps" && typeof path[2] === "number" ? steps[path[2]] : undefined;
    const name = memberOf(step, "name");
    return formatPath(typeof name === "string" ? ["task", "steps", name, ...path.slice(3)] : path);
  };
}
