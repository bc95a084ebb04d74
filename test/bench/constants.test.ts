/** The C kernel and the SimPy script write workload W's numbers out: the same ones as the scenario. */
import { describe, expect, it } from "vitest";
import kernelText from "../../bench/kernel.c?raw";
import workloadText from "../../bench/workload.json?raw";
import simpyText from "../../bench/workload_simpy.py?raw";

/** `NAME 4.0`, `NAME (410.3 / 60)` or `NAME = 410.3 / 60`: a number, perhaps divided or multiplied by another. */
function constant(text: string, name: string): number {
  const [, first, operator, second] =
    new RegExp(`^(?:#define )?${name}(?: =)? \\(?([\\d.e-]+)(?: ([*/]) ([\\d.]+))?`, "m").exec(text) ?? [];
  const other = second === undefined ? 1 : Number(second);
  return operator === "*" ? Number(first) * other : Number(first) / other;
}

const { traffic, task, models, designs, simulation } = JSON.parse(workloadText);
const { price, concurrency, limits, latency } = models.only;
const { retry } = designs.sync;

const expected: Readonly<Record<string, number>> = {
  ARRIVALS_PER_SECOND: (traffic.users * traffic.tasksPerUser) / 86_400,
  SLOTS: concurrency,
  REQUESTS_PER_SECOND: limits.requestsPerMinute / 60,
  TOKENS_PER_SECOND: limits.tokensPerMinute / 60,
  REQUEST_BURST: limits.burstSeconds.requests,
  TOKEN_BURST: limits.burstSeconds.tokens,
  SECONDS_PER_TOKEN: latency.perOutputToken,
  INPUT_PRICE: price.input / 1e6,
  OUTPUT_PRICE: price.output / 1e6,
  TRIES: retry.attempts,
  FIRST_DELAY: retry.firstDelay,
  LONGEST_DELAY: retry.maxDelay,
};

describe("workload W has the same numbers in every program", () => {
  for (const [program, text] of [
    ["the C kernel", kernelText],
    ["the SimPy script", simpyText],
  ] as const) {
    it(program, () => {
      for (const [name, value] of Object.entries(expected))
        expect(constant(text, name), name).toBeCloseTo(value, 9);
    });
  }

  it("and the same sizes and first-token times", () => {
    const [{ input, output }] = task.steps;
    for (const { lognormal } of [input, output, latency.firstToken]) {
      const pair = `${lognormal.p50}, ${lognormal.p95})`;
      expect(kernelText).toContain(`lognormal_quantile, ${pair}`);
      expect(simpyText).toContain(`lognormal(${pair}`);
    }
  });

  it("and the C kernel the same horizon", () => {
    expect(constant(kernelText, "HORIZON")).toBeCloseTo(simulation.days * 86_400, 6);
  });
});
