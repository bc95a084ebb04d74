/** The results that are kept in the project, and files of results that were counted elsewhere. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ValidatedFigure, ValidatedInterval, Validation } from "../../shared/findings/validation.ts";
import { fileOf, withTables } from "./results.ts";
import { ORACLES } from "./table.ts";

const RESULTS = join("shared", "findings", "validation-results.json");
const DOCUMENT = join("docs", "validation.md");

const number = z.number();
const day = z.iso.date();

/** @param date where a row has none: files of before rows had dates */
const figureSchema = (date: string) =>
  z.strictObject({
    oracle: z.string(),
    at: z.string(),
    source: z.string(),
    figure: z.string(),
    exact: number,
    estimate: number,
    low: number,
    high: number,
    z: number,
    startBias: number,
    seeds: number,
    held: number,
    below: number,
    above: number,
    // JSON has no NaN: of figures whose intervals were not counted
    startBiasOfHalfWidth: number.nullable().transform((share) => share ?? Number.NaN),
    promises: z.string(),
    date: day.default(date),
  });

const intervalSchema = z.strictObject({
  kind: z.string(),
  at: z.string(),
  figure: z.string(),
  exact: number.nullable(),
  seeds: number,
  held: number,
  below: number.nullable(),
  none: number,
  promises: z.string(),
  least: number,
  most: number,
  kept: z.boolean(),
  date: day,
});

export interface Rows {
  readonly figures: readonly ValidatedFigure[];
  readonly intervals: readonly ValidatedInterval[];
}

/**
 * Rows as `--json` writes them, or a plain list of figures.
 *
 * @param date of rows that don't say when they were counted @throws Error where the file is neither
 */
export function readRows(file: string, date: string): Rows {
  const figures = z.array(figureSchema(date));
  const json: unknown = JSON.parse(readFileSync(file, "utf8"));
  const list = figures.safeParse(json);
  if (list.success) return { figures: list.data, intervals: [] };
  const both = z.strictObject({ figures, intervals: z.array(intervalSchema) }).safeParse(json);
  if (both.success) return both.data;
  const [issue] = both.error.issues;
  throw new Error(
    `${file} holds no figures of a validation: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`,
  );
}

/** What is kept now. */
export function keptResults(date: string): Rows {
  const { figures, intervals } = z
    .strictObject({
      version: z.string(),
      figures: z.array(figureSchema(date)),
      intervals: z.array(intervalSchema),
    })
    .parse(JSON.parse(readFileSync(RESULTS, "utf8")));
  return { figures, intervals };
}

/**
 * Rows with others in their places: the figures that there are oracles for, in their order.
 *
 * @throws Error where a figure that is taken in is of no oracle, or has another exact value than its formula
 */
export function taken(kept: Rows, others: readonly Rows[]): Rows {
  const figures = new Map(kept.figures.map((figure) => [nameOf(figure), figure]));
  const intervals = new Map(kept.intervals.map((interval) => [nameOfInterval(interval), interval]));
  for (const rows of others) {
    for (const figure of rows.figures) figures.set(nameOf(figure), isOfAnOracle(figure));
    for (const interval of rows.intervals) intervals.set(nameOfInterval(interval), interval);
  }
  const order = ORACLES.flatMap(({ name, at, quantities }) =>
    quantities.map((quantity) => nameOf({ oracle: name, at, figure: quantity.name })),
  );
  return { figures: order.flatMap((name) => figures.get(name) ?? []), intervals: [...intervals.values()] };
}

function isOfAnOracle(figure: ValidatedFigure): ValidatedFigure {
  const oracle = ORACLES.find(({ name, at }) => name === figure.oracle && at === figure.at);
  const quantity = oracle?.quantities.find(({ name }) => name === figure.figure);
  if (quantity === undefined) throw new Error(`${nameOf(figure)}: there is no such oracle`);
  if (!(Math.abs(figure.exact / quantity.exact - 1) < 1e-5))
    throw new Error(`${nameOf(figure)}: its exact value is ${quantity.exact}, not ${figure.exact}`);
  return figure;
}

const nameOf = ({ oracle, at, figure }: Pick<ValidatedFigure, "oracle" | "at" | "figure">): string =>
  `${oracle}, ${at}: ${figure}`;
const nameOfInterval = ({ kind, at, figure, exact }: ValidatedInterval): string =>
  JSON.stringify([kind, at, figure, exact]);

/** Writes the results and both tables of the document. */
export function writeResults({ figures, intervals }: Rows): void {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync("package.json", "utf8")));
  const validation: Validation = { version, figures, intervals };
  writeFileSync(RESULTS, fileOf(validation));
  writeFileSync(DOCUMENT, withTables(readFileSync(DOCUMENT, "utf8"), validation));
}
