/** The pilot's bill against the model, said only once enough worlds are known for it to say something. */
import type { PilotAnswer } from "../../shared/findings/answer.ts";
import { pilotSentence } from "../../shared/findings/pilot-sentence.ts";
import { inMoney, roughText } from "../../shared/findings/wording.ts";

/** A range whose ends differ by more than this holds nearly any bill. */
const WIDEST = 30;

/** Whether the model says so little yet that any pilot would be as expected. */
export function saysNothingYet({ expected }: Pick<PilotAnswer, "expected">): boolean {
  return expected !== null && expected.high > WIDEST * expected.low;
}

export function pilotWords(pilot: PilotAnswer, currency: string): string {
  if (!saysNothingYet(pilot)) return pilotSentence(pilot, currency);
  const paid = roughText(pilot.costPerCall, inMoney(currency));
  return `The pilot paid ${paid} a call; too few worlds so far to hold the model of ${pilot.design} against it.`;
}
