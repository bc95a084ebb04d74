/** A whole forecast: planned, simulated, and answered. */
import type { Problem } from "../errors.ts";
import { type Result, succeed } from "../result.ts";
import type { PooledSimulator } from "../run/simulator.ts";
import type { RunContext } from "./context.ts";
import { type ForecastSettings, forecastAnswer } from "./forecast-answer.ts";
import { type ForecastAsked, type ForecastPlan, planForecast } from "./forecast-plan.ts";
import type { ForecastAnswer } from "./forecast-schema.ts";
import { type SimulatedForecast, simulateForecast } from "./forecast-simulation.ts";
import { nextUpgrade, tierPressures } from "./forecast-tiers.ts";

export interface ForecastOptions extends ForecastSettings {
  /** Whether a tier whose cap is passed is left for the next one, limits and all, from that month on. */
  readonly upgradeTiers: boolean;
  /** Told how many replications there will be, as far as is known. */
  readonly expect?: (replications: number) => void;
  /** Seconds since it began. */
  readonly elapsedSeconds: () => number;
}

/** The months 1 … n. */
export function monthsUpTo(last: number): number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}

/**
 * Forecasts a design.
 *
 * @param context of the run that `asked` begins with
 * @returns what makes it impossible, before anything is simulated
 * @throws CancelledError when the simulator was stopped @throws Error with the reason when a worker failed for good
 */
export async function forecastStudy(
  asked: ForecastAsked,
  context: RunContext,
  simulator: PooledSimulator,
  options: ForecastOptions,
): Promise<Result<ForecastAnswer, readonly Problem[]>> {
  const first = planForecast(asked);
  if (!first.ok) return first;
  let plan: ForecastPlan = first.value;
  options.expect?.(plan.replications);
  let simulated: SimulatedForecast = await simulateForecast(plan, simulator);
  let done = plan.replications;
  // Every upgrade leaves one tier for good, so that this ends.
  for (;;) {
    const upgrade = options.upgradeTiers ? upgradeOf(simulated) : undefined;
    if (upgrade === undefined) break;
    const next = planForecast({ ...asked, upgrades: [...plan.upgrades, upgrade] });
    if (!next.ok) return next;
    plan = next.value;
    const before = simulated;
    done += missing(plan, before);
    options.expect?.(done);
    simulated = await simulateForecast(plan, simulator, before);
  }
  return succeed(forecastAnswer(context, simulated, options, options.elapsedSeconds()));
}

function upgradeOf(simulated: SimulatedForecast) {
  return nextUpgrade(simulated.plan, tierPressures(simulated));
}

function missing(plan: ForecastPlan, before: SimulatedForecast): number {
  return plan.points.reduce((sum, point) => {
    const known = before.rowsAlike(plan, point);
    return sum + point.replications.filter((replication) => known?.has(replication) !== true).length;
  }, 0);
}
