import type { Scenario } from "../../../../shared/scenario/schema.ts";
import { type Replayed, replayColumns } from "../../../support/replay.ts";
import { plainScenario } from "../../../support/scenarios.ts";

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
): Replayed {
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
  return replayColumns(scenario, columns, load);
}
