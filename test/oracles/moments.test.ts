/** What is printed without an interval, against closed forms: sizes, second moments, the spread of worlds. */
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../shared/scenario/schema.ts";
import {
  integral,
  type Lognormal,
  lognormalMean,
  lognormalOf,
  normalDensity,
  solve,
  WholeBeta,
} from "../support/moments.ts";
import { plainScenario } from "../support/scenarios.ts";
import { figure, meanOf, simulate } from "../support/simulate.ts";
import { OracleRun } from "./oracle.ts";

const INPUT = { p50: 800, p95: 4000 };
const Z = { p50: 0, p90: 1.2815515655446004, p95: 1.6448536269514722, p99: 2.3263478740408408 } as const;

function answerOf(scenario: Scenario, replications: number, tasks: number) {
  const size = { replications, tasks };
  const oracle = {
    name: "",
    at: "",
    source: "",
    scenario,
    arrivalRate: 1,
    shown: size,
    counted: size,
    quantities: [],
  };
  return new OracleRun(oracle, size).answer(1);
}

describe("lognormal sizes", () => {
  it("are printed with the distribution's mean and percentiles", () => {
    const answer = answerOf(
      plainScenario({ tasksPerDay: 86_400, step: { input: { lognormal: INPUT } } }),
      20,
      20_000,
    );
    const { input } = answer.tokens;
    const { mu, sigma } = lognormalOf(INPUT.p50, INPUT.p95);
    const mean = lognormalMean({ mu, sigma });
    const n = answer.calls;
    // Var X = (e^σ² − 1) (E X)²
    expect(Math.abs(input.mean - mean)).toBeLessThan(
      3.5 * mean * Math.sqrt((Math.exp(sigma * sigma) - 1) / n) + 0.001 * mean,
    );
    for (const [name, p] of [
      ["p50", 0.5],
      ["p90", 0.9],
      ["p95", 0.95],
      ["p99", 0.99],
    ] as const) {
      const exact = Math.exp(mu + sigma * Z[name]);
      // a quantile's standard error: that of the share, over the density there
      const error = (Math.sqrt((p * (1 - p)) / n) / normalDensity(Z[name])) * sigma * exact;
      expect(Math.abs(input[name] - exact), name).toBeLessThan(3.5 * error + 0.5 + 0.001 * exact);
    }
  });

  it("joined by a copula, they make the second moment of a task's cost", () => {
    const output = { p50: 300, p95: 700 };
    const sizes = { p50: 900, p95: 2000 };
    for (const correlation of [-0.6, 0, 0.42, 0.9]) {
      const tallies = simulate(
        plainScenario({
          tasksPerDay: 40_000,
          step: { input: { lognormal: sizes }, output: { lognormal: output }, correlation },
          model: { latency: { total: 1 }, price: { input: 4, output: 12 } },
        }),
        8,
      );
      const x = lognormalOf(sizes.p50, sizes.p95);
      const y = lognormalOf(output.p50, output.p95);
      const r = 2 * Math.sin((Math.PI * correlation) / 6);
      const square = (a: Lognormal) => lognormalMean(a) ** 2 * Math.exp(a.sigma * a.sigma);
      const product = lognormalMean(x) * lognormalMean(y) * Math.exp(r * x.sigma * y.sigma);
      const exact = 16 * square(x) + 2 * 48 * product + 144 * square(y);
      const simulated = meanOf(
        tallies.map((tally) => (1e12 * figure(tally, "taskCostSquared")) / figure(tally, "arrived")),
      );
      expect(simulated.standardError / exact).toBeLessThan(0.01);
      expect(Math.abs(simulated.mean - exact), `${correlation}`).toBeLessThan(4 * simulated.standardError);
    }
  });
});

describe("worlds whose success share is a test set's posterior", () => {
  const beta = new WholeBeta(177, 25);
  const shareUpTo = (x: number) => integral(0, x, 4000, (share) => beta.density(share));
  const worlds = 1000;
  const answer = answerOf(
    plainScenario({
      tasksPerDay: 86_400,
      model: { latency: { total: 0.01 }, success: { passed: 176, of: 200 } },
      rest: { targets: { successShare: 0.9 } },
    }),
    2 * worlds,
    1000,
  );
  const printed = answer.targets[0]!.value.worlds;

  it("lie as far apart as the posterior says", () => {
    for (const [name, p] of [
      ["p5", 0.05],
      ["p50", 0.5],
      ["p95", 0.95],
    ] as const) {
      const exact = solve(shareUpTo, p, 0, 1);
      // a world's share is seen on 2,000 tasks, which adds a twentieth to the variance
      const luck = (exact * (1 - exact)) / 2000;
      const wider = Math.sqrt(1 + luck / beta.variance);
      const seen = beta.mean + (exact - beta.mean) * wider;
      const error = Math.sqrt((p * (1 - p)) / worlds) / beta.density(exact);
      expect(Math.abs(printed[name]! - seen), name).toBeLessThan(4 * error);
    }
  });
});
