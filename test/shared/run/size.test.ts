import { describe, expect, it } from "vitest";
import { prepareRun, type RunOptions } from "../../../shared/run/prepare.ts";
import type { RunRequest } from "../../../shared/run/request.ts";
import {
  BYTES_A_PENDING_TASK,
  BYTES_A_ROW,
  memoryNeeded,
  NANOSECONDS_AN_ATTEMPT,
  runSize,
  SECONDS_A_REPLICATION,
} from "../../../shared/run/size.ts";
import { ANY_MACHINE, formatBytes, type Machine, sizeProblems } from "../../../shared/run/size-problems.ts";
import { highOf, meanOf, productOf, spreadOf } from "../../../shared/run/spread.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { simulate, total } from "../../support/simulate.ts";

const today = "2026-12-01";
/** A machine that no run is too large for. */
const machine = { memoryBytes: Number.MAX_VALUE, workers: 1, longestSeconds: Number.MAX_VALUE };

function requestOf(scenario: Scenario, options: Partial<RunOptions> = {}, columns = {}): RunRequest {
  const prepared = prepareRun(scenario, columns, { today, machine, ...options });
  if (!prepared.ok) throw new Error(prepared.error.map(({ message }) => message).join());
  return prepared.value.request;
}

describe("a spread over worlds", () => {
  it("has the mean and the 95th percentile of an even spread", () => {
    const spread = spreadOf({ uniform: { min: 100, max: 300 } }, 0, {});
    expect(meanOf(spread)).toBeCloseTo(200, 10);
    expect(highOf(spread)).toBeGreaterThan(285);
    expect(highOf(spread)).toBeLessThan(295);
  });

  it("has the 95th percentile of a product of two, not the product of theirs", () => {
    const even = spreadOf({ uniform: { min: 0, max: 1 } }, 0, {});
    // P(XY ≤ z) = z (1 − ln z) is 0.95 at z = 0.6965; 0.95² would be 0.9025
    const product = productOf(even, even);
    expect(meanOf(product)).toBeCloseTo(0.25, 10);
    expect(Math.abs(highOf(product) - 0.6965)).toBeLessThan(0.03);
  });

  it("is multiplied by the quantity's own unknown scale, and clipped behind it", () => {
    const scaled = { constant: 100, scale: { uniform: { min: 1, max: 3 } }, max: 250 };
    // 100 × U(1, 3), held to 250: mean 200 − ∫ from 2.5 to 3 of 100 (x − 2.5) / 2 dx
    expect(meanOf(spreadOf(scaled, 0, {}))).toBeCloseTo(200 - (100 * 0.5 ** 2) / 4, 0);
  });

  it("of a number, or of nothing, is one value", () => {
    expect([spreadOf(3, 1, {}), spreadOf(undefined, 1, {})]).toEqual([[3], [1]]);
  });
});

