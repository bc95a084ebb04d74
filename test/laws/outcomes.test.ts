import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../shared/scenario/schema.ts";
import { CompiledScenario } from "../../shared/simulate/replication.ts";
import { FIGURES, type Figure, type ReplicationTally, TIME_PARTS } from "../../shared/simulate/tally.ts";
import { binOf, FINE_IN_COARSE, lowerEdge } from "../../shared/statistics/histogram.ts";
import { compiled, figure, type SimulateOptions, simulate } from "../support/simulate.ts";
import { runs, scenario } from "./random-scenarios.ts";

const seeds = fc.integer({ min: 0, max: 1000 });

/** A figure by its name, of one replication. */
function figuresOf(drawn: Scenario, options: SimulateOptions): (name: Figure) => number {
  const [tally] = simulate(drawn, 1, options);
  return (name) => figure(tally!, name);
}

function expectOneOutcomeEach(tally: ReplicationTally): void {
  const f = (name: Figure) => figure(tally, name);
  const arrived = f("arrived");
  expect(f("delivered") + f("degraded") + f("late") + f("failed") + f("rejected")).toBe(arrived);
  for (const measure of ["response", "result", "wait"] as const) {
    const { counts, infinite } = tally.histograms[measure];
    expect(counts.reduce((sum, n) => sum + n, 0) + infinite).toBe(arrived);
  }
}

function expectCountsThatFit(tally: ReplicationTally): void {
  const f = (name: Figure) => figure(tally, name);
  expect(f("units")).toBeLessThanOrEqual(f("right"));
  expect(f("right")).toBeLessThanOrEqual(f("delivered") + f("degraded"));
  expect(f("hedged")).toBeLessThanOrEqual(f("attempts"));
  expect(f("throttled") + f("errored")).toBeLessThanOrEqual(f("attempts"));
  expect(f("timedOut")).toBeLessThanOrEqual(f("attempts") - f("throttled"));
  for (const value of tally.figures) expect(value).toBeGreaterThanOrEqual(0);
  for (const { meanShare, peakShare } of tally.quota) {
    expect(meanShare).toBeGreaterThanOrEqual(0);
    expect(peakShare).toBeGreaterThanOrEqual(0);
  }
}

/** The parts of the time of each group of tasks add up to about as long as its results took. */
function expectTimesThatAddUp({ time, exemplars }: ReplicationTally): void {
  const parts = TIME_PARTS.length;
  const sums = Array.from(time.bins, (_, at) =>
    time.microseconds.subarray(at * parts, (at + 1) * parts).reduce((sum, part) => sum + part / 1e6, 0),
  );
  time.bins.forEach((bin, at) => {
    const count = time.counts[at]!;
    const [low, high] = [lowerEdge((bin - 1) * FINE_IN_COARSE + 1), lowerEdge(bin * FINE_IN_COARSE + 1)];
    expect(sums[at]).toBeGreaterThanOrEqual(bin === 0 ? 0 : count * low - 1e-4);
    expect(sums[at]).toBeLessThanOrEqual(count * high + 1e-4);
  });
  // what stands out is alone in its bin, where it is looked at: to the microsecond
  for (const { task, value } of exemplars.slowest) {
    const at = time.bins.indexOf(Math.trunc((binOf(value) - 1) / FINE_IN_COARSE + 1));
    if (task % 8 === 0 && time.counts[at] === 1) expect(sums[at]).toBeCloseTo(value, 4);
  }
}

describe("whatever the scenario", () => {
  it("every task ends in one outcome, is timed once, and what is counted fits together", () => {
    fc.assert(
      fc.property(scenario, seeds, (drawn, seed) => {
        const [tally] = simulate(drawn, 1, { days: 0.015, seed });
        expect(figure(tally!, "arrived")).toBeGreaterThan(150);
        expectOneOutcomeEach(tally!);
        expectCountsThatFit(tally!);
      }),
      runs(40),
    );
  });

  it("every second of a task, from its arrival to its result, belongs to one part of its time", () => {
    fc.assert(
      fc.property(scenario, seeds, (drawn, seed) => {
        expectTimesThatAddUp(simulate(drawn, 1, { days: 0.015, seed })[0]!);
      }),
      runs(40),
    );
  });

  it("a replication is the same by itself as after others", () => {
    fc.assert(
      fc.property(scenario, seeds, (drawn, seed) => {
        const options = { days: 0.01, seed };
        expect(compiled(drawn, options).simulate(2)).toEqual([simulate(drawn, 3, options)[2]]);
      }),
      runs(15),
    );
  });

  it("the express lane changes no result", () => {
    fc.assert(
      fc.property(scenario, seeds, (drawn, seed) => {
        const tallies = [true, false].map((express) => {
          const settings = { scenario: drawn, columns: {}, seed, days: 0.015, start: "2026-12-01", load: 1 };
          return new CompiledScenario({ ...settings, designs: ["only"], express }).simulate(0)[0]!;
        });
        const [with_, without] = tallies;
        expect(with_!.histograms).toEqual(without!.histograms);
        // sums may be added in another order: equal but for the last places
        FIGURES.forEach((name, at) => {
          const expected = without!.figures[at]!;
          expect(Math.abs(with_!.figures[at]! - expected), name).toBeLessThanOrEqual(
            1e-9 * Math.abs(expected),
          );
        });
      }),
      runs(40),
    );
  });
});

