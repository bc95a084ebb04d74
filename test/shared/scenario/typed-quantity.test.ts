import { expect, test } from "vitest";
import { fieldAt } from "../../../shared/scenario/field-at.ts";
import { parseQuantity } from "../../../shared/scenario/typed-quantity.ts";

function typed(text: string, path: string) {
  const field = fieldAt(path);
  if (field === undefined) throw new Error(path);
  return parseQuantity(text, field);
}

test.each([
  ["100k", "traffic.users", 100_000],
  ["5%", "models.large.failures.errorShare", 0.05],
  ["30 min", "task.deadline", 1800],
  ["200 to 500", "task.steps.answer.input", { lognormal: { p5: 200, p95: 500 } }],
  ["85 to 97%", "value.keptShare", { beta: { p5: 0.85, p95: 0.97 } }],
  ["0 to 5%", "models.large.failures.errorShare", { uniform: { p5: 0, p95: 0.05 }, min: 0, max: 1 }],
  ["-2% to 4%", "traffic.growthPerMonth", { normal: { p5: -0.02, p95: 0.04 } }],
])("%s typed into %s is written as %j", (text, path, quantity) => {
  expect(typed(text, path)).toEqual({ ok: true, value: quantity });
});

test.each([
  ["140%", "value.keptShare", /too large/],
  ["-5", "traffic.users", /too small/],
  ["90 to 140%", "value.keptShare", /too large/],
  ["20 to 40", "designs.sync.timeout", /one value, not a range/],
  ["soon", "designs.sync.timeout", /not a number/],
])("%s typed into %s is refused", (text, path, message) => {
  const result = typed(text, path);
  expect(result.ok ? "" : result.error.message).toMatch(message);
});
