/** The limit of a cost through both pictures, and the share of worlds that keeps it. */
import { type Box, round, textWidth } from "./frame.tsx";
import type { Palette } from "./palette.ts";
import type { CostBoxes, CostLimit } from "./world-costs.tsx";

interface LimitLineProps {
  readonly limit: CostLimit;
  readonly at: number;
  readonly boxes: CostBoxes;
  readonly palette: Palette;
}

/** The limit through both pictures, and the ground beyond it. */
export function LimitLine({ limit, at, boxes, palette }: LimitLineProps) {
  const { dots, curve } = boxes;
  const onLeft = at + textWidth(limit.words) + 8 > curve.right;
  const px = round(at);
  return (
    <g>
      <rect
        x={px}
        y={dots.top}
        width={round(curve.right - at)}
        height={dots.bottom - dots.top}
        fill={palette.broken}
        opacity={0.05}
      />
      <rect
        x={px}
        y={curve.top}
        width={round(curve.right - at)}
        height={curve.bottom - curve.top}
        fill={palette.broken}
        opacity={0.05}
      />
      <line
        x1={px}
        x2={px}
        y1={dots.top - 8}
        y2={curve.bottom}
        stroke={palette.ink}
        strokeWidth={1.25}
        strokeDasharray="5 3"
      />
      <text x={px + (onLeft ? -6 : 6)} y={dots.top} textAnchor={onLeft ? "end" : "start"} fontWeight={600}>
        {limit.words}
      </text>
    </g>
  );
}

interface KeptMarkProps {
  readonly kept: NonNullable<CostLimit["kept"]>;
  readonly at: number;
  readonly y: (share: number) => number;
  readonly box: Box;
  readonly palette: Palette;
}

/** The share of worlds within the limit, with its interval, where curve and limit cross. */
export function KeptMark({ kept, at, y, box, palette }: KeptMarkProps) {
  const px = round(at);
  const onLeft = at + textWidth(kept.words) + 16 > box.right;
  return (
    <g>
      <line
        x1={px}
        x2={px}
        y1={round(y(kept.low))}
        y2={round(y(kept.high))}
        stroke={palette.ink}
        strokeWidth={4}
        opacity={0.35}
      />
      <circle
        cx={px}
        cy={round(y(kept.value))}
        r={4}
        fill={palette.ink}
        stroke={palette.paper}
        strokeWidth={1.5}
      />
      <text
        x={px + (onLeft ? -10 : 10)}
        y={round(y(kept.value)) + 18}
        textAnchor={onLeft ? "end" : "start"}
        fontWeight={600}
        stroke={palette.paper}
        strokeWidth={4}
        paintOrder="stroke"
      >
        {kept.words}
      </text>
    </g>
  );
}
