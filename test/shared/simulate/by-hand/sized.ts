import type { Scenario } from "../../../../shared/scenario/schema.ts";
import { FIGURES, type Figure, type ReplicationTally } from "../../../../shared/simulate/tally.ts";
import { plainScenario } from "../../../support/scenarios.ts";
import { figure, simulate } from "../../../support/simulate.ts";

/** Arrivals with the sizes of their calls, as a trace brings them. */
interface Sized {
  readonly times: readonly number[];
  readonly inputs: readonly number[];
  /** 200 each where it is silent. */
  readonly outputs?: readonly number[];
  readonly scale?: number;
  readonly load?: number;
}

/** One replication of a plain scenario whose tasks, and the tokens of their calls, are given one by one. */
export function replaySized(
  { times, inputs, outputs, scale, load }: Sized,
  parts: Parameters<typeof plainScenario>[0],
): Record<Figure, number> & { tally: ReplicationTally } {
  const scenario: Scenario = {
    ...plainScenario(parts),
    traffic: {
      trace: {
        file: "by-hand",
        columns: { time: "t", input: "i", output: "o" },
        ...(scale === undefined ? {} : { scale }),
      },
    },
  };
  const columns = {
    "by-hand#t": Float64Array.from(times),
    "by-hand#i": Float64Array.from(inputs),
    "by-hand#o": Float64Array.from(outputs ?? inputs.map(() => 200)),
  };
  const [tally] = simulate(scenario, 1, load === undefined ? { columns } : { columns, load });
  const figures = Object.fromEntries(FIGURES.map((name) => [name, figure(tally!, name)]));
  return { ...(figures as Record<Figure, number>), tally: tally! };
}
