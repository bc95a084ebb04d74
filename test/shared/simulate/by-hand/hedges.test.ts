import { describe, expect, it } from "vitest";
import { replay } from "../../../support/replay.ts";

type Parts = Parameters<typeof replay>[1];

const price = { input: 10, output: 100 };
const input = (1000 * 10) / 1e6; // of the plain step
const perToken = 100 / 1e6;

/** A model whose attempts take `now` times as long at midnight, and `later` times an hour and a half on. */
function model(total: number, now: number, later: number) {
  const hours = Array.from({ length: 24 }, (_, hour) => (hour === 0 || hour === 23 ? now : later));
  return { latency: { total, slow: { hours } }, price };
}

const AFTER = 5400;
/** 10,000 s at midnight, 1,000 s for the hedge at 5,400: it answers at 6,400. */
const hedgeWins = model(1000, 10, 1);
/** 6,000 s at midnight, 60,000 s for the hedge. */
const hedgeLoses = model(6000, 1, 10);

describe("a hedge", () => {
  it("is sent hedgeAfter after its try, and the first answer wins", () => {
    const run = replay([0], { model: hedgeWins, design: { hedgeAfter: AFTER } });
    expect([run.attempts, run.hedged, run.delivered]).toEqual([2, 1, 1]);
    expect(run.resultSeconds).toBeCloseTo(6400, 9);
  });

  it("is not sent where the try has ended before", () => {
    const run = replay([0], { model: model(500, 10, 1), design: { hedgeAfter: AFTER } });
    expect([run.attempts, run.hedged]).toEqual([1, 0]);
  });

  it("is one a try: a slow attempt gets no second one", () => {
    const run = replay([0], { model: model(9000, 1, 10), design: { hedgeAfter: 100 } });
    expect([run.attempts, run.hedged]).toEqual([2, 1]);
  });

  it("that lost runs on, billed in full; or stops, billed for input and what it had generated", () => {
    const cost = (lost: "runs-on" | "stops", who: typeof hedgeWins) =>
      replay([0], { model: who, design: { hedgeAfter: AFTER, onCancel: lost } }).costWasted;
    expect(cost("runs-on", hedgeWins)).toBeCloseTo(input + 200 * perToken, 12);
    // 200 tokens evenly over 10,000 s: 128 by 6,400
    expect(cost("stops", hedgeWins)).toBeCloseTo(input + 128 * perToken, 12);
    // the hedge: 600 s of 60,000
    expect(cost("stops", hedgeLoses)).toBeCloseTo(input + 2 * perToken, 12);
  });

  it("is billed where it wins like the attempt it stood in for", () => {
    const run = replay([0], { model: hedgeWins, design: { hedgeAfter: AFTER, onCancel: "stops" } });
    expect(run.costInput).toBeCloseTo(input, 12);
    expect(run.costOutput).toBeCloseTo(200 * perToken, 12);
  });

  it("asks quota once: a 429 is an attempt, throttled and hedged, and is not tried again", () => {
    const run = replay([0], {
      // one request, and hardly more in a day
      model: { ...hedgeWins, limits: { requestsPerMinute: 0.0001, burstSeconds: 600_000 } },
      design: { hedgeAfter: AFTER, retry: { attempts: 5 } },
    });
    expect([run.attempts, run.throttled, run.hedged]).toEqual([2, 1, 1]);
    expect(run.resultSeconds).toBeCloseTo(10_000, 9);
  });

  it("of a client that paces itself is sent only if nobody stands in line and quota is there", () => {
    const limits = { requestsPerMinute: 0.0001, burstSeconds: 600_000 };
    const alone = replay([0], {
      model: { ...hedgeWins, limits },
      design: { hedgeAfter: AFTER, onLimit: "wait" },
    });
    expect([alone.attempts, alone.throttled, alone.hedged]).toEqual([1, 0, 0]);
    // two in the bucket, a third task in line for it: the first two may not go ahead of it
    const behind = replay([0, 0, 0], {
      step: { maxOutput: 200 },
      model: { ...hedgeWins, limits: { requestsPerMinute: 1 / 100, burstSeconds: 12_000 } },
      design: { hedgeAfter: AFTER, onLimit: "wait" },
    });
    // the third is admitted at 6,000, before which the others would be hedged
    expect(behind.hedged).toBe(0);
    expect(behind.waitSeconds).toBeCloseTo(6000, 6);
  });

  it("takes a slot of the design of its own, and is not sent if none is free", () => {
    const hedged = (concurrency: number) =>
      replay([0], { model: hedgeWins, design: { hedgeAfter: AFTER, concurrency } }).hedged;
    expect([hedged(1), hedged(2)]).toEqual([0, 1]);
    // the other's slot is taken by the hedge until 6,400
    const other = replay([0, 6000], {
      model: hedgeWins,
      design: { hedgeAfter: AFTER, concurrency: 2, onCancel: "stops" },
    });
    expect(other.waitSeconds).toBeCloseTo(400, 9);
  });

  it("still in line at the model leaves it unbilled, before the winner's slot is free; its wait counts, but is no part of the task's time", () => {
    const run = replay([0], {
      model: { ...hedgeLoses, concurrency: 1 },
      design: { hedgeAfter: AFTER },
    });
    expect([run.attempts, run.hedged]).toEqual([2, 1]);
    expect(run.costWasted).toBe(0);
    expect(run.waitSeconds).toBeCloseTo(600, 9);
    expect(run.resultSeconds).toBeCloseTo(6000, 9);
    expect(Array.from(run.tally.time.microseconds).reduce((sum, part) => sum + part, 0)).toBe(6000e6);
  });

  it("has a timeout of its own, from its own sending, and is no try", () => {
    const run = replay([0], {
      model: { latency: { total: 10 } },
      design: {
        timeout: 8,
        hedgeAfter: 5,
        retry: { attempts: 2, firstDelay: 1, jitter: "none" },
        route: { answer: ["model", "canned"] },
      },
    });
    // given up at 8 and 13; tried again at 14: 22 and 27
    expect([run.attempts, run.hedged, run.timedOut]).toEqual([4, 2, 4]);
    expect(run.responseSeconds).toBeCloseTo(27, 9);
  });

  it("as sticky as its call takes as long, and never wins", () => {
    const parts = (hedgeAfter?: number): Parts => ({
      model: { latency: { total: { lognormal: { p50: 10, p95: 40 } }, sticky: 1 } },
      ...(hedgeAfter === undefined ? {} : { design: { hedgeAfter } }),
    });
    const times = Array.from({ length: 50 }, (_, second) => second);
    const hedged = replay(times, parts(0.1));
    expect(hedged.hedged).toBe(50);
    expect(hedged.resultSeconds).toBeCloseTo(replay(times, parts()).resultSeconds, 9);
  });

  it("fails alone: the other goes on, and the try has failed only when both have", () => {
    const tasks = 400;
    const run = replay(Array<number>(tasks).fill(0), {
      model: { latency: { total: 10 }, failures: { errorShare: 0.5, errorSeconds: 2 } },
      design: { hedgeAfter: 1 },
    });
    expect(run.hedged).toBe(tasks);
    // answers of the tries come after 10 s, those of hedges after 11
    const byHedge = run.resultSeconds - 10 * run.delivered;
    const hedgeFailedAlone = run.errored - 2 * run.failed - byHedge;
    expect(byHedge).toBeCloseTo(Math.round(byHedge), 6);
    // a quarter each, within three standard deviations
    for (const count of [run.failed, byHedge, hedgeFailedAlone])
      expect(Math.abs(count - tasks / 4)).toBeLessThan(3 * Math.sqrt((tasks * 3) / 16));
  });
});

