/** The line of a figure over the traffic: through what is known well, with the band of its interval. */
import { area, line } from "d3";
import { type Box, round } from "./frame.tsx";
import type { TrafficPoint } from "./load-line-curve.tsx";
import type { LineStyle, Palette } from "./palette.ts";

interface TrafficLineProps {
  readonly points: readonly TrafficPoint[];
  readonly x: (multiple: number) => number;
  readonly y: (value: number) => number;
  readonly box: Box;
  readonly look: LineStyle;
  readonly palette: Palette;
}

interface Drawn extends TrafficPoint {
  readonly value: number;
}

const isDrawn = (point: TrafficPoint): point is Drawn => point.value !== null && point.stable;

/** How many times fewer replications make a point rough between neighbours. */
const FEWER = 4;

/** Points that were looked at only to find the way, between others that are known far better. */
export function withRough(points: readonly Omit<TrafficPoint, "rough">[]): readonly TrafficPoint[] {
  return points.map((point, at) => {
    const better = (other: Omit<TrafficPoint, "rough">): boolean =>
      other.value !== null && other.stable && other.replications >= FEWER * point.replications;
    return { ...point, rough: points.slice(0, at).some(better) && points.slice(at + 1).some(better) };
  });
}

export function TrafficLine({ points, x, y, box, look, palette }: TrafficLineProps) {
  const stretches = stretchesOf(points);
  const band = area<Drawn>()
    .x(({ multiple }) => round(x(multiple)))
    .y0(({ low, value }) => (low === null ? box.bottom : round(y(low ?? value))))
    .y1(({ high }) => (high === null ? box.top : round(y(high))));
  const path = line<Drawn>()
    .x(({ multiple }) => round(x(multiple)))
    .y(({ value }) => round(y(value)));
  return (
    <g>
      {stretches.map((stretch) => (
        <g key={stretch[0]?.multiple}>
          <path d={band(stretch) ?? ""} fill={look.colour} opacity={0.2} />
          <path
            d={path(stretch) ?? ""}
            fill="none"
            stroke={look.colour}
            strokeWidth={2.5}
            strokeDasharray={look.dash}
            strokeLinejoin="round"
          />
        </g>
      ))}
      {points.filter(isDrawn).map((point) => (
        <Dot key={point.multiple} point={point} x={x} y={y} box={box} look={look} palette={palette} />
      ))}
    </g>
  );
}

/** Runs of points that follow each other with a number each; rough ones are passed by, others interrupt. */
function stretchesOf(points: readonly TrafficPoint[]): readonly (readonly Drawn[])[] {
  const stretches: Drawn[][] = [[]];
  for (const point of points) {
    if (!isDrawn(point)) stretches.push([]);
    else if (!point.rough) stretches.at(-1)?.push(point);
  }
  return stretches.filter((stretch) => stretch.length > 0);
}

interface DotProps extends Omit<TrafficLineProps, "points"> {
  readonly point: Drawn;
}

/** A ring with its interval where a point is rough. */
function Dot({ point, x, y, box, look, palette }: DotProps) {
  const [px, py] = [round(x(point.multiple)), round(y(point.value))];
  if (!point.rough) {
    return <circle cx={px} cy={py} r={3} fill={look.colour} stroke={palette.paper} strokeWidth={1.25} />;
  }
  return (
    <g>
      <line
        x1={px}
        x2={px}
        y1={point.high === null ? box.top : round(y(point.high))}
        y2={point.low === null ? box.bottom : round(y(point.low))}
        stroke={look.colour}
        strokeWidth={1}
        opacity={0.6}
      />
      <circle cx={px} cy={py} r={2.75} fill={palette.paper} stroke={look.colour} strokeWidth={1.25} />
    </g>
  );
}
