/** Numeric columns of the files that a scenario names. */
import type { Problem } from "../errors.ts";
import { fail, type Result, succeed } from "../result.ts";
import { type ColumnNeeded, columnKey } from "../scenario/files-needed.ts";
import { closest } from "../scenario/spelling.ts";
import { type Row, type Rows, readRows } from "./rows.ts";
import { parseTimestamp, secondsBetween, type Timestamp } from "./timestamp.ts";

/** Columns keyed `file#column`, all of one length. */
export type FileColumns = Readonly<Record<string, Float64Array>>;

/** What was read, and what had to be put right on the way. */
export interface ColumnsRead {
  readonly columns: FileColumns;
  readonly rows: number;
  /** Rows with nothing in them, which were skipped. */
  readonly blankRows: number;
  /** Rows that were earlier than the row before them. The columns are sorted by time. */
  readonly outOfOrder: number;
  /** Per column of tokens, the rows with 0 of them: often requests that failed. They are kept, as 0. */
  readonly zeros: Readonly<Record<string, number>>;
}

/** More problems than this are counted instead of listed. */
const MOST_PROBLEMS = 20;

/**
 * Reads columns of a CSV file (with a header) or a JSONL file.
 *
 * Times are seconds, or timestamps with up to nine decimals and perhaps a zone; they become seconds since the
 * earliest row, and all columns are sorted by them, rows of the same time in the file's order. Numbers may be
 * written as texts. Rows without anything are skipped and counted. Everything else that is not as it should be is a
 * problem with its line: a row that is too short or too long, an open quote, a cell that is empty or no number, a
 * negative token count.
 *
 * @param fileName As the scenario names it; its ending tells the format, and it is the first half of the keys.
 * @param text The file's text.
 * @param columns The columns wanted, as `filesNeeded` lists them.
 */
export function readColumns(
  fileName: string,
  text: string,
  columns: readonly ColumnNeeded[],
): Result<ColumnsRead, Problem[]> {
  const table = readRows(fileName, text);
  const missing = missingColumns(fileName, table, columns);
  if (missing.length > 0) return fail(missing);
  const problems = [...table.problems];
  const read = columns.map((column) => ({
    column,
    values: readColumn(fileName, table.rows, column, problems),
  }));
  if (problems.length > 0) return fail(shortened(problems, fileName));
  if (table.rows.length === 0) {
    return fail([{ path: fileName, message: "The file has no rows.", allowed: "at least one row" }]);
  }
  const times = read.find(({ column }) => column.kind === "time")?.values;
  const order = times && orderByTime(times);
  const entries = read.map(
    ({ column, values }) => [columnKey(fileName, column.name), sorted(values, order)] as const,
  );
  return succeed({
    columns: Object.fromEntries(entries),
    rows: table.rows.length,
    blankRows: table.blank,
    outOfOrder: times === undefined ? 0 : countSteps(times),
    zeros: Object.fromEntries(
      read
        .filter(({ column }) => column.kind === "tokens")
        .map(({ column, values }) => [column.name, countZeros(values)]),
    ),
  });
}

function missingColumns(fileName: string, table: Rows, columns: readonly ColumnNeeded[]): Problem[] {
  if (table.rows.length === 0 && table.problems.length > 0) return shortened(table.problems, fileName);
  return columns
    .filter(({ name }) => !table.columns.includes(name))
    .map(({ name }) => {
      const suggestion = closest(name, table.columns);
      const allowed =
        table.columns.length === 0 ? "the file has no columns" : table.columns.slice(0, 50).join(", ");
      const message = `The file has no column "${name}".`;
      return {
        path: fileName,
        value: name,
        message,
        allowed,
        ...(suggestion === undefined ? {} : { suggestion }),
      };
    });
}

