/** Where the panels and rows of the paired differences stand, and how far each panel's axis reaches. */
import { textWidth } from "./frame.tsx";

export interface PairedRow {
  readonly design: string;
  /** Place of the design in the scenario. */
  readonly order: number;
  /** This design less the baseline; null where not known or not bounded. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The difference with its interval, or why there is none. */
  readonly words: string;
  /** True where the interval lies on one side of zero. */
  readonly toldApart: boolean;
}

export interface PairedPanel {
  readonly measure: string;
  readonly title: string;
  readonly better: "lower" | "higher";
  readonly rows: readonly PairedRow[];
  /** A difference as a tick says it, with its sign. */
  readonly tickText: (difference: number) => string;
}

export interface PlacedPanel {
  readonly panel: PairedPanel;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** Of the plot, within the picture. */
  readonly from: number;
  readonly to: number;
  /** The axis reaches as far on both sides of zero. */
  readonly reach: number;
}

const NARROWEST = 372;
const GAP = 32;
const HEAD = 28;
const FOOT = 56;
export const ROW = 22;
const TEXTS = 152;

export const panelHeight = (rows: number): number => HEAD + rows * ROW + FOOT;

export function pairedLayout(
  panels: readonly PairedPanel[],
  width: number,
): { readonly placed: readonly PlacedPanel[]; readonly height: number } {
  const columns = Math.max(1, Math.floor((width + GAP) / (NARROWEST + GAP)));
  const each = (width - (columns - 1) * GAP) / columns;
  const rows = Math.max(0, ...panels.map((panel) => panel.rows.length));
  const height = panelHeight(rows);
  const longest = Math.max(
    0,
    ...panels.flatMap((panel) => panel.rows.map(({ design }) => textWidth(design))),
  );
  const names = Math.min(each * 0.36, longest + 32);
  const placed = panels.map((panel, index): PlacedPanel => {
    const left = (index % columns) * (each + GAP);
    return {
      panel,
      left,
      top: Math.floor(index / columns) * height,
      width: each,
      from: left + names + 8,
      to: left + each - TEXTS,
      reach: reachOf(panel.rows),
    };
  });
  return { placed, height: Math.ceil(panels.length / columns) * height };
}

/** A difference so many times the next smaller one leaves the axis to the others. */
const OUTLIER = 10;
/** Intervals may ask for so many times the reach of the values. */
const SPREAD = 3;

/**
 * How far an axis reaches so that most can be read: differences far beyond the others, and ends of intervals far
 * beyond the differences, leave it as arrows.
 */
export function reachOf(rows: readonly Pick<PairedRow, "value" | "low" | "high" | "toldApart">[]): number {
  const told = rows.filter(({ toldApart }) => toldApart);
  const sizes = (told.length > 0 ? told : rows)
    .flatMap(({ value }) => (value === null || value === 0 ? [] : [Math.abs(value)]))
    .sort((a, b) => a - b);
  const isFar = (size: number, at: number): boolean =>
    at >= sizes.length / 2 && size > OUTLIER * (sizes[at - 1] ?? size);
  const cut = sizes.findIndex(isFar);
  const most = cut < 0 ? sizes.at(-1) : sizes[cut - 1];
  const ends = rows.flatMap(({ low, high }) =>
    [low, high].flatMap((end) => (end === null ? [] : [Math.abs(end)])),
  );
  if (most === undefined) return Math.max(0, ...ends) || 1;
  return 1.1 * Math.max(most, ...ends.filter((end) => end <= SPREAD * most));
}

/** Middle of a row. */
export const rowAt = ({ top }: PlacedPanel, row: number): number => top + HEAD + (row + 0.5) * ROW;
