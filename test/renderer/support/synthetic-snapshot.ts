/**
 * Snapshots made of closed forms: lognormal latencies and lognormal costs over worlds, at their exact quantiles, so
 * that what a chart draws can be computed independently.
 */
import { normalQuantile } from "../../../shared/distribution/special.ts";
import type {
  DesignAnswer,
  Estimate,
  LatencyAnswer,
  TargetAnswer,
  WorldEstimate,
} from "../../../shared/findings/answer.ts";
import type { Snapshot } from "../../../shared/findings/snapshot.ts";
import type { DesignSeries, LatencyPoint } from "../../../shared/series/series.ts";

export interface SyntheticDesign {
  readonly name: string;
  readonly stable?: boolean;
  /** Of the result, seconds. */
  readonly median: number;
  readonly p95: number;
  /** Response times are the result's times this. */
  readonly responseFactor?: number;
  /** Share of tasks that are never answered. */
  readonly never?: number;
  /** Median of the monthly cost over worlds, and its 95th percentile. */
  readonly monthly: number;
  readonly monthlyP95: number;
}

export interface SyntheticRun {
  readonly designs: readonly SyntheticDesign[];
  readonly chosen?: string;
  readonly worlds?: number;
  /** Relative half-width of intervals. */
  readonly width?: number;
  /** Share beyond which there are too few tasks. */
  readonly tooFewFrom?: number;
  readonly done?: number;
  readonly planned?: number;
}

const Z95 = normalQuantile(0.95);
const UNITS_A_MONTH = 400_000;
const TASKS = 1_000_000;

const lognormal = (median: number, p95: number, p: number): number =>
  median * Math.exp((Math.log(p95 / median) / Z95) * normalQuantile(p));

const around = (value: number, width: number): Estimate => ({
  value,
  low: value * (1 - width),
  high: value * (1 + width),
});

const withWorlds = (estimate: Estimate, median: number, p95: number): WorldEstimate => ({
  ...estimate,
  worlds: { p5: lognormal(median, p95, 0.05), p50: median, p95 },
});

/** The shares at which a curve has points: close together along the nines. */
const SHARES = Array.from({ length: 121 }, (_, step) => 1 - 10 ** (-step * 0.025)).map((p) =>
  Number(p.toFixed(6)),
);

/** The curve's value at a share: null where the task is never answered. */
export function syntheticLatency(design: SyntheticDesign, p: number, factor = 1): number | null {
  const never = design.never ?? 0;
  return p >= 1 - never ? null : factor * lognormal(design.median, design.p95, p);
}

function points(design: SyntheticDesign, run: SyntheticRun, factor: number): readonly LatencyPoint[] {
  const width = run.width ?? 0.03;
  return SHARES.filter((p) => p > 0).map((p) => {
    const value = syntheticLatency(design, p, factor);
    // Tails are known less well.
    const spread = width * (1 + 2 * -Math.log10(1 - p));
    const tooFew = p > (run.tooFewFrom ?? 1);
    const low =
      value === null
        ? lognormal(design.median, design.p95, 1 - (design.never ?? 0)) * factor
        : value * (1 - spread);
    return { p, value, low, high: value === null ? null : value * (1 + spread), tooFew };
  });
}

function latencyAnswer(design: SyntheticDesign, run: SyntheticRun, factor: number): LatencyAnswer {
  const width = run.width ?? 0.03;
  const at = (p: number): Estimate => {
    const value = syntheticLatency(design, p, factor);
    if (value === null)
      return { value: null, low: factor * design.p95, high: null, why: "too many tasks are never answered" };
    return around(value, width * (1 + 2 * -Math.log10(1 - p)));
  };
  return {
    served: 1 - (design.never ?? 0),
    mean: at(0.6),
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    p999: at(0.999),
  };
}

/** Costs of the worlds, ascending: the exact quantiles of a lognormal. */
export function syntheticCosts(median: number, p95: number, worlds: number): readonly number[] {
  return Array.from({ length: worlds }, (_, world) => lognormal(median, p95, (world + 0.5) / worlds));
}

function shareMeeting(share: number, worlds: number) {
  const half = 1.96 * Math.sqrt((share * (1 - share)) / worlds);
  return { value: share, low: Math.max(0, share - half), high: Math.min(1, share + half) };
}

function verdictOf(share: { low: number; high: number }): TargetAnswer["verdict"] {
  return share.low >= 0.9 ? "pass" : share.high < 0.9 ? "fail" : "inconclusive";
}

function targetsOf(design: SyntheticDesign, run: SyntheticRun): TargetAnswer[] {
  const worlds = run.worlds ?? 128;
  const width = run.width ?? 0.03;
  const costs = syntheticCosts(design.monthly, design.monthlyP95, worlds);
  const within = (limit: number): number => costs.filter((cost) => cost <= limit).length / worlds;
  const target = (name: string, limit: number, value: WorldEstimate, share: number): TargetAnswer => {
    const worldsMeeting = shareMeeting(share, worlds);
    return { name, limit, value, worldsMeeting, verdict: verdictOf(worldsMeeting), expectedOvershoot: null };
  };
  const unit = (cost: number): number => cost / UNITS_A_MONTH;
  const p95 = syntheticLatency(design, 0.95);
  const latency: Estimate =
    p95 === null
      ? { value: null, low: design.p95, high: null, why: "too many tasks are never answered" }
      : around(p95, width * 3.6);
  return [
    target(
      "monthlyCost",
      35_000,
      withWorlds(around(design.monthly, width), design.monthly, design.monthlyP95),
      within(35_000),
    ),
    target(
      "costPerUnit",
      0.08,
      withWorlds(around(unit(design.monthly), width), unit(design.monthly), unit(design.monthlyP95)),
      within(0.08 * UNITS_A_MONTH),
    ),
    target(
      "loadedCostPerUnit",
      0.1,
      withWorlds(
        around(unit(design.monthly) * 1.12, width),
        unit(design.monthly) * 1.12,
        unit(design.monthlyP95) * 1.12,
      ),
      within((0.1 * UNITS_A_MONTH) / 1.12),
    ),
    target(
      "result.p95",
      13,
      { ...latency, worlds: { p5: design.p95 * 0.82, p50: design.p95, p95: design.p95 * 1.4 } },
      0.91,
    ),
    target(
      "successShare",
      0.8,
      { ...around(0.842, 0.004), worlds: { p5: 0.78, p50: 0.843, p95: 0.89 } },
      0.88,
    ),
    target(
      "deliveredShare",
      0.97,
      { ...around(0.982, 0.001), worlds: { p5: 0.968, p50: 0.985, p95: 0.993 } },
      0.94,
    ),
  ];
}

