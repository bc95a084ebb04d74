/** What the compare room says in words: titles, differences, and the tables of the same data. */
import type { Estimate } from "../../shared/findings/answer.ts";
import { measureWords, unitOfMeasure } from "../../shared/findings/comparison-sentences.ts";
import type { CompareAnswer, MeasureCompared, Relation } from "../../shared/findings/comparison-study.ts";
import { withInterval } from "../../shared/units/interval.ts";
import { efficientPoints, type FrontierPoint } from "../charts/frontier.tsx";
import type { PairedPanel, PairedRow } from "../charts/paired-layout.ts";
import { estimateSentence } from "../format/estimate.ts";
import { COUNT, type Measure, money, SECONDS, SHARE, shortText } from "../format/measure.ts";
import type { Cell, TableData } from "../ui/data-table.tsx";
import type { Answered } from "./answered.ts";
import { headed } from "./load-line-words.ts";

/** What is drawn, in this order; the table has every measure. */
const DRAWN: readonly string[] = [
  "costPerUnit",
  "result.p95",
  "result.p99",
  "monthlyCost",
  "response.p95",
  "response.p99",
  "deliveredShare",
  "successShare",
];

export function comparedUnit(name: string, currency: string): Measure {
  const unit = unitOfMeasure(name);
  if (unit === "seconds") return SECONDS;
  return unit === "currency" ? money(currency) : SHARE;
}

/** A difference of shares is in points: it is a share of nothing. */
function sizeText({ value, low, high }: Estimate, name: string, currency: string): string {
  const measure = comparedUnit(name, currency);
  const factor = measure.unit === "share" ? 100 : 1;
  const [at = 0, from = 0, to = 0] = [value ?? 0, low ?? 0, high ?? 0].map((end) => end * factor);
  const sized = at < 0 ? ([-at, -to, -from] as const) : ([at, from, to] as const);
  const unit = factor === 100 ? COUNT : measure;
  const behind = factor === 100 ? " points" : "";
  return `${withInterval(...sized, unit.unit, unit.currency)}${behind}`;
}

/** A difference without interval, with its sign: a tick. */
export function signedText(difference: number, name: string, currency: string): string {
  const measure = comparedUnit(name, currency);
  const sign = difference < 0 ? "−" : "+";
  const size = Math.abs(difference);
  if (measure.unit === "share") return `${sign}${Number((100 * size).toPrecision(2))} points`;
  return `${sign}${shortText(size, measure)}`;
}

/** A difference with its interval, where there is one that says which way. */
export function differenceWords(
  { difference, relation }: { readonly difference: Estimate; readonly relation: Relation },
  name: string,
  currency: string,
): string {
  const { value, why } = difference;
  switch (relation) {
    case "equal":
      return "the same";
    case "not told apart":
      return "not told apart";
    case "not known":
      return (why ?? "").includes("acknowledgement") ? "⚑ no answer to compare" : "not known";
    default:
      return `${(value ?? 0) < 0 ? "−" : "+"}${sizeText(difference, name, currency)}`;
  }
}

/** Designs that can be compared: one that is unstable does something else the longer it goes on. */
export function stableNames({ designs }: CompareAnswer): readonly string[] {
  return Object.entries(designs).flatMap(([name, { stable }]) => (stable ? [name] : []));
}

/** A panel for each measure that is drawn and has something to draw. */
export function pairedPanels(
  answer: CompareAnswer,
  answered: Answered,
  orders: ReadonlyMap<string, number>,
): readonly PairedPanel[] {
  const { currency, unitName } = answered;
  return DRAWN.flatMap((name) => {
    const compared = answer.measures.find(({ measure }) => measure === name);
    if (compared === undefined || compared.better === null) return [];
    const rows = compared.differences
      .filter(({ design }) => answer.designs[design]?.stable === true)
      .map((found): PairedRow => {
        const { value, low, high } = found.difference;
        return {
          design: found.design,
          order: orders.get(found.design) ?? 0,
          value,
          low,
          high,
          words: differenceWords(found, name, currency),
          toldApart: found.relation === "lower" || found.relation === "higher",
        };
      });
    const tickText = (difference: number): string => signedText(difference, name, currency);
    const title = headed(measureWords(name, unitName));
    return [{ measure: name, title, better: compared.better, rows, tickText }];
  });
}

