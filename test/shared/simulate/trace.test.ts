import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { LIFE_COSTS, type Moment, type TaskLife } from "../../../shared/simulate/life.ts";
import { CompiledScenario } from "../../../shared/simulate/replication.ts";
import { FIGURE, FIGURES, type Figure, type ReplicationTally } from "../../../shared/simulate/tally.ts";
import { Tracer } from "../../../shared/simulate/tracer.ts";
import { runs, scenario } from "../../laws/random-scenarios.ts";
import { plainScenario } from "../../support/scenarios.ts";

interface Observed {
  readonly tally: ReplicationTally;
  readonly lives: readonly TaskLife[];
}

function settings(scenario: Scenario, design: string, columns: Record<string, Float64Array>, days: number) {
  return { scenario, columns, seed: 5, days, start: "2026-12-01", load: 1, designs: [design] };
}

/** A replication with the lives of all its tasks, and the tally of the same one unobserved. */
function observed(
  scenario: Scenario,
  { design = "only", columns = {} as Record<string, Float64Array>, days = 0.004 } = {},
): Observed & { readonly unobserved: ReplicationTally } {
  const observer = new Tracer();
  const asked = settings(scenario, design, columns, days);
  const [tally] = new CompiledScenario({ ...asked, observer }).simulate(1);
  const [unobserved] = new CompiledScenario({ ...asked, express: false }).simulate(1);
  return { tally: tally!, lives: [...observer.lives], unobserved: unobserved! };
}

/** The lives of tasks that arrive at the given seconds, in their order. */
function livesAt(times: readonly number[], parts: Parameters<typeof plainScenario>[0]): TaskLife[] {
  const scenario: Scenario = {
    ...plainScenario(parts),
    traffic: { trace: { file: "by-hand", columns: { time: "t" } } },
  };
  const { lives } = observed(scenario, { columns: { "by-hand#t": Float64Array.from(times) }, days: 1 });
  return [...lives].sort((a, b) => a.task - b.task);
}

const told = ({ moments }: TaskLife, ...what: Moment["what"][]) =>
  moments.filter((moment) => what.includes(moment.what));
const line = (life: TaskLife) => life.moments.map(({ at, what }) => `${Number(at.toFixed(6))} ${what}`);

const sumOf = (lives: readonly TaskLife[], of: (life: TaskLife) => number) =>
  lives.reduce((sum, life) => sum + of(life), 0);

function expectClose(value: number, expected: number, what: string): void {
  expect(Math.abs(value - expected), `${what}: ${value}, ${expected}`).toBeLessThanOrEqual(
    1e-9 * Math.max(1e-3, Math.abs(expected)),
  );
}

function expectTotals({ tally, lives }: Observed): void {
  const figure = (name: Figure) => tally.figures[FIGURE[name]]!;
  const sums: Partial<Record<Figure, (life: TaskLife) => number>> = {
    arrived: () => 1,
    right: (life) => (life.right === true ? 1 : 0),
    units: (life) => (life.unit ? 1 : 0),
    calls: (life) => life.calls,
    attempts: (life) => life.attempts,
    throttled: (life) => life.throttled,
    errored: (life) => life.errored,
    timedOut: (life) => life.timedOut,
    hedged: (life) => life.hedged,
    servedResponse: (life) => (life.responseSeconds === null ? 0 : 1),
    responseSeconds: (life) => life.responseSeconds ?? 0,
    servedResult: (life) => (life.resultSeconds === null ? 0 : 1),
    resultSeconds: (life) => life.resultSeconds ?? 0,
    waitSeconds: (life) => life.waitSeconds,
    taskCostSquared: (life) => life.cash * life.cash,
  };
  for (const outcome of ["delivered", "degraded", "late", "failed", "rejected"] as const)
    sums[outcome] = (life) => (life.outcome === outcome ? 1 : 0);
  for (const [part, of] of Object.entries(LIFE_COSTS))
    sums[of] = (life) => life.cost[part as keyof typeof LIFE_COSTS];
  for (const [name, of] of Object.entries(sums)) expectClose(sumOf(lives, of), figure(name as Figure), name);
}

/** Exemplars are what the lives say, to the last bit. */
function expectExemplars({ tally, lives }: Observed): void {
  const byTask = new Map(lives.map((life) => [life.task, life]));
  for (const { task, value } of tally.exemplars.slowest) expect(byTask.get(task)?.resultSeconds).toBe(value);
  for (const { task, value } of tally.exemplars.costliest) expect(byTask.get(task)?.cash).toBe(value);
  for (const { task, value } of tally.exemplars.mostTried) expect(byTask.get(task)?.attempts).toBe(value);
}

