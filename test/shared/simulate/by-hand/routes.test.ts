import { describe, expect, it } from "vitest";
import { replay } from "../../../support/replay.ts";

const price = { input: 10, output: 100 };
const failing = { latency: { total: 1 }, failures: { errorShare: 1 } };
const noDelay = { firstDelay: 0, jitter: "none" as const };
/** One request, and hardly more in a day. */
const oneRequest = { requestsPerMinute: 0.0001, burstSeconds: 600_000 };

describe("along a route", () => {
  it("each entry has tries of its own, and the first one at the next entry comes at once", () => {
    const run = replay([0], {
      rest: { models: { model: failing, backup: failing, third: { latency: { total: 5 } } } },
      design: {
        route: { answer: ["model", "backup", "third"] },
        retry: { attempts: 3, firstDelay: 2, maxDelay: 2, jitter: "none" },
      },
    });
    // three tries of a second and two backoffs, at each of two; then the third
    expect([run.attempts, run.errored]).toEqual([7, 6]);
    expect(run.resultSeconds).toBeCloseTo(2 * (3 + 2 * 2) + 5, 9);
  });

  it("the next call starts at the first entry again", () => {
    const run = replay([0], {
      step: { calls: 3 },
      rest: { models: { model: failing, backup: { latency: { total: 1 } } } },
      design: { route: { answer: ["model", "backup"] } },
    });
    expect([run.calls, run.errored, run.attempts]).toEqual([3, 3, 6]);
  });

  it("a fallback reads and writes the very tokens of the call", () => {
    const size = { lognormal: { p50: 1000, p95: 3000 } };
    const run = replay([0], {
      step: { input: size, output: size },
      rest: { models: { model: failing, backup: { latency: { total: 1 }, price } } },
      design: { route: { answer: ["model", "backup"] } },
    });
    const { inputTokens, outputTokens } = run.tally.histograms;
    expect(run.costFallback).toBeCloseTo((inputTokens.max * 10 + outputTokens.max * 100) / 1e6, 12);
  });

  it("429s, errors and timeouts are tried again alike, and count together", () => {
    const run = replay([0, 0], {
      model: { latency: { total: 5 }, limits: { ...oneRequest, rejectSeconds: 0.5 } },
      design: { timeout: 3, retry: { attempts: 3, ...noDelay, honoursRetryAfter: false } },
    });
    // the first: a timeout, two 429s; the second: three 429s
    expect([run.timedOut, run.throttled, run.attempts, run.failed]).toEqual([1, 5, 6, 2]);
  });

  it("an escalated answer is wasted, and the next entry asked; with nothing left the task fails", () => {
    const models = {
      model: { latency: { total: 2 }, price },
      backup: { latency: { total: 3 }, price: { input: 1, output: 1 } },
    };
    const escalates = { answer: 1 };
    const run = replay([0], {
      rest: { models },
      design: { route: { answer: ["model", "backup"] }, escalates },
    });
    expect(run.resultSeconds).toBeCloseTo(5, 9);
    expect(run.costWasted).toBeCloseTo((1000 * 10 + 200 * 100) / 1e6, 12);
    expect(run.costFallback).toBeCloseTo((1000 + 200) / 1e6, 12);
    expect(replay([0], { rest: { models }, design: { escalates } }).failed).toBe(1);
  });

  it("an open breaker sends the call on between tries, too", () => {
    const run = replay([0, 0.5], {
      rest: { models: { model: failing, backup: { latency: { total: 4 } } } },
      design: {
        route: { answer: ["model", "backup"] },
        retry: { attempts: 5, firstDelay: 10, maxDelay: 10, jitter: "none" },
        breaker: { window: 60, threshold: 1, minimumCalls: 2, cooldown: 100 },
      },
    });
    // errors at 1 and 1.5: open. The second goes on at once, the first when its backoff ends at 11
    expect(run.errored).toBe(2);
    expect(run.resultSeconds).toBeCloseTo(11 + 4 + (1.5 - 0.5 + 4), 9);
  });

  it("an open breaker is no matter of 429s", () => {
    const run = replay([0, 1, 2, 3], {
      model: { latency: { total: 0.1 }, limits: oneRequest },
      design: { breaker: { window: 60, threshold: 0.1, minimumCalls: 1, cooldown: 100 } },
    });
    expect([run.throttled, run.attempts]).toEqual([3, 4]);
  });

  it("error fails the task there and then, whatever stands behind it", () => {
    const run = replay([0], {
      rest: { models: { model: failing, backup: { latency: { total: 1 } } } },
      design: { route: { answer: ["model", "error", "backup"] } },
    });
    expect([run.failed, run.attempts]).toEqual([1, 1]);
  });

  it.each(["human", "cached", "canned"])("%s ends the task, whichever step it stands in", (resort) => {
    const run = replay([0], {
      task: {
        steps: [
          { name: "look", input: 10, output: 10 },
          { name: "answer", input: 10, output: 10 },
        ],
      },
      rest: { models: { model: failing, backup: { latency: { total: 1 } } } },
      design: {
        route: { look: ["model", resort], answer: ["backup"] },
        cached: { hitShare: 1, success: 1 },
      },
    });
    expect([run.degraded, run.calls]).toEqual([1, 1]);
    expect(run.responseSeconds).toBeCloseTo(1, 12);
  });

  it("a person takes over at once: the response ends there, the result comes when the minutes are over", () => {
    const run = replay([0], {
      model: failing,
      design: { route: { answer: ["model", "human"] } },
      rest: { costs: { human: { minutes: 3, perHour: 20 } } },
    });
    expect(run.responseSeconds).toBeCloseTo(1, 12);
    expect(run.resultSeconds).toBeCloseTo(181, 12);
    expect([run.degraded, run.right, run.costHuman]).toEqual([1, 1, 1]);
  });
});

