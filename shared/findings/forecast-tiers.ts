/** When a design spends more in a month than the usage tier allows whose limits its models have. */
import { resolveDesigns } from "../scenario/designs.ts";
import { type SpendCap, spendCapOf } from "../scenario/presets/spend-caps.ts";
import type { Scenario } from "../scenario/schema.ts";
import { spendOn } from "./forecast-money.ts";
import type { ForecastPlan, TierUpgrade } from "./forecast-plan.ts";
import type { SimulatedForecast } from "./forecast-simulation.ts";

/** A tier's cap against the spend on models. */
export interface TierPressure {
  readonly cap: SpendCap;
  /** Models with this tier's limits that the design asks in one of the months. */
  readonly models: readonly string[];
  /** Share of worlds that spend more than the cap, by month; NaN where the tier is not asked in a month. */
  readonly above: readonly number[];
  /** The first month in which half of the worlds or more do; undefined where none is. */
  readonly passedIn: number | undefined;
}

/** In so many worlds the cap is passed when the next tier is said to be needed. */
const WORLDS_ABOVE = 0.5;

/**
 * Each tier that a month's models stand in, against what the design spends in that month on the models of its provider
 * that have limits of a tier. Only for scenarios in US dollars, as the caps are.
 */
export function tierPressures(simulated: SimulatedForecast): TierPressure[] {
  const { plan } = simulated;
  const asked = plan.months.map((month) => presetsAsked(plan, month));
  const presets = [...new Set(asked.flatMap((models) => [...models.values()]))];
  return presets.flatMap((preset) => {
    const cap = spendCapOf(preset);
    if (cap === undefined) return [];
    const above = plan.months.map((month, i) => {
      const tiers = [...(asked[i] ?? [])];
      if (!tiers.some(([, limits]) => limits === preset)) return Number.NaN;
      const alike = tiers.filter(([, limits]) => providerOf(limits) === providerOf(preset));
      const spent = spendOn(
        simulated.sampleOf(month),
        alike.map(([model]) => model),
      );
      return spent.filter((amount) => amount > cap.perMonth).length / spent.length;
    });
    const first = above.findIndex((share) => share >= WORLDS_ABOVE);
    const models = asked.flatMap((some) => [...some].filter(([, limits]) => limits === preset));
    return [
      {
        cap,
        models: [...new Set(models.map(([model]) => model))],
        above,
        passedIn: plan.months[first],
      },
    ];
  });
}

const providerOf = (preset: string) => preset.split(":")[0];

/** Limits by name of the models that the design asks in a month, by model. */
function presetsAsked({ regimes, design, request }: ForecastPlan, month: number): Map<string, string> {
  const presets = new Map<string, string>();
  if ((request.scenario.currency ?? "USD") !== "USD") return presets;
  for (const { shares, request } of regimes) {
    if (!shares.has(month)) continue;
    for (const model of modelsOf(request.scenario, design)) {
      const limits = request.scenario.models[model]?.limits;
      if (typeof limits === "string" && spendCapOf(limits) !== undefined) presets.set(model, limits);
    }
  }
  return presets;
}

function modelsOf(scenario: Scenario, design: string): string[] {
  const entries = Object.values(resolveDesigns(scenario)[design]?.route ?? {}).flat();
  return [...new Set(entries)].filter((entry) => Object.hasOwn(scenario.models, entry));
}

/** The upgrades that the pressures ask for and the plan does not have yet: the earliest only. */
export function nextUpgrade(plan: ForecastPlan, pressures: readonly TierPressure[]): TierUpgrade | undefined {
  const wanted = pressures.flatMap(({ cap, passedIn }) =>
    passedIn === undefined || cap.next === undefined
      ? []
      : [{ month: passedIn, from: cap.preset, to: cap.next }],
  );
  return wanted
    .filter(({ from }) => !plan.upgrades.some((upgrade) => upgrade.from === from))
    .sort((a, b) => a.month - b.month)[0];
}
