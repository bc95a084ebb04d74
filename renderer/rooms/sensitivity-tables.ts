/** What knowing would be worth, what would make the answer narrower, and why horizons differ: tables in words. */
import type {
  SensitivityAnswer,
  SensitivityMeasure,
  Widths,
} from "../../shared/findings/sensitivity-answer.ts";
import { percentText } from "../../shared/findings/wording.ts";
import { money, shortText } from "../format/measure.ts";
import { labelOf, measureNoun, measureOf, type Said } from "./sensitivity-words.ts";
import { capitalised } from "./sentences.ts";

export interface WorthRow {
  readonly path: string;
  readonly label: string;
  /** `about $1.5k`. */
  readonly value: string;
  /** Its interval. */
  readonly spread: string;
  /** What to ship where it is low, and where it is high. */
  readonly low: string;
  readonly high: string;
}

/** More rows than these say nothing. */
const MOST_WORTHS = 5;
const NONE = "none";

/** Those that are told from chance, the most valuable first. */
export function worthRows(answer: SensitivityAnswer, { currency }: Said): readonly WorthRow[] {
  const rough = roughly(currency);
  const ship = (option: string): string => (option === NONE ? "ship none" : option);
  return answer.valueOfInformation.inputs
    .filter(({ told }) => told)
    .slice(0, MOST_WORTHS)
    .map((input) => ({
      path: input.path,
      label: labelOf(answer, input.path),
      value: rough(input.value),
      spread: `${rough(input.low)} to ${rough(input.high)}`,
      low: ship(input.bestAtP10),
      high: ship(input.bestAtP90),
    }));
}

const roughly =
  (currency: string) =>
  (value: number): string =>
    shortText(Number(value.toPrecision(2)), money(currency));

/** What bounds the worths, which are left out, and why there are none where there are none. */
export function worthNote(
  answer: Pick<SensitivityAnswer, "inputs" | "valueOfInformation">,
  said: Said,
): string {
  const { why, best, everything, leftOut } = answer.valueOfInformation;
  if (why !== undefined) return `What knowing is worth in money can't be told: ${why}.`;
  const ships = best === undefined ? "" : `Deciding today ships ${best === NONE ? "none" : `“${best}”`}.`;
  const all =
    everything === undefined
      ? ""
      : everything > 0
        ? `Knowing everything would be worth at most ${roughly(said.currency)(everything)} a month.`
        : "Even knowing everything would change nothing: the same is best in every world.";
  const out = leftOut.map(({ design, why: because }) => `“${design}” is no option: ${because}.`);
  return [ships, all, restNote(answer, said), ...out].filter((sentence) => sentence !== "").join(" ");
}

/** Those that chance alone could make look as valuable. */
function restNote(
  answer: Pick<SensitivityAnswer, "inputs" | "valueOfInformation">,
  { currency }: Said,
): string {
  const { inputs } = answer.valueOfInformation;
  const rest = inputs.filter(({ told }) => !told);
  const [largest] = [...rest].sort((a, b) => b.high - a.high);
  if (largest === undefined) return "";
  const up = `${roughly(currency)(largest.high)} a month (“${labelOf(answer, largest.path)}”)`;
  return rest.length === inputs.length
    ? `No assumption's worth is told from chance; none is worth more than ${up}, with 95% confidence each.`
    : `${rest.length === 1 ? "One other is" : `${rest.length} others are`} not told from chance, and worth ${up} at most, with 95% confidence each.`;
}

/** What to measure next; what moves each figure is for the bars to say. */
export function nextWords({ next, measures }: SensitivityAnswer): readonly string[] {
  const [first, second] = next;
  if (first === undefined) return [];
  const bent = measures.some(({ drivers }) => drivers.some(({ byCurve }) => byCurve));
  if (first.startsWith("Nothing that is unknown") && bent) return [];
  return second?.startsWith("Where it is low") === true ? [first, second] : [first];
}

export interface BuyRow {
  readonly what: string;
  /** How wide the interval of the estimate is. */
  readonly interval: string;
  /** How far nine in ten worlds lie apart. */
  readonly worlds: string;
}

/** What makes the answer narrower: luck yields to simulation, ignorance only to knowledge. */
export function buyRows(
  answer: Pick<SensitivityAnswer, "inputs" | "worlds">,
  measure: SensitivityMeasure,
  { currency }: Said,
): readonly BuyRow[] {
  const { wouldBuy } = measure;
  if (wouldBuy === undefined) return [];
  const written = measureOf(measure, currency);
  const text = (value: number): string => shortText(Number(value.toPrecision(2)), written);
  const row = (what: string, { interval, worlds }: Widths): BuyRow => ({
    what,
    interval: text(interval),
    worlds: text(worlds),
  });
  const { now, moreWorlds, moreDays, knowing } = wouldBuy;
  return [
    row(`As it is: ${answer.worlds} worlds`, now),
    row("Twice the worlds", moreWorlds),
    row("Seven times the days", moreDays),
    ...(knowing === undefined ? [] : [row(`“${labelOf(answer, knowing.path)}” known`, knowing)]),
  ];
}

/** What buys most, in a sentence. */
export function buyTitle(
  answer: Pick<SensitivityAnswer, "inputs">,
  { measure, wouldBuy }: SensitivityMeasure,
  { unitName }: Said,
): string {
  const noun = measureNoun(measure, unitName);
  const knowing = wouldBuy?.knowing;
  const now = wouldBuy?.now.worlds ?? 0;
  if (knowing === undefined || !(now > 0))
    return `No single assumption would narrow ${noun} by more than chance`;
  const off = Math.max(0, 1 - knowing.worlds / now);
  return `Knowing “${labelOf(answer, knowing.path)}” takes about ${percentText(off)} off what worlds differ by in ${noun}`;
}

export interface SplitPart {
  readonly name: "world" | "day" | "task";
  readonly share: number;
  readonly words: string;
}

const SPLIT_WORDS = {
  world: "what we don't know",
  day: "luck that a whole day shares",
  task: "luck of single tasks",
} as const;

/** The split of one horizon's variance; undefined where the run has none for this measure. */
export function splitParts(
  variance: Readonly<Record<string, Readonly<Record<SplitPart["name"], number>>>> | undefined,
  measure: string,
): readonly SplitPart[] | undefined {
  const shares = variance?.[measure];
  if (shares === undefined) return undefined;
  return (["world", "day", "task"] as const).map((name) => ({
    name,
    share: shares[name],
    words: SPLIT_WORDS[name],
  }));
}

export function splitTitle(parts: readonly SplitPart[], measure: string, { unitName }: Said): string {
  const largest = parts.reduce((most, part) => (part.share > most.share ? part : most));
  const noun = measureNoun(measure, unitName);
  return `${capitalised(largest.words)}: ${percentText(largest.share)} of why one simulated horizon differs from another in ${noun}`;
}
