/** The bars of a tornado, and what would make the answer narrower. */
import type { WorldInput } from "../run/world-inputs.ts";
import { ConditionalCurve, effectAlone, noiseFloor } from "../statistics/conditional-curve.ts";
import { DAYS_PER_MONTH } from "../statistics/cost-by-world.ts";
import { LEVEL } from "../statistics/design-sample.ts";
import type { Estimated } from "../statistics/interval.ts";
import { orderQuantile } from "../statistics/order-quantile.ts";
import { freedomFor } from "../statistics/spline-basis.ts";
import { varianceComponents } from "../statistics/variance-components.ts";
import type { WorldSample } from "../statistics/world-sample.ts";
import { worldsOverWindow } from "../statistics/worlds-over-window.ts";
import type { Estimate } from "./answer.ts";
import { finiteOrNull } from "./estimates.ts";
import type { Driver, SensitivityMeasure, Widths } from "./sensitivity-answer.ts";
import type { Outcome } from "./sensitivity-outcomes.ts";

/** Fewer worlds can't tell an input from chance. */
export const FEWEST_WORLDS = 16;

/** An input, its curve through the worlds, and whom it moves with. */
export interface Candidate {
  readonly input: WorldInput;
  readonly curve: ConditionalCurve;
  /** Paths of inputs that the scenario joins with it, directly or by others. */
  readonly group: readonly string[];
}

export function candidatesOf(
  inputs: readonly WorldInput[],
  strata: Int32Array,
  groupOf: (path: string) => readonly string[],
): Candidate[] {
  const freedom = freedomFor(strata.length);
  return inputs.map((input) => ({
    input,
    curve: new ConditionalCurve(input, strata, freedom),
    group: groupOf(input.path),
  }));
}

/** With fewer worlds a weekday's own level is too rough to be taken out. */
const WORLDS_FOR_A_WEEKDAY = 4;

/** Weekdays of worlds, where each present has enough worlds; otherwise all are alike, and weekdays are luck. */
export function strataOf(weekdays: Int32Array): Int32Array {
  const counts = new Int32Array(7);
  for (const weekday of weekdays) counts[weekday] = (counts[weekday] ?? 0) + 1;
  const enough = counts.every((count) => count === 0 || count >= WORLDS_FOR_A_WEEKDAY);
  return enough ? weekdays : new Int32Array(weekdays.length);
}

/** What moves a measure, the largest effect first. @param seed of the run */
export function measureAnswer(
  outcome: Outcome,
  candidates: readonly Candidate[],
  sample: WorldSample,
  days: number,
  seed: number,
): SensitivityMeasure {
  const { measure, unit, byWorld, why } = outcome;
  if (why !== undefined) return { measure, unit, why, drivers: [] };
  if (isSame(byWorld)) return { measure, unit, why: "it is the same in every world", drivers: [] };
  const strata = strataOf(sample.weekdayOf);
  const floor = noiseFloor(
    candidates.map(({ curve }) => curve),
    strata,
    byWorld,
    LEVEL,
    seed,
  );
  const drivers = candidates
    .map((candidate) => driverOf(candidate, candidates, strata, byWorld, floor))
    .sort((a, b) => size(b) - size(a) || (a.path < b.path ? -1 : 1));
  const wouldBuy = wouldBuyOf(outcome, drivers, sample, days);
  return {
    measure,
    unit,
    noiseFloor: floor.effect,
    drivers,
    ...(wouldBuy === undefined ? {} : { wouldBuy }),
  };
}

const ROUNDING = 1e-9;

/** Figures that differ by no more than rounding. */
function isSame(values: Float64Array): boolean {
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return most - least <= ROUNDING * Math.abs(most);
}

const size = ({ effect }: Driver) => Math.abs(effect.value ?? 0);

function driverOf(
  { input, curve, group }: Candidate,
  candidates: readonly Candidate[],
  strata: Int32Array,
  outcomes: Float64Array,
  floor: { readonly effect: number; readonly followed: number },
): Driver {
  const [atP10 = 0, atP50 = 0, atP90 = 0] = curve.levels(outcomes);
  const effect = curve.effect(outcomes, LEVEL);
  const others = candidates.filter(({ input: { path } }) => path !== input.path && group.includes(path));
  const alone =
    others.length === 0
      ? undefined
      : effectAlone([curve, ...others.map((other) => other.curve)], strata, outcomes, LEVEL);
  const told = Math.abs(effect.value) > floor.effect && effect.low * effect.high > 0;
  return {
    path: input.path,
    atP10,
    atP50,
    atP90,
    effect: printed(effect),
    ...(alone === undefined ? {} : { alone: printed(alone) }),
    share: curve.share(outcomes),
    told,
    byCurve: !told && curve.followed(outcomes) > floor.followed,
  };
}

function printed({ value, low, high }: Estimated): Estimate {
  // What an outcome follows exactly has no interval but rounding.
  if (high - low <= ROUNDING * Math.abs(value)) return { value, low: value, high: value };
  return { value, low: finiteOrNull(low), high: finiteOrNull(high) };
}

const TWICE = 2;
const SEVENFOLD = 7;

/**
 * The widths of two intervals as they would be. That of the estimate goes with √((σ_b² + σ_w²/2) / worlds), where σ_w²,
 * the luck of one horizon, shrinks as horizons grow; that over worlds is ignorance, and only knowledge makes it
 * narrower: knowing an input that goes with the share s of it leaves √(1 − s).
 */
function wouldBuyOf(
  { each, byWorld, estimate }: Outcome,
  drivers: readonly Driver[],
  sample: WorldSample,
  days: number,
): SensitivityMeasure["wouldBuy"] {
  const { low, high } = estimate;
  const components = varianceComponents(sample, each);
  if (low === null || high === null || components === undefined) return undefined;
  const { between, within } = components;
  const seen = between + within / 2;
  const horizons = DAYS_PER_MONTH / days;
  if (!(seen > 0)) return undefined;
  const spread = Array.from(worldsOverWindow(sample, each, byWorld, horizons, true)).sort((a, b) => a - b);
  const now: Widths = {
    interval: high - low,
    worlds: orderQuantile(spread, 0.95) - orderQuantile(spread, 0.05),
  };
  const narrower = (variance: number) => now.interval * Math.sqrt(variance / seen);
  const top = [...drivers]
    .filter(({ told, byCurve }) => told || byCurve)
    .sort((a, b) => b.share - a.share)[0];
  const explained = top === undefined ? 0 : Math.min(between, top.share * seen);
  const left = between - explained > ROUNDING * between ? between - explained : 0;
  const month = within > ROUNDING * between ? within / horizons : 0;
  return {
    now,
    moreWorlds: { interval: now.interval / Math.sqrt(TWICE), worlds: now.worlds },
    moreDays: { interval: narrower(between + within / (2 * SEVENFOLD)), worlds: now.worlds },
    ...(top === undefined
      ? {}
      : {
          knowing: {
            path: top.path,
            interval: narrower(left + within / 2),
            worlds: now.worlds * Math.sqrt((left + month) / (between + month)),
          },
        }),
  };
}