function readColumn(
  fileName: string,
  rows: readonly Row[],
  column: ColumnNeeded,
  problems: Problem[],
): Float64Array {
  if (column.kind === "time") return readTimes(fileName, rows, column.name, problems);
  const values = new Float64Array(rows.length);
  for (const [index, row] of rows.entries()) {
    const cell = row.cell(column.name);
    const value = numberOf(cell);
    const isWrong = value === undefined || (column.kind === "tokens" && value < 0);
    if (isWrong) problems.push(wrongCell(fileName, column, row, cell));
    else values[index] = value;
  }
  return values;
}

const DECIMAL = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

function numberOf(cell: unknown): number | undefined {
  const value = typeof cell === "string" && DECIMAL.test(cell.trim()) ? Number(cell) : cell;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

const ALLOWED = {
  time: "seconds, or a time such as 2026-11-01 09:30:00.5, the same in every row",
  tokens: "a number of at least 0",
  number: "a number",
} as const;

function wrongCell(fileName: string, { name, kind }: ColumnNeeded, { line }: Row, cell: unknown): Problem {
  const isEmpty = cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");
  const what = { time: "no time", tokens: "no token count", number: "no number" }[kind];
  const message = isEmpty ? `${name} is empty in this row.` : `${name} is ${what} in this row.`;
  return { path: columnKey(fileName, name), value: cell, line, message, allowed: ALLOWED[kind] };
}

/** Seconds beyond the year 5000 are milliseconds of our time. */
const NO_SECONDS = 1e11;

function readTimes(fileName: string, rows: readonly Row[], name: string, problems: Problem[]): Float64Array {
  const points: Timestamp[] = [];
  let asSeconds: boolean | undefined;
  for (const row of rows) {
    const cell = row.cell(name);
    const number = numberOf(cell);
    const point = number === undefined ? timestampOf(cell) : { seconds: number, fraction: 0 };
    asSeconds ??= number !== undefined;
    if (point === undefined || asSeconds !== (number !== undefined)) {
      problems.push(wrongCell(fileName, { name, kind: "time" }, row, cell));
    } else if (Math.abs(number ?? 0) >= NO_SECONDS) {
      const message = `${name} looks like milliseconds: seconds are needed.`;
      problems.push({
        path: columnKey(fileName, name),
        value: cell,
        line: row.line,
        message,
        allowed: ALLOWED.time,
      });
      return new Float64Array(rows.length);
    } else points.push(point);
  }
  return sinceEarliest(points);
}

function timestampOf(cell: unknown): Timestamp | undefined {
  return typeof cell === "string" ? parseTimestamp(cell) : undefined;
}

function sinceEarliest(points: readonly Timestamp[]): Float64Array {
  const [first] = points;
  if (first === undefined) return new Float64Array(0);
  const earliest = points.reduce((least, point) => (secondsBetween(least, point) < 0 ? point : least), first);
  return Float64Array.from(points, (point) => secondsBetween(earliest, point));
}

/** The rows' positions in the order of time; undefined where they are in order already. */
function orderByTime(times: Float64Array): Uint32Array | undefined {
  if (countSteps(times) === 0) return undefined;
  const order = Uint32Array.from(times.keys());
  return order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
}

function countSteps(times: Float64Array): number {
  let count = 0;
  for (let index = 1; index < times.length; index++)
    if ((times[index] ?? 0) < (times[index - 1] ?? 0)) count += 1;
  return count;
}

function sorted(values: Float64Array, order: Uint32Array | undefined): Float64Array {
  return order === undefined ? values : Float64Array.from(order, (index) => values[index] ?? 0);
}

function countZeros(values: Float64Array): number {
  return values.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
}

function shortened(problems: readonly Problem[], fileName: string): Problem[] {
  const inOrder = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (inOrder.length <= MOST_PROBLEMS) return inOrder;
  const more = inOrder.length - MOST_PROBLEMS;
  return [
    ...inOrder.slice(0, MOST_PROBLEMS),
    { path: fileName, message: `There are ${more} more problems like these.` },
  ];
}
