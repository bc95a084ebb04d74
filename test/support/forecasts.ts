import exampleText from "../../scenarios/support-assistant.json?raw";
import type { Problem } from "../../shared/errors.ts";
import { type ForecastPlan, planForecast } from "../../shared/findings/forecast-plan.ts";
import { type SimulatedForecast, simulateForecast } from "../../shared/findings/forecast-simulation.ts";
import type { Result } from "../../shared/result.ts";
import { inlinePort } from "../../shared/run/inline-port.ts";
import { type PreparedRun, prepareRun } from "../../shared/run/prepare.ts";
import type { RunRequest } from "../../shared/run/request.ts";
import { Simulator } from "../../shared/run/simulator.ts";
import { parseScenario } from "../../shared/scenario/parse.ts";
import type { Model, Scenario } from "../../shared/scenario/schema.ts";

export interface ForecastSettings {
  readonly months: number | readonly number[];
  readonly replications?: number;
  readonly days?: number;
  readonly seed?: number;
  readonly start?: string;
  readonly design?: string;
}

/** A scenario's run on a day. */
export function preparedOn(scenario: Scenario, settings: ForecastSettings): PreparedRun {
  const design = settings.design ?? Object.keys(scenario.designs)[0]!;
  const start = settings.start ?? "2026-12-01";
  const prepared = prepareRun(
    { ...scenario, simulation: { ...scenario.simulation, start } },
    {},
    {
      designs: [design],
      replications: settings.replications ?? 14,
      days: settings.days ?? 0.1,
      seed: settings.seed ?? 1,
      today: start,
    },
  );
  if (!prepared.ok) throw new Error(prepared.error[0]?.message);
  return prepared.value;
}

export function planned(
  scenario: Scenario,
  settings: ForecastSettings,
): Result<ForecastPlan, readonly Problem[]> {
  const { request } = preparedOn(scenario, settings);
  const { months } = settings;
  return planForecast({
    scenario,
    request,
    design: request.designs[0]!,
    months: typeof months === "number" ? Array.from({ length: months }, (_, i) => i + 1) : months,
  });
}

/** A scenario's months, simulated. */
export async function forecast(
  scenario: Scenario,
  settings: ForecastSettings,
  workers = 1,
): Promise<SimulatedForecast> {
  const plan = planned(scenario, settings);
  if (!plan.ok) throw new Error(plan.error[0]?.message);
  return simulatedBy(workers, (simulator) => simulateForecast(plan.value, simulator));
}

export async function simulatedBy<T>(workers: number, use: (simulator: Simulator) => Promise<T>): Promise<T> {
  const simulator = new Simulator(inlinePort, workers);
  try {
    return await use(simulator);
  } finally {
    simulator.close();
  }
}

/** The replications of each world at that world's own load. */
export async function atOwnLoads(request: RunRequest, loads: ArrayLike<number>) {
  return simulatedBy(1, async (simulator) => {
    const rows = [];
    for (let world = 0; 2 * world < request.replications; world++) {
      const fold = await simulator.simulate({ ...request, load: loads[world] ?? 1 }, [
        2 * world,
        2 * world + 1,
      ]);
      rows.push(...fold.of(request.designs[0]!).rows);
    }
    return rows;
  });
}

/** The example with a share of its traffic, and of its limits and workers. */
export function smallerExample(share: number): Scenario {
  const parsed = parseScenario(exampleText);
  if (!parsed.ok) throw new Error("the example is not valid");
  const scenario = parsed.value;
  const models = Object.entries(scenario.models).map(([name, model]): [string, Model] => {
    if (typeof model.limits !== "object") return [name, model];
    const limits = Object.entries(model.limits).map(([limit, value]) => [
      limit,
      limit.endsWith("PerMinute") && typeof value === "number" ? value * share : value,
    ]);
    return [name, { ...model, limits: Object.fromEntries(limits) }];
  });
  return {
    ...scenario,
    traffic: { ...scenario.traffic, users: 100_000 * share },
    models: Object.fromEntries(models),
  };
}
