/** The example with a synthetic run. */
import { type Answered, answered } from "../../../renderer/rooms/answered.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import { ORDINARY, type SyntheticRun, syntheticSnapshot } from "./synthetic-snapshot.ts";

export function exampleAnswered(run: Partial<SyntheticRun> = {}): Answered {
  const parsed = parseScenario(example);
  if (!parsed.ok) throw new Error("The example is no scenario.");
  return answered(parsed.value, syntheticSnapshot({ designs: ORDINARY, chosen: "streamed", ...run }));
}
