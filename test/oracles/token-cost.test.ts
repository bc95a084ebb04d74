import { describe, expect, it } from "vitest";
import exampleText from "../../scenarios/support-assistant.json?raw";
import { parseScenario } from "../../shared/scenario/parse.ts";
import type { Scenario } from "../../shared/scenario/schema.ts";
import { figure, meanOf, simulate } from "../support/simulate.ts";

const example = (): Scenario => {
  const parsed = parseScenario(exampleText);
  if (!parsed.ok) throw new Error("the example is not valid");
  return parsed.value;
};

/** The standard normal's 95th percentile. */
const Z95 = 1.6448536269514722;

/** Mean of a lognormal given by its median and its 95th percentile: median · e^(σ²/2), σ = ln(p95/p50)/z95. */
function lognormalMean(p50: number, p95: number): number {
  const sigma = Math.log(p95 / p50) / Z95;
  return p50 * Math.exp((sigma * sigma) / 2);
}

/** The example with its first step alone, on its small model without limits or failures. */
function firstStep(): Scenario {
  const scenario = example();
  const small = scenario.models["small"]!;
  return {
    plimsoll: 1,
    traffic: { users: 40_000 },
    task: { steps: [scenario.task.steps[0]!] },
    models: { small: { price: small.price!, latency: small.latency } },
    designs: { only: { mode: "sync", route: { classify: ["small"] } } },
  };
}

describe("the cost of the example's first step", () => {
  it("is mean tokens times price: lognormal input, uniform output", () => {
    const tallies = simulate(firstStep(), 10);
    const perTask = tallies.map(
      (tally) => (figure(tally, "costInput") + figure(tally, "costOutput")) / figure(tally, "arrived"),
    );
    const { mean, standardError } = meanOf(perTask);
    const exact = (lognormalMean(420, 1300) * 0.1 + 14 * 0.4) / 1e6;
    expect(standardError / exact).toBeLessThan(0.002);
    expect(Math.abs(mean - exact)).toBeLessThan(3 * standardError);
  });
});

describe("rank correlation of input and output", () => {
  it("comes out as the scenario says", () => {
    // rank correlation shows in a product of ranks: here through normal scores of two lognormals
    const scenario = firstStep();
    const step = scenario.task.steps[0]!;
    const sizes = { lognormal: { p50: 1000, p95: 4000 } };
    for (const correlation of [-0.5, 0, 0.42, 0.9]) {
      const joined: Scenario = {
        ...scenario,
        task: { steps: [{ ...step, input: sizes, output: sizes, maxOutput: 10_000_000, correlation }] },
        models: {
          small: { price: { input: 1 }, latency: { perInputToken: 0.001, perOutputToken: 0.001 } },
        },
      };
      // Var(in + out) = 2σ²(1 + ρ_tokens); for lognormals ρ_tokens = (e^{rσ²} − 1)/(e^{σ²} − 1), r = 2 sin(πρ/6)
      const sigma2 = (Math.log(4) / Z95) ** 2;
      const r = 2 * Math.sin((Math.PI * correlation) / 6);
      const mean = 1000 * Math.exp(sigma2 / 2);
      const product = mean * mean * Math.exp(r * sigma2);
      const squares = simulate(joined, 8).map((tally) => {
        const { bins, counts } = tally.histograms.result;
        let sum = 0;
        let n = 0;
        bins.forEach((bin, i) => {
          const seconds = middleOf(bin);
          sum += counts[i]! * (seconds * 1000) ** 2;
          n += counts[i]!;
        });
        return sum / n;
      });
      const simulated = meanOf(squares);
      const square = mean * mean * Math.exp(sigma2);
      const exact = 2 * square + 2 * product;
      expect(Math.abs(simulated.mean - exact)).toBeLessThan(3.5 * simulated.standardError + 0.002 * exact);
    }
  });
});

/** Middle of a bin: 512 to the octave from 2^-14, bin 0 below. */
function middleOf(bin: number): number {
  const octave = Math.floor((bin - 1) / 512) - 14;
  return 2 ** octave * (1 + (((bin - 1) % 512) + 0.5) / 512);
}
