import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../../shared/scenario/schema.ts";
import { replay } from "../../../support/replay.ts";
import { replaySized } from "./sized.ts";

type Design = Scenario["designs"][string];

const HOUR = 3600;
const price = { input: 10, output: 100 };

/** Collected each hour, answered half an hour later, unless told otherwise. */
function batches(batch: Partial<NonNullable<Design["batch"]>> = {}, design: Partial<Design> = {}) {
  return {
    model: { latency: { total: 2 }, price },
    design: {
      mode: "batch" as const,
      batch: { everyMinutes: 60, turnaroundMinutes: 30, ...batch },
      ...design,
    },
  };
}

describe("a call in a batch", () => {
  it("waits for the next collection, and is answered one turnaround later", () => {
    const run = replay([0, 600, 4000], batches());
    // collected at 3,600, 3,600 and 7,200; answered at 5,400, 5,400 and 9,000
    expect(run.resultSeconds).toBeCloseTo(5400 + 4800 + 5000, 9);
    expect([run.delivered, run.attempts]).toEqual([3, 3]);
  });

  it("that comes at the moment of a collection waits for the next one", () => {
    // 3,600 is collected at 7,200
    expect(replay([0, HOUR], batches()).resultSeconds).toBeCloseTo(5400 + 5400, 9);
  });

  it("is followed by the next call of its task in a batch of its own", () => {
    const run = replay([0], { ...batches(), step: { calls: 2 } });
    // answered at 5,400, collected again at 7,200
    expect(run.resultSeconds).toBeCloseTo(9000, 9);
  });

  it("shares one turnaround with all that were collected with it, and with nobody else", () => {
    const turnaroundMinutes = { uniform: { min: 5, max: 50 } };
    const together = replay([0, 0, 0], batches({ turnaroundMinutes }));
    expect(together.resultSeconds).toBeCloseTo(3 * together.tally.histograms.result.max, 6);
    const apart = replay([0, HOUR], batches({ turnaroundMinutes }));
    expect(apart.resultSeconds).not.toBeCloseTo(2 * apart.tally.histograms.result.max, 3);
  });

  it("is billed at its share of the price", () => {
    const run = replay([0], batches({ priceShare: 0.5 }));
    expect(run.costInput).toBeCloseTo((0.5 * 1000 * 10) / 1e6, 15);
    expect(run.costOutput).toBeCloseTo((0.5 * 200 * 100) / 1e6, 15);
  });

  it("is acknowledged at once, and late by its deadline", () => {
    const run = replay([0, HOUR - 1], { ...batches({}, { acknowledge: 0.5, deadline: HOUR }) });
    expect(run.responseSeconds).toBeCloseTo(1, 12);
    // results after 5,400 and 1,801
    expect([run.late, run.delivered]).toEqual([1, 1]);
  });

  it("asks no quota, no slot and no latency of its model, and knows no retries and no timeouts", () => {
    const parts = batches(
      {},
      {
        concurrency: 1,
        timeout: 1,
        hedgeAfter: 1,
        retry: { attempts: 5, firstDelay: 1 },
      },
    );
    const run = replay([0, 0, 0], {
      ...parts,
      model: { ...parts.model, concurrency: 1, waiting: 0, limits: { requestsPerMinute: 0 } },
    });
    expect([run.delivered, run.attempts, run.throttled, run.timedOut, run.hedged]).toEqual([3, 3, 0, 0, 0]);
    expect(run.resultSeconds).toBeCloseTo(3 * 5400, 9);
  });

  it("that fails is not billed, is not tried again, and goes to the next entry's next batch", () => {
    const run = replay([0], {
      ...batches({}, { route: { answer: ["model", "backup"] }, retry: { attempts: 3 } }),
      rest: {
        models: {
          model: { latency: { total: 1 }, price, failures: { errorShare: 1 } },
          backup: { latency: { total: 1 }, price },
        },
      },
    });
    expect([run.errored, run.attempts, run.delivered]).toEqual([1, 2, 1]);
    expect(run.costFallback).toBeCloseTo((1000 * 10 + 200 * 100) / 1e6, 15);
    expect(run.costWasted).toBe(0);
    expect(run.resultSeconds).toBeCloseTo(9000, 9);
  });

  it("waits in no line: none of its time is in waitSeconds, all of it is the batch's", () => {
    const run = replay([0, 0, 0], batches({ limits: { enqueuedTokens: 2500 } }));
    expect(run.waitSeconds).toBe(0);
    // the first of every eight tasks is looked at
    const parts = Array.from(run.tally.time.microseconds);
    expect(parts[7]).toBe(5400e6);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(5400e6);
  });

  it("that is still to be collected counts for the queue limit", () => {
    const run = replay([0, 1, 2], batches({}, { queueLimit: 2 }));
    expect([run.delivered, run.rejected]).toEqual([2, 1]);
  });

  it("is given up when it is handed over, not while it waits", () => {
    const run = replay([0], {
      ...batches({}, { giveUpAfter: 100, route: { answer: ["model", "canned"] } }),
      step: { calls: 2 },
    });
    // the first call may be asked at 0; the second at 5,400 may not
    expect([run.attempts, run.degraded]).toEqual([1, 1]);
  });
});