/** How the others stand to the baseline in what the decision goes by. */
export function differencesTitle(answer: CompareAnswer, { unitName }: Answered): string {
  const { baseline, designs } = answer;
  const found = comparedIn(answer, "costPerUnit")?.differences ?? [];
  const stable = found.filter(({ design }) => designs[design]?.stable === true);
  const count = (relation: Relation): number => stable.filter((each) => each.relation === relation).length;
  const parts = [
    [count("lower"), "less"],
    [count("higher"), "more"],
    [count("equal"), "the same"],
    [count("not told apart"), "too nearly the same to tell"],
    [count("not known"), "an amount that is not known"],
  ] as const;
  const said = parts.filter(([many]) => many > 0);
  if (said.length === 0) return `There is no other design to hold against “${baseline}”`;
  const words = said.map(([many, what], at) => {
    const who = at === 0 ? `${many} of ${stable.length} other designs ` : `${many} `;
    return `${who}${many === 1 ? "costs" : "cost"} ${what}`;
  });
  return `Held against “${baseline}”, per ${unitName}: ${words.join(", ")}`;
}

export const comparedIn = ({ measures }: CompareAnswer, name: string): MeasureCompared | undefined =>
  measures.find(({ measure }) => measure === name);

export interface DifferenceReading {
  readonly measure: string;
  readonly design: string;
  readonly order: number;
  readonly value: string;
  readonly spread: string;
}

/** One row in full, with the interval that doesn't tell it apart too. */
export function differenceReading(
  answer: CompareAnswer,
  panel: PairedPanel,
  row: PairedRow,
  { currency, unitName }: Answered,
): DifferenceReading {
  const found = comparedIn(answer, panel.measure)?.differences.find(({ design }) => design === row.design);
  const words = headed(measureWords(panel.measure, unitName));
  const base = { measure: words, design: row.design, order: row.order, value: row.words };
  if (found === undefined) return { ...base, spread: "" };
  const { difference, relation } = found;
  const { low, high, why } = difference;
  const { baseline } = answer;
  if (relation === "not known") return { ...base, spread: why ?? "" };
  if (relation === "equal") return { ...base, spread: `as ${baseline}` };
  if (relation === "not told apart") {
    const end = (at: number | null): string =>
      at === null ? "no bound" : signedText(at, panel.measure, currency);
    return { ...base, spread: `from ${baseline}: ${why ?? `${end(low)} to ${end(high)}`}` };
  }
  const better = relation === panel.better;
  return { ...base, spread: `${better ? "better" : "worse"} than ${baseline}` };
}

export const differenceSentence = ({ measure, design, value, spread }: DifferenceReading): string =>
  `${measure}: ${design} ${value}${spread === "" ? "" : `, ${spread}`}.`;

/** Every measure and design: the difference with its ends. */
export function differencesTable(answer: CompareAnswer, { currency, unitName }: Answered): TableData {
  const end = (value: number | null, name: string): Cell =>
    value === null ? { text: "", raw: undefined } : { text: signedText(value, name, currency), raw: value };
  return {
    columns: [
      { name: "Measure", numeric: false },
      { name: "Design", numeric: false },
      { name: `Less ${answer.baseline}`, numeric: true },
      { name: "Low", numeric: true },
      { name: "High", numeric: true },
      { name: "Stands", numeric: false },
    ],
    rows: answer.measures.flatMap(({ measure, differences }) =>
      differences
        .filter(({ design }) => answer.designs[design]?.stable === true)
        .map(({ design, difference, relation }) => [
          { text: measureWords(measure, unitName), raw: measure },
          { text: design, raw: design },
          difference.value === null ? { text: "not known", raw: undefined } : end(difference.value, measure),
          end(difference.low, measure),
          end(difference.high, measure),
          { text: relation, raw: relation },
        ]),
    ),
  };
}

