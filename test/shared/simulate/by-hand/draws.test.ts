import { describe, expect, it } from "vitest";
import { DrawnArrivals } from "../../../../shared/simulate/arrivals.ts";
import { Spans } from "../../../../shared/simulate/happenings.ts";
import { rateCurve } from "../../../../shared/simulate/rate-curve.ts";
import { Sources } from "../../../../shared/simulate/sources.ts";
import { replay } from "../../../support/replay.ts";
import { plainScenario } from "../../../support/scenarios.ts";
import { figure, simulate } from "../../../support/simulate.ts";

const noJitter = { firstDelay: 0, jitter: "none" as const };
const wide = { total: { lognormal: { p50: 10, p95: 60 } } };

describe("the draws of an attempt", () => {
  it("are those of the attempts sent, so that a 429 on the way changes no latency", () => {
    const free = replay([0, 0], { model: { latency: wide } });
    const throttled = replay([0, 0], {
      model: { latency: wide, limits: { requestsPerMinute: 60, burstSeconds: 1, rejectSeconds: 0 } },
      design: { retry: { attempts: 3, ...noJitter } },
    });
    // the second is sent a second later, and takes as long
    expect(throttled.throttled).toBe(1);
    expect(throttled.resultSeconds).toBeCloseTo(free.resultSeconds + 1, 6);
  });

  it("are new for each try, in what does not belong to the call", () => {
    const seconds = (attempts: number) =>
      replay([0], {
        model: { latency: { firstToken: wide.total }, failures: { errorShare: 1 } },
        design: { retry: { attempts, ...noJitter }, route: { answer: ["model", "canned"] } },
      }).responseSeconds;
    // an error answers after the attempt's own first token
    expect(seconds(2)).not.toBeCloseTo(2 * seconds(1), 3);
  });

  it("are the call's own in their sticky share: wholly sticky, every try takes as long", () => {
    const seconds = (attempts: number) =>
      replay([0], {
        model: { latency: { firstToken: wide.total, sticky: 1 }, failures: { errorShare: 1 } },
        design: { retry: { attempts, ...noJitter }, route: { answer: ["model", "canned"] } },
      }).responseSeconds;
    expect(seconds(3)).toBeCloseTo(3 * seconds(1), 9);
  });
});

describe("arrivals", () => {
  it("have a first gap like the others", () => {
    const sources = new Sources({}, []);
    const gaps = sources.varyingOfWorld({ constant: 1 }, "gaps");
    const curve = rateCurve({
      horizonSeconds: 10,
      // two a second
      tasksPerDay: 2 * 86_400,
      hours: undefined,
      days: undefined,
      weekday: 0,
      factors: [],
      levels: undefined,
    });
    const times = new Float64Array(4);
    const keys = { tasks: Int32Array.of(0, 1, 2, 3), subs: new Int32Array(4), count: 4 };
    expect(new DrawnArrivals(curve, gaps).fill(times, keys)).toBe(4);
    expect(Array.from(times, (time) => Math.round(1e9 * time) / 1e9)).toEqual([0.5, 1, 1.5, 2]);
  });

  it("of world k begin on weekday k mod 7, for both of its replications; of a week or more on Monday", () => {
    const weekdays = (days: number) =>
      simulate(plainScenario({ tasksPerDay: 10 }), 18, { days }).map(({ weekday }) => weekday);
    expect(weekdays(0.5)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 0, 0, 1, 1]);
    expect(new Set(weekdays(7))).toEqual(new Set([0]));
  });

  it("are as many as users, tasks, adoption and load say", () => {
    const arrived = (load: number) =>
      simulate(plainScenario({ tasksPerDay: 40_000, traffic: { tasksPerUser: 0.5, adoption: 0.25 } }), 1, {
        load,
      }).map((tally) => figure(tally, "arrived"))[0]!;
    // Poisson with mean 5,000, and 10,000
    expect(Math.abs(arrived(1) - 5000)).toBeLessThan(4 * Math.sqrt(5000));
    expect(Math.abs(arrived(2) - 10_000)).toBeLessThan(4 * Math.sqrt(10_000));
  });

  it("are the same for every design, and end with the horizon, though the work goes on", () => {
    const scenario = plainScenario({
      tasksPerDay: 5000,
      model: { latency: { total: 40_000 } },
      rest: {
        designs: {
          one: { mode: "sync", route: { answer: ["model"] } },
          other: { mode: "async", workers: 3, route: { answer: ["model"] } },
        },
      },
    });
    const [one, other] = simulate(scenario, 1, { days: 0.1 });
    expect(figure(one!, "arrived")).toBe(figure(other!, "arrived"));
    expect(figure(one!, "delivered")).toBe(figure(one!, "arrived"));
    expect(figure(other!, "delivered")).toBe(figure(other!, "arrived"));
    // 8,640 s of arrivals; three at a time take days
    expect(other!.histograms.result.max).toBeGreaterThan(86_400);
  });
});

describe("incidents that overlap", () => {
  it("are no stronger than one, and end when the last of them does", () => {
    const spans = new Spans();
    spans.set([
      { from: 50, to: 60, index: 0 },
      { from: 10, to: 30, index: 1 },
      { from: 20, to: 25, index: 2 },
    ]);
    const seen = [0, 10, 19, 26, 29.9, 30, 49, 50, 59, 60].map((time) => spans.covers(time));
    expect(seen).toEqual([false, true, true, true, true, false, false, true, true, false]);
  });

  it("slow down what is sent in them by their slowdown, once", () => {
    const run = (perMonth: number) =>
      replay([0, 43_200, 86_400 - 1], {
        model: {
          latency: { total: 1 },
          failures: { incidents: { perMonth, minutes: 1e6, slowdown: 3 } },
        },
      }).resultSeconds;
    // a thousand a day, each to the horizon's end: only the very first moment is free of them
    expect(run(30_000)).toBeCloseTo(1 + 3 + 1, 9);
    expect(run(0)).toBe(3);
  });
});
