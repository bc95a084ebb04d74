/** What the room about assumptions says: names of measures, the tornado's rows, titles and tables. */
import type {
  Driver,
  SensitivityAnswer,
  SensitivityInput,
  SensitivityMeasure,
} from "../../shared/findings/sensitivity-answer.ts";
import { percentText } from "../../shared/findings/wording.ts";
import { formatValue } from "../../shared/units/format.ts";
import { UNITS } from "../../shared/units/unit.ts";
import type { TornadoRow } from "../charts/tornado-rows.ts";
import { estimateSentence } from "../format/estimate.ts";
import { COUNT, type Measure, money, SECONDS, SHARE, shortText } from "../format/measure.ts";
import type { TableData } from "../ui/data-table.tsx";
import { capitalised } from "./sentences.ts";

/** What an answer is written with. */
export interface Said {
  readonly currency: string;
  readonly unitName: string;
}

/** More bars than these are read in the table. */
export const MOST_BARS = 12;

const SHORT: Readonly<Record<string, string>> = {
  costPerUnit: "Per unit",
  loadedCostPerUnit: "Per unit, loaded",
  monthlyCost: "A month",
  deliveredShare: "Delivered",
};

/** As a choice: `Per unit`, `Result p95`. */
export function measureLabel(name: string): string {
  return SHORT[name] ?? capitalised(name.replace(".", " "));
}

/** Within a sentence: `the cost per resolved ticket`, `p95 of the result`. */
export function measureNoun(name: string, unitName: string): string {
  switch (name) {
    case "costPerUnit":
      return `the cost per ${unitName}`;
    case "loadedCostPerUnit":
      return `the loaded cost per ${unitName}`;
    case "monthlyCost":
      return "the cost of a month";
    case "deliveredShare":
      return "the delivered share";
    default: {
      const [time, percentile] = name.split(".");
      return `${percentile} of the ${time}`;
    }
  }
}

/** How its numbers are written. */
export function measureOf({ unit }: Pick<SensitivityMeasure, "unit">, currency: string): Measure {
  if (unit.startsWith("currency")) return money(currency);
  if (unit === "seconds") return SECONDS;
  return unit === "share" ? SHARE : COUNT;
}

export function labelOf(answer: Pick<SensitivityAnswer, "inputs">, path: string): string {
  return inputOf(answer, path)?.label ?? path;
}

const inputOf = ({ inputs }: Pick<SensitivityAnswer, "inputs">, path: string): SensitivityInput | undefined =>
  inputs.find((input) => input.path === path);

/** A value of the assumption itself: `39%`, `0.22 tasks a day`; its last digits mean nothing. */
export function inputText(value: number, unit: string | undefined, currency: string): string {
  const rounded = Number(value.toPrecision(2));
  const found = UNITS.find((each) => each === unit);
  // The words of the unit stand beside the name; here there is room for the number only.
  if (found === undefined || /^(tasks|users|tokens|calls|requests)/.test(found))
    return shortText(rounded, COUNT);
  if (found.startsWith("currency")) return shortText(rounded, money(currency));
  return formatValue(rounded, found, currency);
}

/** The bars, largest effect first. */
export function tornadoRows(
  answer: Pick<SensitivityAnswer, "inputs">,
  measure: SensitivityMeasure,
  { currency }: Said,
): readonly TornadoRow[] {
  const written = measureOf(measure, currency);
  return measure.drivers.slice(0, MOST_BARS).map((driver) => {
    const { path, atP10, atP50, atP90, effect, told, byCurve } = driver;
    const input = inputOf(answer, path);
    const text = (value: number | undefined): string =>
      value === undefined ? "" : inputText(value, input?.unit, currency);
    return {
      path,
      label: input?.label ?? path,
      note: noteOf(answer, input, driver, written),
      atP10: atP10 - atP50,
      atP90: atP90 - atP50,
      low: effect.low,
      high: effect.high,
      p10Text: text(input?.p10),
      p90Text: text(input?.p90),
      effectText: signed(driver, written),
      told,
      byCurve,
    };
  });
}

/** `guess · with Adoption; alone +$2k ± 1k`. */
function noteOf(
  answer: Pick<SensitivityAnswer, "inputs">,
  input: SensitivityInput | undefined,
  { alone }: Driver,
  written: Measure,
): string {
  const names = (input?.movesWith ?? []).map(({ path }) => labelOf(answer, path));
  const apart = alone === undefined ? "" : `; alone ${estimateSentence(alone, written)}`;
  const moves = names.length === 0 ? [] : [`with ${names.join(", ")}${apart}`];
  return [...(input?.source === undefined ? [] : [input.source]), ...moves].join(" · ");
}

