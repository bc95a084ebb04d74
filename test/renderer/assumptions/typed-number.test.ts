import { describe, expect, test } from "vitest";
import { numberText, quantityText, typedQuantity } from "../../../renderer/assumptions/quantity-text.ts";
import { stepped } from "../../../renderer/assumptions/step-number.ts";
import { readTyped } from "../../../renderer/assumptions/typed-number.ts";
import type { Json } from "../../../renderer/store/json.ts";
import type { Unit } from "../../../shared/units/unit.ts";

/** What a field of `unit` holds after `text` was typed over `current`. */
function typed(text: string, unit: Unit, current?: Json): Json | undefined {
  return typedQuantity(readTyped(text, unit), current, unit);
}

describe("numbers typed as people type them", () => {
  test.each<[string, Unit, number]>([
    ["100k", "users", 100_000],
    ["1.5M", "tokens", 1_500_000],
    ["$0.25", "currency a unit", 0.25],
    ["5%", "share", 0.05],
    ["5", "share", 0.05],
    ["0.05", "share", 0.05],
    ["1", "share", 1],
    ["30 min", "seconds", 1800],
    ["500 ms", "seconds", 0.5],
    ["12,500", "users", 12_500],
  ])("%s in a field of %s is %d", (text, unit, value) => {
    expect(typed(text, unit)).toBe(value);
  });

  test("what is no number is refused with an example of one", () => {
    const read = readTyped("about ten", "users");
    expect(read).toMatchObject({ kind: "problem" });
    expect(read.kind === "problem" && read.message).toContain("200 to 500");
  });

  test("a range is 90 % of what is believed, in a family that fits the field", () => {
    expect(typed("200 to 500", "tokens", 300)).toEqual({ lognormal: { p5: 200, p95: 500 } });
    expect(typed("35% to 70%", "share", 0.5)).toEqual({ beta: { p5: 0.35, p95: 0.7 } });
    expect(typed("35 to 70%", "share", 0.5)).toEqual({ beta: { p5: 0.35, p95: 0.7 } });
    expect(typed("-0.02 to 0.05", "share", 0)).toEqual({ normal: { p5: -0.02, p95: 0.05 } });
  });

  test("a range keeps the family that was there, with its clip and scale", () => {
    const current: Json = { gamma: { mean: 4, cv: 0.6 }, max: 90, scale: 1.1 };
    expect(typed("2 to 9", "seconds", current)).toEqual({ gamma: { p5: 2, p95: 9 }, max: 90, scale: 1.1 });
  });

  test("parameters can be typed, with or without their family", () => {
    expect(typed("p50 1.9k, p95 6.2k", "tokens", { lognormal: { p50: 1, p95: 2 } })).toEqual({
      lognormal: { p50: 1900, p95: 6200 },
    });
    expect(typed("gamma mean 4, cv 0.6", "seconds", 4)).toEqual({ gamma: { mean: 4, cv: 0.6 } });
    expect(typed("geometric mean 2, max 6", "calls", 1)).toEqual({ geometric: { mean: 2, max: 6 } });
  });

  test("a test's result is a success share, and keeps its shift", () => {
    const current: Json = { passed: 176, of: 200, shift: { uniform: { min: -0.08, max: 0 } } };
    expect(typed("180 of 200", "share", current)).toEqual({ ...current, passed: 180 });
    expect(readTyped("210 of 200", "share")).toMatchObject({ kind: "problem" });
  });
});

describe("what a field shows", () => {
  const currency = "USD";

  test.each<[Json, Unit, string]>([
    [100_000, "users", "100k"],
    [4_000_000, "tokens a minute", "4M"],
    [123_456, "users", "123,456"],
    [0.25, "currency a unit", "$0.25"],
    [35_000, "currency a month", "$35k"],
    [0.05, "share", "5%"],
    [13, "seconds", "13 s"],
    [{ beta: { p5: 0.35, p95: 0.7 } }, "share", "35% to 70%"],
    [{ lognormal: { p50: 1900, p95: 6200 } }, "tokens", "p50 1900, p95 6200"],
    [{ triangular: { min: 2, mode: 3, max: 6 } }, "factor", "min 2, mode 3, max 6"],
    [{ gamma: { mean: 4, cv: 0.6 } }, "seconds", "mean 4, cv 0.6"],
    [{ passed: 176, of: 200, shift: 0 }, "share", "176 of 200"],
  ])("%j as %s is %s, and typing that changes nothing", (value, unit, text) => {
    expect(quantityText(value, { unit, currency })).toBe(text);
    expect(typed(text, unit, value)).toEqual(value);
  });

  test("what can't be typed in a line is named by its shape", () => {
    expect(quantityText({ empirical: { values: [1, 2, 3] } }, { unit: "tokens", currency })).toBe("3 values");
    expect(quantityText({ mixture: [{ weight: 1, of: 2 }] }, { unit: "tokens", currency })).toBe(
      "mixture of 1",
    );
  });

  test("digits are never lost on the way to the screen", () => {
    for (const value of [0.1 + 0.2, 99_999, 123_456_789, 1_000_001, 0.000_02, 1e9, 12_345.678]) {
      const text = numberText(value, { unit: "tokens", currency });
      expect(typed(text, "tokens")).toBe(Number(value.toPrecision(12)));
    }
  });
});

describe("arrow keys", () => {
  test("step in the second digit, and whole numbers by whole ones", () => {
    expect(stepped(100_000, 1, {})).toBe(110_000);
    expect(stepped(0.25, 1, {})).toBe(0.26);
    expect(stepped(13, -1, {})).toBe(12);
    expect(stepped(1, 1, {})).toBe(2);
  });

  test("stop at the limits of the field", () => {
    expect(stepped(1, 1, { maximum: 1 })).toBe(1);
    expect(stepped(256, 1, { multipleOf: 2, minimum: 2 })).toBe(266);
  });
});
