/** Twenty equally likely worlds as dots: filled ones keep within the limit, rings do not. */
import { type Box, round } from "./frame.tsx";
import { designStyle, type Palette } from "./palette.ts";
import type { CostLimit, WorldCurve } from "./world-costs.tsx";
import { type Dot, quantileDots } from "./worlds.ts";

const DOTS = 20;
const WIDEST = 24;
const NARROWEST = 6;

interface WorldDotsProps {
  readonly curve: WorldCurve;
  readonly x: (value: number) => number;
  readonly box: Box;
  readonly palette: Palette;
  readonly limit: CostLimit | undefined;
}

/** The widest dots whose highest stack still fits between the lines. */
function fittingDots(
  values: readonly number[],
  x: (value: number) => number,
  height: number,
  limit: CostLimit | undefined,
) {
  let width = WIDEST;
  let dots: readonly Dot[] = [];
  for (; width >= NARROWEST; width -= 1) {
    dots = quantileDots(values, DOTS, x, width, limit?.value);
    if ((Math.max(0, ...dots.map((dot) => dot.level)) + 1) * width <= height) break;
  }
  return { dots, width };
}

export function WorldDots({ curve, x, box, palette, limit }: WorldDotsProps) {
  const look = designStyle(curve.order, palette);
  const { dots, width } = fittingDots(curve.values, x, box.bottom - box.top, limit);
  const shown = dots.filter((dot) => dot.x >= box.left - width && dot.x <= box.right + width);
  const each = curve.values.length > DOTS ? `1 in ${DOTS} worlds` : "one world";
  return (
    <g>
      <text x={0} y={12} fill={palette.quiet}>
        Each dot is {each} of “{curve.design}”
      </text>
      <line x1={box.left} x2={box.right} y1={box.bottom} y2={box.bottom} stroke={palette.hair} />
      {shown.map((dot) => {
        const within = limit === undefined || dot.value <= limit.value;
        return (
          <circle
            key={`${dot.value}-${dot.level}`}
            cx={round(dot.x)}
            cy={round(box.bottom - (dot.level + 0.5) * width - 1)}
            r={width / 2 - 1.5}
            fill={within ? look.colour : palette.paper}
            stroke={within ? look.colour : palette.broken}
            strokeWidth={1.5}
          />
        );
      })}
    </g>
  );
}
