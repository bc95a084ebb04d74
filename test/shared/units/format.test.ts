import { describe, expect, test } from "vitest";
import {
  formatCount,
  formatMoney,
  formatSeconds,
  formatShare,
  formatValue,
} from "../../../shared/units/format.ts";
import { withInterval } from "../../../shared/units/interval.ts";
import type { Unit } from "../../../shared/units/unit.ts";

describe("money has three digits, and cents where people expect them", () => {
  test.each([
    [0, "$0"],
    [0.083, "$0.083"],
    [0.08344, "$0.0834"],
    [0.00002, "$0.00002"],
    [4.2, "$4.20"],
    [30, "$30"],
    [99.999, "$100"],
    [900, "$900"],
    [999.6, "$1k"],
    [35_210, "$35.2k"],
    [1_234_567, "$1.23M"],
    [2.5e9, "$2.5G"],
    [-12.5, "−$12.50"],
  ])("%d is %s", (value, text) => {
    expect(formatMoney(value)).toBe(text);
  });

  test("other currencies have their sign or their code", () => {
    expect(formatMoney(35_210, "EUR")).toBe("€35.2k");
    expect(formatMoney(35_210, "CHF")).toBe("CHF 35.2k");
  });
});

test.each([
  [0, "0"],
  [0.5, "0.5"],
  [8819, "8,819"],
  [100_000, "100,000"],
  [1234.6, "1,235"],
  [999_999, "1M"],
  [27_300_000, "27.3M"],
  [-1500, "−1,500"],
])("the count %d is %s", (value, text) => {
  expect(formatCount(value)).toBe(text);
});

test.each([
  [0, "0%"],
  [1, "100%"],
  [0.05, "5%"],
  [0.914, "91.4%"],
  [0.9996, "99.96%"],
  [0.99999, "99.999%"],
  [0.000012, "0.0012%"],
  [-0.08, "−8%"],
  [1.5, "150%"],
])("the share %d is %s: only none is 0 %% and only all is 100 %%", (value, text) => {
  expect(formatShare(value)).toBe(text);
});

test.each([
  [0, "0 s"],
  [0.0123, "12.3 ms"],
  [0.65, "0.65 s"],
  [12.345, "12.3 s"],
  [119, "119 s"],
  [725, "12.1 min"],
  [9000, "2.5 h"],
  [259_200, "3 days"],
  [Infinity, "∞ s"],
])("%d seconds are %s", (value, text) => {
  expect(formatSeconds(value)).toBe(text);
});

test.each<readonly [number, Unit, string]>([
  [2.5, "currency per million tokens", "$2.50 per million tokens"],
  [45, "minutes", "45 min"],
  [0.5, "minutes", "30 s"],
  [24, "hours", "24 h"],
  [95, "percentile", "p95"],
  [2, "factor", "2×"],
  [500_000, "tokens a minute", "500,000 tokens/min"],
  [0.3, "share", "30%"],
])("%d in %s reads %s", (value, unit, text) => {
  expect(formatValue(value, unit)).toBe(text);
});

describe("an estimate shows no more digits than its interval supports", () => {
  test.each<readonly [number | null, number | null, number | null, Unit, string]>([
    [0.08312, 0.08114, 0.08505, "currency", "$0.083 ± 0.002"],
    [0.08312, 0.08192, 0.08432, "currency", "$0.0831 ± 0.0012"],
    [35_210, 34_800, 35_620, "currency a month", "$35.2k ± 0.5k a month"],
    [12.345, 11.9, 12.8, "seconds", "12.3 ± 0.5 s"],
    [0.0512, 0.0482, 0.0545, "seconds", "51 ± 4 ms"],
    [725, 700, 751, "seconds", "12.1 ± 0.5 min"],
    [0.914, 0.89, 0.938, "share", "91 ± 3%"],
    [12_345, 11_000, 13_600, "tasks", "12,300 ± 1,400 tasks"],
    [-0.5, -0.7, -0.3, "currency", "−$0.5 ± 0.2"],
    // too lopsided for ±
    [12, 11, 19, "seconds", "12 s (11 to 19 s)"],
    // nothing to add
    [4.2, 4.2, 4.2, "currency", "$4.20"],
    [11.9, 11.2, null, "seconds", "11.9 s (11.2 s to ∞)"],
    [null, null, null, "seconds", "not known"],
    [null, 11, null, "seconds", "not known (11 s to ∞)"],
  ])("%d (%d to %d) in %s reads %s", (value, low, high, unit, text) => {
    expect(withInterval(value, low, high, unit)).toBe(text);
  });

  test("the half width is never printed smaller than it is", () => {
    expect(withInterval(10, 10 - 0.201, 10 + 0.201, "factor")).toBe("10.0 ± 0.3×");
    expect(withInterval(10, 10 - 0.2, 10 + 0.2, "factor")).toBe("10.0 ± 0.2×");
  });
});
