import { describe, expect, it } from "vitest";
import { replay } from "../../../support/replay.ts";

const price = { input: 10, output: 100 };
const perCall = 1000 * 10 + 200 * 100; // of the plain step, in millionths
const backup = { latency: { total: 4 }, price: { input: 1, output: 1 } };

describe("an error", () => {
  it("answers after the first-token time, and is not billed; with nothing left the task fails", () => {
    const run = replay([0], {
      model: { latency: { firstToken: 0.5, perOutputToken: 0.01 }, price, failures: { errorShare: 1 } },
      design: {
        retry: { attempts: 3, firstDelay: 1, jitter: "none" },
        route: { answer: ["model", "human"] },
      },
      rest: { costs: { human: { minutes: 2, perHour: 30 } } },
    });
    expect(run.attempts).toBe(3);
    expect(run.errored).toBe(3);
    expect(run.costWasted).toBe(0);
    // 0.5 + backoff 1 + 0.5 + backoff 2 + 0.5, then a person takes over
    expect(run.responseSeconds).toBeCloseTo(4.5, 12);
    expect(run.resultSeconds).toBeCloseTo(4.5 + 120, 12);
    expect(run.costHuman).toBeCloseTo(1, 12);
    expect(run.degraded).toBe(1);
    expect(run.right).toBe(1);
  });

  it("takes errorSeconds where the model says so", () => {
    const run = replay([0], {
      model: { latency: { total: 9 }, failures: { errorShare: 1, errorSeconds: 0.25 } },
      design: { route: { answer: ["model", "canned"] } },
    });
    expect(run.responseSeconds).toBeCloseTo(0.25, 12);
    expect(run.servedResult).toBe(0);
    expect([run.degraded, run.right, run.units]).toEqual([1, 0, 0]);
  });

  it("with nothing left the task fails, and is slower than any number", () => {
    const run = replay([0], { model: { latency: { total: 1 }, failures: { errorShare: 1 } } });
    expect(run.failed).toBe(1);
    expect(run.servedResponse).toBe(0);
    expect(run.tally.histograms.response.infinite).toBe(1);
  });

  it("goes to the route's next entry at once, where it is billed as fallback", () => {
    const run = replay([0], {
      model: { latency: { total: 1 }, price, failures: { errorShare: 1 } },
      design: { route: { answer: ["model", "backup"] } },
      rest: { models: { model: { latency: { total: 1 }, price, failures: { errorShare: 1 } }, backup } },
    });
    expect(run.resultSeconds).toBeCloseTo(5, 12);
    expect(run.costFallback).toBeCloseTo((1000 + 200) / 1e6, 15);
    expect(run.costOutput).toBe(0);
    expect(run.delivered).toBe(1);
  });
});

describe("a timeout", () => {
  const latency = { firstToken: 1, perOutputToken: 0.1 }; // 21 s; at 6.05 s: 50 tokens

  it("that stops is billed for its input and the whole tokens it had generated", () => {
    const run = replay([0], {
      model: { latency, price },
      design: { timeout: 6.05, onCancel: "stops", retry: { attempts: 2, firstDelay: 1, jitter: "none" } },
    });
    expect(run.timedOut).toBe(2);
    expect(run.failed).toBe(1);
    expect(run.costWasted).toBeCloseTo((2 * (1000 * 10 + 50 * 100)) / 1e6, 12);
  });

  it("that runs on is billed in full, and holds its slot at the model to its end", () => {
    const run = replay([0, 10], {
      model: { latency, price, concurrency: 1 },
      design: { timeout: 6, onCancel: "runs-on", route: { answer: ["model", "canned"] } },
    });
    // the second waits from 10 in line behind an answer that nobody hears, and leaves it unbilled at 16
    expect(run.timedOut).toBe(2);
    expect(run.costWasted).toBeCloseTo(perCall / 1e6, 12);
    expect(run.waitSeconds).toBeCloseTo(6, 12);
  });

  it("that stops frees the slot at once", () => {
    const run = replay([0, 10], {
      model: { latency, price, concurrency: 1 },
      design: { timeout: 6, onCancel: "stops", route: { answer: ["model", "canned"] } },
    });
    expect(run.waitSeconds).toBe(0);
  });

  it("counts from sending, the wait at the model included", () => {
    const run = replay([0, 1], {
      model: { latency: { total: 5 }, concurrency: 1 },
      design: { timeout: 8, onCancel: "stops", route: { answer: ["model", "canned"] } },
    });
    // the second begins at 5 and would end at 10, but is given up at 9
    expect(run.delivered).toBe(1);
    expect(run.degraded).toBe(1);
    expect(run.responseSeconds).toBeCloseTo(5 + 8, 12);
  });

  it("an answer that comes at the very moment of the timeout is an answer", () => {
    const run = replay([0], { model: { latency: { total: 5 } }, design: { timeout: 5 } });
    expect([run.delivered, run.timedOut]).toEqual([1, 0]);
  });

  it("streams stop and others run on where the design is silent", () => {
    const parts = (mode: "sync" | "stream") => ({
      model: { latency, price },
      design: { mode, timeout: 6.05 },
    });
    expect(replay([0], parts("stream")).costWasted).toBeCloseTo((1000 * 10 + 50 * 100) / 1e6, 12);
    expect(replay([0], parts("sync")).costWasted).toBeCloseTo(perCall / 1e6, 12);
  });
});

