/** What the findings of a run need to know beside its numbers. */
import type { PricesUsed } from "../prices/price-used.ts";
import type { PreparedRun } from "../run/prepare.ts";
import { resolveDesigns } from "../scenario/designs.ts";
import type {
  Mode,
  Pilot,
  Scenario,
  Targets,
  LatencyTarget as WrittenLatencyTarget,
} from "../scenario/schema.ts";
import type { CostMeasure, Window } from "../statistics/cost-by-world.ts";

interface TargetBase {
  /** `monthlyCost`, `costPerUnit`, `loadedCostPerUnit`, `successShare`, `deliveredShare`, `result.p95` … */
  readonly name: string;
  /** At most (costs, seconds) or at least (shares). */
  readonly limit: number;
  /** What the promise is kept over. */
  readonly per: Window;
}

export interface CostTarget extends TargetBase {
  readonly kind: "cost";
  readonly measure: CostMeasure;
  /** The month of the forecast that is judged, 1 = the one simulated. */
  readonly inMonth: number;
}

export interface LatencyTarget extends TargetBase {
  readonly kind: "latency";
  readonly of: "response" | "result";
  /** 0…1, ends excluded. */
  readonly percentile: number;
  /** Position among the scenario's latency targets, and so in a tally's `withinTarget`. */
  readonly index: number;
}

export interface ShareTarget extends TargetBase {
  readonly kind: "share";
  readonly measure: "successShare" | "deliveredShare";
  readonly inMonth: number;
}

/** A promise, the same for every design. */
export type Target = CostTarget | LatencyTarget | ShareTarget;

export interface RunContext {
  readonly name: string;
  readonly sha256: string;
  readonly question: string | undefined;
  readonly seed: number;
  /** Replications planned. */
  readonly replications: number;
  readonly days: number;
  /** Today, `YYYY-MM-DD`. */
  readonly start: string;
  /** The design that is judged. */
  readonly chosen: string;
  readonly currency: string;
  /** What a unit of value is called. */
  readonly unit: string;
  /** Designs simulated, in order, and how each answers. */
  readonly designs: readonly string[];
  readonly modes: Readonly<Record<string, Mode>>;
  readonly notSimulated: Readonly<Record<string, readonly string[]>>;
  /** What was simulated otherwise than written, a sentence each; absent = nothing. */
  readonly notes?: readonly string[];
  /** Catalogue prices that were looked up, by model; absent = none. */
  readonly prices?: PricesUsed | undefined;
  readonly targets: readonly Target[];
  /** Share of worlds that must meet a target. */
  readonly confidence: number;
  readonly pilot?: Pilot;
}

const DEFAULT_CONFIDENCE = 0.9;

/** The context of a run of a validated scenario. @param sha256 of the scenario's text, in hexadecimal digits */
export function contextOf(prepared: PreparedRun, sha256: string): RunContext {
  const { request, chosen, notSimulated, notes, prices } = prepared;
  const { scenario } = request;
  const resolved = resolveDesigns(scenario);
  return {
    name: scenario.name ?? "unnamed",
    sha256,
    question: scenario.question,
    seed: request.seed,
    replications: request.replications,
    days: request.days,
    start: request.start,
    chosen,
    currency: scenario.currency ?? "USD",
    unit: scenario.task.unit ?? "unit",
    designs: request.designs,
    modes: Object.fromEntries(Object.entries(resolved).map(([name, { mode }]) => [name, mode])),
    notSimulated,
    notes,
    prices,
    targets: targetsOf(scenario),
    confidence: scenario.targets?.confidence ?? DEFAULT_CONFIDENCE,
    ...(scenario.pilot === undefined ? {} : { pilot: scenario.pilot }),
  };
}

/** All promises of a scenario: costs, latencies in the file's order, shares. */
export function targetsOf(scenario: Pick<Scenario, "targets">): Target[] {
  const targets = scenario.targets ?? {};
  return [
    ...costTarget("monthlyCost", "perMonth", targets.monthlyCost),
    ...costTarget("costPerUnit", "perUnit", targets.costPerUnit),
    ...costTarget("loadedCostPerUnit", "loadedPerUnit", targets.loadedCostPerUnit),
    ...(targets.latency ?? []).map(latencyTarget),
    ...shareTarget("successShare", targets.successShare),
    ...shareTarget("deliveredShare", targets.deliveredShare),
  ];
}

/**
 * @example percentileName(0.95) // "p95"
 * @example percentileName(0.999) // "p999"
 */
export function percentileName(p: number): string {
  return `p${String(Number((100 * p).toPrecision(12))).replace(".", "")}`;
}

function latencyTarget(written: WrittenLatencyTarget, index: number): LatencyTarget {
  const { seconds, of = "result", per = "month" } = written;
  // 99.9 / 100 is 0.9990000000000001.
  const percentile = Number((written.percentile / 100).toPrecision(12));
  return {
    kind: "latency",
    name: `${of}.${percentileName(percentile)}`,
    limit: seconds,
    per,
    of,
    percentile,
    index,
  };
}

function costTarget(
  name: string,
  measure: CostMeasure,
  written: Targets["monthlyCost"] | Targets["costPerUnit"],
): CostTarget[] {
  if (written === undefined) return [];
  const { atMost, inMonth = 1, per = "month" } = typeof written === "number" ? { atMost: written } : written;
  return [{ kind: "cost", name, measure, limit: atMost, inMonth, per }];
}

function shareTarget(
  name: "successShare" | "deliveredShare",
  written: Targets["successShare"],
): ShareTarget[] {
  if (written === undefined) return [];
  const {
    atLeast,
    inMonth = 1,
    per = "month",
  } = typeof written === "number" ? { atLeast: written } : written;
  return [{ kind: "share", name, measure: name, limit: atLeast, inMonth, per }];
}
