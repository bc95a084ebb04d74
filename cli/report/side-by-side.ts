/** Designs as columns, a line a figure, in as many blocks as the width asks for. */
import { tableLines } from "../layout.ts";
import { columnsOf, harmless } from "../terminal.ts";
import { type Page, unbroken } from "./words.ts";

export interface Row<Design extends { readonly name: string }> {
  readonly label: string;
  /** Empty where there is nothing to say. */
  readonly cell: (design: Design) => string;
}

/** Narrower columns would break most intervals. */
const NARROWEST_CELL = 14;

/** @param marked the design that stands out, if any */
export function sideBySide<Design extends { readonly name: string }>(
  rows: readonly Row<Design>[],
  designs: readonly Design[],
  marked: string | undefined,
  page: Page,
): string[] {
  const label = Math.min(Math.max(...rows.map((row) => row.label.length)), Math.floor(page.width * 0.4));
  const room = page.width - 2 - label;
  const size = blockSize(rows, designs, room);
  const most = mostOf(room, size);
  const lines: string[] = [];
  for (let from = 0; from < designs.length; from += size) {
    if (from > 0) lines.push("");
    lines.push(...blockLines(rows, designs.slice(from, from + size), { label, most, marked }, page));
  }
  return lines;
}

/** Columns for each of `size` designs that share `room`. */
const mostOf = (room: number, size: number) => Math.max(1, Math.floor(room / size) - 2);

/** How many designs stand side by side: as many as fit, with at most one break in a cell, in blocks of about one size. */
function blockSize<Design extends { readonly name: string }>(
  rows: readonly Row<Design>[],
  designs: readonly Design[],
  room: number,
): number {
  const parts = designs.flatMap((design) => rows.flatMap((row) => row.cell(design).split(" ")));
  const widest = Math.max(NARROWEST_CELL, ...parts.map(columnsOf));
  for (let blocks = 1; blocks < designs.length; blocks++) {
    const size = Math.ceil(designs.length / blocks);
    if (mostOf(room, size) >= widest) return size;
  }
  return 1;
}

interface Block {
  readonly label: number;
  readonly most: number;
  readonly marked: string | undefined;
}

function blockLines<Design extends { readonly name: string }>(
  rows: readonly Row<Design>[],
  designs: readonly Design[],
  { label, most, marked }: Block,
  { ink }: Page,
): string[] {
  const head = [
    "",
    ...designs.map(({ name }) => ink.bold(unbroken(harmless(name)) + (name === marked ? " ◂" : ""))),
  ];
  const cells = rows.map((row) => [row.label, ...designs.map(row.cell)]);
  const columns = [
    { align: "left" as const, most: label },
    ...designs.map(() => ({ align: "left" as const, most })),
  ];
  return tableLines([head, ...cells], columns, 2);
}
