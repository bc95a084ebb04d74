/** The hull as lines: a section through a ship, its beam growing a little towards the deck. */
import { type Box, round } from "./frame.tsx";

export interface HullShape {
  readonly left: number;
  readonly right: number;
  readonly deck: number;
  /** Where the side turns into the bottom. */
  readonly bilge: number;
  readonly keel: number;
}

/** How much narrower each side is at the bilge than at the deck. */
const FLARE = 12;
const ROUNDING = 44;

export function hullShape({ left, right, top, bottom }: Box): HullShape {
  return { left, right, deck: top - 16, bilge: bottom - 12, keel: bottom + 20 };
}

/** How far a side stands in at a height, from where it is at the deck. */
export function inset({ deck, bilge }: HullShape, y: number): number {
  return (FLARE * (Math.min(bilge, Math.max(deck, y)) - deck)) / (bilge - deck);
}

/** The hull below a height, closed. */
export function hullBelow(shape: HullShape, y: number): string {
  const { left, right, bilge, keel } = shape;
  const from = Math.min(bilge, Math.max(shape.deck, y));
  const [a, b] = [left + inset(shape, from), right - inset(shape, from)];
  const [low, high] = [left + FLARE, right - FLARE];
  return [
    `M${round(a)},${round(from)}`,
    `L${round(low)},${round(bilge)}`,
    `Q${round(low)},${round(keel)} ${round(low + ROUNDING)},${round(keel)}`,
    `L${round(high - ROUNDING)},${round(keel)}`,
    `Q${round(high)},${round(keel)} ${round(high)},${round(bilge)}`,
    `L${round(b)},${round(from)}Z`,
  ].join("");
}

/** A belt of the hull between two heights above the bilge. */
export function hullBelt(shape: HullShape, above: number, below: number): string {
  const [top, bottom] = [Math.max(shape.deck, above), Math.min(shape.bilge, below)];
  const corners = [
    [shape.left + inset(shape, top), top],
    [shape.right - inset(shape, top), top],
    [shape.right - inset(shape, bottom), bottom],
    [shape.left + inset(shape, bottom), bottom],
  ];
  return corners.map((corner) => corner.map((at) => round(at ?? 0)).join(",")).join(" ");
}