/** Designs with both figures; the rest of the stable ones, each with the reason. */
export function frontierPoints(
  answer: CompareAnswer,
  orders: ReadonlyMap<string, number>,
): { readonly points: readonly FrontierPoint[]; readonly missing: readonly string[] } {
  const points: FrontierPoint[] = [];
  const missing: string[] = [];
  for (const design of stableNames(answer)) {
    const { costPerUnit: cost, "result.p99": seconds } = answer.designs[design]?.figures ?? {};
    if (cost === undefined || seconds === undefined) continue;
    if (cost.value === null) missing.push(`“${design}” has no cost per unit: ${cost.why ?? "not known"}.`);
    else if (seconds.value === null)
      missing.push(`“${design}” has no p99 of the result: ${seconds.why ?? "not known"}.`);
    else {
      points.push({
        design,
        order: orders.get(design) ?? 0,
        chosen: design === answer.chosen,
        cost: { value: cost.value, low: cost.low, high: cost.high },
        seconds: { value: seconds.value, low: seconds.low, high: seconds.high },
      });
    }
  }
  return { points, missing };
}

/** Which designs no other beats in both, by their estimates. */
export function frontierTitle(points: readonly FrontierPoint[], { unitName }: Answered): string {
  const efficient = efficientPoints(points).map(({ design }) => `“${design}”`);
  const [first] = efficient;
  if (first === undefined) return "No design has both a cost per unit and a p99 of the result";
  if (points.length === 1) return `Only ${first} has both a cost per ${unitName} and a p99 of the result`;
  if (efficient.length === 1)
    return `By the estimates ${first} is both cheapest per ${unitName} and fastest at p99`;
  if (efficient.length === points.length)
    return `By the estimates every design that is faster at p99 costs more per ${unitName}`;
  const names = `${efficient.slice(0, -1).join(", ")} and ${efficient.at(-1)}`;
  return `By the estimates ${names} are efficient: none is both cheaper per ${unitName} and faster at p99`;
}

export function frontierReading(point: FrontierPoint, answered: Answered): string {
  const { cost, seconds } = frontierTexts(point, answered);
  return `${point.design}: ${cost} per ${answered.unitName}, p99 of the result ${seconds}.`;
}

export function frontierTexts({ cost, seconds }: FrontierPoint, { currency }: Answered) {
  return { cost: estimateSentence(cost, money(currency)), seconds: estimateSentence(seconds, SECONDS) };
}

export function frontierTable(points: readonly FrontierPoint[], { currency, unitName }: Answered): TableData {
  const efficient = new Set(efficientPoints(points));
  const cell = (value: number | null, measure: Measure): Cell =>
    value === null ? { text: "no bound", raw: undefined } : { text: shortText(value, measure), raw: value };
  const cash = money(currency);
  return {
    columns: [
      { name: "Design", numeric: false },
      { name: `Cost per ${unitName}`, numeric: true },
      { name: "Low", numeric: true },
      { name: "High", numeric: true },
      { name: "Result, p99", numeric: true },
      { name: "Low, p99", numeric: true },
      { name: "High, p99", numeric: true },
      { name: "Efficient", numeric: false },
    ],
    rows: points.map((point) => {
      const { design, cost, seconds } = point;
      const word = efficient.has(point) ? "yes" : "no";
      return [
        { text: design, raw: design },
        cell(cost.value, cash),
        cell(cost.low, cash),
        cell(cost.high, cash),
        cell(seconds.value, SECONDS),
        cell(seconds.low, SECONDS),
        cell(seconds.high, SECONDS),
        { text: word, raw: word },
      ];
    }),
  };
}
