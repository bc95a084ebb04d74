import { describe, expect, it } from "vitest";
import { Fold } from "../../shared/run/fold.ts";
import { samplesOf } from "../../shared/statistics/design-sample.ts";
import { plainScenario } from "../support/scenarios.ts";
import { figure, meanOf, simulate, total } from "../support/simulate.ts";

/** Upper tail of the standard normal beyond z (numerical integration: no special function shared with the code). */
function tail(z: number): number {
  const steps = 20_000;
  const width = 10 / steps;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const x = z + (i + 0.5) * width;
    sum += Math.exp((-x * x) / 2);
  }
  return (sum * width) / Math.sqrt(2 * Math.PI);
}

const share = (
  tallies: Parameters<typeof total>[0],
  what: Parameters<typeof figure>[1],
  of: Parameters<typeof figure>[1],
) => meanOf(tallies.map((tally) => figure(tally, what) / figure(tally, of)));

describe("stalls", () => {
  it("stretch the whole duration of their share of attempts", () => {
    const scenario = plainScenario({
      tasksPerDay: 50_000,
      model: { latency: { firstToken: 1, perOutputToken: 0.005, stalls: { share: 0.02, multiplier: 10 } } },
    });
    const tallies = simulate(scenario, 6);
    const { mean, standardError } = share(tallies, "resultSeconds", "arrived");
    expect(Math.abs(mean - 2 * (1 + 0.02 * 9))).toBeLessThan(3.5 * standardError);
  });
});

describe("sticky latency", () => {
  // a lognormal with σ = 1 around 1 s, given up at e^1 s: an attempt times out with chance Φ(−1)
  const attempts = (sticky: number) =>
    simulate(
      plainScenario({
        tasksPerDay: 60_000,
        model: { latency: { total: { lognormal: { mu: 0, sigma: 1 } }, sticky } },
        design: { timeout: Math.E, onCancel: "stops", retry: { attempts: 2 } },
      }),
      6,
    );

  it("leaves the first attempt's distribution as it is, whatever its share", () => {
    for (const sticky of [0, 0.3, 1]) {
      // timeouts of first tries: all timeouts less the failed tasks' second ones
      const shares = attempts(sticky).map(
        (tally) => (figure(tally, "timedOut") - figure(tally, "failed")) / figure(tally, "arrived"),
      );
      const { mean, standardError } = meanOf(shares);
      expect(Math.abs(mean - tail(1))).toBeLessThan(3.5 * standardError);
    }
  });

  it("makes a retry as slow as the call: both tries time out with the bivariate normal's chance", () => {
    for (const sticky of [0, 0.3, 0.8]) {
      // P(both beyond 1) with correlation `sticky`: integrated over the part that belongs to the call
      let both = 0;
      const steps = 4000;
      for (let i = 0; i < steps; i++) {
        const z = -8 + (16 * (i + 0.5)) / steps;
        const beyond = tail((1 - Math.sqrt(sticky) * z) / Math.sqrt(1 - sticky));
        both += ((beyond * beyond * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)) * (16 / steps);
        if (sticky === 0) {
          both = tail(1) ** 2;
          break;
        }
      }
      const { mean, standardError } = share(attempts(sticky), "failed", "arrived");
      expect(Math.abs(mean - both)).toBeLessThan(3.5 * standardError);
    }
  });

  it("a share of 1 repeats the latency: every retry of a timeout times out", () => {
    const tallies = attempts(1);
    expect(total(tallies, "timedOut")).toBe(2 * total(tallies, "failed"));
  });
});

describe("the common slow state", () => {
  it("multiplies durations by the hour's value, straight between hour centres", () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 1 : 3));
    const scenario = plainScenario({
      tasksPerDay: 50_000,
      model: { latency: { total: 2, slow: { hours } } },
    });
    const { mean, standardError } = share(simulate(scenario, 4), "resultSeconds", "arrived");
    // the mean of the piecewise linear curve is the mean of its 24 values
    expect(Math.abs(mean - 4)).toBeLessThan(3.5 * standardError + 1e-9);
  });

  it("wanders around its mean", () => {
    const slow = { levelNoise: { cv: 0.3, correlationMinutes: 10 } };
    const scenario = plainScenario({ tasksPerDay: 5000, model: { latency: { total: 2, slow } } });
    const { mean, standardError } = share(simulate(scenario, 60), "resultSeconds", "arrived");
    expect(standardError).toBeLessThan(0.02);
    expect(Math.abs(mean - 2)).toBeLessThan(3.5 * standardError);
  });
});

