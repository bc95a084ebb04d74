/** How often the intervals of commitments hold the truth. */
import { expect, test } from "vitest";
import { coverage as minimumCoverage } from "../statistics/minimum-spend-coverage.ts";
import { coverage } from "./break-even-coverage.ts";

test("The interval of a break-even holds the truth in 92 to 98 % of runs", async () => {
  const terms = { replications: 64, usage: 1000, worldSd: 0.3, daySd: 0.2, fee: 300, discount: 0.2 };
  const { runs, held } = await coverage(terms, 150);
  expect(held / runs).toBeGreaterThan(0.92);
  expect(held / runs).toBeLessThan(0.98);
}, 60_000);

test("The interval of a month under a minimum holds the truth in 90 to 98 % of runs, in 64 worlds", () => {
  const promised = { replications: 128, usage: 10_000, worldSd: 0.3, daySd: 0.3, minimum: 10_000 };
  const { runs, held } = minimumCoverage(promised, 500);
  expect(held / runs).toBeGreaterThan(0.9);
  expect(held / runs).toBeLessThan(0.98);
}, 60_000);