function expectConsistent(life: TaskLife): void {
  const parts = Object.values(life.seconds).reduce((sum, seconds) => sum + seconds, 0);
  const end = life.moments.at(-1);
  expect(life.moments[0]).toEqual({ at: 0, what: "arrives" });
  expect(end?.what).toBe("ends");
  expectClose(parts, life.resultSeconds ?? end?.at ?? Number.NaN, "parts of the time");
  expect(Object.values(life.seconds).filter((seconds) => seconds < -1e-9)).toEqual([]);
  const backwards = life.moments.filter(
    (moment, i) =>
      moment.at < (life.moments[i - 1]?.at ?? 0) || ("until" in moment && moment.until < moment.at),
  );
  expect(backwards).toEqual([]);
  // what the moments cost is what the task's tokens cost
  const { input, cachedInput, output, fallback, wasted } = life.cost;
  const costs = life.moments.reduce((sum, moment) => sum + ("cost" in moment ? moment.cost : 0), 0);
  expectClose(costs, input + cachedInput + output + fallback + wasted, "cost of the moments");
  const made = told(life, "sent", "throttled", "collected").map((m) => ("attempt" in m ? m.attempt : 0));
  expect(made).toEqual(Array.from({ length: life.attempts }, (_, i) => i + 1));
  const waited = life.moments.reduce(
    (sum, m) => sum + (m.what === "waits" && m.for !== "batch" ? m.until - m.at : 0),
    0,
  );
  expectClose(waited, life.waitSeconds, "waits");
}

function expectAll(all: ReturnType<typeof observed>): void {
  expect(all.tally.histograms).toEqual(all.unobserved.histograms);
  FIGURES.forEach((name, at) => {
    expectClose(all.tally.figures[at]!, all.unobserved.figures[at]!, name);
  });
  expect(all.tally.time).toEqual(all.unobserved.time);
  expect(all.tally.exemplars).toEqual(all.unobserved.exemplars);
  expect(all.lives.length).toBe(all.tally.figures[FIGURE.arrived]);
  expectTotals(all);
  expectExemplars(all);
  for (const life of all.lives) expectConsistent(life);
}

describe("The lives of all tasks of a replication", () => {
  it("are what the run booked, whatever the scenario, and watching changes nothing", () => {
    fc.assert(
      fc.property(scenario, (drawn) => {
        expectAll(observed(drawn));
      }),
      runs(40),
    );
  });
});

