import { describe, expect, test } from "vitest";
import { evenSeconds } from "../../../renderer/charts/even-seconds.ts";

const labels = (high: number, most: number) => evenSeconds(high, most).map(({ label }) => label);

describe("even steps of time", () => {
  test("are round in the unit that people count in", () => {
    expect(labels(17, 10)).toEqual(["0", "2 s", "4 s", "6 s", "8 s", "10 s", "12 s", "14 s", "16 s"]);
    expect(labels(74_600, 8)).toEqual(["0", "3 h", "6 h", "9 h", "12 h", "15 h", "18 h"]);
    expect(labels(0.5, 6)).toEqual(["0", "0.1 s", "0.2 s", "0.3 s", "0.4 s", "0.5 s"]);
  });

  test("are never more than asked for, whatever the length", () => {
    for (const high of [0.001, 0.37, 9, 61, 4000, 90_000, 5e6])
      expect(evenSeconds(high, 8).length).toBeLessThanOrEqual(9);
  });
});
