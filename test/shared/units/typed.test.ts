import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTyped } from "../../../shared/units/typed.ts";
import type { Unit } from "../../../shared/units/unit.ts";

describe("numbers are read as people type them", () => {
  const cases: readonly (readonly [string, Unit, number])[] = [
    ["100k", "users", 100_000],
    ["100 k users", "users", 100_000],
    ["1.5M", "tokens", 1_500_000],
    ["1.5 million", "tokens", 1_500_000],
    ["2bn", "tokens", 2e9],
    ["100,000", "users", 100_000],
    ["1,234,567.5", "count", 1_234_567.5],
    ["100 000", "users", 100_000],
    ["1_000", "tokens", 1000],
    ["1'000", "tokens", 1000],
    ["1e-5", "seconds a token", 0.00001],
    [".5", "factor", 0.5],
    ["-8%", "share", -0.08],
    ["−8%", "share", -0.08],
    ["5%", "share", 0.05],
    ["5 percent", "share", 0.05],
    ["7%", "share", 0.07],
    ["0.05", "share", 0.05],
    ["3% a month", "a month", 0.03],
    ["2 per month", "a month", 2],
    ["2/day", "a month", 60.875],
    ["$0.25", "currency a task", 0.25],
    ["-$3", "currency", -3],
    ["€1,200", "currency", 1200],
    ["USD 35k", "currency a month", 35_000],
    ["35 000 EUR", "currency a month", 35_000],
    ["$900 a month", "currency a month", 900],
    ["$12k a year", "currency a month", 1000],
    ["$38/h", "currency an hour", 38],
    ["$2.50", "currency per million tokens", 2.5],
    ["$2.50/M", "currency per million tokens", 2.5],
    ["$2.50 per million tokens", "currency per million tokens", 2.5],
    ["$0.0025/1k", "currency per million tokens", 2.5],
    ["3 min", "seconds", 180],
    ["3m", "seconds", 180],
    ["250 ms", "seconds", 0.25],
    ["1.5 h", "minutes", 90],
    ["2 days", "hours", 48],
    ["30", "minutes", 30],
    ["8 ms", "seconds a token", 0.008],
    ["500k/min", "tokens a minute", 500_000],
    ["500k tokens/min", "tokens a minute", 500_000],
    ["500k TPM", "tokens a minute", 500_000],
    ["10 per second", "requests a minute", 600],
    ["600/h", "requests a minute", 10],
    ["95th", "percentile", 95],
    ["2x", "factor", 2],
    ["120%", "factor", 1.2],
  ];
  test.each(cases)("%s in %s is %d", (text, unit, value) => {
    expect(parseTyped(text, unit)).toEqual({ ok: true, value: { kind: "number", value } });
  });
});

describe("a pair is a 90 % range, and the first takes from the second what it leaves out", () => {
  const cases: readonly (readonly [string, Unit, number, number])[] = [
    ["200 to 500", "tokens", 200, 500],
    ["200-500", "tokens", 200, 500],
    ["200 – 500", "tokens", 200, 500],
    ["200..500", "tokens", 200, 500],
    ["between 200 and 500", "tokens", 200, 500],
    ["5 to 10%", "share", 0.05, 0.1],
    ["5%-10%", "share", 0.05, 0.1],
    ["-8% to 0%", "share", -0.08, 0],
    ["-0.08 to 0", "share", -0.08, 0],
    ["100 to 200k", "users", 100_000, 200_000],
    ["500 to 2k", "tokens", 500, 2000],
    ["30 s to 2 min", "seconds", 30, 120],
    ["3 to 5 min", "seconds", 180, 300],
    ["$2 to $3", "currency per million tokens", 2, 3],
    ["$1.5-2k", "currency a month", 1500, 2000],
    ["1,000 to 2,000", "users", 1000, 2000],
  ];
  test.each(cases)("%s in %s", (text, unit, low, high) => {
    expect(parseTyped(text, unit)).toEqual({ ok: true, value: { kind: "range", low, high } });
  });
});

describe("what could mean two things, or nothing, is refused with the reason", () => {
  const cases: readonly (readonly [string, Unit, RegExp])[] = [
    ["", "users", /Nothing was typed/],
    ["lots", "users", /not a number/],
    ["1,5", "seconds", /decimals with a point/],
    ["10,00", "currency", /thousands in groups of three/],
    ["1 00 000", "users", /groups of three/],
    ["5 apples", "users", /"apples" is no unit/],
    ["5%", "users", /"%" is no unit/],
    ["$5", "seconds", /not money/],
    ["3 min", "tokens", /"min" is no unit/],
    ["5 kk", "users", /no unit/],
    ["1.2.3", "count", /no unit|not a number/],
    ["200 to", "tokens", /no unit|not a number/],
    ["200 to lots", "tokens", /not a number/],
    ["1e999", "tokens", /too large/],
  ];
  test.each(cases)("%j in %s", (text, unit, reason) => {
    const typed = parseTyped(text, unit);
    expect(typed.ok).toBe(false);
    if (typed.ok) return;
    expect(typed.error.message).toMatch(reason);
    expect(typed.error).toMatchObject({ value: text, allowed: expect.stringContaining("100k") });
  });
});

test("a range the wrong way round suggests the right one", () => {
  expect(parseTyped("500 to 200", "tokens")).toMatchObject({
    ok: false,
    error: { suggestion: "200 to 500" },
  });
});

test("any finite number, as a computer writes it, reads back as itself", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), (value) => {
      const typed = parseTyped(String(value), "count");
      expect(typed).toEqual({ ok: true, value: { kind: "number", value: Number(value.toPrecision(15)) } });
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("whatever is typed, reading it never throws", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), (text) => {
      expect(typeof parseTyped(text, "seconds").ok).toBe("boolean");
    }),
    { seed: 8, numRuns: 300 },
  );
});