describe("the size of a run", () => {
  const scenario = plainScenario({
    tasksPerDay: 10_000,
    traffic: { tasksPerUser: 2, adoption: 0.5 },
    step: { calls: { geometric: { mean: 1.5 } } },
    rest: {
      designs: {
        only: { mode: "sync", route: { answer: ["model"] } },
        cached: { like: "only", cache: { hitShare: 0.4, seconds: 0.1 } },
      },
    },
  });

  it("is its tasks, calls and replications multiplied", () => {
    const size = runSize(requestOf(scenario, { replications: 20, days: 2, load: 3 }));
    // 10,000 × 2 × 0.5 a day, for two days, three times
    expect(size.tasks).toEqual({ mean: 60_000, high: 60_000 });
    expect(size.totalTasks).toBe(60_000 * 20 * 2);
    // 1.5 calls; of the second design 0.6 of the tasks ask at all
    const attempts = 60_000 * 20 * (1.5 + 0.6 * 1.5);
    expect(Math.abs(size.totalAttempts / attempts - 1)).toBeLessThan(0.02);
    const seconds = (size.totalTasks + size.totalAttempts) * NANOSECONDS_AN_ATTEMPT * 1e-9;
    expect(size.cpuSeconds).toBeCloseTo(seconds + 40 * SECONDS_A_REPLICATION, 9);
    expect(size.longestSeconds).toBeCloseTo(60_000 * 2.5 * NANOSECONDS_AN_ATTEMPT * 1e-9, 2);
  });

  it("is what the simulation brings", () => {
    const spiky = plainScenario({
      traffic: {
        users: { lognormal: { p50: 400, p95: 800 } },
        adoption: { beta: { alpha: 4, beta: 4 } },
        profile: { days: [1.2, 1.2, 1.2, 1.2, 1.2, 0.5, 0.5] },
        spikes: { perMonth: 30, multiplier: 4, minutes: 60 },
      },
      step: { calls: { poisson: { mean: 3 } } },
    });
    const size = runSize(requestOf(spiky, { replications: 280 }));
    const tallies = simulate(spiky, 280);
    // 140 worlds, with a coefficient of variation of about a half
    expect(Math.abs(size.totalTasks / total(tallies, "arrived") - 1)).toBeLessThan(0.13);
    expect(Math.abs(size.totalAttempts / total(tallies, "attempts") - 1)).toBeLessThan(0.13);
    const arrived = tallies.map((tally) => total([tally], "arrived"));
    const above = arrived.filter((tasks) => tasks > size.tasks.high).length / arrived.length;
    expect(above).toBeGreaterThan(0.01);
    expect(above).toBeLessThan(0.12);
  });

  it("of a part is that part, and a part keeps no results in memory", () => {
    const request = requestOf(scenario, { replications: 20 });
    const [whole, part] = [runSize(request), runSize(request, { index: 2, of: 4 })];
    expect(part.cpuSeconds).toBeCloseTo(whole.cpuSeconds / 4, 9);
    expect([whole.resultBytes > 0, part.resultBytes]).toEqual([true, 0]);
  });

  it("counts the rows of a trace within the horizon, faster where it is replayed faster", () => {
    const times = Float64Array.from({ length: 1000 }, (_, i) => 50 + 10 * i);
    const trace = { file: "log.csv", columns: { time: "at" }, step: "answer" };
    const traced = plainScenario({ rest: { traffic: { trace } } });
    const columns = { "log.csv#at": times };
    const tasks = (options: Partial<RunOptions>) => runSize(requestOf(traced, options, columns)).tasks.mean;
    expect(tasks({})).toBe(1000);
    expect(tasks({ days: 1000 / 86_400 })).toBe(101);
    expect(tasks({ days: 1000 / 86_400, load: 2 })).toBe(201);
    expect(runSize(requestOf(traced, {}, columns)).columnBytes).toBe(8000);
  });
});

describe("the memory of a run", () => {
  const pending = (parts: Parameters<typeof plainScenario>[0]) =>
    runSize(requestOf(plainScenario({ tasksPerDay: 5000, ...parts }))).pendingBytes;

  it("may hold all tasks of a replication, where a line has no end", () => {
    const all = 5000 * BYTES_A_PENDING_TASK;
    expect(pending({ design: { concurrency: 4 } })).toBe(all);
    expect(pending({ design: { mode: "async", workers: 4 } })).toBe(all);
    expect(pending({ model: { concurrency: 4 } })).toBe(all);
    expect(pending({ model: { limits: { requestsPerMinute: 9 } }, design: { onLimit: "wait" } })).toBe(all);
  });

  it("holds few where none can form, or it has an end", () => {
    expect(pending({})).toBe(0);
    expect(pending({ model: { limits: { requestsPerMinute: 9 } } })).toBe(0);
    expect(pending({ model: { concurrency: 4, waiting: 10 } })).toBe(0);
    expect(pending({ design: { mode: "async", workers: 4, queueLimit: 10 } })).toBe(0);
  });

  it("adds up: results once, what waits and what was read for every worker", () => {
    const size = runSize(requestOf(plainScenario({ design: { concurrency: 4 } }), { replications: 10 }));
    const more = runSize(requestOf(plainScenario({ design: { concurrency: 4 } }), { replications: 12 }));
    expect(more.resultBytes - size.resultBytes).toBe(2 * BYTES_A_ROW);
    const perWorker = memoryNeeded(size, 2) - memoryNeeded(size, 1);
    expect(memoryNeeded({ ...size, pendingBytes: size.pendingBytes + 1e6 }, 3)).toBe(
      memoryNeeded(size, 1) + 2 * perWorker + 3e6,
    );
    expect(memoryNeeded({ ...size, columnBytes: 1e6 }, 3)).toBe(memoryNeeded(size, 3) + 4e6);
  });
});

