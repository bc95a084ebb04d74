import { describe, expect, it } from "vitest";
import { replay } from "../../../support/replay.ts";
import { replaySized } from "./sized.ts";

const model = { latency: { total: 2 } };
const price = { input: 10, output: 100 }; // 1,000 and 200 tokens: 0.01 + 0.02

describe("a window", () => {
  it("admits its limit in each whole minute, and starts anew with the next", () => {
    const run = replay([0, 30, 59, 59.5, 60, 61, 62], {
      model: { ...model, limits: { policy: "window", requestsPerMinute: 3 } },
    });
    // 59.5 is one too many
    expect([run.delivered, run.throttled]).toEqual([6, 1]);
  });

  it("holds requests to their share of each burst window, too", () => {
    const run = replay([0, 0, 0, 10], {
      model: { ...model, limits: { policy: "window", requestsPerMinute: 12, burstSeconds: 10 } },
    });
    // two in ten seconds
    expect([run.delivered, run.throttled]).toEqual([3, 1]);
  });

  it("counts what is given back in the minute it came from, and nowhere else", () => {
    const throttled = (times: readonly number[]) =>
      replay(times, {
        step: { maxOutput: 1000 },
        model: { ...model, limits: { policy: "window", outputTokensPerMinute: 1500 } },
      }).throttled;
    // sent at 0, ended at 2: 800 of 1,000 come back, so that there is room at 30
    expect(throttled([0, 30])).toBe(0);
    expect(throttled([0, 1])).toBe(1);
    // sent at 59, ended at 61: the new minute has room for one as ever, not for two
    expect(throttled([0, 59, 63, 63])).toBe(1);
  });

  it("admits no need larger than its limit, ever: that task fails", () => {
    const run = replay([0], {
      model: { ...model, limits: { policy: "window", inputTokensPerMinute: 900 } },
      design: { retry: { attempts: 3, firstDelay: 1 } },
    });
    expect([run.failed, run.throttled]).toEqual([1, 1]);
  });

  it("lets a client that paces itself in when the minute is over", () => {
    const run = replay([0, 10], {
      model: { ...model, limits: { policy: "window", requestsPerMinute: 1 } },
      design: { onLimit: "wait" },
    });
    expect(run.waitSeconds).toBeCloseTo(50, 6);
  });
});

describe("a leaky limit", () => {
  const limits = { policy: "leaky" as const, inputTokensPerMinute: 600, burstSeconds: 60 };

  it("admits while its level is at most its capacity, and adds the need then", () => {
    // the level is 0, 0 + 1,000 > 600: the second waits until 400 have drained, 40 s
    const run = replay([0, 0, 0], { model: { ...model, limits }, design: { onLimit: "wait" } });
    expect(run.waitSeconds).toBeCloseTo(40 + 140, 6);
  });

  it("is corrected at the finish, though it does not settle", () => {
    const waits = (output: number) =>
      replaySized(
        { times: [0, 3], inputs: [10, 10], outputs: [output, 10] },
        {
          step: { maxOutput: 1000 },
          model: {
            ...model,
            limits: { policy: "leaky", outputTokensPerMinute: 600, settles: false },
          },
          design: { onLimit: "wait" },
        },
      ).waitSeconds;
    // 1,000 were added at 0, 800 taken off at 2: at 3 the level is 170
    expect(waits(200)).toBe(0);
    // 50 taken off: 920 at 3, 320 above the capacity
    expect(waits(950)).toBeCloseTo(32, 6);
  });
});

describe("requests a day", () => {
  it("are counted anew from midnight on", () => {
    const run = replay([0, 100, 86_399, 86_401], {
      model: { ...model, limits: { requestsPerDay: 2 } },
    });
    expect([run.delivered, run.throttled]).toEqual([2, 1]);
  });

  it("hold beside the limits a minute", () => {
    const run = replay([0, 1, 120], {
      model: { ...model, limits: { requestsPerDay: 2, requestsPerMinute: 1 } },
    });
    expect([run.delivered, run.throttled]).toEqual([2, 1]);
  });
});

describe("spend in ten minutes", () => {
  const spent = (limit: number, times: readonly number[], more: object = {}) =>
    replay(times, {
      step: { maxOutput: 500 },
      model: { ...model, price, limits: { spendPerTenMinutes: limit, ...more } },
    });

  it("is charged at admission with the price of input and reserve, and corrected to the bill at the finish", () => {
    // 0.01 + 0.05 is reserved, 0.03 billed
    expect(spent(0.119, [0, 0]).throttled).toBe(1);
    expect(spent(0.121, [0, 0]).throttled).toBe(0);
    expect(spent(0.091, [0, 3]).throttled).toBe(0);
    expect(spent(0.089, [0, 3]).throttled).toBe(1);
  });

  it("counts in any ten minutes from its charge on", () => {
    expect(spent(0.089, [0, 599]).throttled).toBe(1);
    expect(spent(0.089, [0, 601]).throttled).toBe(0);
  });

  it("of an error comes back as a whole", () => {
    const failing = { failures: { errorShare: 1 } };
    const run = replay([0, 3], {
      step: { maxOutput: 500 },
      model: { ...model, ...failing, price, limits: { spendPerTenMinutes: 0.061 } },
    });
    expect([run.errored, run.throttled]).toEqual([2, 0]);
  });

  it("with the estimate for reserve is charged with what will be billed", () => {
    expect(spent(0.061, [0, 0], { reserves: "estimate" }).throttled).toBe(0);
    expect(spent(0.059, [0, 0], { reserves: "estimate" }).throttled).toBe(1);
  });
});

describe("a rejection that counts", () => {
  it("takes a request, so that who asks too often keeps himself out", () => {
    const attempts = (rejectsCount: boolean) =>
      replay([0, 0], {
        model: {
          ...model,
          limits: { requestsPerMinute: 60, burstSeconds: 1, rejectSeconds: 0, rejectsCount },
        },
        design: {
          retry: { attempts: 5, firstDelay: 0.75, maxDelay: 0.75, jitter: "none", honoursRetryAfter: false },
        },
      });
    // without: rejected at 0 and 0.75, admitted at 1.5
    expect(attempts(false).throttled).toBe(2);
    // with: each rejection takes what has come since, and a whole one never comes together
    expect([attempts(true).throttled, attempts(true).failed]).toEqual([5, 1]);
  });
});