describe("costs", () => {
  const CASH = [
    "costInput",
    "costCachedInput",
    "costOutput",
    "costWasted",
    "costFallback",
    "costReview",
    "costHuman",
    "costPerTask",
  ] as const;

  /** So few tasks, all at once, that each of them is among the five costliest. */
  function five(drawn: Scenario): { scenario: Scenario; columns: Record<string, Float64Array> } {
    return {
      scenario: { ...drawn, traffic: { trace: { file: "five", columns: { time: "t" } } } },
      columns: { "five#t": new Float64Array(5) },
    };
  }

  it("of all tasks add up to the parts, and their squares to the sum of squares", () => {
    fc.assert(
      fc.property(scenario, seeds, (drawn, seed) => {
        const { scenario, columns } = five(drawn);
        const [tally] = simulate(scenario, 1, { columns, seed });
        const parts = CASH.reduce((sum, part) => sum + figure(tally!, part), 0);
        const tasks = tally!.exemplars.costliest.map(({ value }) => value);
        expect(tasks.reduce((sum, cash) => sum + cash, 0)).toBeCloseTo(parts, 9);
        expect(tasks.reduce((sum, cash) => sum + cash ** 2, 0)).toBeCloseTo(
          figure(tally!, "taskCostSquared"),
          9,
        );
      }),
      runs(80),
    );
  });

  /** Every attempt that is billed costs 1, and nothing else costs anything. */
  function pricedByCall(drawn: Scenario, change: (model: Scenario["models"][string]) => object): Scenario {
    const { costs: _, value: __, ...rest } = drawn;
    const models = Object.fromEntries(
      Object.entries(drawn.models).map(([name, model]) => [
        name,
        { latency: model.latency, ...change(model), price: { perCall: 1 } },
      ]),
    );
    return { ...rest, models };
  }

  function withDesign(drawn: Scenario, change: object): Scenario {
    const { only } = drawn.designs;
    const { batch } = only!;
    const plainBatch =
      batch === undefined
        ? {}
        : { batch: { everyMinutes: batch.everyMinutes, turnaroundMinutes: batch.turnaroundMinutes } };
    return {
      ...drawn,
      designs: { only: { ...only, ...plainBatch, ...change } as Scenario["designs"][string] },
    };
  }

  it("every attempt that was sent is billed once: answered, timed out, hedged or escalated, now or when it has run on", () => {
    fc.assert(
      fc.property(scenario, seeds, (drawn, seed) => {
        // without errors, and without lines at the model, which attempts leave unbilled
        const priced = withDesign(
          pricedByCall(drawn, ({ limits }) => (limits === undefined ? {} : { limits })),
          {},
        );
        const f = figuresOf(priced, { days: 0.015, seed });
        expect(f("costInput") + f("costFallback") + f("costWasted")).toBeCloseTo(
          f("attempts") - f("throttled"),
          6,
        );
      }),
      runs(40),
    );
  });

  it("errors and 429s are never billed, all other attempts are", () => {
    fc.assert(
      fc.property(scenario, seeds, (drawn, seed) => {
        const endless = pricedByCall(drawn, ({ latency: _, price: __, ...rest }) => rest);
        const priced = withDesign(endless, { timeout: undefined, hedgeAfter: undefined });
        const f = figuresOf(priced, { days: 0.015, seed });
        expect(f("costInput") + f("costFallback") + f("costWasted")).toBeCloseTo(
          f("attempts") - f("throttled") - f("errored"),
          6,
        );
      }),
      runs(40),
    );
  });
});