describe("an attempt that will fail", () => {
  it("waits for a slot and holds it like any other", () => {
    const run = replay([0, 0], {
      model: { latency: { total: 5 }, failures: { errorShare: 1, errorSeconds: 2 }, concurrency: 1 },
      design: { route: { answer: ["model", "canned"] } },
    });
    expect(run.waitSeconds).toBeCloseTo(2, 12);
    expect(run.responseSeconds).toBeCloseTo(2 + 4, 12);
  });

  it("and is given up before is billed for its input where it stops, and not at all where it runs on", () => {
    const cost = (onCancel: "stops" | "runs-on") =>
      replay([0], {
        model: { latency: { total: 5 }, price, failures: { errorShare: 1, errorSeconds: 9 } },
        design: { timeout: 3, onCancel },
      }).costWasted;
    expect(cost("stops")).toBeCloseTo((1000 * 10) / 1e6, 12);
    expect(cost("runs-on")).toBe(0);
  });

  it("gives its reserve back, and neither its request nor its input", () => {
    const limited = (limits: object) =>
      replay([0, 10], {
        step: { maxOutput: 1000 },
        model: {
          latency: { total: 1 },
          failures: { errorShare: 1 },
          limits: { burstSeconds: 60, ...limits },
        },
      }).throttled;
    // 1,000 of 1,100 reserved and given back at 1
    expect(limited({ outputTokensPerMinute: 1100 })).toBe(0);
    // ten seconds bring 183 of the 1,000 that the second needs, of which 100 were left
    expect(limited({ inputTokensPerMinute: 1100 })).toBe(1);
    expect(limited({ requestsPerMinute: 1.1 })).toBe(1);
  });
});

describe("a stream", () => {
  const latency = { firstToken: 1, perOutputToken: 0.1 }; // 21 s

  it("is bounded by its timeout as a whole, not until its first token", () => {
    const run = replay([0], { model: { latency }, design: { mode: "stream", timeout: 10 } });
    expect([run.timedOut, run.failed]).toEqual([1, 1]);
  });

  it("that stalls is stretched in its first token and in its writing alike", () => {
    const run = replay([0], {
      model: { latency: { ...latency, stalls: { share: 1, multiplier: 3 } } },
      design: { mode: "stream" },
    });
    expect(run.responseSeconds).toBeCloseTo(3, 12);
    expect(run.resultSeconds).toBeCloseTo(63, 12);
  });

  it("responds with the first visible token of its last call", () => {
    const run = replay([0], { step: { calls: 2 }, model: { latency }, design: { mode: "stream" } });
    expect(run.responseSeconds).toBeCloseTo(21 + 1, 12);
  });
});

describe("a total latency", () => {
  it("generates evenly over itself", () => {
    const run = replay([0], {
      model: { latency: { total: 10 }, price },
      design: { timeout: 3.99, onCancel: "stops" },
    });
    // 79.8 of 200 tokens, in whole ones
    expect(run.costWasted).toBeCloseTo((1000 * 10 + 79 * 100) / 1e6, 12);
  });
});

describe("a worker", () => {
  it("is held through backoffs", () => {
    const run = replay([0, 0], {
      model: failing,
      design: {
        mode: "async",
        workers: 1,
        retry: { attempts: 2, firstDelay: 10, jitter: "none" },
      },
    });
    // the first fails at 1 and 12; only then does the second begin
    expect(run.waitSeconds).toBeCloseTo(12, 12);
  });
});

describe("answers that nobody waits for", () => {
  it("fill the slots and tip a design over that would do with attempts that stop", () => {
    // evenly, at 0.65 of what ten slots carry; after 500 s eighty more at once
    const perSecond = (0.65 * 10) / 9.44;
    const times = Array.from({ length: 3000 }, (_, task) => task / perSecond).concat(Array(80).fill(500));
    const failedShare = (onCancel: "stops" | "runs-on") => {
      const run = replay(
        times.sort((a, b) => a - b),
        {
          // 9.44 s in the mean
          model: { latency: { total: { lognormal: { p50: 7, p95: 25 } } }, concurrency: 10 },
          design: { timeout: 25, onCancel, retry: { attempts: 4, firstDelay: 1 } },
        },
      );
      return run.failed / run.arrived;
    };
    expect(failedShare("stops")).toBeLessThan(0.02);
    expect(failedShare("runs-on")).toBeGreaterThan(0.1);
  });
});
