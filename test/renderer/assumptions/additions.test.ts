import { describe, expect, test } from "vitest";
import { additionsAt } from "../../../renderer/assumptions/additions.ts";
import { outline } from "../../../renderer/assumptions/outline.ts";
import { referenceNames } from "../../../renderer/assumptions/reference-names.ts";
import { isObject, type Json, valueAt, withValue } from "../../../renderer/store/json.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { scenarioProblems } from "../../../shared/scenario/parse.ts";
import { formatPath, type Path } from "../../../shared/scenario/path.ts";

const scenario: Json = JSON.parse(example);

/** Paths of all groups, the scenario itself first. */
function groupPaths(): readonly Path[] {
  const visit = (groups: ReturnType<typeof outline>): readonly Path[] =>
    groups.flatMap((group) => [...(group.path.length > 0 ? [group.path] : []), ...visit(group.groups)]);
  return [[], ...visit(outline(scenario))];
}

describe("what can be added", () => {
  test("is what the format knows and the scenario leaves out", () => {
    const keys = additionsAt(scenario, ["models", "small", "latency"]);
    expect(keys.map((addition) => addition.key)).toContain("stalls");
    expect(keys.map((addition) => addition.key)).not.toContain("firstToken");
    expect(keys.find((addition) => addition.key === "sticky")?.description).not.toBe("");
  });

  test("leaves the scenario sound wherever it is put, but for names that only a person knows", () => {
    const people: ReadonlySet<string> = new Set(["trace", "once", "cached"]);
    const wrong: string[] = [];
    let tried = 0;
    for (const path of groupPaths()) {
      for (const addition of additionsAt(scenario, path)) {
        const added = withValue(scenario, [...path, addition.key], addition.starting);
        const problems = added === undefined || people.has(addition.key) ? [] : scenarioProblems(added);
        wrong.push(...problems.map(({ message }) => `${formatPath([...path, addition.key])}: ${message}`));
        tried += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(60);
  });

  test("is nothing where names are free, and inside quantities", () => {
    expect(additionsAt(scenario, ["models"])).toEqual([]);
    expect(additionsAt(scenario, ["traffic", "adoption"])).toEqual([]);
  });
});

describe("a field that names something else", () => {
  test("is a choice among what there is", () => {
    const designs = valueAt(scenario, ["designs"]);
    expect(referenceNames(scenario, ["chosen"])).toEqual(isObject(designs) ? Object.keys(designs) : []);
    expect(referenceNames(scenario, ["designs", "streamed", "like"])).toEqual([
      "sync",
      "queued",
      "overnight",
    ]);
    expect(referenceNames(scenario, ["models", "large", "successor"])).toEqual(["small", "backup"]);
    expect(referenceNames(scenario, ["task", "unit"])).toBeUndefined();
  });
});
