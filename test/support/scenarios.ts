import type { Scenario } from "../../shared/scenario/schema.ts";

/** The smallest scenario there is: one step, one model, one design, Poisson traffic. Tests spread their own parts over it. */
export function plainScenario(parts: {
  readonly tasksPerDay?: number;
  readonly step?: Partial<Scenario["task"]["steps"][number]>;
  readonly model?: Partial<Scenario["models"][string]>;
  readonly design?: Partial<Scenario["designs"][string]>;
  readonly traffic?: Partial<Scenario["traffic"]>;
  readonly task?: Partial<Scenario["task"]>;
  readonly rest?: Partial<Scenario>;
}): Scenario {
  return {
    plimsoll: 1,
    name: "Plain",
    traffic: { users: parts.tasksPerDay ?? 10_000, ...parts.traffic },
    task: { steps: [{ name: "answer", input: 1000, output: 200, ...parts.step }], ...parts.task },
    models: { model: { latency: { total: 2 }, ...parts.model } },
    designs: { only: { mode: "sync", route: { answer: ["model"] }, ...parts.design } },
    ...parts.rest,
  };
}
