/** What a commitment is held against: the same design as it would be had nothing been promised. */
import type { Problem } from "../errors.ts";
import { fail, type Result, succeed } from "../result.ts";
import type { RunRequest } from "../run/request.ts";
import { type ResolvedDesign, resolveDesigns } from "../scenario/designs.ts";
import { LAST_RESORTS, type Scenario } from "../scenario/schema.ts";

export interface BreakEvenPlan {
  /** The model with the commitment. */
  readonly model: string;
  /** The design with it, and the same without; both under the same names, so that they draw the same. */
  readonly committed: RunRequest;
  readonly without: RunRequest;
  /**
   * What happens without it: the next models of the routes get its calls, or the model itself gets them at its list
   * price, because some step has no other.
   */
  readonly instead: "other models" | "list price";
  /** Whether cost is a straight line in traffic: nothing that the design meets can be full. */
  readonly linear: boolean;
}

/** One plan for each committed model that a design asks, in the order of its routes. */
export function breakEvenPlans(
  request: RunRequest,
  design: string,
): Result<readonly BreakEvenPlan[], readonly Problem[]> {
  const { scenario } = request;
  const resolved = resolveDesigns(scenario)[design];
  const asked = resolved === undefined ? [] : modelsIn(resolved);
  const committed = asked.filter((model) => scenario.models[model]?.commitment !== undefined);
  if (resolved === undefined || committed.length === 0) {
    const message = `No model that design ${design} asks has a commitment: there is nothing that could break even.`;
    return fail([{ path: `designs.${design}`, message, allowed: "a design whose models say a commitment" }]);
  }
  const { first: _, ...own } = request;
  const both = { ...own, designs: [design] };
  return succeed(
    committed.map((model) => {
      const others = withoutModel(resolved, model);
      const without =
        others === undefined ? uncommitted(scenario, model) : withDesign(scenario, design, others);
      return {
        model,
        committed: both,
        without: { ...both, scenario: without },
        instead: others === undefined ? "list price" : "other models",
        linear: isLinear(scenario, resolved, asked),
      };
    }),
  );
}

const RESORTS: readonly string[] = LAST_RESORTS;

function modelsIn({ route }: ResolvedDesign): string[] {
  return [...new Set(Object.values(route ?? {}).flat())].filter((entry) => !RESORTS.includes(entry));
}

/** The design with the model out of its routes; undefined where it is the only model of one. */
function withoutModel(design: ResolvedDesign, model: string): ResolvedDesign | undefined {
  const route = Object.fromEntries(
    Object.entries(design.route).map(([step, entries]) => [step, entries.filter((entry) => entry !== model)]),
  );
  const left = Object.values(route).every((entries) => entries.some((entry) => !RESORTS.includes(entry)));
  if (!left) return undefined;
  const { escalates, ...rest } = design;
  // with one entry left there is nobody to hand an answer on to
  const kept = Object.entries(escalates ?? {}).filter(([step]) => (route[step]?.length ?? 0) > 1);
  return { ...rest, route, ...(kept.length > 0 ? { escalates: Object.fromEntries(kept) } : {}) };
}

function withDesign(scenario: Scenario, name: string, design: ResolvedDesign): Scenario {
  return { ...scenario, designs: { ...scenario.designs, [name]: design } };
}

function uncommitted(scenario: Scenario, name: string): Scenario {
  const { commitment: _, ...model } = scenario.models[name] ?? { latency: {} };
  return { ...scenario, models: { ...scenario.models, [name]: model } };
}

/** Every call costs the same however many others there are, where nothing can be full and nothing counts failures. */
function isLinear({ models }: Scenario, design: ResolvedDesign, asked: readonly string[]): boolean {
  const { concurrency, workers, queueLimit, breaker, batch } = design;
  const ofDesign = [concurrency, workers, queueLimit, breaker, batch?.limits];
  const ofModels = asked.flatMap((name) => [
    models[name]?.limits,
    models[name]?.concurrency,
    models[name]?.waiting,
  ]);
  return [...ofDesign, ...ofModels].every((bound) => bound === undefined);
}
