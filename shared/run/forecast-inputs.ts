/** What a forecast knows of each world beside its simulation: growth, and the money that no design spends. */
import type { Quantity } from "../distribution/spec.ts";
import { drawnPath } from "../scenario/drawn-path.ts";
import type { Path } from "../scenario/path.ts";
import { CompiledScenario } from "../simulate/replication.ts";
import type { RunRequest } from "./request.ts";

export interface ForecastInputs {
  /** What traffic is multiplied by from one month to the next, less 1. */
  readonly growthPerMonth: Float64Array;
  /** What a unit costs without the feature, currency; undefined where the scenario does not say. */
  readonly manualCostPerUnit: Float64Array | undefined;
  /** All one-off costs together, currency. */
  readonly once: Float64Array;
}

/** Traffic may all but vanish; it has to be above nothing for the next month to grow from. */
const LEAST_GROWTH = -0.999;

/** The inputs in some worlds, drawn like every other unknown: by path, and with its correlations. */
export function forecastInputs(request: RunRequest, worlds: readonly number[]): ForecastInputs {
  const { scenario } = request;
  const compiled = new CompiledScenario({ ...request, designs: [] });
  const fill: ((draws: ReturnType<typeof compiled.drawWorld>, i: number) => void)[] = [];
  const column = (quantity: Quantity | undefined, path: Path, lowest: number) => {
    const values = new Float64Array(worlds.length);
    if (quantity === undefined) return values;
    if (typeof quantity === "number") return values.fill(Math.max(lowest, quantity));
    const drawn = drawnPath(scenario, path);
    compiled.alsoDraw(quantity, drawn, lowest, Number.POSITIVE_INFINITY);
    fill.push((draws, i) => {
      values[i] = draws.get(drawn)?.value ?? 0;
    });
    return values;
  };
  const growthPerMonth = column(scenario.traffic.growthPerMonth, ["traffic", "growthPerMonth"], LEAST_GROWTH);
  const manual = scenario.value?.manualCostPerUnit;
  const manualCostPerUnit =
    manual === undefined ? undefined : column(manual, ["value", "manualCostPerUnit"], 0);
  const costs = Object.entries(scenario.costs?.once ?? {}).map(([name, cost]) =>
    column(cost, ["costs", "once", name], 0),
  );
  if (fill.length > 0) {
    worlds.forEach((world, i) => {
      const draws = compiled.drawWorld(world);
      for (const take of fill) take(draws, i);
    });
  }
  const once = new Float64Array(worlds.length).map((_, i) =>
    costs.reduce((sum, cost) => sum + (cost[i] ?? 0), 0),
  );
  return { growthPerMonth, manualCostPerUnit, once };
}
