import { describe, expect, it } from "vitest";
import { TIME_PARTS, type TimePart } from "../../../../shared/simulate/tally.ts";
import { replay } from "../../../support/replay.ts";

/** Seconds of the first task by where they went, those that are not 0. The first of every eight is looked at. */
function partsOf(run: ReturnType<typeof replay>): Partial<Record<TimePart, number>> {
  const { microseconds } = run.tally.time;
  return Object.fromEntries(
    TIME_PARTS.map((part, at) => [part, microseconds[at]! / 1e6] as const).filter(
      ([, seconds]) => seconds > 0,
    ),
  );
}

const latency = { firstToken: 1, perOutputToken: 0.01 }; // 3 s
const noJitter = { firstDelay: 2, jitter: "none" as const };

describe("where a task's time went", () => {
  it("outside the model, until the first visible token, and writing", () => {
    const run = replay([0], { step: { seconds: 0.5, reasoning: 50 }, model: { latency } });
    expect(partsOf(run)).toEqual({ outside: 0.5, firstToken: 1.5, generation: 2 });
  });

  it("in line for a slot, of the design, of the model, or for a worker", () => {
    // the eighth task after the first is the next that is looked at: here the first itself waits behind nobody
    const behind = (parts: Parameters<typeof replay>[1]) => {
      const run = replay(Array<number>(9).fill(0), { ...parts });
      // tasks 0 and 8 share no bin
      return Array.from(run.tally.time.microseconds).at(TIME_PARTS.length + 1)! / 1e6;
    };
    const model = { latency: { total: 3 } };
    expect(behind({ model: { ...model, concurrency: 1 } })).toBe(24);
    expect(behind({ model, design: { concurrency: 1 } })).toBe(24);
    expect(behind({ model, design: { mode: "async", workers: 1 } })).toBe(24);
  });

  it("in line for quota", () => {
    const run = replay(Array<number>(9).fill(0), {
      model: { latency, limits: { requestsPerMinute: 60, burstSeconds: 1 } },
      design: { onLimit: "wait" },
    });
    expect(Array.from(run.tally.time.microseconds).at(TIME_PARTS.length + 2)! / 1e6).toBeCloseTo(8, 6);
  });

  it("hearing a 429 and backing off", () => {
    const run = replay(Array<number>(9).fill(0), {
      model: {
        latency,
        limits: { requestsPerMinute: 0.0001, burstSeconds: 8 * 600_000, rejectSeconds: 0.5 },
      },
      rest: {
        models: {
          model: {
            latency,
            limits: { requestsPerMinute: 0.0001, burstSeconds: 8 * 600_000, rejectSeconds: 0.5 },
          },
          backup: { latency },
        },
      },
      design: {
        route: { answer: ["model", "backup"] },
        retry: { attempts: 2, ...noJitter, honoursRetryAfter: false },
      },
    });
    // the ninth: 0.5 + 2 + 0.5, then the backup
    const ninth = Array.from(run.tally.time.microseconds).slice(TIME_PARTS.length);
    expect(ninth.map((part) => part / 1e6)).toEqual([0, 0, 0, 3, 0, 1, 2, 0, 0]);
  });

  it("in attempts that came to nothing, and with people", () => {
    const run = replay([0], {
      model: { latency, failures: { errorShare: 1 } },
      design: { route: { answer: ["model", "human"] }, retry: { attempts: 2, ...noJitter } },
      rest: { costs: { human: { minutes: 1, perHour: 1 } } },
    });
    expect(partsOf(run)).toEqual({ backoff: 2, lost: 2, people: 60 });
  });

  it("in an answer that was not used", () => {
    const run = replay([0], {
      rest: { models: { model: { latency }, backup: { latency: { total: 4 } } } },
      design: { route: { answer: ["model", "backup"] }, escalates: { answer: 1 } },
    });
    expect(partsOf(run)).toEqual({ lost: 3, generation: 4 });
  });

  it("in the try, until the hedge was sent that answered", () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour === 0 || hour === 23 ? 10 : 1));
    const run = replay([0], {
      model: { latency: { total: 1000, slow: { hours } } },
      design: { hedgeAfter: 5400 },
    });
    expect(partsOf(run)).toEqual({ lost: 5400, generation: 1000 });
  });

  it("at the cache", () => {
    expect(partsOf(replay([0], { design: { cache: { hitShare: 1, seconds: 0.25 } } }))).toEqual({
      outside: 0.25,
    });
  });

  it("is kept of every eighth task, of those that came to a result", () => {
    const run = replay(
      Array.from({ length: 17 }, (_, task) => 10 * task),
      { model: { latency } },
    );
    expect(Array.from(run.tally.time.counts)).toEqual([3]);
    const failed = replay([0], { model: { latency, failures: { errorShare: 1 } } });
    expect(Array.from(failed.tally.time.counts)).toEqual([]);
  });
});

describe("what stands out", () => {
  it("is the five slowest, the five that cost most, the five with most attempts, the first of equal ones first", () => {
    const run = replay([0, 0, 0, 0, 0, 0, 0], {
      model: { latency: { total: 1 }, concurrency: 1, price: { perCall: 2 } },
    });
    const { slowest, costliest, mostTried } = run.tally.exemplars;
    expect(slowest.map(({ task, value }) => [task, value])).toEqual([
      [6, 7],
      [5, 6],
      [4, 5],
      [3, 4],
      [2, 3],
    ]);
    expect(costliest.map(({ task, value }) => [task, value])).toEqual(
      [0, 1, 2, 3, 4].map((task) => [task, 2]),
    );
    expect(mostTried.map(({ task }) => task)).toEqual([0, 1, 2, 3, 4]);
  });

  it("counts rejected attempts as tried", () => {
    const run = replay([0], {
      model: { latency: { total: 1 }, limits: { requestsPerMinute: 0 } },
      design: { retry: { attempts: 4, ...noJitter, honoursRetryAfter: false } },
    });
    expect(run.tally.exemplars.mostTried).toEqual([{ task: 0, value: 4 }]);
  });
});
