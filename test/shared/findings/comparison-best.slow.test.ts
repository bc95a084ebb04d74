import { expect, it } from "vitest";
import { COVERED, countComparisons, FOUR_DESIGNS } from "./comparison-coverage.ts";

it.each([0.05, 0.2])(
  "comparisons hold the truth, all of a measure together, where worlds differ by e^±%s",
  (worldSd) => {
    const seeds = 100;
    const counts = countComparisons({ ...FOUR_DESIGNS, worldSd }, 1000, seeds);
    for (const name of COVERED) {
      // 95 % less 3.2 standard errors of a hundred runs.
      expect(counts[name].allDifferences).toBeGreaterThanOrEqual(88);
      expect(counts[name].allAgainstBest).toBeGreaterThanOrEqual(88);
      expect(counts[name].bestFound).toBeGreaterThanOrEqual(90);
      expect(counts[name].couldBeBest).toBeLessThan(3.6 * seeds);
    }
  },
);
