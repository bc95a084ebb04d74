/** What the overview says beside its promises: what breaks first, the pilot's bill, what to budget. */
import type { DesignAnswer, TargetAnswer } from "../../shared/findings/answer.ts";
import type { LoadLineAnswer } from "../../shared/findings/load-line-answer.ts";
import { mostMissed, subjectNoun, type Told } from "../../shared/findings/sentences.ts";
import { shareOfWorldsText } from "../../shared/findings/wording.ts";
import { estimateSentence } from "../format/estimate.ts";
import { money } from "../format/measure.ts";
import { type Answered, answeredDesigns } from "./answered.ts";
import { pilotWords } from "./pilot-words.ts";
import { capitalised } from "./sentences.ts";

/** One of the short findings, and the room in which to look further. */
export interface Note {
  readonly title: string;
  readonly sentence: string;
  readonly room: string;
}

export function notes(answered: Answered, loadLine: LoadLineAnswer | undefined): readonly Note[] {
  const chosen = answeredDesigns(answered).find((design) => design.chosen);
  if (chosen === undefined) return [];
  const { pilot } = answered.snapshot.answer;
  return [
    {
      title: "What breaks first",
      sentence: breaksFirst(chosen.name, chosen.answer, answered.told, loadLine),
      room: "load",
    },
    ...(pilot === undefined
      ? []
      : [{ title: "The pilot's bill", sentence: pilotWords(pilot, answered.currency), room: "cost" }]),
    { title: "What to budget", sentence: budgetWords(chosen.answer, answered.currency), room: "cost" },
  ];
}

/** By the load line where it is known; until then by what is missed in most worlds at today's traffic. */
export function breaksFirst(
  name: string,
  design: Pick<DesignAnswer, "stable" | "targets">,
  told: Told,
  loadLine: LoadLineAnswer | undefined,
): string {
  if (loadLine !== undefined) return `${capitalised(loadLine.finding)}.`;
  if (!design.stable) return `“${name}” is unstable already: more work arrives than it can do.`;
  if (design.targets.length === 0) return "No promise is made, so none can break: add one under Targets.";
  const missed = mostMissed([...design.targets]);
  if (missed === undefined)
    return "No promise is missed in any world that was simulated, at today's traffic.";
  return `${capitalised(subjectNoun(missed.name, told))}, at today's traffic: missed in ${missedText(missed)}.`;
}

/** @example "12% of worlds (6% to 19%)" */
function missedText({ worldsMeeting: { value, low, high } }: TargetAnswer): string {
  return shareOfWorldsText({ value: 1 - value, low: 1 - high, high: 1 - low });
}

/** What keeps a month within it in 8 and in 9 worlds of 10. */
export function budgetWords({ budget }: Pick<DesignAnswer, "budget">, currency: string): string {
  const cash = money(currency);
  const { p50, p80, p90 } = budget;
  if (p80.value === null) return `Not known: ${p80.why ?? "no world was simulated"}.`;
  return `${estimateSentence(p80, cash)} a month is enough in 8 worlds of 10, ${estimateSentence(p90, cash)} in 9 of 10; in half of them ${estimateSentence(p50, cash)}.`;
}
