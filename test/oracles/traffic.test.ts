import { describe, expect, it } from "vitest";
import traceScenario from "../../scenarios/code-assistant-trace.json?raw";
import traceCsv from "../../scenarios/data/azure-llm-2023-code.csv?raw";
import { readColumns } from "../../shared/logs/columns.ts";
import { filesNeeded } from "../../shared/scenario/files-needed.ts";
import { parseScenario } from "../../shared/scenario/parse.ts";
import type { ReplicationTally } from "../../shared/simulate/tally.ts";
import { Histogram } from "../../shared/statistics/histogram.ts";
import { plainScenario } from "../support/scenarios.ts";
import { figure, meanOf, simulate, total } from "../support/simulate.ts";

const arrived = (tallies: readonly ReplicationTally[]) => tallies.map((tally) => figure(tally, "arrived"));

function varianceOf(values: readonly number[]): number {
  const { mean } = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/** Asserts that the mean of values is what it must be, within 3.5 standard errors. */
function expectMean(values: readonly number[], exact: number): void {
  const { mean, standardError } = meanOf(values);
  expect(Math.abs(mean - exact)).toBeLessThan(3.5 * standardError);
}

describe("how many tasks arrive", () => {
  it("Poisson traffic has its mean, and a variance of the same size", () => {
    const counts = arrived(simulate(plainScenario({ tasksPerDay: 2000 }), 400));
    expectMean(counts, 2000);
    // the variance of 400 Poisson counts has a standard error of √(2/399) of itself
    expect(Math.abs(varianceOf(counts) / 2000 - 1)).toBeLessThan(3.5 * Math.sqrt(2 / 399));
  });

  it("gamma gaps of shape k make counts with variance mean / k (renewal theory)", () => {
    for (const burstiness of [0.25, 4]) {
      const scenario = plainScenario({ tasksPerDay: 4000, traffic: { burstiness } });
      const counts = arrived(simulate(scenario, 400));
      expect(Math.abs(varianceOf(counts) / (4000 / burstiness) - 1)).toBeLessThan(
        3.5 * Math.sqrt(2 / 399) + 0.01,
      );
    }
  });

  it("spikes add their share: so many a month, so long, so strong", () => {
    const spikes = { perMonth: 304.375, multiplier: 3, minutes: 14.4 };
    // ten a day, uniform over it and each 1 % of it long, cut at its end: (3 − 1) × 10 × (1 % − 0.005 %) more traffic to
    // first order; overlapping spikes multiply, which the mean of the product of independent Poisson covers exactly
    const shares = arrived(simulate(plainScenario({ tasksPerDay: 2000, traffic: { spikes } }), 300)).map(
      (n) => n / 2000,
    );
    const width = 0.01;
    // E of the multiplier at time t: exp(2 · 10 · min(t, width)), integrated over the day
    const rising = (Math.exp(20 * width) - 1) / 20;
    expectMean(shares, rising + (1 - width) * Math.exp(20 * width));
  });

  it("a wandering level keeps the mean, and adds the variance of its integral", () => {
    const levelNoise = { cv: 0.5, correlationMinutes: 30 };
    const counts = arrived(simulate(plainScenario({ tasksPerDay: 5000, traffic: { levelNoise } }), 400));
    expectMean(counts, 5000);
    // Var N = mean + (mean/1440)² ΣΣ cov, cov(k) = (1 + cv²)^(e^(−k/30)) − 1 for the lognormal autoregression
    let sum = 0;
    for (let k = 0; k < 1440; k++) sum += (k === 0 ? 1440 : 2 * (1440 - k)) * (1.25 ** Math.exp(-k / 30) - 1);
    const exact = 5000 + (5000 / 1440) ** 2 * sum;
    expect(Math.abs(varianceOf(counts) / exact - 1)).toBeLessThan(4 * Math.sqrt(2 / 399));
  });

  it("adoption and tasks per user, unknown, are the same for both replications of a world and differ between worlds", () => {
    const scenario = plainScenario({
      tasksPerDay: 50_000,
      traffic: { adoption: { beta: { p5: 0.2, p95: 0.7 } } },
    });
    const counts = arrived(simulate(scenario, 60));
    const worlds = Array.from({ length: 30 }, (_, k) => [counts[2 * k]!, counts[2 * k + 1]!] as const);
    const within = worlds.map(([a, b]) => Math.abs(a - b) / Math.sqrt(a + b));
    expect(Math.max(...within)).toBeLessThan(4.5);
    expect(Math.sqrt(varianceOf(worlds.map(([a, b]) => (a + b) / 2)))).toBeGreaterThan(3000);
  });
});

describe("the replay of a real hour", () => {
  const parsed = parseScenario(traceScenario);
  if (!parsed.ok) throw new Error("the trace's scenario is not valid");
  const scenario = parsed.value;
  const [needed] = filesNeeded(scenario);
  const read = readColumns(needed!.file, traceCsv, needed!.columns);
  if (!read.ok) throw new Error("the trace can't be read");
  const columns = Object.fromEntries(
    Object.entries(read.value.columns).map(([name, values]) => [
      name.includes("#") ? name : `${needed!.file}#${name}`,
      values,
    ]),
  );
  const [tally] = simulate(scenario, 1, { columns, days: 366, designs: ["sync"] });

  it("every task arrives, once in each replication, and ends in one outcome", () => {
    expect(figure(tally!, "arrived")).toBe(8819);
    const outcomes = ["delivered", "degraded", "late", "failed", "rejected"] as const;
    expect(outcomes.reduce((sum, outcome) => sum + figure(tally!, outcome), 0)).toBe(8819);
    const twice = simulate(scenario, 2, { columns, days: 366, designs: ["sync"] });
    expect(total(twice, "arrived")).toBe(2 * 8819);
  });

  it("input and output have the trace's own percentiles", () => {
    // of the file itself, the smallest value that so many are not above: p50 / p90 / p95 / p99 / max
    const exact = {
      inputTokens: [1469, 5194, 7315, 7436, 7437],
      outputTokens: [13, 55, 90, 252, 1899],
    };
    for (const measure of ["inputTokens", "outputTokens"] as const) {
      const histogram = new Histogram();
      histogram.addSparse(tally!.histograms[measure]);
      expect(histogram.total).toBe(8819);
      const [p50, p90, p95, p99, max] = exact[measure] as [number, number, number, number, number];
      expect(histogram.max).toBe(max);
      for (const [p, value] of [
        [0.5, p50],
        [0.9, p90],
        [0.95, p95],
        [0.99, p99],
      ] as const)
        expect(Math.abs(histogram.quantile(p) - value)).toBeLessThanOrEqual(0.5 + 0.001 * value);
    }
  });

  it("its dead gaps and bursts are there: nobody waits through a gap of minutes, and a burst meets the quota", () => {
    const times = columns[`${needed!.file}#TIMESTAMP`]!;
    const gaps = Array.from(times)
      .slice(1)
      .map((time, i) => time - times[i]!);
    expect(gaps.filter((gap) => gap >= 10)).toHaveLength(45);
    const busiest = Math.max(...tally!.quota.map(({ peakShare }) => peakShare));
    const mean = Math.max(...tally!.quota.map(({ meanShare }) => meanShare));
    expect(busiest / mean).toBeGreaterThan(2.5);
    expect(figure(tally!, "throttled")).toBeGreaterThan(1000);
  });

  it("twice the traffic is the same tasks in half the time", () => {
    const [fast] = simulate(scenario, 1, { columns, days: 366, load: 2, designs: ["sync"] });
    expect(figure(fast!, "arrived")).toBe(8819);
    expect(fast!.trafficDays).toBeCloseTo(tally!.trafficDays / 2, 9);
    expect(figure(fast!, "throttled")).toBeGreaterThan(figure(tally!, "throttled"));
  });
});
