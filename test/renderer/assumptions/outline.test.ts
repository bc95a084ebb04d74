import { describe, expect, test } from "vitest";
import { chosenDesign, essentials, firstModel } from "../../../renderer/assumptions/essentials.ts";
import { allRows, filtered, outline } from "../../../renderer/assumptions/outline.ts";
import { placedProblems } from "../../../renderer/assumptions/problems.ts";
import { assumptionValue, saidByPath } from "../../../renderer/assumptions/sources.ts";
import { isList, isObject, type Json, valueAt } from "../../../renderer/store/json.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { formatPath } from "../../../shared/scenario/path.ts";
import everyField from "../../scenario-files/every-field.json?raw";

const scenario: Json = JSON.parse(example);
const every: Json = JSON.parse(everyField);

/** Paths of all numbers, texts and switches of a value. */
function leaves(
  value: Json,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (isList(value)) return value.flatMap((item, index) => leaves(item, [...path, index]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  return [path];
}

describe("the panel", () => {
  test("shows every field of a scenario once, in a row of its own or inside one", () => {
    const rows = allRows(outline(every)).map((row) => formatPath(row.path));
    expect(new Set(rows).size).toBe(rows.length);
    const left = leaves(every)
      .filter(([section]) => !["plimsoll", "assumptions", "correlations"].includes(String(section)))
      .filter((leaf) => !leaf.some((_, at) => rows.includes(formatPath(leaf.slice(0, at + 1)))));
    expect(left.map(formatPath)).toEqual([]);
  });

  test("calls models, designs and steps by their names, and fields by the format's labels", () => {
    const labels = allRows(outline(scenario)).map((row) => row.label);
    expect(labels).toContain("Users");
    const models = outline(scenario).find((group) => group.label === "Models");
    expect(models?.groups.map((group) => group.label)).toEqual(["small", "large", "backup"]);
    const costs = allRows(outline(scenario)).find(
      (row) => formatPath(row.path) === 'costs.monthly["search index"]',
    );
    expect(costs?.label).toBe("search index");
  });

  test("opens with the dozen or so that decide most, for the model that is asked first", () => {
    const rows = essentials(scenario, outline(scenario)).map((row) => formatPath(row.path));
    expect(rows).toContain("traffic.users");
    expect(rows).toContain("models.large.price.input");
    expect(rows).toContain("models.large.latency.firstToken");
    expect(rows).toContain("targets.latency[0].seconds");
    expect(rows.length).toBeGreaterThanOrEqual(10);
    expect(rows.length).toBeLessThanOrEqual(15);
  });

  test("finds the first model of a design along what it is like", () => {
    expect(chosenDesign(scenario)).toBe("streamed");
    expect(firstModel(scenario, "streamed", "answer")).toBe("large");
    expect(firstModel({ designs: { a: { like: "b" }, b: { like: "a" } } }, "a", "answer")).toBeUndefined();
  });

  test("finds assumptions by name, group or path", () => {
    const paths = (words: string) =>
      allRows(filtered(outline(scenario), words)).map((row) => formatPath(row.path));
    expect(paths("large price")).toEqual([
      "models.large.price.input",
      "models.large.price.cachedInput",
      "models.large.price.output",
    ]);
    expect(paths("keptShare")).toEqual(["value.keptShare"]);
    expect(paths("no such thing")).toEqual([]);
    expect(paths("  ")).toHaveLength(allRows(outline(scenario)).length);
  });
});

describe("problems", () => {
  test("stand at the field they are about, or inside of", () => {
    const rows = allRows(outline(scenario));
    const placed = placedProblems(
      [
        { path: "traffic.adoption.beta.p5", message: "inside" },
        { path: "task.steps[1].input", message: "at" },
        { path: "models.medium", message: "elsewhere" },
      ],
      rows,
    );
    expect(placed.atField.get("traffic.adoption")?.[0]?.message).toBe("inside");
    expect(placed.atField.get("task.steps[1].input")?.[0]?.message).toBe("at");
    expect(placed.elsewhere.map((problem) => problem.message)).toEqual(["elsewhere"]);
  });
});

describe("sources", () => {
  test("are found whichever way the file writes the path", () => {
    const said = saidByPath({
      ...(isObject(scenario) ? scenario : {}),
      assumptions: { "task.steps.answer.input": { source: "measured", by: "engineering" } },
    });
    expect(said.get("task.steps[1].input")).toEqual({
      key: "task.steps.answer.input",
      assumption: { source: "measured", by: "engineering", note: undefined, on: undefined },
    });
  });

  test("that say nothing are not written", () => {
    expect(assumptionValue({ source: undefined, by: " ", note: "" })).toBeUndefined();
    expect(assumptionValue({ source: "guess", by: " finance " })).toEqual({ source: "guess", by: "finance" });
    expect(valueAt(scenario, ["assumptions", "traffic.adoption", "by"])).toBe("finance");
  });
});
