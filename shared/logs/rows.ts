/** The rows of a log file, CSV or JSONL, before anything is known about their columns. */
import Papa from "papaparse";
import type { Problem } from "../errors.ts";

export interface Row {
  /** Line of the file on which the row starts, from 1. */
  readonly line: number;
  /** Undefined where the row has no such column. */
  cell(column: string): unknown;
}

export interface Rows {
  readonly rows: readonly Row[];
  /** The columns that the file has, as far as it says so. */
  readonly columns: readonly string[];
  /** Rows with nothing in them, the end of the file not counted. */
  readonly blank: number;
  readonly problems: readonly Problem[];
}

/** Reads a file by its ending, or by its first character where the ending says nothing. */
export function readRows(fileName: string, text: string): Rows {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  const isCsv = ending === "csv" || ending === "tsv";
  const isJsonLines =
    ending === "jsonl" || ending === "ndjson" || (!isCsv && text.trimStart().startsWith("{"));
  return isJsonLines ? readJsonLines(fileName, text) : readCsv(fileName, text);
}

function readCsv(fileName: string, text: string): Rows {
  const { data, errors } = Papa.parse<readonly string[]>(text.trimEnd(), {
    header: false,
    skipEmptyLines: false,
  });
  const problems: Problem[] = [];
  const rows: Row[] = [];
  const header = (data[0] ?? []).map((name) => name.trim());
  const positions = new Map(header.map((name, index) => [name, index]));
  const quoteErrors = new Map(
    errors.filter(({ type }) => type === "Quotes").map(({ row }) => [row ?? 0, true]),
  );
  let blank = 0;
  let line = 1;
  for (const [index, fields] of data.entries()) {
    const start = line;
    line += 1 + lineEndsIn(fields);
    if (quoteErrors.has(index))
      problems.push(
        atLine(
          fileName,
          start,
          "A quote in this row is never closed, or closes in its middle.",
          'quotes in pairs, a quote inside doubled: ""',
        ),
      );
    else if (index === 0) continue;
    else if (fields.every((field) => field.trim() === "")) blank += 1;
    else if (fields.length !== header.length)
      problems.push(wrongCount(fileName, start, fields.length, header.length));
    else rows.push({ line: start, cell: (column) => fields[positions.get(column) ?? -1] });
  }
  return { rows, columns: header, blank, problems };
}

function lineEndsIn(fields: readonly string[]): number {
  return fields.reduce((count, field) => count + (field.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function wrongCount(fileName: string, line: number, found: number, wanted: number): Problem {
  return atLine(
    fileName,
    line,
    `This row has ${found} fields, and the header has ${wanted}.`,
    `${wanted} fields`,
  );
}

function atLine(path: string, line: number, message: string, allowed: string): Problem {
  return { path, line, column: 1, message, allowed };
}

function readJsonLines(fileName: string, text: string): Rows {
  const problems: Problem[] = [];
  const rows: Row[] = [];
  const columns = new Set<string>();
  let blank = 0;
  for (const [index, words] of text
    .trimEnd()
    .replace(/^\ufeff/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    if (words.trim() === "") {
      blank += 1;
      continue;
    }
    const value = jsonObject(words);
    if (value === undefined) {
      problems.push(atLine(fileName, line, "This line is no JSON object.", "one JSON object on each line"));
      continue;
    }
    for (const name of Object.keys(value)) columns.add(name);
    rows.push({ line, cell: (column) => (Object.hasOwn(value, column) ? value[column] : undefined) });
  }
  return { rows, columns: [...columns], blank, problems };
}

function jsonObject(words: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(words);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
