/** What a latency curve says at a share, and where it ends. */
import type { LatencyPoint } from "../../shared/series/series.ts";
import { ninesOf } from "./scales.ts";

/** How a curve ends on the right: as far as the axis goes, at too few tasks, or at tasks that were never answered. */
export type CurveEnd =
  | { readonly kind: "whole"; readonly seconds: number }
  | { readonly kind: "too few"; readonly p: number; readonly seconds: number }
  /** Beyond `p` every task is slower than any number. */
  | { readonly kind: "never"; readonly p: number }
  | { readonly kind: "nothing" };

/** A point whose value is a number. */
export interface DrawnPoint extends LatencyPoint {
  readonly value: number;
}

export const isDrawn = (point: LatencyPoint): point is DrawnPoint => point.value !== null && !point.tooFew;

export function curveEnd(points: readonly LatencyPoint[], lastShare: number): CurveEnd {
  const shown = points.filter((point) => point.p <= lastShare + 1e-12);
  const last = shown.filter(isDrawn).at(-1);
  const after = last === undefined ? shown[0] : shown[shown.indexOf(last) + 1];
  if (after !== undefined && !after.tooFew && after.value === null) return { kind: "never", p: last?.p ?? 0 };
  if (last === undefined) return { kind: "nothing" };
  if (after === undefined) return { kind: "whole", seconds: last.value };
  return { kind: "too few", p: last.p, seconds: last.value };
}

/**
 * The point of a curve at a share: one of its own, or between two of them along the nines. Undefined where
 * the curve has no points.
 */
export function pointAt(points: readonly LatencyPoint[], p: number): LatencyPoint | undefined {
  const next = points.findIndex((point) => point.p >= p - 1e-9);
  const right = points[next < 0 ? points.length - 1 : next];
  const left = points[next - 1];
  if (right === undefined) return undefined;
  if (left === undefined || next < 0 || Math.abs(right.p - p) < 1e-9) return right;
  if (right.value === null || left.value === null) return { ...right, p };
  const along = (ninesOf(p) - ninesOf(left.p)) / (ninesOf(right.p) - ninesOf(left.p));
  return {
    p,
    value: between(left.value, right.value, along),
    low: between(left.low, right.low, along),
    high: between(left.high, right.high, along),
    tooFew: right.tooFew,
  };
}

function between(from: number, to: number, along: number): number;
function between(from: number | null, to: number | null, along: number): number | null;
function between(from: number | null, to: number | null, along: number): number | null {
  if (from === null || to === null) return null;
  return from > 0 && to > 0 ? from * (to / from) ** along : from + (to - from) * along;
}
