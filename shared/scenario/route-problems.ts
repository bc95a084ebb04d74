/** Routes: every step has one, and every entry is somebody who can answer. */
import type { Problem } from "../errors.ts";
import {
  type DesignOutline,
  isLastResort,
  type Outline,
  problemAt,
  routeOf,
  unknownName,
} from "./outline.ts";
import type { Path } from "./path.ts";
import { isRawObject, memberAt, memberOf, objectOf } from "./raw.ts";
import { LAST_RESORTS } from "./schema.ts";

/** After these a route never goes on. `cached` does, where nothing is stored. */
const ENDS: readonly string[] = ["human", "canned", "error"];

export function routeProblems(outline: Outline): Problem[] {
  return outline.designs.flatMap((design) => problemsOfDesign(design, outline));
}

function problemsOfDesign(design: DesignOutline, outline: Outline): Problem[] {
  const route = memberOf(design.merged, "route");
  if (route === undefined) return design.isRoot ? [missingRoute(design, outline)] : [];
  if (!isRawObject(route)) return [];
  const steps = Object.keys(route);
  return [
    ...unknownSteps(steps, "route", design, outline),
    ...stepsWithoutRoute(steps, design, outline),
    ...steps.flatMap((step) => entryProblems(design, step, outline)),
    ...withoutModel(steps, design),
    ...escalationProblems(design, outline),
  ];
}

function missingRoute(design: DesignOutline, outline: Outline): Problem {
  const steps = outline.stepNames?.join(", ") ?? "each step";
  const message = `Design "${design.name}" has no route: say which models answer ${steps}.`;
  return problemAt(["designs", design.name, "route"], message);
}

function unknownSteps(
  named: readonly string[],
  member: string,
  design: DesignOutline,
  outline: Outline,
): Problem[] {
  const names = outline.stepNames;
  if (names === undefined) return [];
  return named
    .filter((step) => !names.includes(step))
    .map((step) => {
      const message = `Design "${design.whoSays(member, step)}" names a step "${step}" that task.steps does not have.`;
      return unknownName(design.whereWritten(member, step), step, message, names);
    });
}

function stepsWithoutRoute(routed: readonly string[], design: DesignOutline, outline: Outline): Problem[] {
  return (outline.stepNames ?? [])
    .filter((name) => !routed.includes(name))
    .map((name) => {
      const message = `Step "${name}" of the task has no route in design "${design.whoSays("route")}": say which models answer it.`;
      return problemAt([...design.whereWritten("route"), name], message);
    });
}

function entryProblems(design: DesignOutline, step: string, { models, file }: Outline): Problem[] {
  const entries = routeOf(design, step);
  const end = entries.findIndex(({ entry }) => ENDS.includes(entry));
  return entries.flatMap(({ entry, path }, index) => {
    if (end >= 0 && index > end) return [neverReached(path, entry, entries[end]?.entry ?? "", step)];
    if (isLastResort(entry)) return resortProblems(design, step, entry, path, file);
    return models === undefined || Object.hasOwn(models, entry)
      ? []
      : [unknownModel(design, step, entry, path, models)];
  });
}

function neverReached(path: Path, entry: string, end: string, step: string): Problem {
  const message = `"${entry}" is never reached: the route of step "${step}" ends at "${end}".`;
  return problemAt(path, message, { value: entry, allowed: `nothing after ${end}` });
}

function unknownModel(
  design: DesignOutline,
  step: string,
  entry: string,
  path: Path,
  models: object,
): Problem {
  const message = `Design "${design.whoSays("route", step)}" asks "${entry}" for step "${step}", and there is no such model in models.`;
  return unknownName(path, entry, message, [...Object.keys(models), ...LAST_RESORTS]);
}

function resortProblems(
  design: DesignOutline,
  step: string,
  entry: string,
  path: Path,
  file: unknown,
): Problem[] {
  if (entry === "human" && memberAt(file, "costs", "human") === undefined) {
    const message = `The route of step "${step}" ends at people, and costs.human does not say what they take: add costs.human.`;
    return [problemAt(path, message, { value: entry, allowed: "human only with costs.human" })];
  }
  if (entry === "cached" && design.complete && memberOf(design.merged, "cached") === undefined) {
    const message = `The route of step "${step}" falls back on stored answers, and design "${design.whoSays("route", step)}" does not say how often there is one: add "cached" to it.`;
    return [problemAt(path, message, { value: entry, allowed: "cached only with cached in the design" })];
  }
  return [];
}

function withoutModel(steps: readonly string[], design: DesignOutline): Problem[] {
  const entries = steps.flatMap((step) => routeOf(design, step));
  if (entries.length === 0 || entries.some(({ entry }) => !isLastResort(entry))) return [];
  const message = `Design "${design.whoSays("route")}" asks no model at all, in any step.`;
  return [problemAt(design.whereWritten("route"), message, { allowed: "at least one model in a route" })];
}

function escalationProblems(design: DesignOutline, outline: Outline): Problem[] {
  const steps = Object.keys(objectOf(memberOf(design.merged, "escalates")));
  const alone = steps.filter((step) => routeOf(design, step).length === 1);
  return [
    ...unknownSteps(steps, "escalates", design, outline),
    ...alone.map((step) => {
      const message = `Answers to step "${step}" can't be escalated in design "${design.whoSays("escalates", step)}": its route has no second entry.`;
      return problemAt(design.whereWritten("escalates", step), message, {
        allowed: "steps with two entries or more",
      });
    }),
  ];
}
