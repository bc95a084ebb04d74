/**
 * The dozen assumptions that decide most scenarios: how much traffic, how large the work, what the first
 * model costs, allows and takes, and what was promised.
 */
import type { Path } from "../../shared/scenario/path.ts";
import { isList, isObject, type Json, valueAt } from "../store/json.ts";
import { allRows, type Group, type Row } from "./outline.ts";

/** The design that is judged: the chosen one, or the first. */
export function chosenDesign(scenario: Json): string | undefined {
  const chosen = valueAt(scenario, ["chosen"]);
  if (typeof chosen === "string") return chosen;
  const designs = valueAt(scenario, ["designs"]);
  return isObject(designs) ? Object.keys(designs)[0] : undefined;
}

/** The first model that a design sends a step to, looked up along its `like`. */
export function firstModel(scenario: Json, design: string | undefined, step: string): string | undefined {
  const seen = new Set<string>();
  let name = design;
  while (name !== undefined && !seen.has(name)) {
    seen.add(name);
    const route = valueAt(scenario, ["designs", name, "route", step]);
    if (isList(route) && typeof route[0] === "string") return route[0];
    const like = valueAt(scenario, ["designs", name, "like"]);
    name = typeof like === "string" ? like : undefined;
  }
  return undefined;
}

/** The step that is asked last: the one whose answer the user reads. */
function lastStep(scenario: Json): { readonly index: number; readonly name: string } | undefined {
  const steps = valueAt(scenario, ["task", "steps"]);
  if (!isList(steps) || steps.length === 0) return undefined;
  const index = steps.length - 1;
  const name = valueAt(steps[index], ["name"]);
  return { index, name: typeof name === "string" ? name : "" };
}

interface Essential {
  readonly path: Path;
  /** A label that says whose it is, where the group around it does not. */
  readonly label?: string;
}

function essentialPaths(scenario: Json): readonly Essential[] {
  const step = lastStep(scenario);
  const model = step === undefined ? undefined : firstModel(scenario, chosenDesign(scenario), step.name);
  const ofStep = (key: string, label?: string): Essential[] =>
    step === undefined ? [] : [{ path: ["task", "steps", step.index, key], ...(label && { label }) }];
  const ofModel = (keys: readonly string[], label: string): Essential[] =>
    model === undefined ? [] : [{ path: ["models", model, ...keys], label: `${label}, ${model}` }];
  // The first ten are the first view; the rest follows where one of them is missing or known not to matter.
  return [
    { path: ["traffic", "users"] },
    { path: ["traffic", "tasksPerUser"] },
    { path: ["traffic", "adoption"] },
    ...ofStep("input"),
    ...ofStep("output"),
    ...ofModel(["price", "input"], "Input price"),
    ...ofModel(["price", "output"], "Output price"),
    ...ofModel(["limits", "tokensPerMinute"], "Token limit"),
    { path: ["targets", "monthlyCost"], label: "Budget" },
    { path: ["targets", "latency", 0, "seconds"], label: "Latency promise" },
    ...ofStep("calls", `Calls to ${step?.name ?? "answer"}`),
    ...ofModel(["latency", "firstToken"], "First token"),
    { path: ["value", "keptShare"] },
    { path: ["targets", "costPerUnit"], label: "Cost per unit, at most" },
  ];
}

/** The rows of the first view, those of them that the scenario has. */
export function essentials(scenario: Json, sections: readonly Group[]): readonly Row[] {
  const rows = new Map(allRows(sections).map((row) => [row.path.join("\n"), row]));
  return essentialPaths(scenario).flatMap(({ path, label }) => {
    const row = rows.get(path.join("\n"));
    return row === undefined ? [] : [label === undefined ? row : { ...row, label }];
  });
}
