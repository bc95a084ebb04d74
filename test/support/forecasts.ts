import exampleText from "../../scenarios/support-assistant.json?raw";
import type { Problem } from "../../shared/errors.ts";
import { contextOf, type RunContext } from "../../shared/findings/context.ts";
import { type ForecastPlan, planForecast } from "../../shared/findings/forecast-plan.ts";
import type { ForecastAnswer } from "../../shared/findings/forecast-schema.ts";
import { type SimulatedForecast, simulateForecast } from "../../shared/findings/forecast-simulation.ts";
import { forecastStudy, monthsUpTo } from "../../shared/findings/forecast-study.ts";
import type { Result } from "../../shared/result.ts";
import type { ReplicationRow } from "../../shared/run/fold.ts";
import { inlinePort } from "../../shared/run/inline-port.ts";
import { type PreparedRun, prepareRun } from "../../shared/run/prepare.ts";
import type { FileColumns, RunRequest } from "../../shared/run/request.ts";
import { Simulator } from "../../shared/run/simulator.ts";
import { parseScenario } from "../../shared/scenario/parse.ts";
import type { Model, Scenario } from "../../shared/scenario/schema.ts";
import { plainScenario } from "./scenarios.ts";

export interface ForecastSettings {
  readonly months: number | readonly number[];
  readonly replications?: number;
  readonly days?: number;
  readonly seed?: number;
  readonly start?: string;
  readonly design?: string;
  readonly columns?: FileColumns;
  readonly discountRate?: number;
  readonly upgradeTiers?: boolean;
  readonly workers?: number;
}

/** What all tests start on. */
export const START = "2026-12-01";

/** A scenario's run today. */
export function preparedFor(scenario: Scenario, settings: ForecastSettings): PreparedRun {
  const design = settings.design ?? Object.keys(scenario.designs)[0]!;
  const { replications = 4, days = 7, seed = 1, start = START, columns = {} } = settings;
  const options = { designs: [design], replications, days, seed, today: start };
  const prepared = prepareRun(scenario, columns, options);
  if (!prepared.ok) throw new Error(prepared.error[0]?.message);
  return prepared.value;
}

function askedOf(scenario: Scenario, settings: ForecastSettings, { request }: PreparedRun) {
  const { months } = settings;
  return {
    scenario,
    request,
    design: request.designs[0]!,
    months: typeof months === "number" ? monthsUpTo(months) : months,
  };
}

export function planned(
  scenario: Scenario,
  settings: ForecastSettings,
): Result<ForecastPlan, readonly Problem[]> {
  return planForecast(askedOf(scenario, settings, preparedFor(scenario, settings)));
}

/** A scenario's months, simulated. */
export async function forecast(scenario: Scenario, settings: ForecastSettings): Promise<SimulatedForecast> {
  const plan = planned(scenario, settings);
  if (!plan.ok) throw new Error(plan.error[0]?.message);
  return simulatedBy(settings.workers ?? 1, (simulator) => simulateForecast(plan.value, simulator));
}

export function contextFor(scenario: Scenario, settings: ForecastSettings): RunContext {
  return contextOf(preparedFor(scenario, settings), "0".repeat(64));
}

/** The whole answer. */
export async function forecastAnswered(
  scenario: Scenario,
  settings: ForecastSettings,
): Promise<ForecastAnswer> {
  const prepared = preparedFor(scenario, settings);
  const answer = await simulatedBy(settings.workers ?? 1, (simulator) =>
    forecastStudy(askedOf(scenario, settings, prepared), contextOf(prepared, "0".repeat(64)), simulator, {
      discountRate: settings.discountRate ?? 0.08,
      upgradeTiers: settings.upgradeTiers ?? false,
      elapsedSeconds: () => 0,
    }),
  );
  if (!answer.ok) throw new Error(answer.error[0]?.message);
  return answer.value;
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
export async function atOwnLoads(request: RunRequest, loads: ArrayLike<number>): Promise<ReplicationRow[]> {
  return simulatedBy(1, async (simulator) => {
    const rows: ReplicationRow[] = [];
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

/** A dollar for every call, arrivals at an all but even rate, nothing else: a month's cost is exactly its traffic. */
export function linearScenario(parts: {
  readonly growth?: Scenario["traffic"]["growthPerMonth"];
  readonly tasksPerDay?: number;
  readonly model?: Partial<Model>;
  readonly models?: Scenario["models"];
  readonly route?: readonly string[];
  readonly rest?: Partial<Scenario>;
}): Scenario {
  const { growth, tasksPerDay = 200, model, models, route, rest } = parts;
  const scenario = plainScenario({
    tasksPerDay,
    traffic: { burstiness: 1e6, ...(growth === undefined ? {} : { growthPerMonth: growth }) },
    model: { price: { perCall: 1 }, ...model },
    ...(route === undefined ? {} : { design: { route: { answer: [...route] } } }),
    ...(rest === undefined ? {} : { rest }),
  });
  return models === undefined ? scenario : { ...scenario, models: { ...scenario.models, ...models } };
}

/** The example with a share of its traffic, and of its limits. */
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
