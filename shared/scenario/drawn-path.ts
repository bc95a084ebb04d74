/** Under which name an unknown is drawn, however the file's path to it is written. */
import type { Path } from "./path.ts";
import { listOf, memberOf, textOf } from "./raw.ts";

/**
 * The path under which the engine draws a field's unknown: names bare, steps by name, designs without theirs (so that
 * neither moving a step nor renaming a design draws anything anew), and no family on the way to a shift.
 *
 * @param path as `findPath` gives it
 * @example
 * drawnPath({}, ["designs", "sync", "cache", "hitShare"]) // "designs.cache.hitShare"
 */
export function drawnPath(scenario: unknown, path: Path): string {
  const [section, second, third] = path;
  let named = path;
  if (section === "designs") named = ["designs", ...path.slice(2)];
  else if (section === "task" && second === "steps" && typeof third === "number") {
    const step = listOf(memberOf(memberOf(scenario, "task"), "steps"))[third];
    named = ["task", "steps", textOf(memberOf(step, "name")) ?? third, ...path.slice(3)];
  }
  const text = named.join(".").replace(/\.evaluation\.shift$/, ".shift");
  // A design's own patience is drawn in place of the task's.
  return text.replace(/^designs\.patience(?=\.|$)/, "task.patience");
}
