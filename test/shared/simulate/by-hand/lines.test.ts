import { describe, expect, it } from "vitest";
import { replay } from "../../../support/replay.ts";
import { replaySized } from "./sized.ts";

const two = { latency: { total: 2 } };

/** The longest wait tells who was served when: the sum of all waits is the same in any order. */
const longest = (run: ReturnType<typeof replay>) => run.tally.histograms.wait.max;

describe("who came first is served first", () => {
  const times = [0, 0.5, 1];

  it("at the model", () => {
    // the second waits until 2, the third until 4: in the other order one would wait 3.5
    expect(longest(replay(times, { model: { ...two, concurrency: 1 } }))).toBeCloseTo(3, 9);
  });

  it("at the model, when attempts may leave the line for their timeouts", () => {
    const run = replay(times, { model: { ...two, concurrency: 1 }, design: { timeout: 100 } });
    expect(longest(run)).toBeCloseTo(3, 9);
  });

  it("for a slot of the design", () => {
    expect(longest(replay(times, { model: two, design: { concurrency: 1 } }))).toBeCloseTo(3, 9);
  });

  it("for a worker", () => {
    const run = replay(times, { model: two, design: { mode: "async", workers: 1 } });
    expect(longest(run)).toBeCloseTo(3, 9);
  });

  it("for quota", () => {
    const run = replay(times, {
      model: { ...two, limits: { requestsPerMinute: 30, burstSeconds: 2 } },
      design: { onLimit: "wait" },
    });
    expect(longest(run)).toBeCloseTo(3, 6);
  });

  it("for quota, though one behind could be let in at once: a large need at the head blocks the smaller ones", () => {
    const run = replaySized(
      { times: [0, 1, 2], inputs: [500, 590, 10] },
      {
        model: { ...two, limits: { inputTokensPerMinute: 600 } },
        design: { onLimit: "wait" },
      },
    );
    // 100 are left at 0; 590 are there at 49, and 10 more a second later
    expect(run.waitSeconds).toBeCloseTo(48 + 48, 6);
  });
});

describe("a slot of the design", () => {
  it("is given back while a 429 is waited out", () => {
    const run = replay([0, 0, 1], {
      // the second is rejected at 0 and tries again at 10
      model: {
        latency: { total: 1 },
        limits: { requestsPerMinute: 12, burstSeconds: 5, rejectSeconds: 0.5 },
      },
      design: {
        concurrency: 1,
        retry: { attempts: 9, firstDelay: 9, maxDelay: 9, jitter: "none", honoursRetryAfter: false },
      },
    });
    // the second gets the slot at 1, hears a 429 and gives it back at 1.5; so does the third, from 1.5 to 2; the second
    // is sent at 10.5, so that the third, back at 11, waits until 11.5
    expect(run.waitSeconds).toBeCloseTo(1 + 0.5 + 0.5, 9);
  });
});

describe("a hedge", () => {
  it("takes its request from the quota", () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour === 0 || hour === 23 ? 1 : 10));
    const failed = (hedgeAfter: number) =>
      replay([0, 5500], {
        model: {
          latency: { total: 6000, slow: { hours } },
          limits: { requestsPerMinute: 0.0001, burstSeconds: 1_200_000 },
        },
        design: { hedgeAfter },
      }).failed;
    // two in the bucket: for the first and its hedge, or for the first and the second
    expect([failed(5400), failed(1e6)]).toEqual([1, 0]);
  });
});
