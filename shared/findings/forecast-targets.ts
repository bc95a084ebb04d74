/** Promises for a month of the forecast, judged like those for today: on that month's replications. */
import type { RunContext, Target } from "./context.ts";
import type { SimulatedForecast } from "./forecast-simulation.ts";
import { type JudgedTarget, judgedTargets } from "./target-answers.ts";

/** The context in which every promise is one for the month that a sample is of. */
export function contextOfMonth(context: RunContext): RunContext {
  return { ...context, targets: context.targets.map(ofToday) };
}

function ofToday(target: Target): Target {
  return target.kind === "latency" ? target : { ...target, inMonth: 1 };
}

/** The month that a promise is for; those about latency are for today's traffic. */
export function monthOfTarget(target: Target): number {
  return target.kind === "latency" ? 1 : target.inMonth;
}

/**
 * A promise judged in its own month, world by world, in the order of the worlds of `simulated.sampleOf(1)`.
 *
 * @param simulated a forecast of which that month was asked for
 */
export function judgedInMonth(
  context: RunContext,
  simulated: SimulatedForecast,
  target: Target,
): JudgedTarget {
  const sample = simulated.sampleOf(monthOfTarget(target));
  const [judged] = judgedTargets({ ...context, targets: [ofToday(target)] }, sample);
  if (judged === undefined) throw new RangeError("a promise was not judged");
  return { ...judged, target };
}
