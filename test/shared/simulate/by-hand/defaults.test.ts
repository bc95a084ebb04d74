import { describe, expect, it } from "vitest";
import { happenings } from "../../../../shared/simulate/happenings.ts";
import { Sources } from "../../../../shared/simulate/sources.ts";
import { replay } from "../../../support/replay.ts";

type Parts = Parameters<typeof replay>[1];

const price = { input: 10, output: 100 };
const burst = Array<number>(40).fill(0).concat([3, 5, 60, 61]);

/** What a scenario says with a field left out is what it says with the default written down. */
function expectSame(silent: Parts, written: Parts): void {
  expect(replay(burst, silent).tally).toEqual(replay(burst, written).tally);
}

describe("a field that is not there", () => {
  const latency = { firstToken: { lognormal: { p50: 1, p95: 4 } }, perOutputToken: 0.01 };
  const step = { output: { lognormal: { p50: 100, p95: 400 } }, maxOutput: 500, cachedShare: 0.5 };
  const perMinute = { requestsPerMinute: 20, tokensPerMinute: 30_000 };
  const design = { retry: { attempts: 3, firstDelay: 1 } };

  it("of the limits is a bucket of a minute, max-output, settled, cached tokens counted, and a rejection of 0.1 s that doesn't count", () => {
    expectSame(
      { step, design, model: { latency, limits: perMinute } },
      {
        step,
        design,
        model: {
          latency,
          limits: {
            ...perMinute,
            policy: "bucket",
            burstSeconds: 60,
            reserves: "max-output",
            settles: true,
            cachedCounts: true,
            outputWeight: 1,
            cacheWriteWeight: 1,
            background: 0,
            rejectSeconds: 0.1,
            rejectsCount: false,
          },
        },
      },
    );
  });

  it("of a design is one try, 429s that are heard, full jitter, and Retry-After that is honoured", () => {
    const model = { latency, limits: perMinute };
    expectSame({ step, model }, { step, model, design: { onLimit: "retry", retry: { attempts: 1 } } });
    expectSame(
      { step, model, design },
      { step, model, design: { retry: { ...design.retry, jitter: "full", honoursRetryAfter: true } } },
    );
  });

  it("of what is worth something is 1: kept, right, adopted; and 0 where it is a price", () => {
    expectSame(
      { model: { latency, price: { input: 10 } } },
      {
        model: { latency, price: { input: 10, output: 0, perCall: 0 }, success: 1 },
        traffic: { adoption: 1, burstiness: 1 },
        rest: { value: { keptShare: 1, wrongOutput: 0 } },
      },
    );
  });
});

describe("an equal Retry-After", () => {
  it("sends all that were rejected together back at one instant", () => {
    const run = replay([0, 0, 0, 0], {
      model: { latency: { total: 2 }, price, limits: { requestsPerMinute: 60, burstSeconds: 1 } },
      design: { retry: { attempts: 9, firstDelay: 0, jitter: "none" } },
    });
    // three are told to wait for a second and come at 1.1: two are rejected again, then one
    expect(run.throttled).toBe(3 + 2 + 1);
  });
});

describe("what strikes a horizon", () => {
  it("begins inside it, and ends with it or before", () => {
    const sources = new Sources({}, []);
    const minutes = sources.varying({ uniform: { min: 1, max: 600 } }, "minutes");
    sources.begin(1, 0, 0);
    const day = 86_400;
    const struck = happenings(6000, minutes, day, sources.stream("count"), sources.stream("start"));
    // Poisson with mean 6,000 / 30.4375
    expect(Math.abs(struck.length - 6000 / 30.4375)).toBeLessThan(4 * Math.sqrt(6000 / 30.4375));
    expect(struck.every(({ from, to }) => from >= 0 && from < to && to <= day)).toBe(true);
    expect(struck.some(({ to }) => to === day)).toBe(true);
    // uniform starts: as many in the first half
    const early = struck.filter(({ from }) => from < day / 2).length;
    expect(Math.abs(early - struck.length / 2)).toBeLessThan(2 * Math.sqrt(struck.length));
  });
});
