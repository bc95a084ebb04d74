import { describe, expect, it } from "vitest";
import { binOf } from "../../../../shared/statistics/histogram.ts";
import { replay } from "../../../support/replay.ts";
import { plainScenario } from "../../../support/scenarios.ts";
import { figure, simulate } from "../../../support/simulate.ts";
import { replaySized } from "./sized.ts";

const price = { input: 1e6, output: 0 }; // a token costs 1
const model = { latency: { total: 1 }, price };
const size = { lognormal: { p50: 1000, p95: 3000 } };

describe("sizes", () => {
  it("are whole tokens, to the nearest, and at least one", () => {
    const reads = (input: number) => replay([0], { step: { input }, model }).costInput;
    expect([reads(0.2), reads(10.4), reads(10.6)]).toEqual([1, 10, 11]);
  });

  it("an input is drawn once a task: a later call reads the very same, and what came since", () => {
    const run = replay([0], { step: { input: size, output: 100, inputGrowth: 30, calls: 2 }, model });
    const { max } = run.tally.histograms.inputTokens;
    expect(run.costInput).toBe(max + (max - 130));
  });

  it("an output, and what is thought before it, is drawn for every call", () => {
    const written = (part: "output" | "reasoning", calls: number) =>
      replay([0], {
        step: { input: 1, output: 1, calls, [part]: size },
        model: { ...model, price: { input: 0, output: 1e6 } },
      }).costOutput;
    for (const part of ["output", "reasoning"] as const)
      expect(written(part, 2)).not.toBe(2 * written(part, 1));
  });

  it("fully correlated, every output of a step goes with the one input", () => {
    const run = replay([0], {
      step: { input: size, output: size, calls: 3, correlation: 1 },
      model: { ...model, price: { input: 0, output: 1e6 } },
    });
    // input and output have one distribution: each output is the first call's input
    const { inputTokens, outputTokens } = run.tally.histograms;
    expect(outputTokens.counts).toEqual(Uint32Array.of(3));
    expect(run.costOutput).toBe(3 * outputTokens.max);
    expect(inputTokens.max).toBe(3 * outputTokens.max);
  });

  it("what is thought is not read by the next call", () => {
    const run = replay([0], { step: { input: 100, output: 20, reasoning: 1000, calls: 2 }, model });
    expect(run.costInput).toBe(100 + 120);
  });

  it("what was cut is not read by the next call", () => {
    const run = replay([0], {
      step: { input: 100, output: 50, reasoning: 30, maxOutput: 60, calls: 2, onTruncate: "fine" },
      model,
    });
    // 60 less the 30 that were thought
    expect(run.costInput).toBe(100 + 130);
  });

  it("calls are whole, and one at least", () => {
    const calls = (calls: number) => replay([0], { step: { calls }, model }).calls;
    expect([calls(0.2), calls(2.4), calls(2.6)]).toEqual([1, 2, 3]);
  });
});

describe("a trace", () => {
  it("brings the sizes of its tasks, one by one", () => {
    const run = replaySized({ times: [0, 5, 9], inputs: [10, 200, 3000], outputs: [1, 2, 3] }, { model });
    expect(run.costInput).toBe(3210);
    expect([run.tally.histograms.inputTokens.max, run.tally.histograms.outputTokens.max]).toEqual([3000, 3]);
  });

  it("is played once, to its last arrival, so much faster as its scale and the load say", () => {
    const parts = { model: { latency: { total: 10 }, concurrency: 1 } };
    const sized = { times: [100, 120, 140], inputs: [1, 1, 1] };
    expect(replaySized(sized, parts).waitSeconds).toBe(0);
    // at 0, 5 and 10
    const fast = replaySized({ ...sized, scale: 2, load: 2 }, parts);
    expect([fast.arrived, fast.waitSeconds]).toEqual([3, 5 + 10]);
  });
});

describe("the histograms of tokens", () => {
  it("hold each call once, as it was sampled", () => {
    const [tally] = simulate(
      plainScenario({ tasksPerDay: 2000, step: { input: size, output: size, calls: 2 }, model }),
      1,
    );
    for (const measure of ["inputTokens", "outputTokens"] as const) {
      const { bins, counts, max } = tally!.histograms[measure];
      expect(counts.reduce((sum, n) => sum + n, 0)).toBe(2 * figure(tally!, "arrived"));
      expect(bins.at(-1)).toBe(binOf(max));
    }
  });
});
