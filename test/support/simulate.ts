import type { Scenario } from "../../shared/scenario/schema.ts";
import { CompiledScenario } from "../../shared/simulate/replication.ts";
import { FIGURE, type Figure, type ReplicationTally } from "../../shared/simulate/tally.ts";

export interface SimulateOptions {
  readonly days?: number;
  readonly seed?: number;
  readonly load?: number;
  readonly designs?: readonly string[];
  readonly columns?: Readonly<Record<string, Float64Array>>;
}

/** A compiled scenario with what tests usually want. */
export function compiled(scenario: Scenario, options: SimulateOptions = {}): CompiledScenario {
  return new CompiledScenario({
    scenario,
    columns: options.columns ?? {},
    seed: options.seed ?? 1,
    days: options.days ?? 1,
    start: "2026-12-01",
    load: options.load ?? 1,
    designs: options.designs ?? Object.keys(scenario.designs),
  });
}

/** Tallies of replications 0 … n − 1, all designs of one after the other. */
export function simulate(
  scenario: Scenario,
  replications: number,
  options: SimulateOptions = {},
): ReplicationTally[] {
  const ready = compiled(scenario, options);
  return Array.from({ length: replications }, (_, replication) => ready.simulate(replication)).flat();
}

export function figure(tally: ReplicationTally, name: Figure): number {
  return tally.figures[FIGURE[name]]!;
}

/** Sum of a figure over tallies. */
export function total(tallies: readonly ReplicationTally[], name: Figure): number {
  return tallies.reduce((sum, tally) => sum + figure(tally, name), 0);
}

/** Mean of a per-replication value, and the standard error of that mean. */
export function meanOf(values: readonly number[]): { mean: number; standardError: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}
