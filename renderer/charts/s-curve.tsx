/** The distribution of one design's cost over the worlds, as steps. */
import { curveLinear, curveStepAfter, line } from "d3";
import { type Box, round } from "./frame.tsx";
import { designStyle, type Palette } from "./palette.ts";
import type { WorldCurve } from "./world-costs.tsx";
import { distributionSteps } from "./worlds.ts";

/** From so many worlds on the steps are finer than the dashes of a line. */
const SMOOTH = 40;

interface SCurveProps {
  readonly curve: WorldCurve;
  /** The design that the dots show, too. */
  readonly strong: boolean;
  readonly x: (value: number) => number;
  readonly y: (share: number) => number;
  readonly box: Box;
  readonly palette: Palette;
}

export function SCurve({ curve, strong, x, y, box, palette }: SCurveProps) {
  const look = designStyle(curve.order, palette);
  const path = line<readonly [number, number]>()
    .x(([px]) => round(px))
    .y(([, py]) => round(py))
    .curve(curve.values.length > SMOOTH ? curveLinear : curveStepAfter);
  return (
    <path
      d={path(curvePoints(curve, x, y, box)) ?? ""}
      fill="none"
      stroke={look.colour}
      strokeWidth={strong ? 2.5 : 1.5}
      strokeDasharray={look.dash}
      strokeLinejoin="round"
    />
  );
}

/** The steps that lie on the paper, closed to its left and right edge. */
function curvePoints(
  curve: WorldCurve,
  x: (value: number) => number,
  y: (share: number) => number,
  box: Box,
): readonly (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [];
  let before = 0;
  for (const { value, share } of distributionSteps(curve.values)) {
    const px = x(value);
    if (px > box.right) break;
    if (px >= box.left) {
      if (points.length === 0) points.push([box.left, y(before)]);
      points.push([px, y(share)]);
    }
    before = share;
  }
  if (points.length === 0) points.push([box.left, y(before)]);
  return [...points, [box.right, y(before)]];
}
