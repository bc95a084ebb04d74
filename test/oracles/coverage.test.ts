/** How often printed intervals hold the exact value: the short form of `npm run validate`. */
import { describe, expect, it } from "vitest";
import { countCoverage, type Oracle, OracleRun } from "./oracle.ts";
import { figuresOf, keepsPromise } from "./results.ts";
import { ORACLES, shownSeed } from "./table.ts";

/** One of each kind of interval: means, percentiles, shares, costs by task and by unit, shares of worlds. */
const CHOSEN: readonly (readonly [name: string, at: string])[] = [
  ["M/M/1", "load 0.3"],
  ["M/D/1", "load 0.3"],
  ["M/M/2/6, the model's line", "load 0.7"],
  ["Token bucket of 3 requests", "load 0.3"],
  ["Lognormal tokens", "output cut at 2000"],
  ["Sizes joined by a copula", "rank correlation 0.42"],
  ["Posterior of a test set", "176 of 200 passed"],
];

const SEEDS = 100;

function indexOf(name: string, at: string): number {
  return ORACLES.findIndex((oracle) => oracle.name === name && oracle.at === at);
}

describe(`of ${SEEDS} seeds, as many intervals hold the truth as a coverage of 93 to 97 % allows`, () => {
  it.each(CHOSEN)("%s, %s", (name, at) => {
    const i = indexOf(name, at);
    const oracle: Oracle = ORACLES[i]!;
    const answer = new OracleRun(oracle, oracle.counted).answer(shownSeed(i));
    for (const figure of figuresOf(oracle, answer, countCoverage(oracle, 1, SEEDS))) {
      expect(figure.held + figure.below + figure.above, `${figure.figure}: none left out`).toBe(SEEDS);
      expect(keepsPromise(figure), `${figure.figure}: ${figure.held} of ${SEEDS}`).toBe(true);
      expect(figure.startBiasOfHalfWidth, `${figure.figure}: start`).toBeLessThan(0.1);
    }
  });
});
