/** From runs of the oracles to the figures that are kept, and to the table of docs/validation.md. */
import { coverageOf, type ValidatedFigure, type Validation } from "../../shared/findings/validation.ts";
import { isKept, isPromise } from "../coverage/promise.ts";
import { intervalTable } from "../coverage/results.ts";
import { type Count, horizonSeconds, NO_COUNT, type Oracle, type Shown } from "./oracle.ts";

/** Digits kept: more than any of these estimates has. */
const DIGITS = 6;
const short = (value: number): number => Number(value.toPrecision(DIGITS));

/**
 * The figures of one oracle.
 *
 * @param shown what one long run showed of each of its quantities @param counts one for each; undefined where nothing
 * was counted
 */
export function figuresOf(
  oracle: Oracle,
  shownOfEach: readonly Shown[],
  counts: readonly Count[] | undefined,
  date: string,
): ValidatedFigure[] {
  return oracle.quantities.map((quantity, i) => {
    const shown = shownOfEach[i];
    if (shown === undefined) throw new Error(`${oracle.name}: ${quantity.name} was not shown`);
    const { runs, none, held, below, above, halfWidths } = counts?.[i] ?? NO_COUNT;
    const bias = quantity.bias(horizonSeconds(oracle, oracle.counted));
    return {
      oracle: oracle.name,
      at: oracle.at,
      source: oracle.source,
      figure: quantity.name,
      exact: short(quantity.exact),
      estimate: short(shown.value),
      low: short(shown.low),
      high: short(shown.high),
      z: Number(shown.z.toFixed(2)),
      startBias: short(quantity.bias(horizonSeconds(oracle, oracle.shown))),
      seeds: runs,
      held,
      below,
      above,
      startBiasOfHalfWidth: bias === 0 ? 0 : Number(((bias * (runs - none)) / halfWidths).toPrecision(2)),
      promises: quantity.promises ?? "95 %",
      date,
    };
  });
}

/** Whether intervals held the truth as often as they promise. */
export function keepsPromise({ held, below, above, promises }: ValidatedFigure): boolean {
  return isPromise(promises) && isKept(promises, held, held + below + above);
}

/** The results as a file: JSON with a row a line, so that what changed can be read off a diff. */
export function fileOf({ version, figures, intervals }: Validation): string {
  const rows = (list: readonly object[]) => list.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  return [
    "{",
    `  "version": ${JSON.stringify(version)},`,
    `  "figures": [\n${rows(figures)}\n  ],`,
    `  "intervals": [\n${rows(intervals)}\n  ]`,
    "}",
    "",
  ].join("\n");
}

/** Between these a table stands. */
const placeOf = (table: string) => ({
  begin: `<!-- ${table}: begin, written by npm run validate -->`,
  end: `<!-- ${table}: end -->`,
});

/** A document with its tables replaced. @throws Error where it has no place for one */
export function withTables(document: string, validation: Validation): string {
  const withFigures = withTable(document, "table", tableOf(validation.figures));
  return withTable(withFigures, "intervals", intervalTable(validation.intervals));
}

function withTable(document: string, name: string, table: string): string {
  const place = placeOf(name);
  const begin = document.indexOf(place.begin);
  const end = document.indexOf(place.end);
  if (begin < 0 || end < begin) throw new Error(`the document has no place for the table "${name}"`);
  return `${document.slice(0, begin + place.begin.length)}\n${table}\n${document.slice(end)}`;
}

/** With fewer seeds a row says little of coverage. */
const FULL_SEEDS = 2000;

/** The figures of the oracles as Markdown. */
export function tableOf(figures: readonly ValidatedFigure[]): string {
  const kept = figures.filter(keepsPromise).length;
  const few = figures.filter(({ seeds }) => seeds < FULL_SEEDS).length;
  const dates = [...new Set(figures.map(({ date }) => date))].sort();
  return [
    `Counted on ${dates.join(", ")}: ${figures.length} figures. ${kept} of ${figures.length} intervals hold the truth as ` +
      `often as they promise. ${few === 0 ? "Each is of 2,000 seeds." : `${few} of them are of fewer than 2,000 seeds, given in brackets: provisional, and coarse.`}`,
    "",
    "| scenario | at | figure | exact | estimate | z | start | held |",
    "|---|---|---|--:|--:|--:|--:|--:|",
    ...figures.map(rowOf),
    "",
  ].join("\n");
}

/** Cells of a row; `held` in per cent of the runs, and what is not as promised marked. */
export function rowOf(figure: ValidatedFigure): string {
  const half = (figure.high - figure.low) / 2;
  const digits = decimalsFor(half);
  const seeds = figure.seeds < FULL_SEEDS ? ` (${figure.seeds})` : "";
  const coverage = `${(100 * coverageOf(figure)).toFixed(1)} %${seeds}${keepsPromise(figure) ? "" : " ✕"}`;
  const cells = [
    figure.oracle,
    figure.at,
    figure.figure,
    figure.exact.toFixed(digits),
    `${figure.estimate.toFixed(digits)} ± ${half.toFixed(digits)}`,
    figure.z.toFixed(1).replace("-0.0", "0.0").replace("-", "−"),
    ofHalfWidth(figure.startBias / half),
    figure.seeds === 0 ? "" : coverage,
  ];
  return `| ${cells.join(" | ")} |`;
}

/** Decimals that show two digits of an interval. */
function decimalsFor(half: number): number {
  return Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(half))));
}

function ofHalfWidth(share: number): string {
  return share === 0 ? "0" : share < 0.001 ? "< 0.001" : share.toFixed(3);
}
