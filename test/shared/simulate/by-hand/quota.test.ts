import { describe, expect, it } from "vitest";
import { replay } from "../../../support/replay.ts";

const model = { latency: { total: 2 } };
const noJitter = { attempts: 5, firstDelay: 1, jitter: "none" as const };

describe("a 429", () => {
  const limits = { requestsPerMinute: 60, burstSeconds: 1 }; // a bucket of one, refilled each second

  it("is heard after rejectSeconds; the next try waits at least until the quota could admit it", () => {
    const run = replay([0, 0], {
      model: { ...model, limits },
      design: { retry: { ...noJitter, firstDelay: 0 } },
    });
    // the second: rejected at 0, hears it at 0.1, waits the whole second, is sent at 1.1
    expect(run.throttled).toBe(1);
    expect(run.attempts).toBe(3);
    expect(run.resultSeconds).toBeCloseTo(2 + 3.1, 9);
  });

  it("honours no Retry-After where the design doesn't", () => {
    const run = replay([0, 0], {
      model: { ...model, limits: { ...limits, rejectSeconds: 0 } },
      design: { retry: { ...noJitter, firstDelay: 0.4, maxDelay: 0.4, honoursRetryAfter: false } },
    });
    // tries at 0, 0.4, 0.8, 1.2
    expect(run.throttled).toBe(3);
    expect(run.resultSeconds).toBeCloseTo(2 + 3.2, 9);
  });

  it("the backoff doubles up to its longest, and the tries run out", () => {
    const run = replay([0, 0], {
      model: { ...model, limits: { requestsPerMinute: 0.06, burstSeconds: 1000, rejectSeconds: 0 } },
      design: {
        retry: { ...noJitter, maxDelay: 3, honoursRetryAfter: false },
        route: { answer: ["model", "canned"] },
      },
    });
    // tries at 0, 1, 3, 6, 9
    expect(run.throttled).toBe(5);
    expect(run.degraded).toBe(1);
    expect(run.responseSeconds).toBeCloseTo(2 + 9, 9);
  });

  it("jitter draws the delay from nothing, or from half, up to the whole", () => {
    const delays = (jitter: "full" | "equal") => {
      const run = replay(Array<number>(401).fill(0), {
        model: { ...model, limits: { requestsPerMinute: 1e-6, burstSeconds: 6e7, rejectSeconds: 0 } },
        design: {
          retry: { attempts: 2, firstDelay: 8, jitter, honoursRetryAfter: false },
          route: { answer: ["model", "canned"] },
        },
      });
      expect(run.throttled).toBe(800);
      return (run.responseSeconds - 2) / 400;
    };
    expect(Math.abs(delays("full") - 4)).toBeLessThan(3 * (8 / Math.sqrt(12) / 20));
    expect(Math.abs(delays("equal") - 6)).toBeLessThan(3 * (4 / Math.sqrt(12) / 20));
  });

  it("goes to the next entry of the route at once where onLimit says next", () => {
    const run = replay([0, 0], {
      design: { onLimit: "next", route: { answer: ["model", "backup"] }, retry: noJitter },
      rest: { models: { model: { ...model, limits }, backup: { latency: { total: 7 } } } },
    });
    expect(run.throttled).toBe(1);
    expect(run.resultSeconds).toBeCloseTo(2 + 7.1, 9);
  });
});