describe("enqueued tokens", () => {
  it("hold from the collection to the answers; what does not fit waits for a later batch", () => {
    const soon = replay([0, 0, 0], batches({ limits: { enqueuedTokens: 2500 } }));
    // two of 1,000 fit; they are answered at 5,400, so that the third is collected at 7,200
    expect(soon.resultSeconds).toBeCloseTo(2 * 5400 + 9000, 9);
    const later = replay([0, 0, 0], batches({ limits: { enqueuedTokens: 2500 }, turnaroundMinutes: 90 }));
    // still held at 7,200, free from 9,000: collected at 10,800
    expect(later.resultSeconds).toBeCloseTo(2 * 9000 + 16_200, 9);
  });

  it("are given first come, first served: a large call at the head blocks the small ones behind", () => {
    const run = replaySized(
      { times: [0, 1, 2], inputs: [800, 900, 100] },
      batches({ limits: { enqueuedTokens: 1000 } }),
    );
    // 800 at 3,600; 900 at 7,200, and with it 100
    expect(run.resultSeconds).toBeCloseTo(5400 + 8999 + 8998, 9);
  });

  it("that no call may exceed leave whoever does, and all behind, to fail when nothing else happens", () => {
    const run = replaySized(
      { times: [0, 1, 2], inputs: [100, 5000, 100] },
      batches({ limits: { enqueuedTokens: 1000 } }),
    );
    expect([run.delivered, run.failed]).toEqual([1, 2]);
  });
});

describe("a batch that takes too long", () => {
  it("expires: its calls go to the route's next entry, unbilled", () => {
    const run = replay([0], {
      ...batches({ turnaroundMinutes: 600, expiresHours: 2 }, { route: { answer: ["model", "canned"] } }),
    });
    expect([run.degraded, run.errored, run.attempts]).toEqual([1, 0, 1]);
    expect(run.costWasted).toBe(0);
    // the whole time was for nothing
    const failed = replay([0], batches({ turnaroundMinutes: 600, expiresHours: 2 }));
    expect(failed.failed).toBe(1);
  });

  it("expires so long after its collection, and not before", () => {
    const answered = (expiresHours: number) =>
      replay([0], batches({ turnaroundMinutes: 120, expiresHours })).delivered;
    expect([answered(2), answered(1.99)]).toEqual([1, 0]);
  });

  it("hands its calls over at the very moment it expires", () => {
    const run = replay([0], {
      ...batches({ turnaroundMinutes: 600, expiresHours: 2 }, { route: { answer: ["model", "human"] } }),
      rest: { costs: { human: { minutes: 1, perHour: 60 } } },
    });
    expect(run.resultSeconds).toBeCloseTo(HOUR + 2 * HOUR + 60, 9);
  });

  it("counts the wait for room from the first collection that the call could have made", () => {
    const run = replaySized(
      { times: [0, 1], inputs: [1000, 1000] },
      {
        ...batches(
          { turnaroundMinutes: 240, expiresHours: 3, limits: { enqueuedTokens: 1500 } },
          { route: { answer: ["model", "human"] } },
        ),
        rest: { costs: { human: { minutes: 0, perHour: 60 } } },
      },
    );
    // the first is collected at 1:00 and expires at 4:00; the second has waited for room since 1:00 and leaves at 4:00
    expect(run.attempts).toBe(1);
    expect(run.resultSeconds).toBeCloseTo(4 * HOUR + (4 * HOUR - 1), 6);
  });
});
