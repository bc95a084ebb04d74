/**
 * What a change of one field must do, task by task: the tasks are the same before and after, so these laws hold of
 * every run, not only on average. Where a law needs that tasks do not compete with each other (for slots, for quota),
 * its name says so: a timeout that frees a slot, or a retry that takes one, helps or harms the others.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../shared/scenario/schema.ts";
import type { Figure, ReplicationTally, SparseHistogram } from "../../shared/simulate/tally.ts";
import { plainScenario } from "../support/scenarios.ts";
import { figure, simulate } from "../support/simulate.ts";
import { runs } from "./random-scenarios.ts";

type Parts = Parameters<typeof plainScenario>[0];
type Design = Scenario["designs"][string];

const seeds = fc.integer({ min: 0, max: 1000 });

const latency = fc.constantFrom(
  { total: { exponential: { mean: 3 } } },
  {
    firstToken: { lognormal: { p50: 0.5, p95: 2 } },
    perOutputToken: 0.02,
    sticky: 0.4,
    stalls: { share: 0.05, multiplier: 20 },
  },
);

function run(parts: Parts, seed: number): ReplicationTally {
  return simulate(plainScenario({ tasksPerDay: 40_000, ...parts }), 1, { days: 0.012, seed })[0]!;
}

/** How many values are at most as large as those of a bin, bin by bin. */
function cumulative({ bins, counts }: SparseHistogram): (bin: number) => number {
  const upTo = new Map<number, number>();
  let sum = 0;
  bins.forEach((bin, at) => {
    sum += counts[at]!;
    upTo.set(bin, sum);
  });
  return (bin) => {
    let at = bins.length - 1;
    while (at >= 0 && bins[at]! > bin) at--;
    return at < 0 ? 0 : upTo.get(bins[at]!)!;
  };
}

/** No percentile is better in `worse` than in `better`: of each time, no more tasks are within it. */
function expectNoPercentileBetter(worse: SparseHistogram, better: SparseHistogram): void {
  const [fewer, more] = [cumulative(worse), cumulative(better)];
  for (const bin of new Set([...worse.bins, ...better.bins]))
    expect(fewer(bin), `bin ${bin}`).toBeLessThanOrEqual(more(bin));
}

const of = (tally: ReplicationTally, name: Figure) => figure(tally, name);

describe("among tasks that don't compete", () => {
  it("a timeout without a retry never improves a percentile, and the longer it is the fewer it costs", () => {
    fc.assert(
      fc.property(
        latency,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 1, max: 5, noNaN: true }),
        fc.constantFrom("stops" as const, "runs-on" as const),
        fc.constantFrom(0, 0.2),
        seeds,
        (latency, timeout, longer, onCancel, errorShare, seed) => {
          const timed = (timeout?: number) =>
            run(
              {
                step: { output: { lognormal: { p50: 100, p95: 400 } } },
                model: { latency, failures: { errorShare } },
                design: { onCancel, ...(timeout === undefined ? {} : { timeout }) },
              },
              seed,
            );
          const [short, long, none] = [timed(timeout), timed(timeout * longer), timed()];
          for (const measure of ["response", "result"] as const) {
            expectNoPercentileBetter(short.histograms[measure], long.histograms[measure]);
            expectNoPercentileBetter(long.histograms[measure], none.histograms[measure]);
          }
          expect(of(long, "timedOut")).toBeLessThanOrEqual(of(short, "timedOut"));
        },
      ),
      runs(15),
    );
  });

  it("another try never fails a task, nor delays one that was answered", () => {
    fc.assert(
      fc.property(latency, fc.integer({ min: 1, max: 4 }), seeds, (latency, attempts, seed) => {
        const tried = (attempts: number) =>
          run(
            {
              model: { latency, failures: { errorShare: 0.4 } },
              design: { timeout: 4, retry: { attempts, firstDelay: 1 } },
            },
            seed,
          );
        expectNoPercentileBetter(tried(attempts).histograms.result, tried(attempts + 1).histograms.result);
      }),
      runs(8),
    );
  });

  it("a hedge never makes a task slower, nor fails it", () => {
    fc.assert(
      fc.property(latency, fc.constantFrom(0.2, 1, 4), seeds, (latency, hedgeAfter, seed) => {
        const hedged = (design: Partial<Design>) =>
          run({ model: { latency, failures: { errorShare: 0.2 } }, design }, seed).histograms.result;
        expectNoPercentileBetter(hedged({}), hedged({ hedgeAfter }));
      }),
      runs(15),
    );
  });
});

