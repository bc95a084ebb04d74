/** How often intervals hold the truth, on whole synthetic runs: worlds, weekdays and days that differ. */
import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../../shared/distribution/special.ts";
import { costEstimate } from "../../../shared/findings/cost-answer.ts";
import { DesignSample } from "../../../shared/statistics/design-sample.ts";
import { foldFor } from "../../support/synthetic-context.ts";
import { PLAIN_DESIGN, PLAIN_RUN } from "../../support/synthetic-tallies.ts";

const WEEK = [1.15, 1.18, 1.15, 1.12, 1.05, 0.7, 0.65];
const PERCENTILES = [0.5, 0.9, 0.95, 0.99] as const;

interface Shares {
  readonly percentiles: readonly number[];
  readonly perUnit: number;
  readonly perMonth: number;
}

function coverage(replications: number, worldSd: number, runs: number): Shares {
  const held = PERCENTILES.map(() => 0);
  let perUnit = 0;
  let perMonth = 0;
  const sd = Math.sqrt(PLAIN_DESIGN.sigma ** 2 + worldSd ** 2 + 0.05 ** 2);
  for (let seed = 0; seed < runs; seed++) {
    const run = { ...PLAIN_RUN, seed, replications, worldSd, trafficSd: worldSd, weekdayWeights: WEEK };
    const sample = new DesignSample("plain", foldFor(run).of("plain"), 1);
    PERCENTILES.forEach((p, i) => {
      const truth = PLAIN_DESIGN.medianSeconds * Math.exp(normalQuantile(p) * sd);
      const { low, high } = sample.percentiles("result").at(p);
      if (low <= truth && truth <= high) held[i] = (held[i] ?? 0) + 1;
    });
    const unit = costEstimate(sample, "perUnit");
    if ((unit.low ?? 0) <= 0.0625 && (unit.high ?? 1) >= 0.0625) perUnit++;
    const month = costEstimate(sample, "perMonth");
    if ((month.low ?? 0) <= 10 * 30.4375 && (month.high ?? 1e9) >= 10 * 30.4375) perMonth++;
  }
  return {
    percentiles: held.map((count) => count / runs),
    perUnit: perUnit / runs,
    perMonth: perMonth / runs,
  };
}

describe("intervals hold the truth in 95 % of runs", () => {
  it.each([
    { worldSd: 0.05, replications: 42 },
    { worldSd: 0.2, replications: 42 },
    { worldSd: 0.05, replications: 128 },
    { worldSd: 0.2, replications: 128 },
  ])("where worlds differ by e^±$worldSd, with $replications replications", ({ worldSd, replications }) => {
    const shares = coverage(replications, worldSd, 600);
    for (const share of [...shares.percentiles, shares.perUnit, shares.perMonth]) {
      expect(share).toBeGreaterThan(0.92);
      expect(share).toBeLessThan(0.98);
    }
  });

  it("and in no fewer than 89 % where worlds differ by e^±0.5, whose tail a few of them make", () => {
    const shares = coverage(128, 0.5, 600);
    for (const share of [...shares.percentiles, shares.perUnit, shares.perMonth]) {
      expect(share).toBeGreaterThan(0.89);
      expect(share).toBeLessThan(0.98);
    }
  });
});
