import { describe, expect, test } from "vitest";
import { fieldAt, findPath } from "../../../shared/scenario/field-at.ts";
import { pathsOf } from "../../../shared/scenario/known-paths.ts";
import { formatPath, parsePath } from "../../../shared/scenario/path.ts";
import { UNITS } from "../../../shared/units/unit.ts";
import { everyFieldText, example } from "./example.ts";

describe("a path says what its field is", () => {
  test.each([
    ["traffic.users", "Users", "users", "unknown"],
    ["traffic.spikes.multiplier", "Strength", "factor", "varies"],
    ["models.*.price.input", "Input price", "currency per million tokens", "unknown"],
    ["models.large.limits.tokensPerMinute", "Tokens a minute", "tokens a minute", "unknown"],
    ["models.large.limits.burstSeconds", "Burst", "seconds", "unknown"],
    ["models.large.limits.burstSeconds.requests", "Burst of requests", "seconds", "unknown"],
    ["models.large.latency.firstToken", "First token", "seconds", "varies"],
    ["models.large.success", "Success", "share", "unknown"],
    ["models.large.success.shift", "Shift", "share", "unknown"],
    ["task.steps[0].input", "Input", "tokens", "varies"],
    ["task.steps.answer.input.scale", "Scale", "factor", "unknown"],
    ["designs.sync.timeout", "Timeout", "seconds", "plain"],
    ["designs.sync.escalates.answer", "Escalated", "share", "unknown"],
    ["costs.monthly.search index", "Fixed cost", "currency a month", "unknown"],
    ["targets.latency[0].seconds", "Promise", "seconds", "plain"],
    ["targets.monthlyCost", "Monthly cost", "currency a month", "plain"],
  ])("%s", (path, label, unit, certainty) => {
    expect(fieldAt(path)).toMatchObject({ label, unit, certainty });
  });
});

test("a choice names its words, and a range its ends", () => {
  expect(fieldAt("designs.a.mode")?.choices).toEqual(["sync", "stream", "async", "batch"]);
  expect(fieldAt("traffic.adoption")).toMatchObject({ minimum: 0, maximum: 1, optional: true });
  expect(fieldAt("simulation.replications")).toMatchObject({ minimum: 2, maximum: 100_000, multipleOf: 2 });
});

test.each([
  "traffic.user",
  "models.large.price.input.lognormal",
  "nothing",
  "",
  "traffic..users",
  "task.steps[0",
  "a]",
])("%j is no place in a scenario", (path) => {
  expect(fieldAt(path)).toBeUndefined();
});

test("every place of the file with every field has a label and a meaning, and every number a unit", () => {
  const paths = pathsOf(JSON.parse(everyFieldText));
  expect(paths.length).toBeGreaterThan(150);
  for (const path of paths) {
    const field = fieldAt(path);
    const what = formatPath(path);
    expect(field?.label, what).toMatch(/\S/);
    expect(field?.description, what).toMatch(/\S{3}/);
    if (field?.kind === "quantity" || field?.kind === "number" || field?.kind === "whole") {
      expect(UNITS, what).toContain(field.unit);
    }
  }
});

test("a model's name may hold dots, in quotes or bare", () => {
  const file = { models: { "gpt-4.1": { price: { input: 2 } }, "gpt-4": {} } };
  const path = ["models", "gpt-4.1", "price", "input"];
  expect(findPath(file, "models.gpt-4.1.price.input")).toEqual(path);
  expect(findPath(file, formatPath(path))).toEqual(path);
  expect(findPath(file, "models.gpt-4.2.price.input")).toBeUndefined();
});

test("a step may be named or numbered", () => {
  const answer = ["task", "steps", 1, "input"];
  for (const text of ["task.steps.answer.input", "task.steps[1].input", "task.steps.1.input"]) {
    expect(findPath(example(), text), text).toEqual(answer);
  }
  expect(findPath(example(), "task.steps.retrieve.input")).toBeUndefined();
  expect(findPath(example(), "task.steps[2].input")).toBeUndefined();
});

test("the text of a path reads back as the same path", () => {
  const paths = [
    ["a"],
    ["a", 0, "b-c"],
    ["costs", "monthly", "search index"],
    ["models", 'a"b\\c', "x"],
    ["ü", "é.b", 12],
  ];
  for (const path of paths) expect(parsePath(formatPath(path))).toEqual(path);
});