function answerOf(design: SyntheticDesign, run: SyntheticRun): DesignAnswer {
  const width = run.width ?? 0.03;
  const month = withWorlds(around(design.monthly, width), design.monthly, design.monthlyP95);
  const per = (count: number, factor = 1): WorldEstimate =>
    withWorlds(
      around((design.monthly / count) * factor, width),
      (design.monthly / count) * factor,
      (design.monthlyP95 / count) * factor,
    );
  const never = design.never ?? 0;
  const lost = Math.round(TASKS * never);
  const late = Math.round(TASKS * 0.011);
  const degraded = Math.round(TASKS * 0.006);
  const day = design.monthly / 30.4375;
  const sizes = { mean: 900, p50: 700, p90: 2000, p95: 2600, p99: 5200, max: 21_000 };
  const targets = targetsOf(design, run);
  const joint = shareMeeting(
    Math.min(...targets.map((target) => target.worldsMeeting.value)) - 0.06,
    run.worlds ?? 128,
  );
  return {
    stable: design.stable ?? true,
    tasks: {
      arrived: TASKS,
      delivered: TASKS - lost - late - degraded,
      degraded,
      late,
      failed: lost,
      rejected: 0,
    },
    units: Math.round(UNITS_A_MONTH / 30.4375),
    responseSeconds: latencyAnswer(design, run, design.responseFactor ?? 1),
    resultSeconds: latencyAnswer(design, run, 1),
    waitSeconds: latencyAnswer({ ...design, median: 0.2, p95: 1 }, run, 1),
    tokens: { input: sizes, output: sizes },
    calls: 2_600_000,
    attempts: 2_655_000,
    throttled: 24_100,
    errored: 5300,
    timedOut: 900,
    hedged: 0,
    budget: { p50: month, p80: month, p90: month, contingency: { p80: 0, p90: 0 } },
    cost: {
      perTask: per(TASKS * 30),
      perUnit: per(UNITS_A_MONTH),
      perDay: per(30.4375),
      perMonth: month,
      loadedPerUnit: per(UNITS_A_MONTH, 1.12),
      parts: {
        input: day * 0.27,
        cachedInput: day * 0.03,
        output: day * 0.29,
        wasted: day * 0.02,
        fallback: day * 0.03,
        review: day * 0.12,
        human: day * 0.11,
        wrongOutputs: day * 0.12,
        perTask: day * 0.015,
        fixed: day * 0.115,
        commitments: 0,
      },
    },
    quota: { large: { tokensPerMinute: { mean: 0.31, peak: 0.97 } } },
    variance: { costPerUnit: { world: 0.97, day: 0.02, task: 0.01 } },
    whereTimeWent: { p50: null, p95: null, p99: null },
    exemplars: { slowest: [], costliest: [], mostTried: [] },
    targets,
    allTargets: { worldsMeeting: joint, verdict: verdictOf(joint) },
  };
}

function seriesOf(design: SyntheticDesign, run: SyntheticRun): DesignSeries {
  const costs = syntheticCosts(design.monthly, design.monthlyP95, run.worlds ?? 128);
  return {
    design: design.name,
    stable: design.stable ?? true,
    response: points(design, run, design.responseFactor ?? 1),
    result: points(design, run, 1),
    monthlyCostByWorld: costs,
    costPerUnitByWorld: costs.map((cost) => cost / UNITS_A_MONTH),
  };
}

export function syntheticSnapshot(run: SyntheticRun): Snapshot {
  const planned = run.planned ?? 256;
  const done = run.done ?? planned;
  return {
    answer: {
      plimsoll: 1,
      scenario: { name: "Support assistant", sha256: "0".repeat(64) },
      seed: 7,
      replications: done,
      days: 1,
      start: "2026-12-01",
      chosen: run.chosen ?? run.designs[0]?.name ?? "",
      designs: Object.fromEntries(run.designs.map((design) => [design.name, answerOf(design, run)])),
      notSimulated: { overnight: ["batch designs are not simulated yet"] },
      comparisons: [],
      elapsedSeconds: 1,
    },
    series: run.designs.map((design) => seriesOf(design, run)),
    replicationsDone: done,
    replicationsPlanned: planned,
    final: done === planned,
  };
}

/** The designs of the support assistant, about as they come out. */
export const ORDINARY: readonly SyntheticDesign[] = [
  { name: "sync", median: 4.9, p95: 13.8, never: 0.004, monthly: 34_100, monthlyP95: 48_000 },
  {
    name: "streamed",
    median: 4.1,
    p95: 12.3,
    responseFactor: 0.4,
    never: 0.003,
    monthly: 28_600,
    monthlyP95: 37_500,
  },
  { name: "queued", median: 9, p95: 210, responseFactor: 0.05, monthly: 33_000, monthlyP95: 44_000 },
];
