/** Steps as a design routes them, with what it takes from the design that it is like. */
import { mergedDesigns } from "../../shared/scenario/designs.ts";
import { listOf, memberAt } from "../../shared/scenario/raw.ts";
import { isList, type Json, valueAt } from "../store/json.ts";

/** The names of a task's steps, in order. */
export function stepNames(scenario: Json): readonly string[] {
  const steps = valueAt(scenario, ["task", "steps"]);
  return (isList(steps) ? steps : []).flatMap((step) => {
    const name = valueAt(step, ["name"]);
    return typeof name === "string" ? [name] : [];
  });
}

/** The steps for which a design could ask somebody else after the first answer. */
export function stepsToEscalate(scenario: Json, design: string): readonly string[] {
  const merged = mergedDesigns(valueAt(scenario, ["designs"])).get(design);
  return stepNames(scenario).filter((step) => {
    const [, second] = listOf(memberAt(merged, "route", step));
    return typeof second === "string" && isModel(scenario, second);
  });
}

const isModel = (scenario: Json, name: string): boolean => valueAt(scenario, ["models", name]) !== undefined;
