import { describe, expect, test } from "vitest";
import { withMember } from "../../../renderer/assumptions/add-member.tsx";
import { actsOn } from "../../../renderer/assumptions/member-acts.ts";
import { collectionAt, nameForNew } from "../../../renderer/assumptions/members.ts";
import {
  duplicated,
  freeName,
  nameProblem,
  removed,
  renamed,
  shifted,
  variation,
} from "../../../renderer/assumptions/restructure.ts";
import { createDocumentStore, undoName } from "../../../renderer/store/document-store.ts";
import { isObject, type Json, valueAt, withValue } from "../../../renderer/store/json.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { resolveDesigns } from "../../../shared/scenario/designs.ts";
import { parseScenario, scenarioProblems } from "../../../shared/scenario/parse.ts";
import type { Path } from "../../../shared/scenario/path.ts";
import { scenarioSchema } from "../../../shared/scenario/schema.ts";
import everyField from "../../scenario-files/every-field.json?raw";

const scenario: Json = JSON.parse(example);
const every: Json = JSON.parse(everyField);
const keys = (value: Json | undefined): readonly string[] => (isObject(value) ? Object.keys(value) : []);
const designsOf = (value: Json) => resolveDesigns(scenarioSchema.parse(value));

describe("renaming", () => {
  test.each<[string, Path, string]>([
    ["a design", ["designs", "sync"], "plain"],
    ["a model", ["models", "first"], "main one"],
    ["a step", ["task", "steps", 0], "reply"],
    ["a cost", ["costs", "monthly", "search index"], "vector store"],
  ])("%s takes along all that refers to it", (_, path, to) => {
    const after = renamed(every, path, to);
    expect(after).not.toEqual(every);
    expect(scenarioProblems(after)).toEqual([]);
    expect(JSON.stringify(after).length).toBeGreaterThan(0);
  });

  test("a design keeps its place, and the choice and what is like it follow", () => {
    const after = renamed(scenario, ["designs", "sync"], "plain");
    expect(keys(valueAt(after, ["designs"]))).toEqual(["plain", "streamed", "queued", "overnight"]);
    expect(valueAt(after, ["designs", "streamed", "like"])).toBe("plain");
    expect(valueAt(renamed(scenario, ["designs", "streamed"], "live"), ["chosen"])).toBe("live");
  });

  test("a model brings its sources and its places in routes along", () => {
    const after = renamed(scenario, ["models", "large"], "big");
    expect(valueAt(after, ["designs", "sync", "route", "answer"])).toEqual(["big", "backup", "human"]);
    expect(keys(valueAt(after, ["assumptions"]))).toContain("models.big.success");
  });

  test("is refused where the name is taken or empty, in words", () => {
    expect(nameProblem(scenario, ["designs", "sync"], "streamed")).toBe("“streamed” is already there.");
    expect(nameProblem(scenario, ["designs", "sync"], "  ")).toContain("letter");
    expect(nameProblem(scenario, ["designs", "sync"], "new")).toBeUndefined();
  });
});

describe("deleting", () => {
  test("a design leaves those that were like it as they were", () => {
    const before = designsOf(scenario);
    const after = removed(scenario, ["designs", "sync"]);
    expect(scenarioProblems(after)).toEqual([]);
    for (const name of ["streamed", "queued", "overnight"])
      expect(designsOf(after)[name]).toEqual(before[name]);
  });

  test("the judged design leaves the first one to be judged", () => {
    expect(valueAt(removed(scenario, ["designs", "streamed"]), ["chosen"])).toBeUndefined();
  });

  test("a step takes its routes with it and moves the sources of those behind it", () => {
    const sourced = withValue(scenario, ["assumptions", "task.steps[1].input"], { source: "guess" }) ?? {};
    const after = removed(sourced, ["task", "steps", 0]);
    expect(scenarioProblems(after)).toEqual([]);
    expect(keys(valueAt(after, ["designs", "sync", "route"]))).toEqual(["answer"]);
    expect(keys(valueAt(after, ["assumptions"]))).toContain("task.steps[0].input");
  });

  test("the last design, model or step is not offered", () => {
    expect(actsOn(every, ["task", "steps", 0]).find(({ label }) => label === "Delete")?.why).toContain(
      "at least one step",
    );
  });
});

describe("one more", () => {
  test("of anything that comes in numbers leaves a sound scenario", () => {
    const places: readonly Path[] = [
      ["models"],
      ["designs"],
      ["task", "steps"],
      ["costs", "monthly"],
      ["costs", "once"],
      ["costs", "perTask"],
      ["targets", "latency"],
      ["models", "first", "price", "changes"],
      ["correlations"],
    ];
    const uncertain = withValue(every, ["traffic", "adoption"], { beta: { p5: 0.3, p95: 0.7 } });
    const start = withValue(uncertain, ["value", "keptShare"], { beta: { p5: 0.8, p95: 0.97 } });
    const whole = withValue(start, ["traffic", "users"], { lognormal: { p5: 1000, p95: 9000 } }) ?? {};
    for (const path of places) {
      const collection = collectionAt(whole, path);
      expect(collection, path.join(".")).toBeDefined();
      if (collection === undefined) continue;
      const after = withMember(whole, path, collection, nameForNew(whole, path, collection));
      expect(after, path.join(".")).not.toEqual(whole);
      expect(scenarioProblems(after), path.join(".")).toEqual([]);
    }
  });

  test("design, model or step as a copy stands behind the first under a free name, and answers the same", () => {
    const { after } = duplicated(scenario, ["designs", "sync"]);
    expect(keys(valueAt(after, ["designs"]))).toEqual(["sync", "sync 2", "streamed", "queued", "overnight"]);
    expect(designsOf(after)["sync 2"]).toEqual(designsOf(after)["sync"]);
    expect(scenarioProblems(duplicated(every, ["models", "first"]).after)).toEqual([]);
    expect(scenarioProblems(duplicated(scenario, ["task", "steps", 0]).after)).toEqual([]);
    expect(freeName("sync", ["sync", "sync 2"])).toBe("sync 3");
  });

  test("variation of a design says only what it varies", () => {
    const { after } = variation(scenario, "sync");
    expect(valueAt(after, ["designs", "like sync"])).toEqual({ like: "sync" });
    expect(scenarioProblems(after)).toEqual([]);
  });
});

describe("moving", () => {
  test("a step changes places with its neighbour, and sources by number follow", () => {
    const sourced = withValue(scenario, ["assumptions", "task.steps[0].input"], { source: "guess" }) ?? {};
    const after = shifted(sourced, ["task", "steps", 0], 1);
    expect(valueAt(after, ["task", "steps", 1, "name"])).toBe("classify");
    expect(keys(valueAt(after, ["assumptions"]))).toContain("task.steps[1].input");
    expect(shifted(scenario, ["task", "steps", 0], -1)).toBe(scenario);
  });
});

test("Each act is one step to undo, by its name", () => {
  const store = createDocumentStore(parseScenario);
  store.getState().load(example, undefined, undefined);
  const before = store.getState().value;
  const [act] = actsOn(before, ["designs", "queued"]).filter(({ label }) => label === "Duplicate");
  store.getState().edit([], act?.run(before), act?.undo ?? "");
  expect(undoName(store.getState())).toBe("Duplicate “queued”");
  expect(keys(valueAt(store.getState().value, ["designs"]))).toContain("queued 2");
  store.getState().undo();
  expect(store.getState().value).toEqual(before);
});
