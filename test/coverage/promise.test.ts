import { describe, expect, it } from "vitest";
import { addCovered, coveredOver } from "./case.ts";
import { isKept } from "./promise.ts";

describe("a promise of 95 %", () => {
  it("is kept from 93 to 97 % of 2,000 runs", () => {
    expect([1859, 1860, 1940, 1941].map((held) => isKept("95 %", held, 2000))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("is broken by few runs only where chance would hardly show so few, or so many", () => {
    expect(isKept("95 %", 17, 20)).toBe(true);
    expect(isKept("95 %", 12, 20)).toBe(false);
    expect(isKept("95 %", 100, 100)).toBe(true);
    expect(isKept("95 %", 400, 400)).toBe(false);
  });

  it("is not kept by runs of which none had an interval", () => {
    expect(isKept("95 %", 0, 0)).toBe(false);
  });
});

describe("a promise of at least 95 %", () => {
  it("is kept by more, and by as little less as two standard errors", () => {
    expect([1879, 1880, 2000].map((held) => isKept("at least 95 %", held, 2000))).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe("what intervals held", () => {
  const ends = [
    { low: 0, high: 1 },
    { low: 2, high: 3 },
    { low: -3, high: -2 },
    { low: null, high: 0.5 },
    { low: null, high: null, value: null },
    { low: 0.5, high: null },
  ];
  const covered = coveredOver(0, ends.length, 1, (seed) => [[ends[seed]!, 0.5]]);

  it("is counted by the side it was missed on; an end that is not bounded holds", () => {
    expect(covered).toEqual([{ runs: 6, held: 3, below: 1, none: 1 }]);
  });

  it("adds up, and has no sides where one part has none", () => {
    const [one] = covered;
    expect(addCovered(one!, one!)).toEqual({ runs: 12, held: 6, below: 2, none: 2 });
    expect(addCovered(one!, { ...one!, below: null }).below).toBeNull();
  });
});