describe("a client that paces itself (onLimit: wait)", () => {
  const limits = { requestsPerMinute: 60, burstSeconds: 1 };

  it("hears no 429 and is served first come, first served", () => {
    const run = replay([0, 0, 0, 0], { model: { ...model, limits }, design: { onLimit: "wait" } });
    expect(run.throttled).toBe(0);
    expect(run.waitSeconds).toBeCloseTo(0 + 1 + 2 + 3, 6);
    expect(run.resultSeconds).toBeCloseTo(4 * 2 + 6, 6);
  });

  it("holds a slot of the design while standing in line", () => {
    const run = replay([0, 0, 0], {
      model: { ...model, limits },
      design: { onLimit: "wait", concurrency: 1 },
    });
    // one after the other: ends at 2, 4, 6
    expect(run.resultSeconds).toBeCloseTo(2 + 4 + 6, 9);
  });

  it("admits needs larger than the bucket one by one, each when it is full", () => {
    const run = replay([0, 0], {
      step: { input: { empirical: { values: [600] } } },
      model: { ...model, limits: { inputTokensPerMinute: 600, burstSeconds: 30 } },
      design: { onLimit: "wait" },
    });
    // a bucket of 300: both needs are larger, each is admitted when it is full; the debt of 300 takes 60 s
    expect(run.waitSeconds).toBeCloseTo(60, 6);
  });

  it("meets a full line at the model only when its turn has come", () => {
    const run = replay([0, 0, 0, 0], {
      model: { latency: { total: 0.5 }, concurrency: 1, waiting: 0, limits },
      design: { onLimit: "wait" },
    });
    // sent at 0, 1, 2, 3, each answered before the next: nobody is ever rejected
    expect([run.delivered, run.throttled]).toEqual([4, 0]);
    const slow = replay([0, 0], {
      model: { latency: { total: 5 }, concurrency: 1, waiting: 0, limits },
      design: { onLimit: "wait", route: { answer: ["model", "canned"] } },
    });
    // the second's turn comes at 1, when the slot is taken until 5: rejected like any other, and hears it at 1.1
    expect([slow.delivered, slow.throttled, slow.degraded]).toEqual([1, 1, 1]);
    expect(slow.responseSeconds).toBeCloseTo(5 + 1.1, 9);
  });

  it("leaves the line only to give up", () => {
    const run = replay([0, 0, 0], {
      model: { ...model, limits },
      design: { onLimit: "wait", giveUpAfter: 1.5, route: { answer: ["model", "canned"] } },
    });
    expect([run.delivered, run.degraded]).toEqual([2, 1]);
    expect(run.waitSeconds).toBeCloseTo(1 + 1.5, 6);
  });
});

describe("what an attempt needs of the limits", () => {
  // one minute's worth at the start; how many of ten equal calls are let in at once tells the need
  const admitted = (
    limits: Parameters<typeof replay>[1]["model"] extends infer M
      ? M extends { limits?: infer L }
        ? L
        : never
      : never,
    step: Parameters<typeof replay>[1]["step"] = {},
  ) =>
    replay(Array<number>(10).fill(0), { step: { maxOutput: 500, ...step }, model: { ...model, limits } })
      .delivered;

  it("max-output reserves the largest output, the default", () => {
    expect(admitted({ tokensPerMinute: 4500 })).toBe(3);
    expect(admitted({ tokensPerMinute: 4499 })).toBe(2);
    expect(admitted({ outputTokensPerMinute: 2000 })).toBe(4);
    expect(admitted({ inputTokensPerMinute: 2000 })).toBe(2);
  });

  it("estimate reserves the output itself, max the larger of input and largest output", () => {
    expect(admitted({ tokensPerMinute: 3600, reserves: "estimate" })).toBe(3);
    expect(admitted({ tokensPerMinute: 3000, reserves: "max" })).toBe(3);
    expect(admitted({ tokensPerMinute: 3000, reserves: "max" }, { maxOutput: 1500 })).toBe(2);
  });

  it("none reserves nothing, and counts the output when it is finished", () => {
    expect(admitted({ tokensPerMinute: 3000, reserves: "none" })).toBe(3);
    expect(admitted({ outputTokensPerMinute: 10, reserves: "none" })).toBe(10);
    const later = replay([0, 2.5, 3, 60], {
      step: { maxOutput: 500 },
      model: { ...model, limits: { outputTokensPerMinute: 100, reserves: "none" } },
      design: { route: { answer: ["model", "canned"] } },
    });
    // at 2 the first has produced 200 of 100: in debt until 62
    expect([later.delivered, later.throttled]).toEqual([1, 3]);
  });

  it("cached tokens are exempt where the provider says so; written and produced ones have their weights", () => {
    const step = { cachedShare: 0.5 };
    expect(admitted({ inputTokensPerMinute: 2000, cachedCounts: false }, step)).toBe(4);
    expect(admitted({ inputTokensPerMinute: 2000, cachedCounts: true }, step)).toBe(2);
    expect(admitted({ outputTokensPerMinute: 5000, outputWeight: 5 })).toBe(2);
    expect(
      admitted(
        { inputTokensPerMinute: 3000, cacheWriteWeight: 2, cachedCounts: true },
        { ...step, writesCache: true },
      ),
    ).toBe(2);
  });

  it("others' use scales rate and capacity", () => {
    expect(admitted({ requestsPerMinute: 8, background: 0.25 })).toBe(6);
  });

  it("burstSeconds may differ between requests and tokens", () => {
    expect(
      admitted({ requestsPerMinute: 60, tokensPerMinute: 60_000, burstSeconds: { requests: 4, tokens: 60 } }),
    ).toBe(4);
    expect(
      admitted({
        requestsPerMinute: 60,
        inputTokensPerMinute: 60_000,
        burstSeconds: { requests: 60, tokens: 2 },
      }),
    ).toBe(2);
  });

  it("settling gives back at the finish what was reserved and not used; without it nothing comes back", () => {
    const run = (settles: boolean) =>
      replay([0, 2.5], {
        step: { maxOutput: 1000 },
        model: { ...model, limits: { outputTokensPerMinute: 1000, settles } },
      });
    // capacity 1,000: the first takes all; at 2 it gives back 800, and by 2.5 a little has been refilled
    expect(run(true).throttled).toBe(1);
    const small = (settles: boolean) =>
      replay([0, 2.5], {
        step: { maxOutput: 1000 },
        model: { ...model, limits: { outputTokensPerMinute: 1700, settles } },
      });
    expect(small(true).delivered).toBe(2);
    expect(small(false).delivered).toBe(1);
  });

  it("what settles after a timeout is the reserve less what was produced", () => {
    const run = replay([0, 5], {
      step: { maxOutput: 1000 },
      model: {
        latency: { firstToken: 1, perOutputToken: 0.1 },
        limits: { outputTokensPerMinute: 1040 },
      },
      design: { timeout: 4.05, onCancel: "stops", route: { answer: ["model", "canned"] } },
    });
    // the first produced 30 by 4.05 and gives back 970; by 5 another 86.7 came: 1,040 − 30 + … ≥ 1,000
    expect(run.throttled).toBe(0);
  });
});