function signed({ effect }: Driver, written: Measure): string {
  const text = estimateSentence(effect, written);
  const [shown = ""] = text.split(" ");
  return (effect.value ?? 0) > 0 && /[1-9]/.test(shown)
    ? `+${text}`
    : text.replace(/^−(?=[^1-9]*(?: |$))/, "");
}

/** The finding: what moves it most, by how much, from where to where. */
export function tornadoTitle(
  answer: Pick<SensitivityAnswer, "inputs" | "design">,
  measure: SensitivityMeasure,
  said: Said,
): string {
  const noun = measureNoun(measure.measure, said.unitName);
  const top = measure.drivers.find(({ told }) => told);
  if (top !== undefined) {
    const written = measureOf(measure, said.currency);
    const [from, to] = apartTexts(top.atP10, top.atP90, written);
    const label = labelOf(answer, top.path);
    return `“${label}” moves ${noun} most: from ${from} where it is low to ${to} where it is high`;
  }
  const bent = measure.drivers.find(({ byCurve }) => byCurve);
  if (bent !== undefined)
    return `“${labelOf(answer, bent.path)}” moves ${noun} more than chance would, seen over its whole range; its two ends alone don't tell`;
  return `Nothing that is unknown moves ${noun} more than chance would`;
}

/** Two values with as many digits as it takes to tell them apart. */
export function apartTexts(a: number, b: number, written: Measure): readonly [string, string] {
  const gap = Math.abs(a - b);
  const place = gap > 0 ? Number(`1e${Math.floor(Math.log10(gap))}`) : 0;
  const text = (value: number): string =>
    shortText(place > 0 ? Number((Math.round(value / place) * place).toPrecision(12)) : value, written);
  return [text(a), text(b)];
}

/** What is read out of one bar. */
export function rowSentence(row: TornadoRow, noun: string): string {
  const range = row.p10Text === "" ? "" : ` from ${row.p10Text} (p10) to ${row.p90Text} (p90)`;
  const doubt = row.told
    ? ""
    : row.byCurve
      ? "; its ends are not told from chance, its whole curve is"
      : "; not told from chance";
  const note = row.note === "" ? "" : ` (${row.note})`;
  return `${row.label}${note}: going${range} moves ${noun} by ${row.effectText}${doubt}.`;
}

/** Everything of the tornado as a table, those without a bar too. */
export function tornadoTable(
  answer: Pick<SensitivityAnswer, "inputs">,
  measure: SensitivityMeasure,
  { currency }: Said,
): TableData {
  const written = measureOf(measure, currency);
  const column = (name: string, numeric = true) => ({ name, numeric });
  return {
    columns: [
      column("Assumption", false),
      column("Its p10"),
      column("Its p90"),
      column("At p10"),
      column("At p50"),
      column("At p90"),
      column("Moves it by"),
      column("From"),
      column("To"),
      column("Alone"),
      column("Share of the spread"),
      column("Told from chance", false),
    ],
    rows: measure.drivers.map((driver) => {
      const input = inputOf(answer, driver.path);
      const own = (value: number | undefined) => ({
        text: value === undefined ? "" : inputText(value, input?.unit, currency),
        raw: value,
      });
      const value = (number: number | null) => ({
        text: number === null ? "not known" : shortText(number, written),
        raw: number ?? undefined,
      });
      const { effect, alone } = driver;
      const told = driver.told ? "yes" : driver.byCurve ? "by its curve" : "no";
      return [
        { text: labelOf(answer, driver.path), raw: labelOf(answer, driver.path) },
        own(input?.p10),
        own(input?.p90),
        value(driver.atP10),
        value(driver.atP50),
        value(driver.atP90),
        { text: signed(driver, written), raw: effect.value ?? undefined },
        value(effect.low),
        value(effect.high),
        alone === undefined
          ? { text: "", raw: undefined }
          : { text: estimateSentence(alone, written), raw: alone.value ?? undefined },
        { text: percentText(Math.max(0, driver.share)), raw: driver.share },
        { text: told, raw: told },
      ];
    }),
  };
}

/** What the picture can't show: bars left out, unknowns that nothing reads, the band's meaning. */
export function tornadoNotes(answer: SensitivityAnswer, measure: SensitivityMeasure): string {
  const hidden = measure.drivers.length - MOST_BARS;
  const unread = answer.notInRun.map(({ label }) => label);
  return [
    "A bar goes from where the assumption is low (p10, lighter) to where it is high (p90), with all that moves with it; the dark line is the 95% interval of its length.",
    hidden > 0 ? `${hidden} smaller ones stand in the table.` : "",
    unread.length > 0 ? `Not read by the run of “${answer.design}”: ${unread.join(", ")}.` : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}