describe("people's patience", () => {
  it("late if the response comes after it; the work goes on, is billed as wasted, and no unit comes of it", () => {
    const run = replay([0], { task: { patience: 3 }, model: { latency: { total: 4 }, price } });
    expect([run.late, run.delivered, run.units]).toEqual([1, 0, 0]);
    expect(run.costWasted).toBeCloseTo(perCall / 1e6, 12);
    expect(run.resultSeconds).toBeCloseTo(4, 12);
  });

  it("a stream is late only if no first token came within it", () => {
    const latency = { firstToken: 1, perOutputToken: 0.1 };
    expect(replay([0], { task: { patience: 3 }, model: { latency }, design: { mode: "stream" } }).late).toBe(
      0,
    );
    expect(
      replay([0], { task: { patience: 0.9 }, model: { latency }, design: { mode: "stream" } }).late,
    ).toBe(1);
  });

  it("a design may have its own", () => {
    const parts = { task: { patience: 3 }, model: { latency: { total: 4 } } };
    expect(replay([0], { ...parts, design: { patience: 5 } }).late).toBe(0);
  });

  it("a late task's people are still paid", () => {
    const run = replay([0], {
      task: { patience: 0.1 },
      model: { latency: { total: 1 }, failures: { errorShare: 1 } },
      design: { route: { answer: ["model", "human"] } },
      rest: { costs: { human: { minutes: 6, perHour: 10 }, perTask: { log: 0.25 } } },
    });
    expect(run.late).toBe(1);
    expect(run.costHuman).toBeCloseTo(1, 12);
    expect(run.costPerTask).toBe(0.25);
  });
});

describe("giving up", () => {
  it("makes no new attempt that long after arrival; a last resort still takes over", () => {
    const run = replay([0], {
      model: { latency: { total: 2 }, failures: { errorShare: 1 } },
      design: {
        giveUpAfter: 5,
        retry: { attempts: 10, firstDelay: 1, maxDelay: 1, jitter: "none" },
        route: { answer: ["model", "canned"] },
      },
    });
    // tries at 0 and 3; the next would be at 6
    expect(run.attempts).toBe(2);
    expect(run.degraded).toBe(1);
    expect(run.responseSeconds).toBeCloseTo(5, 12);
  });
});

describe("a breaker", () => {
  it("opens on failures and sends calls to the next entry at once", () => {
    const models = {
      model: { latency: { total: 1 }, failures: { errorShare: 1 } },
      backup,
    };
    const run = replay([0, 10, 20, 30, 40], {
      rest: { models },
      design: {
        route: { answer: ["model", "backup"] },
        breaker: { window: 60, threshold: 0.5, minimumCalls: 2, cooldown: 15 },
      },
    });
    // 0 and 10 fail and open it at 11; 20 skips; 30 is the probe, fails, opens it again; 40 skips
    expect(run.errored).toBe(3);
    expect(run.resultSeconds).toBeCloseTo(3 * 5 + 2 * 4, 12);
    expect(run.delivered).toBe(5);
  });
});

describe("a cache before everything", () => {
  it("a hit answers after its seconds, costs nothing, is delivered, and makes no call", () => {
    const run = replay([0, 1], {
      model: { latency: { total: 4 }, price },
      design: { cache: { hitShare: 1, seconds: 0.05 } },
    });
    expect([run.delivered, run.calls, run.costOutput]).toEqual([2, 0, 0]);
    expect(run.responseSeconds).toBeCloseTo(0.1, 12);
  });
});

describe("stored answers", () => {
  it("answer at once for their hits, and pass on what they miss", () => {
    const parts = (hitShare: number) => ({
      model: { latency: { total: 2 }, failures: { errorShare: 1 } },
      design: { route: { answer: ["model", "cached", "canned"] }, cached: { hitShare, success: 0 } },
      rest: { value: { wrongOutput: 7 } },
    });
    const hit = replay([0], parts(1));
    expect([hit.degraded, hit.right, hit.costWrongOutputs, hit.servedResult]).toEqual([1, 0, 7, 1]);
    const miss = replay([0], parts(0));
    expect([miss.degraded, miss.right, miss.costWrongOutputs, miss.servedResult]).toEqual([1, 0, 0, 0]);
  });
});
