import { expect } from "vitest";
import type { Scenario } from "../../shared/scenario/schema.ts";
import { CompiledScenario } from "../../shared/simulate/replication.ts";
import { FIGURES, type Figure, type ReplicationTally } from "../../shared/simulate/tally.ts";
import { plainScenario } from "./scenarios.ts";
import { figure } from "./simulate.ts";

type Parts = Parameters<typeof plainScenario>[0];

export type Replayed = Record<Figure, number> & { tally: ReplicationTally };

/** Replication 0 of the design `only`, which comes to the same with the express lane and without it. */
export function replayColumns(
  scenario: Scenario,
  columns: Readonly<Record<string, Float64Array>>,
  load = 1,
): Replayed {
  const settings = { scenario, columns, seed: 1, days: 1, start: "2026-12-01", load, designs: ["only"] };
  const [tally, slowly] = [true, false].map(
    (express) => new CompiledScenario({ ...settings, express }).simulate(0)[0]!,
  );
  const figures = Object.fromEntries(FIGURES.map((name) => [name, figure(tally!, name)]));
  for (const name of FIGURES)
    expect(figures[name], `${name} with the express lane`).toBeCloseTo(figure(slowly!, name), 6);
  return { ...(figures as Record<Figure, number>), tally: tally! };
}

/** One replication of a plain scenario whose tasks arrive at the given seconds: small enough to follow by hand. */
export function replay(times: readonly number[], parts: Parts): Replayed {
  const scenario: Scenario = {
    ...plainScenario(parts),
    traffic: { trace: { file: "by-hand", columns: { time: "t" } } },
  };
  return replayColumns(scenario, { "by-hand#t": Float64Array.from(times) });
}
