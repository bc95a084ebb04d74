/** Text in columns: padding, wrapping, tables. Widths are columns of the terminal; styles take none. */
import { columnsOf } from "./terminal.ts";

export const padEnd = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - columnsOf(text)));

export const padStart = (text: string, width: number): string =>
  " ".repeat(Math.max(0, width - columnsOf(text))) + text;

/**
 * Breaks a text at blanks into lines of at most `width` columns; a longer word stands alone and sticks out. A
 * no-break space holds words together, and is written as a blank.
 *
 * @param width Columns, at least 1.
 * @example wrap("one two three", 8) // ["one two", "three"]
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && columnsOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines.map((each) => each.replaceAll("\u00a0", " "));
}

/** Wraps a text, with every line but the first one indented. */
export function hanging(text: string, width: number, indent: number, first = 0): string[] {
  const before = " ".repeat(indent);
  const lines = wrap(text, width - indent);
  return lines.map((line, i) => (i === 0 ? " ".repeat(first) : before) + line);
}

export interface Column {
  readonly align: "left" | "right";
  /** At most so wide: longer cells are wrapped. */
  readonly most?: number;
}

const GAP = "  ";

/**
 * Rows of cells in columns as wide as their widest cell; a cell that is too wide for its column is wrapped onto
 * further lines. Lines have no blanks at their ends.
 */
export function tableLines(
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
  indent = 0,
): string[] {
  const cells = rows.map((row) => columns.map(({ most }, i) => wrap(row[i] ?? "", most ?? Infinity)));
  const widths = columns.map((_, i) => Math.max(0, ...cells.flatMap((row) => (row[i] ?? []).map(columnsOf))));
  return cells.flatMap((row) => {
    const height = Math.max(1, ...row.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) => {
      const texts = columns.map(({ align }, i) => {
        const text = row[i]?.[line] ?? "";
        return align === "right" ? padStart(text, widths[i] ?? 0) : padEnd(text, widths[i] ?? 0);
      });
      return (" ".repeat(indent) + texts.join(GAP)).trimEnd();
    });
  });
}
