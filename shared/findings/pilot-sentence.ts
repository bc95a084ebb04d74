/** What the pilot's bill says of the model, in a sentence. */
import type { PilotAnswer } from "./answer.ts";
import { inMoney, roughText } from "./wording.ts";

/**
 * @example "The pilot paid $0.0097 a call, the model of sync says $0.0034 to $0.0052: check prices, sizes and cached share."
 */
export function pilotSentence(pilot: PilotAnswer, currency: string): string {
  const { design, costPerCall, modelCostPerCall, expected, gap, finding } = pilot;
  const money = (value: number) => roughText(value, inMoney(currency));
  const paid = `The pilot paid ${money(costPerCall)} a call`;
  if (expected === null || finding === "not known")
    return `${paid}; what the model of ${design} says can't be told: ${gap.why ?? "not known"}.`;
  const range = `${money(expected.low)} to ${money(expected.high)}`;
  if (finding === "as expected") return `${paid}, as the model of ${design} expects (${range}).`;
  const times = timesText(costPerCall / (modelCostPerCall.value ?? Number.NaN));
  const check = "check prices, sizes and the cached share before you trust the costs";
  return `${paid}, the model of ${design} says ${range}: ${times}; ${check}.`;
}

/** @example timesText(2.34) // "2.3 times as much" */
function timesText(ratio: number): string {
  if (ratio > 1.2) return `${Number(ratio.toPrecision(2))} times as much`;
  const percent = Math.max(1, Math.round(100 * Math.abs(ratio - 1)));
  return ratio > 1 ? `${percent}% more` : `${percent}% less`;
}
