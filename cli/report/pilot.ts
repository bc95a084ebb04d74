/** What the pilot's bill says of the model. */
import type { PilotAnswer, RunAnswer } from "../../shared/findings/answer.ts";
import type { RunContext } from "../../shared/findings/context.ts";
import { pilotSentence } from "../../shared/findings/pilot-sentence.ts";
import { hanging } from "../layout.ts";
import { harmless, type Ink } from "../terminal.ts";
import type { Page } from "./words.ts";

/** Empty where the scenario has no pilot. */
export function pilotLines(
  { pilot }: Pick<RunAnswer, "pilot">,
  { currency }: RunContext,
  { width, ink }: Page,
): string[] {
  if (pilot === undefined) return [];
  const [first = "", ...rest] = hanging(harmless(pilotSentence(pilot, currency)), width, 2);
  return [`${glyphOf(pilot, ink)} ${first}`, ...rest];
}

function glyphOf({ finding }: PilotAnswer, ink: Ink): string {
  if (finding === "as expected") return ink.good("✓");
  return finding === "not known" ? ink.unsure("?") : ink.bad("!");
}
