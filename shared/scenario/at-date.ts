/**
 * A scenario as it is on a day: a model that has retired by then has given its place in every route to its
 * successor, or has left it empty.
 */
import type { Problem } from "../errors.ts";
import { designProblems } from "./design-problems.ts";
import { type ResolvedDesign, type Route, resolveDesigns } from "./designs.ts";
import { modelProblems } from "./model-problems.ts";
import { outlineOf } from "./outline.ts";
import type { Scenario } from "./schema.ts";

/** A model that has been switched off. */
export interface Retirement {
  readonly model: string;
  /** The first day without it. */
  readonly on: string;
  /** Who has its place on the day asked for: the last of a chain; undefined where nobody has. */
  readonly successor: string | undefined;
}

/** Models that have retired by a day (on it or before), in the order of their retirement. */
export function retirementsBy({ models }: Pick<Scenario, "models">, date: string): Retirement[] {
  const retired = Object.entries(models).flatMap(([model, { retires }]) =>
    retires !== undefined && retires <= date
      ? [{ model, on: retires, successor: heirOf(model, models, date) }]
      : [],
  );
  return retired.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** Who stands in for a model on a day: itself until it retires, then its successor, and that one's. */
function heirOf(model: string, models: Scenario["models"], date: string): string | undefined {
  const passed = new Set<string>();
  let heir: string | undefined = model;
  while (heir !== undefined && !passed.has(heir)) {
    passed.add(heir);
    const { retires, successor }: Scenario["models"][string] = models[heir] ?? { latency: {} };
    if (retires === undefined || retires > date) return heir;
    heir = successor;
  }
  return undefined;
}

/**
 * The scenario on a day. In routes a retired model's place is its successor's, under the successor's own name; where
 * that one stands in the route already, only its first place is kept: falling back on the model that has just failed
 * would be no fallback. Without a successor the entry is skipped. A route with nothing left fails every task, and
 * where no second entry is left nothing is escalated. Designs are resolved; a scenario in which nobody has retired
 * is given back as it is.
 */
export function scenarioAt(scenario: Scenario, date: string): Scenario {
  const { models } = scenario;
  if (retirementsBy(scenario, date).length === 0) return scenario;
  const designs = Object.entries(resolveDesigns(scenario)).map(([name, design]): [string, ResolvedDesign] => [
    name,
    designAt(design, (entry) => (Object.hasOwn(models, entry) ? heirOf(entry, models, date) : entry)),
  ]);
  return { ...scenario, designs: Object.fromEntries(designs) };
}

type Heir = (entry: string) => string | undefined;

function designAt(design: ResolvedDesign, heir: Heir): ResolvedDesign {
  const routes = Object.entries(design.route).map(
    ([step, entries]) => [step, entriesAt(entries, heir)] as const,
  );
  const route: Route = Object.fromEntries(routes.map(([step, entries]) => [step, [...entries]]));
  const { escalates, ...rest } = design;
  const kept = Object.entries(escalates ?? {}).filter(([step]) => (route[step]?.length ?? 0) > 1);
  return { ...rest, route, ...(kept.length > 0 ? { escalates: Object.fromEntries(kept) } : {}) };
}

function entriesAt(entries: readonly string[], heir: Heir): readonly string[] {
  const at: string[] = [];
  const changed = new Set<string>();
  for (const entry of entries) {
    const now = heir(entry);
    if (now === undefined) continue;
    if (now !== entry) changed.add(now);
    if (!(changed.has(now) && at.includes(now))) at.push(now);
  }
  return at.length > 0 ? at : ["error"];
}

/**
 * What makes a design impossible on a day though it is none as written: a successor whose limits need a step's largest
 * output that the step does not give, or that says its whole time only and stands in a stream.
 */
export function problemsAt(scenario: Scenario, date: string, design: string): Problem[] {
  const now = scenarioAt(scenario, date);
  const there = now.designs[design];
  if (now === scenario || there === undefined) return [];
  const { chosen: _, ...rest } = now;
  const outline = outlineOf({ ...rest, designs: { [design]: there } });
  return [...modelProblems(outline), ...designProblems(outline)].map((problem) => ({
    ...problem,
    message: `With the successors of the models that have retired by ${date}: ${problem.message}`,
  }));
}

/**
 * What became of the models that a scenario's designs ask and that have retired by a day, a sentence each; and which
 * designs fail for it.
 *
 * @example "large retired on 2027-06-30: backup has its place."
 */
export function retirementNotes(scenario: Scenario, date: string, designs: readonly string[]): string[] {
  const retired = retirementsBy(scenario, date);
  if (retired.length === 0) return [];
  const before = resolveDesigns(scenario);
  const after = resolveDesigns(scenarioAt(scenario, date));
  const asked = new Set(designs.flatMap((name) => Object.values(before[name]?.route ?? {}).flat()));
  const notes = retired
    .filter(({ model }) => asked.has(model))
    .map(({ model, on, successor }) =>
      successor === undefined
        ? `${model} retired on ${on} and has no successor: routes skip it.`
        : `${model} retired on ${on}: ${successor} has its place.`,
    );
  const failing = designs.flatMap((name) =>
    Object.entries(after[name]?.route ?? {})
      .filter(([step, [first]]) => first === "error" && before[name]?.route[step]?.[0] !== "error")
      .map(([step]) => `Every task of ${name} fails: nobody is left to ask for ${step}.`),
  );
  return [...notes, ...failing];
}
