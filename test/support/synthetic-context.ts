/** The context of a run of synthetic tallies. */
import type { RunContext, Target } from "../../shared/findings/context.ts";
import { Fold } from "../../shared/run/fold.ts";
import { type SyntheticRun, syntheticTallies } from "./synthetic-tallies.ts";

export function contextFor(run: SyntheticRun, changes: Partial<RunContext> = {}): RunContext {
  const designs = run.designs.map(({ name }) => name);
  return {
    name: "synthetic",
    sha256: "0".repeat(64),
    question: undefined,
    seed: run.seed,
    replications: run.replications,
    days: run.days,
    start: "2026-12-01",
    chosen: designs[0] ?? "",
    currency: "USD",
    unit: "resolved ticket",
    designs,
    modes: Object.fromEntries(designs.map((design) => [design, "sync"])),
    notSimulated: {},
    targets: [],
    confidence: 0.9,
    ...changes,
  };
}

export function foldFor(run: SyntheticRun): Fold {
  const fold = new Fold(run.designs.map(({ name }) => name));
  fold.addAll(syntheticTallies(run));
  return fold;
}

/** A promise about the cost of a month. */
export function monthlyBudget(limit: number, per: "month" | "day" = "month"): Target {
  return { kind: "cost", name: "monthlyCost", measure: "perMonth", limit, inMonth: 1, per };
}

/** A promise about a percentile of the result; its seconds are the run's `targetSeconds[index]`. */
export function resultWithin(limit: number, percentile = 0.95, index = 0): Target {
  const name = `result.p${String(100 * percentile)}`;
  return { kind: "latency", name, limit, per: "month", of: "result", percentile, index };
}