describe("a hedge and the breaker", () => {
  const failing = { latency: { total: 9 }, failures: { errorShare: 1, errorSeconds: 5 } };
  const breaker = { window: 100, threshold: 1, minimumCalls: 2, cooldown: 1000 };

  it("an attempt and its hedge that fail count as two", () => {
    const run = replay([0, 20], { model: failing, design: { hedgeAfter: 1, breaker } });
    // errors at 5 and 6: open
    expect([run.errored, run.attempts, run.failed]).toEqual([2, 2, 2]);
  });

  it("one that is given up for the other's answer does not", () => {
    const run = replay([0, 8000], {
      model: hedgeWins,
      design: { hedgeAfter: AFTER, breaker: { window: 1e6, threshold: 0.5, minimumCalls: 2, cooldown: 1e6 } },
    });
    // were the given-up one a failure, the breaker would be open after one failure of two
    expect(run.delivered).toBe(2);
  });

  it("it is sent though the breaker has opened since its try", () => {
    const run = replay([0, 4], {
      model: failing,
      design: { hedgeAfter: 3, breaker: { ...breaker, minimumCalls: 1 } },
    });
    // open from 5 on; the second task's hedge is due at 7
    expect([run.attempts, run.hedged]).toEqual([4, 2]);
  });
});
