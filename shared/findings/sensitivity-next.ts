/** What to measure next, and why, in sentences. */
import { formatMoney, formatShare, formatValue } from "../units/format.ts";
import { UNITS, type Unit } from "../units/unit.ts";
import type { RunContext } from "./context.ts";
import type {
  Driver,
  SensitivityInput,
  SensitivityMeasure,
  ValueOfInformation,
} from "./sensitivity-answer.ts";
import { NONE } from "./sensitivity-worth.ts";

/** The measures that matter most, first: what the promises are about, then cost. */
const ORDER = [
  "costPerUnit",
  "result.p95",
  "response.p95",
  "monthlyCost",
  "loadedCostPerUnit",
  "deliveredShare",
];

export function nextSentences(
  context: RunContext,
  inputs: readonly SensitivityInput[],
  measures: readonly SensitivityMeasure[],
  information: ValueOfInformation,
): string[] {
  return [...worthSentences(context, inputs, information), ...driverSentences(context, inputs, measures)];
}

function worthSentences(
  { currency }: RunContext,
  inputs: readonly SensitivityInput[],
  information: ValueOfInformation,
): string[] {
  const { best, why, everything = 0 } = information;
  if (why !== undefined || best === undefined) return [];
  const money = (amount: number) => formatMoney(Number(amount.toPrecision(2)), currency);
  const top = information.inputs.find(({ told }) => told);
  if (top === undefined) {
    const [first] = information.inputs;
    if (first === undefined) return [];
    const rest =
      everything > 0 ? ` Knowing everything would be worth at most ${money(everything)} a month.` : "";
    return [`No single assumption is worth measuring for the decision to ${shipping(best)}.${rest}`];
  }
  const label = labelOf(inputs, top.path);
  const guess = inputs.find(({ path }) => path === top.path)?.source === "guess" ? ", a guess so far" : "";
  const sentence = `Measure next: ${label}${guess}. Knowing it before deciding would be worth about ${money(top.value)} a month (${money(top.low)} to ${money(top.high)}).`;
  if (top.bestAtP10 === top.bestAtP90) return [sentence];
  return [
    sentence,
    `Where it is low, ${shipping(top.bestAtP10)}; where it is high, ${shipping(top.bestAtP90)}.`,
  ];
}

function shipping(option: string): string {
  return option === NONE ? "ship none" : `ship ${option}`;
}

function driverSentences(
  { currency }: RunContext,
  inputs: readonly SensitivityInput[],
  measures: readonly SensitivityMeasure[],
): string[] {
  const known = ORDER.flatMap((name) =>
    measures.filter(({ measure, why }) => measure === name && why === undefined),
  );
  const [measure] = known;
  if (measure === undefined) return [];
  const top = measure.drivers.find(({ told }) => told);
  if (top === undefined)
    return [`Nothing that is unknown moves ${wordsOf(measure.measure)} more than chance would.`];
  const moves = movesSentence(top, measure, inputs, currency);
  const { wouldBuy } = measure;
  if (wouldBuy?.knowing === undefined || !(wouldBuy.now.worlds > 0)) return [moves];
  const off = 1 - wouldBuy.knowing.worlds / wouldBuy.now.worlds;
  if (off < 0.01) return [moves];
  const which =
    wouldBuy.knowing.path === top.path ? "Knowing it" : `Knowing ${labelOf(inputs, wouldBuy.knowing.path)}`;
  return [
    moves,
    `${which} would take about ${formatShare(Math.round(100 * off) / 100)} off what worlds differ by.`,
  ];
}

function movesSentence(
  { path, atP10, atP90 }: Driver,
  { measure, unit }: SensitivityMeasure,
  inputs: readonly SensitivityInput[],
  currency: string,
): string {
  const found: Unit | undefined = UNITS.find((each) => each === unit);
  const value = (number: number) => {
    const rounded = Number(number.toPrecision(2));
    return found === undefined ? String(rounded) : formatValue(rounded, found, currency);
  };
  return `${capital(wordsOf(measure))} depends most on ${labelOf(inputs, path)}: about ${value(atP10)} where it is low (p10), ${value(atP90)} where it is high (p90).`;
}

const WORDS: Readonly<Record<string, string>> = {
  costPerUnit: "cost per unit",
  loadedCostPerUnit: "loaded cost per unit",
  monthlyCost: "the monthly cost",
  deliveredShare: "the delivered share",
};

/** A measure in a sentence. @example wordsOf("result.p95") // "p95 of the result" */
export function wordsOf(measure: string): string {
  const [time, percentile] = measure.split(".");
  return WORDS[measure] ?? `${percentile} of the ${time}`;
}

function labelOf(inputs: readonly SensitivityInput[], path: string): string {
  return `“${inputs.find((input) => input.path === path)?.label ?? path}”`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