describe("a second fallback", () => {
  it("only serves tasks that failed: nobody is slower for it, where nothing of the design is held for them", () => {
    const limits = { requestsPerMinute: 10, burstSeconds: 30 };
    fc.assert(
      fc.property(
        latency,
        fc.constantFrom("retry" as const, "next" as const, "wait" as const),
        fc.integer({ min: 1, max: 3 }),
        seeds,
        (latency, onLimit, attempts, seed) => {
          const routed = (answer: readonly string[]) =>
            run(
              {
                design: {
                  onLimit,
                  retry: { attempts, firstDelay: 1 },
                  timeout: 8,
                  giveUpAfter: 60,
                  route: { answer: [...answer] },
                },
                rest: {
                  models: {
                    model: { latency, limits, concurrency: 3, waiting: 10 },
                    backup: { latency, limits, failures: { errorShare: 0.5 } },
                    third: { latency: { total: 2 }, failures: { errorShare: 0.1 } },
                  },
                },
              },
              seed,
            );
          const [one, two] = [routed(["model", "backup"]), routed(["model", "backup", "third"])];
          expect(of(one, "failed")).toBeGreaterThan(0);
          expect(of(two, "failed")).toBeLessThanOrEqual(of(one, "failed"));
          // who has stood in line until it was time to give up has none left for another attempt
          if (onLimit !== "wait") expect(of(two, "failed")).toBeLessThan(of(one, "failed"));
          expectNoPercentileBetter(one.histograms.result, two.histograms.result);
        },
      ),
      runs(15),
    );
  });
});

describe("more capacity", () => {
  it("a higher limit lets nobody who waits in line for it wait longer", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 40 }),
        fc.double({ min: 1, max: 2, noNaN: true }),
        fc.constantFrom(2, 20, 60),
        fc.constantFrom("bucket" as const, "leaky" as const),
        seeds,
        (perMinute, times, burstSeconds, policy, seed) => {
          const limited = (requestsPerMinute: number) =>
            run(
              {
                step: { input: { lognormal: { p50: 800, p95: 3000 } }, maxOutput: 300 },
                model: {
                  latency: { total: 2 },
                  limits: {
                    policy,
                    requestsPerMinute,
                    tokensPerMinute: 1200 * requestsPerMinute,
                    burstSeconds,
                    // what comes back comes back sooner or later, and to whoever is there
                    settles: false,
                    reserves: "estimate",
                  },
                },
                design: { onLimit: "wait" },
              },
              seed,
            ).histograms.wait;
          expectNoPercentileBetter(limited(perMinute), limited(perMinute * times));
        },
      ),
      runs(15),
    );
  });

  it("a higher limit of requests means no more 429s, where each is asked for once", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 20 }),
        fc.constantFrom("bucket" as const, "window" as const),
        seeds,
        (requestsPerMinute, more, policy, seed) => {
          const throttled = (requestsPerMinute: number) =>
            of(
              run({ model: { latency: { total: 2 }, limits: { policy, requestsPerMinute } } }, seed),
              "throttled",
            );
          expect(throttled(requestsPerMinute + more)).toBeLessThanOrEqual(throttled(requestsPerMinute));
        },
      ),
      runs(15),
    );
  });

  it("another slot of the model lets nobody wait longer for one", () => {
    fc.assert(
      fc.property(latency, fc.integer({ min: 1, max: 4 }), seeds, (latency, concurrency, seed) => {
        const waited = (concurrency: number) =>
          run({ model: { latency, concurrency } }, seed).histograms.wait;
        expectNoPercentileBetter(waited(concurrency), waited(concurrency + 1));
      }),
      runs(15),
    );
  });
});

describe("max_tokens", () => {
  it("raised alone raises the 429 share under max-output, and changes nothing under the estimate", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 2000 }),
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 10_000, max: 40_000 }),
        seeds,
        (maxOutput, more, tokensPerMinute, seed) => {
          const throttled = (maxOutput: number, reserves: "max-output" | "estimate") =>
            of(
              run(
                {
                  step: { output: 200, maxOutput },
                  model: { latency: { total: 2 }, limits: { tokensPerMinute, reserves, settles: false } },
                },
                seed,
              ),
              "throttled",
            );
          const larger = maxOutput + more;
          expect(throttled(larger, "max-output")).toBeGreaterThanOrEqual(throttled(maxOutput, "max-output"));
          expect(throttled(larger, "estimate")).toBe(throttled(maxOutput, "estimate"));
        },
      ),
      runs(15),
    );
  });

  it("raised by half raises it where reserves come back and rejected calls are tried again, too", () => {
    const throttledShare = (maxOutput: number) => {
      const tallies = simulate(
        plainScenario({
          tasksPerDay: 60_000,
          step: {
            input: { lognormal: { p50: 800, p95: 3000 } },
            output: { lognormal: { p50: 100, p95: 300 } },
            maxOutput,
          },
          model: { latency: { total: 2 }, limits: { tokensPerMinute: 40_000 } },
          design: { retry: { attempts: 4, firstDelay: 0.5, maxDelay: 20 } },
        }),
        4,
        { days: 0.05 },
      );
      const sum = (name: Figure) => tallies.reduce((total, tally) => total + of(tally, name), 0);
      return sum("throttled") / sum("attempts");
    };
    expect(throttledShare(500)).toBeGreaterThan(0);
    expect(throttledShare(750)).toBeGreaterThan(throttledShare(500));
    expect(throttledShare(1500)).toBeGreaterThan(throttledShare(750));
  });
});
