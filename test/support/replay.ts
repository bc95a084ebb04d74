import type { Scenario } from "../../shared/scenario/schema.ts";
import { FIGURES, type Figure, type ReplicationTally } from "../../shared/simulate/tally.ts";
import { plainScenario } from "./scenarios.ts";
import { figure, simulate } from "./simulate.ts";

type Parts = Parameters<typeof plainScenario>[0];

/** One replication of a plain scenario whose tasks arrive at the given seconds: small enough to follow by hand. */
export function replay(
  times: readonly number[],
  parts: Parts,
): Record<Figure, number> & { tally: ReplicationTally } {
  const scenario: Scenario = {
    ...plainScenario(parts),
    traffic: { trace: { file: "by-hand", columns: { time: "t" } } },
  };
  const [tally] = simulate(scenario, 1, { columns: { "by-hand#t": Float64Array.from(times) } });
  const figures = Object.fromEntries(FIGURES.map((name) => [name, figure(tally!, name)]));
  return { ...(figures as Record<Figure, number>), tally: tally! };
}