describe("incidents", () => {
  const incidents = { perMonth: 30.4375, minutes: 72, errorShare: 1 };
  // one a day on average, uniform, 5 % of the day long, cut at its end; overlapping ones are no stronger than one:
  // the share of the day in none is the integral of exp(−min(t, 0.05))
  const inNone = 1 - Math.exp(-0.05) + 0.95 * Math.exp(-0.05);

  it("replace the error share of what is sent in them", () => {
    const scenario = plainScenario({ tasksPerDay: 2000, model: { failures: { incidents } } });
    const { mean, standardError } = share(simulate(scenario, 400), "failed", "arrived");
    expect(Math.abs(mean - (1 - inNone))).toBeLessThan(3.5 * standardError);
  });

  it("slow down what is sent in them", () => {
    const scenario = plainScenario({
      tasksPerDay: 2000,
      model: { failures: { incidents: { ...incidents, errorShare: 0, slowdown: 3 } } },
    });
    const { mean, standardError } = share(simulate(scenario, 400), "resultSeconds", "arrived");
    expect(Math.abs(mean - 2 * (inNone + 3 * (1 - inNone)))).toBeLessThan(3.5 * standardError);
  });

  it("models of a group have theirs together, others each their own", () => {
    const failed = (first: string, second: string) => {
      const model = (group: string) => ({
        latency: { total: 1 },
        failures: { incidents: { ...incidents, group } },
      });
      const scenario = plainScenario({
        tasksPerDay: 2000,
        design: { route: { answer: ["model", "backup"] } },
        rest: { models: { model: model(first), backup: model(second) } },
      });
      return share(simulate(scenario, 300), "failed", "arrived");
    };
    // an error answers after the whole of its second: the fallback is sent a second later
    const together = failed("cloud", "cloud");
    expect(Math.abs(together.mean - (1 - inNone))).toBeLessThan(3.5 * together.standardError + 1e-3);
    const apart = failed("cloud", "other");
    expect(Math.abs(apart.mean - (1 - inNone) ** 2)).toBeLessThan(3.5 * apart.standardError + 1e-3);
  });
});

describe("escalation", () => {
  it("asks the next entry for its share of the first model's answers, which are wasted", () => {
    const scenario = plainScenario({
      tasksPerDay: 50_000,
      design: { route: { answer: ["model", "backup"] }, escalates: { answer: 0.3 } },
      rest: {
        models: {
          model: { latency: { total: 1 }, price: { input: 1 } },
          backup: { latency: { total: 5 }, price: { input: 10 } },
        },
      },
    });
    const tallies = simulate(scenario, 4);
    const { mean, standardError } = share(tallies, "resultSeconds", "arrived");
    expect(Math.abs(mean - (1 + 0.3 * 5))).toBeLessThan(3.5 * standardError);
    // a fallback costs ten times what the answer it replaces wasted
    expect(total(tallies, "costFallback") / total(tallies, "costWasted")).toBeCloseTo(10, 6);
    expect(total(tallies, "delivered")).toBe(total(tallies, "arrived"));
  });
});

describe("offered load, backlog and draining", () => {
  const queue = (load: number) =>
    simulate(
      plainScenario({
        tasksPerDay: (4 * load * 86_400) / 10,
        model: { latency: { total: { exponential: { mean: 10 } } }, concurrency: 4 },
      }),
      4,
    );

  it("is what arrives times how long it takes, over what the slots carry", () => {
    for (const load of [0.5, 0.9, 1.5]) {
      const { mean, standardError } = meanOf(queue(load).map((tally) => figure(tally, "offeredLoad")));
      expect(Math.abs(mean - load)).toBeLessThan(4 * standardError);
    }
  });

  it("in overload the line grows through the horizon, and drains at the end as fast as the slots work", () => {
    for (const tally of queue(1.5)) {
      // at the end a third of what came waits: 0.5 of 4 slots' work a second
      const left = (0.5 * 4 * 86_400) / 10;
      expect(Math.abs(figure(tally, "deepestBacklog") / left - 1)).toBeLessThan(0.06);
      expect(Math.abs(figure(tally, "drainSeconds") / (0.5 * 86_400) - 1)).toBeLessThan(0.06);
    }
  });

  it("a design below its capacity is stable however short the horizon, one above it is not", () => {
    const stable = (load: number) => {
      const scenario = plainScenario({
        tasksPerDay: (4 * load * 86_400) / 10,
        model: { latency: { total: { exponential: { mean: 10 } } }, concurrency: 4 },
      });
      const fold = new Fold(["only"]);
      fold.addAll(simulate(scenario, 128, { days: 0.05 }));
      return samplesOf(fold, 0.05)[0]!.stable;
    };
    // in an hour and a bit, one pair of horizons in four or five brings more than the slots carry, by luck alone
    expect(stable(0.95)).toBe(true);
    expect(stable(1.2)).toBe(false);
  });

  it("counts quota that clients wait for, and the slots of the design", () => {
    const waiting = simulate(
      plainScenario({
        tasksPerDay: 20_000,
        model: { limits: { requestsPerMinute: 10 } },
        design: { onLimit: "wait" },
      }),
      1,
    );
    expect(figure(waiting[0]!, "offeredLoad")).toBeCloseTo(figure(waiting[0]!, "arrived") / 14_400, 9);
    const slots = simulate(plainScenario({ tasksPerDay: 20_000, design: { concurrency: 1 } }), 1);
    expect(figure(slots[0]!, "offeredLoad")).toBeCloseTo((figure(slots[0]!, "arrived") * 2) / 86_400, 6);
  });

  it("an overflow that passes on to another model is no overload", () => {
    const passing = simulate(
      plainScenario({
        tasksPerDay: 20_000,
        design: { onLimit: "next", route: { answer: ["model", "backup"] } },
        rest: {
          models: {
            model: { latency: { total: 1 }, limits: { requestsPerMinute: 10 } },
            backup: { latency: { total: 1 } },
          },
        },
      }),
      1,
    );
    expect(figure(passing[0]!, "offeredLoad")).toBe(0);
  });
});
