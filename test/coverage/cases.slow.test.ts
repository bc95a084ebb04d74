/** The short form of the coverage studies of `npm run validate`: a few seeds of each, that took no part in it. */
import { expect, it } from "vitest";
import { COVERAGE } from "./cases.ts";
import { isKept } from "./promise.ts";

const SEEDS = 12;
const FIRST = 500_001;

it.each(COVERAGE)(
  "intervals hold the truth as often as they promise: $name",
  async ({ intervals, count }) => {
    const counts = await count(FIRST, SEEDS);
    expect(counts.map(({ runs }) => runs)).toEqual(intervals.map(() => SEEDS));
    counts.forEach(({ held, runs, none }, i) => {
      const { figure, promises } = intervals[i]!;
      if (none < runs)
        expect(isKept(promises, held, runs - none), `${figure}: ${held} of ${runs}`).toBe(true);
    });
  },
);
