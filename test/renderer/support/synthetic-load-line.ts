/** Load lines made of closed forms: figures that are known functions of the traffic, and lines as they are asked for. */
import type { Estimate } from "../../../shared/findings/answer.ts";
import type {
  LoadLineAnswer,
  LoadPointAnswer,
  TargetLine,
} from "../../../shared/findings/load-line-answer.ts";
import { findingSentence } from "../../../shared/findings/load-line-sentences.ts";

export const TOLD = { currency: "USD", unit: "resolved ticket", confidence: 0.9 };

export const resultP95 = (multiple: number): number => 11 * (1 + (multiple / 6) ** 2);
export const unitCost = (multiple: number): number => 0.05 + 0.015 / multiple;
const monthlyCost = (multiple: number): number => 4000 + 22_000 * multiple;
const throttled = (multiple: number): number => Math.max(0, 1 - 2 / multiple);

const around = (value: number, width: number): Estimate => ({
  value,
  low: value * (1 - width),
  high: value * (1 + width),
});

export interface SyntheticPoint {
  readonly multiple: number;
  readonly replications?: number;
  readonly stable?: boolean;
}

export const USUAL_POINTS: readonly SyntheticPoint[] = [
  { multiple: 0.125, replications: 14 },
  { multiple: 0.25, replications: 14 },
  { multiple: 0.5, replications: 14 },
  { multiple: 0.7, replications: 256 },
  { multiple: 1, replications: 256 },
  { multiple: 2, replications: 14 },
  { multiple: 2.5, replications: 128 },
  { multiple: 3, replications: 96 },
  { multiple: 4, replications: 14 },
  { multiple: 8, replications: 14 },
];

function pointOf({ multiple, replications = 256, stable = true }: SyntheticPoint): LoadPointAnswer {
  const width = 0.2 / Math.sqrt(replications);
  const worlds = { p5: null, p50: null, p95: null };
  const p95 = around(resultP95(multiple), width);
  const p99 = around(1.6 * resultP95(multiple), 2 * width);
  const share = Math.min(1, 0.98 / Math.max(1, multiple / 2));
  const worldsMeeting = { value: share, low: Math.max(0, share - 0.05), high: Math.min(1, share + 0.05) };
  const verdict = share - 0.05 >= 0.9 ? "pass" : share + 0.05 < 0.9 ? "fail" : "inconclusive";
  const meeting = { worldsMeeting, verdict } as const;
  return {
    multiple,
    replications,
    curves: {
      stable,
      responseSeconds: { p95, p99 },
      resultSeconds: { p95, p99 },
      costPerUnit: { ...around(unitCost(multiple), width), worlds },
      monthlyCost: { ...around(monthlyCost(multiple), width), worlds },
      throttledShare: around(throttled(multiple), width),
    },
    targets: [meeting, meeting],
    allTargets: meeting,
  };
}

/** A line of a promise; a value alone is known to a tenth. */
export function line(
  name: string,
  limit: number,
  status: TargetLine["status"],
  ends: Partial<Pick<Estimate, "value" | "low" | "high">> = {},
): TargetLine {
  const value = ends.value ?? null;
  const known = {
    value,
    low: ends.low === undefined && value !== null ? value * 0.9 : (ends.low ?? null),
    high: ends.high === undefined && value !== null ? value * 1.1 : (ends.high ?? null),
  };
  return { name, limit, status, line: known, headroom: known, from: null, crossings: [] };
}

export interface SyntheticLoad {
  readonly design?: string;
  readonly targets?: readonly TargetLine[];
  readonly saturation?: TargetLine;
  readonly points?: readonly SyntheticPoint[];
}

export const USUAL_TARGETS: readonly TargetLine[] = [
  line("monthlyCost", 35_000, "broken", { value: 0.8 }),
  line("costPerUnit", 0.08, "beyond", { low: 4 }),
  line("result.p95", 13, "holds", { value: 2.6, low: 2.3, high: 3.1 }),
  line("successShare", 0.8, "unclear"),
  line("deliveredShare", 0.97, "holds", { value: 4.1, low: 3.4, high: null }),
];

export function syntheticLoadLine(load: SyntheticLoad = {}): LoadLineAnswer {
  const points = (load.points ?? USUAL_POINTS).map(pointOf);
  const design = load.design ?? "streamed";
  const targets = [...(load.targets ?? USUAL_TARGETS)];
  const { name: _name, limit: _limit, ...saturation } = load.saturation ?? line("saturation", 1, "beyond");
  const searched = { from: points[0]?.multiple ?? 1, to: points.at(-1)?.multiple ?? 1, runs: 4 };
  const { name: _all, limit: _none, ...allTargets } = line("all", 1, "unclear");
  return {
    plimsoll: 1,
    scenario: { name: "Support assistant", sha256: "0".repeat(64) },
    seed: 7,
    replications: 256,
    days: 1,
    start: "2026-12-01",
    design,
    confidence: 0.9,
    searched,
    finding: findingSentence({ design, confidence: 0.9, searched, targets, saturation }, TOLD),
    targets,
    allTargets,
    saturation,
    points,
    elapsedSeconds: 0,
  };
}