describe("a run that is too large", () => {
  const crowded = (options: Partial<RunOptions> = {}) =>
    requestOf(plainScenario({ tasksPerDay: 5e6, design: { concurrency: 4 } }), {
      replications: 8,
      ...options,
    });
  /** A machine with just the memory that a run takes on so many workers. */
  const roomFor = (request: RunRequest, workers: number) => ({
    ...machine,
    memoryBytes: memoryNeeded(runSize(request), workers),
  });
  const problemsOf = (request: RunRequest, on: Machine) => sizeProblems(request, runSize(request), on);

  it("for the memory says so before it starts, and what would do", () => {
    const four = { ...roomFor(crowded(), 2), workers: 4 };
    const [problem] = problemsOf(crowded(), four);
    const { pendingBytes } = runSize(crowded());
    expect(problem?.path).toBe("simulation");
    expect(problem?.message).toContain(
      `of memory, and there is ${formatBytes(four.memoryBytes)}: ${formatBytes(pendingBytes)} if up to 5M tasks of a replication wait in only at once on each of 4 workers.`,
    );
    const found = /What would do: 2 workers; or a horizon of ([\d.]+) days; or a bound on every line/;
    const days = Number(found.exec(problem?.message ?? "")?.[1]);
    // each of them does
    expect(problemsOf(crowded(), { ...four, workers: 2 })).toEqual([]);
    expect(problemsOf(crowded({ days }), four)).toEqual([]);
    const bounded = plainScenario({ tasksPerDay: 5e6, model: { concurrency: 4, waiting: 9 } });
    expect(problemsOf(requestOf(bounded, { replications: 8 }), four)).toEqual([]);
    expect(problemsOf(crowded(), roomFor(crowded(), 1))).toEqual([]);
  });

  it("for its results says how many replications would do", () => {
    const many = (replications: number) => requestOf(plainScenario({ tasksPerDay: 10 }), { replications });
    const small = roomFor(many(30_000), 1);
    const [problem] = problemsOf(many(100_000), small);
    expect(problem?.message).toContain("of results. What would do: 20000 replications.");
    expect(problemsOf(many(20_000), small)).toEqual([]);
  });

  it("in a single replication says how few tasks would do", () => {
    const result = prepareRun(plainScenario({ tasksPerDay: 1e15 }), {}, { today });
    expect(result).toMatchObject({ ok: false, error: [{ path: "traffic.users", value: 1e15 }] });
    const [problem] = result.ok ? [] : result.error;
    expect(problem?.allowed).toMatch(/^at most [\d.]+M tasks in a replication$/);
    // more than 32 bits can count, however long somebody waits
    expect(prepareRun(plainScenario({ tasksPerDay: 5e9 }), {}, { today, machine }).ok).toBe(false);
    expect(prepareRun(plainScenario({ tasksPerDay: 4e9 }), {}, { today, machine }).ok).toBe(true);
  });

  it("says what a person in front of it can wait for, and lets a patient machine do more", () => {
    const seconds = 2 * ANY_MACHINE.longestSeconds;
    const tasksPerDay = seconds / (2 * NANOSECONDS_AN_ATTEMPT * 1e-9);
    const scenario = plainScenario({ tasksPerDay });
    expect(prepareRun(scenario, {}, { today }).ok).toBe(false);
    expect(prepareRun(scenario, {}, { today, days: 0.4 }).ok).toBe(true);
    expect(prepareRun(scenario, {}, { today, days: 0.4, load: 3 }).ok).toBe(false);
    expect(prepareRun(scenario, {}, { today, machine }).ok).toBe(true);
  });

  it("may still have parts that are not", () => {
    const scenario = plainScenario({ tasksPerDay: 10 });
    const small = roomFor(requestOf(scenario, { replications: 50_000 }), 1);
    const options = { today, replications: 100_000, machine: small };
    expect(prepareRun(scenario, {}, options).ok).toBe(false);
    expect(prepareRun(scenario, {}, { ...options, shard: { index: 1, of: 10 } }).ok).toBe(true);
    const parted = prepareRun(scenario, {}, { today, replications: 8, shard: { index: 1, of: 5 } });
    expect(parted).toMatchObject({ ok: false, error: [{ path: "--shard" }] });
  });
});

describe("sizes in bytes", () => {
  it.each([
    [120, "1 kB"],
    [45_528, "46 kB"],
    [1.24e6, "1.2 MB"],
    [3.2e9, "3.2 GB"],
    [1.3e12, "1,300 GB"],
  ])("%d is %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
