/** From runs of the oracles to the figures that are kept, and to the table of docs/validation.md. */
import type { DesignAnswer } from "../../shared/findings/answer.ts";
import { coverageOf, type ValidatedFigure, type Validation } from "../../shared/findings/validation.ts";
import { binomialAtMost } from "../support/moments.ts";
import { type Count, horizonSeconds, NO_COUNT, type Oracle, shownOf } from "./oracle.ts";

/** Digits kept: more than any of these estimates has. */
const DIGITS = 6;
const short = (value: number): number => Number(value.toPrecision(DIGITS));

/** The figures of one oracle. @param counts one for each of its quantities; undefined where nothing was counted */
export function figuresOf(
  oracle: Oracle,
  answer: DesignAnswer,
  counts: readonly Count[] | undefined,
): ValidatedFigure[] {
  return oracle.quantities.map((quantity, i) => {
    const shown = shownOf(quantity, answer);
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
    };
  });
}

/** Between what the coverage over this many seeds must lie where an interval promises 95 %. */
const LEAST = 0.93;
const LARGEST = 0.97;
const MANY_SEEDS = 2000;
/** With fewer, what a coverage between these would show less often than this does not keep the promise. */
const UNLIKELY = 1e-3;

/** Whether intervals held the truth as often as they promise. */
export function keepsPromise(figure: ValidatedFigure): boolean {
  const { held, below, above, promises } = figure;
  const [least, largest] = promises === "at least 95 %" ? [0.95, 1] : [LEAST, LARGEST];
  const runs = held + below + above;
  if (runs >= MANY_SEEDS) return held / runs >= least && held / runs <= largest;
  return (
    binomialAtMost(held, runs, least) >= UNLIKELY && 1 - binomialAtMost(held - 1, runs, largest) >= UNLIKELY
  );
}

/** A module of the figures, to be formatted. */
export function moduleOf(validation: Validation): string {
  return [
    "/** Written by `npm run validate`; not by hand. */",
    'import type { Validation } from "./validation.ts";',
    "",
    `export const VALIDATION: Validation = ${JSON.stringify(validation)};`,
    "",
  ].join("\n");
}

export const TABLE_BEGINS = "<!-- table: begin, written by npm run validate -->";
export const TABLE_ENDS = "<!-- table: end -->";

/** A document with its table replaced. @throws Error where it has no place for one */
export function withTable(document: string, validation: Validation): string {
  const begin = document.indexOf(TABLE_BEGINS);
  const end = document.indexOf(TABLE_ENDS);
  if (begin < 0 || end < begin) throw new Error("the document has no place for the table");
  const before = document.slice(0, begin + TABLE_BEGINS.length);
  return `${before}\n${tableOf(validation)}\n${document.slice(end)}`;
}

/** The table as Markdown. */
export function tableOf({ date, version, figures }: Validation): string {
  const seeds = Math.max(...figures.map((figure) => figure.seeds));
  const kept = figures.filter(keepsPromise).length;
  return [
    `Run on ${date} with version ${version}: ${figures.length} figures, each with ${seeds.toLocaleString("en")} seeds. ` +
      `${kept} of ${figures.length} intervals hold the truth as often as they promise.`,
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
  const coverage = `${(100 * coverageOf(figure)).toFixed(1)} %${keepsPromise(figure) ? "" : " ✕"}`;
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
