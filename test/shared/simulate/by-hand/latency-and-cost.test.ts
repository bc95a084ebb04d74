import { describe, expect, it } from "vitest";
import { replay } from "../../../support/replay.ts";

const price = { input: 10, cachedInput: 1, cacheWrite: 12, output: 100 };
const latency = { firstToken: 0.5, perInputToken: 0.001, perOutputToken: 0.01 };

describe("one call", () => {
  it("takes first token + uncached input × perInputToken + output × perOutputToken", () => {
    const run = replay([0], { step: { cachedShare: 0.25 }, model: { latency } });
    expect(run.resultSeconds).toBeCloseTo(0.5 + 750 * 0.001 + 200 * 0.01, 12);
    expect(run.responseSeconds).toBeCloseTo(run.resultSeconds, 12);
  });

  it("streamed, responds with its first visible token, after the reasoning", () => {
    const run = replay([0], {
      step: { reasoning: 100, maxOutput: 1000 },
      model: { latency },
      design: { mode: "stream" },
    });
    expect(run.responseSeconds).toBeCloseTo(0.5 + 1 + 100 * 0.01, 12);
    expect(run.resultSeconds).toBeCloseTo(0.5 + 1 + 300 * 0.01, 12);
  });

  it("is billed input, cached input and output at their prices, reasoning as output", () => {
    const run = replay([0], { step: { cachedShare: 0.25, reasoning: 50 }, model: { latency, price } });
    expect(run.costInput).toBeCloseTo((750 * 10) / 1e6, 15);
    expect(run.costCachedInput).toBeCloseTo((250 * 1) / 1e6, 15);
    expect(run.costOutput).toBeCloseTo((250 * 100) / 1e6, 15);
  });

  it("writes the cache at its price, and at the input price where the model has none", () => {
    const step = { cachedShare: 0.25, writesCache: true };
    expect(replay([0], { step, model: { latency, price } }).costInput).toBeCloseTo((750 * 12) / 1e6, 15);
    const { cacheWrite: _, ...without } = price;
    expect(replay([0], { step, model: { latency, price: without } }).costInput).toBeCloseTo(
      (750 * 10) / 1e6,
      15,
    );
  });

  it("without a cached price bills all as input; a price per call comes on top", () => {
    const run = replay([0], {
      step: { cachedShare: 0.25 },
      model: { latency, price: { input: 10, output: 100, perCall: 0.5 } },
    });
    expect(run.costInput).toBeCloseTo((1000 * 10) / 1e6 + 0.5, 12);
    expect(run.costCachedInput).toBe(0);
  });

  it("pays a price as it stands at the start, after the changes up to that day", () => {
    const changes = [
      { from: "2026-11-30", multiplier: 0.5 },
      { from: "2027-01-01", multiplier: 0.1 },
    ];
    const run = replay([0], { model: { latency, price: { ...price, changes } } });
    expect(run.costOutput).toBeCloseTo((200 * 100 * 0.5) / 1e6, 15);
  });
});

describe("several calls and steps", () => {
  it("a later call reads all that the one before it read, its output and the growth, cached by the reread share", () => {
    const run = replay([0], {
      step: { calls: 3, cachedShare: 0.5, rereadCachedShare: 0.9, inputGrowth: 30 },
      model: { latency, price },
    });
    const reads = [1000, 1230, 1460];
    const cached = [500, 900, 1107];
    const fresh = reads.reduce((sum, all, k) => sum + all - cached[k]!, 0);
    expect(run.calls).toBe(3);
    expect(run.costInput).toBeCloseTo((fresh * 10) / 1e6, 12);
    expect(run.costCachedInput).toBeCloseTo((2507 * 1) / 1e6, 12);
    expect(run.resultSeconds).toBeCloseTo(3 * 0.5 + fresh * 0.001 + 600 * 0.01, 9);
  });

  it("the reread share is the cached share where the file is silent", () => {
    const run = replay([0], { step: { calls: 2, cachedShare: 0.5 }, model: { latency, price } });
    expect(run.costCachedInput).toBeCloseTo(((500 + 500) * 1) / 1e6, 15);
  });

  it("steps run in order, each with its time outside the model before its first call", () => {
    const run = replay([0], {
      task: {
        steps: [
          { name: "look", seconds: 2, input: 100, output: 10 },
          { name: "answer", seconds: 3, calls: 2, input: 100, output: 10 },
        ],
      },
      model: { latency: { total: 1 } },
      design: { route: { look: ["model"], answer: ["model"] } },
    });
    expect(run.resultSeconds).toBeCloseTo(2 + 1 + 3 + 2, 12);
    expect(run.calls).toBe(3);
  });

  it("an answer of a model that is never right is delivered, wrong, and costs its loss", () => {
    const run = replay([0], {
      task: { steps: [{ name: "answer", input: 1, output: 1 }] },
      model: { success: 0 },
      rest: { value: { wrongOutput: 3 } },
    });
    expect(run.right).toBe(0);
    expect(run.delivered).toBe(1);
    expect(run.costWrongOutputs).toBe(3);
  });
});

describe("an output beyond maxOutput", () => {
  const cut = { output: 500, reasoning: 100, maxOutput: 400 };

  it("is cut there and billed, and makes the task wrong", () => {
    const run = replay([0], { step: cut, model: { latency, price } });
    expect(run.costOutput).toBeCloseTo((400 * 100) / 1e6, 15);
    expect(run.resultSeconds).toBeCloseTo(0.5 + 1 + 4, 12);
    expect(run.right).toBe(0);
  });

  it("is fine where the step says so", () => {
    expect(replay([0], { step: { ...cut, onTruncate: "fine" }, model: { latency } }).right).toBe(1);
  });

  it("is tried again where the step says so, and billed each time: sizes belong to the call, so it is cut again", () => {
    const run = replay([0], {
      step: { ...cut, onTruncate: "retry" },
      model: { latency, price },
      design: { retry: { attempts: 3 } },
    });
    expect(run.attempts).toBe(3);
    expect(run.failed).toBe(1);
    expect(run.costWasted).toBeCloseTo((3 * (1000 * 10 + 400 * 100)) / 1e6, 12);
  });
});

describe("what else is paid", () => {
  it("extras by every task, fixed costs by the days of the horizon", () => {
    const run = replay([0, 43_200, 86_400], {
      model: { latency: { total: 1 } },
      rest: { costs: { perTask: { a: 0.5, b: 0.25 }, monthly: { office: 3043.75 } } },
    });
    expect(run.costPerTask).toBeCloseTo(3 * 0.75, 12);
    expect(run.costFixed).toBeCloseTo(100, 9);
  });

  it("review costs its minutes, and puts right what it catches", () => {
    const run = replay([0, 1, 2, 3], {
      model: { latency: { total: 1 }, success: 0 },
      rest: {
        value: { wrongOutput: 10 },
        costs: { review: { share: 1, minutes: 3, perHour: 40, catches: 1 } },
      },
    });
    expect(run.costReview).toBeCloseTo(4 * 2, 12);
    expect(run.right).toBe(4);
    expect(run.units).toBe(4);
    expect(run.costWrongOutputs).toBe(0);
  });
});