describe("slots", () => {
  it("of a model: beyond them attempts wait, first come, first served", () => {
    const run = replay([0, 0.5, 1], { model: { ...model, concurrency: 1 } });
    expect(run.waitSeconds).toBeCloseTo(1.5 + 3, 12);
    expect(run.throttled).toBe(0);
  });

  it("of a model with a short line: one that finds it full is rejected like any other, uncharged", () => {
    const run = replay([0, 0, 0], {
      model: { ...model, concurrency: 1, waiting: 1, limits: { requestsPerMinute: 3 } },
      design: { retry: { attempts: 2, firstDelay: 4, jitter: "none" } },
    });
    // the third is rejected for the line, hears it at 0.1 and tries again at 4.1: had it been charged, the bucket
    // of three would be empty then
    expect(run.throttled).toBe(1);
    expect(run.resultSeconds).toBeCloseTo(2 + 4 + 6.1, 9);
  });

  it("of a design: held from the asking of quota to the end of the attempt, not during a backoff", () => {
    const run = replay([0, 0], {
      model: { latency: { total: 1 }, failures: { errorShare: 1 } },
      design: {
        concurrency: 1,
        retry: { attempts: 2, firstDelay: 10, jitter: "none" },
        route: { answer: ["model", "canned"] },
      },
    });
    // first: 0–1, 11–12; second: waits 0–1, then 1–2, 12–13: no wait the second time
    expect(run.waitSeconds).toBeCloseTo(1, 12);
    expect(run.responseSeconds).toBeCloseTo(12 + 13, 12);
  });
});

describe("async", () => {
  it("acknowledges at once, and works on as many tasks as it has workers", () => {
    const run = replay([0, 0, 0], {
      model: { latency: { total: 1 } },
      design: { mode: "async", acknowledge: 0.2, workers: 1 },
    });
    expect(run.responseSeconds).toBeCloseTo(0.6, 12);
    expect(run.resultSeconds).toBeCloseTo(1 + 2 + 3, 12);
    expect(run.waitSeconds).toBeCloseTo(0 + 1 + 2, 12);
  });

  it("rejects a task that finds as many waiting as may, and is late by its deadline", () => {
    const run = replay([0, 0, 0, 0], {
      task: { deadline: 1.5 },
      model: { latency: { total: 1 } },
      design: { mode: "async", workers: 1, queueLimit: 2 },
    });
    expect([run.delivered, run.late, run.rejected]).toEqual([1, 2, 1]);
  });

  it("one that was acknowledged and fails later has a response, and no result", () => {
    const run = replay([0], {
      model: { latency: { total: 1 }, failures: { errorShare: 1 } },
      design: { mode: "async", acknowledge: 0.1 },
    });
    expect([run.failed, run.servedResponse, run.servedResult]).toEqual([1, 1, 0]);
  });
});
