import { beforeEach, describe, expect, test } from "vitest";
import {
  createDocumentStore,
  type DocumentStore,
  isDirty,
  redoName,
  titleOf,
  undoName,
} from "../../../renderer/store/document-store.ts";
import { valueAt } from "../../../renderer/store/json.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { parseScenario } from "../../../shared/scenario/parse.ts";

let store: DocumentStore;
const state = () => store.getState();
const users = () => valueAt(state().value, ["traffic", "users"]);

beforeEach(() => {
  store = createDocumentStore(parseScenario);
  state().load(example, "support.json", "handle");
});

describe("the open scenario", () => {
  test("is what the file says, and not edited", () => {
    expect(titleOf(state())).toBe("Support assistant");
    expect(isDirty(state())).toBe(false);
    expect(state().scenario?.traffic.users).toBe(100_000);
    expect(state().text()).toBe(example);
  });

  test("undoes and redoes every edit by its name", () => {
    state().edit(["traffic", "users"], 120_000, "Users");
    state().edit(["targets", "monthlyCost"], 40_000, "Budget");
    expect(undoName(state())).toBe("Budget");
    state().undo();
    expect(undoName(state())).toBe("Users");
    expect(redoName(state())).toBe("Budget");
    state().undo();
    expect(users()).toBe(100_000);
    expect(undoName(state())).toBeUndefined();
    state().redo();
    state().redo();
    expect(valueAt(state().value, ["targets", "monthlyCost"])).toBe(40_000);
    expect(redoName(state())).toBeUndefined();
  });

  test("forgets what was undone when something else is edited", () => {
    state().edit(["traffic", "users"], 1, "Users");
    state().undo();
    state().edit(["traffic", "users"], 2, "Users");
    expect(redoName(state())).toBeUndefined();
    expect(users()).toBe(2);
  });

  test("counts the steps of one gesture as one edit", () => {
    for (const value of [110_000, 120_000, 130_000])
      state().edit(["traffic", "users"], value, "Users", "held key");
    expect(state().past).toHaveLength(1);
    state().undo();
    expect(users()).toBe(100_000);
  });

  test("does not count an edit that changes nothing", () => {
    state().edit(["traffic", "users"], 100_000, "Users");
    expect(undoName(state())).toBeUndefined();
  });

  test("is edited until it is saved, and again after an undo beyond the saving", () => {
    state().edit(["traffic", "users"], 5, "Users");
    expect(isDirty(state())).toBe(true);
    state().saved(state().text(), "other.json", "new handle");
    expect(isDirty(state())).toBe(false);
    expect(state().fileName).toBe("other.json");
    state().undo();
    expect(isDirty(state())).toBe(true);
    state().redo();
    expect(isDirty(state())).toBe(false);
  });

  test("keeps the last good scenario while a value is wrong, and says which", () => {
    const good = state().scenario;
    state().edit(["traffic", "adoption"], 1.4, "Adoption");
    expect(state().scenario).toBe(good);
    expect(state().problems.map((problem) => problem.path)).toEqual(["traffic.adoption"]);
    state().edit(["traffic", "adoption"], 0.4, "Adoption");
    expect(state().problems).toEqual([]);
    expect(state().scenario?.traffic.adoption).toBe(0.4);
  });

  test("stays open when a text that is no scenario is opened", () => {
    const before = state().value;
    const problems = state().load("not json", "x.json", undefined);
    expect(problems.length).toBeGreaterThan(0);
    expect(state().value).toBe(before);
    expect(state().fileName).toBe("support.json");
  });

  test("can be removed from: a key that is set to nothing goes", () => {
    state().edit(["assumptions", "traffic.adoption"], undefined, "Source");
    expect(valueAt(state().value, ["assumptions", "traffic.adoption"])).toBeUndefined();
    expect(valueAt(state().value, ["assumptions", "traffic.users"])).toBeDefined();
  });
});
