/** Names at the right ends of the lines, each beside a sample of its line; what can't be drawn says why. */

import { formatShare } from "../../shared/units/format.ts";
import { type Box, round } from "./frame.tsx";
import { curveEnd } from "./latency-points.ts";
import { designStyle, type Palette } from "./palette.ts";
import type { LatencyCurve } from "./percentile-plot.tsx";
import { dodged } from "./scales.ts";

interface DesignLabelsProps {
  readonly curves: readonly LatencyCurve[];
  readonly y: (seconds: number) => number;
  readonly box: Box;
  readonly palette: Palette;
  readonly lastShare: number;
}

interface Label {
  readonly curve: LatencyCurve;
  readonly at: number;
  readonly note: string | undefined;
}

function labelOf(curve: LatencyCurve, { y, box, lastShare }: DesignLabelsProps): Label {
  if (!curve.stable) return { curve, at: box.top, note: "unstable: no percentile" };
  const end = curveEnd(curve.points, lastShare);
  switch (end.kind) {
    case "whole":
      return { curve, at: y(end.seconds), note: undefined };
    case "too few":
      return { curve, at: y(end.seconds), note: `too few tasks past ${formatShare(shortShare(end.p))}` };
    case "never":
      return { curve, at: box.top, note: `${neverText(curve.served)} never answered` };
    case "nothing":
      return { curve, at: box.bottom - 24, note: "too few tasks" };
  }
}

/** 0.98765 → 0.988: as many digits as the nines at its end deserve. */
const shortShare = (p: number): number => {
  const digits = Math.max(2, Math.ceil(-Math.log10(1 - p)) + 1);
  return Number(p.toFixed(digits));
};
const neverText = (served: number): string => formatShare(Number((1 - served).toPrecision(2)));

export function DesignLabels(props: DesignLabelsProps) {
  const { curves, box, palette } = props;
  const labels = curves.map((curve) => labelOf(curve, props));
  const height = labels.some((label) => label.note !== undefined) ? 32 : 18;
  const places = dodged(
    labels.map((label) => label.at),
    height,
    box.top,
    box.bottom - height / 2,
  );
  return (
    <g>
      {labels.map(({ curve, note }, index) => {
        const look = designStyle(curve.order, palette);
        const top = round(places[index] ?? box.top);
        return (
          <g key={curve.design} transform={`translate(${box.right + 10},${top})`}>
            <line
              x2={18}
              stroke={look.colour}
              strokeWidth={curve.chosen ? 2.5 : 1.75}
              strokeDasharray={look.dash}
              opacity={curve.stable ? 1 : 0.4}
            />
            <text x={24} dy="0.35em" fontWeight={curve.chosen ? 600 : 400}>
              {curve.design}
            </text>
            {note !== undefined && (
              <text x={24} y={14} dy="0.35em" fill={palette.quiet}>
                {note}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