describe("The life of a task", () => {
  const priced = { price: { input: 3, output: 15 } };

  it("that nothing delays is a call, an attempt and its answer", () => {
    const [life] = livesAt([0], {
      step: { seconds: 0.5, maxOutput: 400 },
      model: { ...priced, latency: { firstToken: 0.4, perOutputToken: 0.01 } },
    });
    expect(line(life!)).toEqual([
      "0 arrives",
      "0 outside",
      "0.5 call",
      "0.5 sent",
      "0.5 begins",
      "0.9 firstToken",
      "2.9 answers",
      "2.9 ends",
    ]);
    expect(life).toMatchObject({ outcome: "delivered", by: "models", right: true, unit: true, attempts: 1 });
    expect(life!.resultSeconds).toBeCloseTo(2.9, 9);
    expect(life!.seconds).toMatchObject({ outside: 0.5, slot: 0, lost: 0, people: 0 });
    expect(life!.seconds.firstToken).toBeCloseTo(0.4, 9);
    expect(life!.seconds.generation).toBeCloseTo(2, 9);
    // 1,000 tokens at $3 and 200 at $15 a million
    expect(life!.cash).toBeCloseTo(0.006, 12);
    expect(told(life!, "answers")).toMatchObject([{ attempt: 1, tokens: 200, cut: false, use: "used" }]);
  });

  it("that finds no quota tells which limit was short, and for how long", () => {
    const lives = livesAt([0, 0], {
      model: {
        limits: { requestsPerMinute: 1000, tokensPerMinute: 1500, reserves: "estimate", rejectSeconds: 0.25 },
      },
      design: { retry: { attempts: 2, firstDelay: 1, maxDelay: 1, jitter: "none" } },
    });
    // 1,200 of 1,500 tokens are gone; 1,200 need another 900, at 25 a second
    expect(told(lives[1]!, "throttled")).toEqual([
      {
        at: 0,
        what: "throttled",
        attempt: 1,
        model: "model",
        hedge: false,
        lineFull: false,
        inDebt: false,
        short: [{ limit: "tokensPerMinute", needs: 1200, seconds: expect.closeTo(36, 6) }],
        heardAt: 0.25,
        retryAfter: expect.closeTo(36, 6),
      },
    ]);
    expect(told(lives[1]!, "backsOff")).toEqual([
      { at: 0.25, what: "backsOff", until: expect.closeTo(36.25, 6) },
    ]);
    expect(told(lives[1]!, "sent")).toMatchObject([{ attempt: 2, try: 2 }]);
    expect(lives[1]!.seconds.backoff).toBeCloseTo(36.25, 6);
  });

  it("tells requests a day from requests a minute", () => {
    const limits = { requestsPerMinute: 600, requestsPerDay: 1, rejectSeconds: 0 };
    const [, life] = livesAt([0, 10], { model: { limits } });
    expect(told(life!, "throttled")).toMatchObject([
      { short: [{ limit: "requestsPerDay", needs: 1, seconds: expect.closeTo(86_390, 3) }] },
    ]);
    expect(told(life!, "leaves")).toMatchObject([{ model: "model", because: "triesUsed" }]);
    expect(life).toMatchObject({ outcome: "failed", resultSeconds: null, responseSeconds: null });
  });

  it("that waits tells for what, and how long", () => {
    const waits = (parts: Parameters<typeof livesAt>[1]) => told(livesAt([0, 0.5], parts)[1]!, "waits");
    const wait = (line: string) => [{ at: 0, what: "waits", for: line, hedge: false, until: 1.5 }];
    expect(waits({ model: { concurrency: 1 } })).toEqual(wait("model"));
    expect(waits({ design: { concurrency: 1 } })).toEqual(wait("slot"));
    expect(waits({ design: { mode: "async", workers: 1 } })).toEqual(wait("worker"));
    const limits = { requestsPerMinute: 30, burstSeconds: 2 };
    expect(waits({ model: { limits }, design: { onLimit: "wait" } })).toMatchObject([
      { for: "quota", until: expect.closeTo(1.5, 6) },
    ]);
  });

  it("that times out is told what the model goes on with", () => {
    const [life] = livesAt([0], {
      model: { ...priced, latency: { total: 10 } },
      design: { timeout: 4, route: { answer: ["model", "human"] } },
      rest: { costs: { human: { minutes: 2, perHour: 60 } } },
    });
    expect(line(life!).slice(2)).toEqual([
      "0 sent",
      "0 begins",
      "4 timesOut",
      "4 leaves",
      "4 lastResort",
      "124 ends",
    ]);
    expect(told(life!, "timesOut")).toMatchObject([{ runsUntil: 10, cost: expect.closeTo(0.006, 12) }]);
    expect(life).toMatchObject({ outcome: "degraded", by: "human", responseSeconds: 4, resultSeconds: 124 });
    expect(life!.seconds).toMatchObject({ lost: 4, people: 120 });
    expect(life!.cost.human).toBeCloseTo(2, 12);
  });

  it("that was hedged tells both attempts, and which of them won", () => {
    const [life] = livesAt([0], {
      model: {
        ...priced,
        latency: { total: { empirical: { values: [2, 9] } } },
      },
      design: { hedgeAfter: 1, onCancel: "stops" },
    });
    const sent = told(life!, "sent");
    expect(sent).toMatchObject([
      { at: 0, attempt: 1, hedge: false },
      { at: 1, attempt: 2, hedge: true },
    ]);
    const [answer] = told(life!, "answers");
    const [other] = told(life!, "givenUp");
    expect([answer, other].map((m) => (m !== undefined && "attempt" in m ? m.attempt : 0)).sort()).toEqual([
      1, 2,
    ]);
    expect(answer?.at).toBe(other?.at);
    expect(life).toMatchObject({ hedged: 1, attempts: 2 });
  });

  it("in a batch waits to be collected, and for the answers", () => {
    const [, life] = livesAt([0, 60], {
      model: priced,
      design: { mode: "batch", batch: { everyMinutes: 10, turnaroundMinutes: 30, priceShare: 0.5 } },
    });
    expect(line(life!)).toEqual([
      "0 arrives",
      "0 call",
      "0 waits",
      "540 collected",
      "2340 answers",
      "2340 ends",
    ]);
    expect(life!.seconds.batch).toBe(2340);
    expect(life!.cash).toBeCloseTo(0.003, 12);
  });

  it("whose answer is not good enough goes on to the next model", () => {
    const [life] = livesAt([0], {
      model: priced,
      rest: {
        models: { model: { ...priced, latency: { total: 2 } }, large: { ...priced, latency: { total: 3 } } },
      },
      design: { route: { answer: ["model", "large"] }, escalates: { answer: 1 } },
    });
    expect(told(life!, "answers")).toMatchObject([
      { at: 2, model: "model", use: "escalated" },
      { at: 5, model: "large", use: "used" },
    ]);
    expect(life!.cost).toMatchObject({
      wasted: expect.closeTo(0.006, 12),
      fallback: expect.closeTo(0.006, 12),
    });
  });

  it("that is not let in ends as it arrives", () => {
    const lives = livesAt([0, 0], { design: { concurrency: 1, queueLimit: 0 } });
    expect(line(lives[1]!)).toEqual(["0 arrives", "0 turnedAway", "0 ends"]);
    expect(lives[1]).toMatchObject({ outcome: "rejected", attempts: 0, cash: 0 });
  });

  it("tells why a model is left: its breaker, or the time", () => {
    const breaker = { window: 100, threshold: 0.5, minimumCalls: 1, cooldown: 50 };
    const failing = { failures: { errorShare: 1, errorSeconds: 1 } };
    const [, skipped] = livesAt([0, 5], { model: failing, design: { breaker } });
    expect(told(skipped!, "leaves")).toMatchObject([{ at: 0, because: "breaker" }]);
    const retry = { attempts: 9, firstDelay: 4, maxDelay: 4, jitter: "none" as const };
    const [given] = livesAt([0], { model: failing, design: { giveUpAfter: 8, retry } });
    expect(told(given!, "errors").map(({ at }) => at)).toEqual([1, 6]);
    expect(told(given!, "leaves")).toMatchObject([{ at: 6, because: "giveUpAfter" }]);
  });
});
