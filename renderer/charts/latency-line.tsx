/** One design's line in the percentile plot, with its interval and the way it ends. */
import { area, line } from "d3";
import type { LatencyPoint } from "../../shared/series/series.ts";
import { type Box, round } from "./frame.tsx";
import { curveEnd, isDrawn, pointAt } from "./latency-points.ts";
import type { LineStyle, Palette } from "./palette.ts";
import { type Domain, secondsLabel } from "./scales.ts";

interface LatencyLineProps {
  readonly points: readonly LatencyPoint[];
  readonly look: LineStyle;
  readonly chosen: boolean;
  readonly x: (p: number) => number;
  readonly y: (seconds: number) => number;
  readonly box: Box;
  readonly palette: Palette;
  readonly domain: Domain;
  /** Shares of the promises, where the line gets a dot. */
  readonly marks: readonly number[];
}

export function LatencyLine({ points, look, chosen, x, y, box, palette, domain, marks }: LatencyLineProps) {
  const shown = points.filter((point) => point.p <= 0.999 + 1e-12);
  // What is faster or slower than the axis stays off the paper.
  const drawn = shown.filter(isDrawn).filter(({ value }) => value >= domain.low && value <= domain.high);
  const band = area<(typeof drawn)[number]>()
    .x((point) => round(x(point.p)))
    .y0((point) => round(y(point.low ?? point.value)))
    .y1((point) => (point.high === null ? box.top : round(y(point.high))));
  const path = line<(typeof drawn)[number]>()
    .x((point) => round(x(point.p)))
    .y((point) => round(y(point.value)));
  return (
    <g>
      <path d={band(drawn) ?? ""} fill={look.colour} opacity={chosen ? 0.2 : 0.12} />
      <path
        d={path(drawn) ?? ""}
        fill="none"
        stroke={look.colour}
        strokeWidth={chosen ? 2.5 : 1.75}
        strokeDasharray={look.dash}
        strokeLinejoin="round"
      />
      <LineEnd points={shown} look={look} x={x} y={y} box={box} palette={palette} />
      {marks.map((p) => (
        <PromiseDot key={p} p={p} points={shown} look={look} chosen={chosen} x={x} y={y} palette={palette} />
      ))}
    </g>
  );
}

type EndProps = Pick<LatencyLineProps, "points" | "look" | "x" | "y" | "box" | "palette">;

/** An open dot where there are too few tasks to go on; an arrow upwards where tasks were never answered. */
function LineEnd({ points, look, x, y, box, palette }: EndProps) {
  const end = curveEnd(points, 0.999);
  if (end.kind === "too few") {
    return (
      <circle
        cx={round(x(end.p))}
        cy={round(y(end.seconds))}
        r={3.5}
        fill={palette.paper}
        stroke={look.colour}
        strokeWidth={1.5}
      />
    );
  }
  if (end.kind !== "never") return null;
  const last = points.filter(isDrawn).at(-1);
  const px = round(x(end.p));
  const from = last === undefined ? box.bottom : round(y(last.value));
  return (
    <g>
      <line
        x1={px}
        x2={px}
        y1={from}
        y2={box.top + 7}
        stroke={look.colour}
        strokeWidth={1.5}
        strokeDasharray="1.5 3"
      />
      <path d={`M${px - 4},${box.top + 8}L${px},${box.top}L${px + 4},${box.top + 8}Z`} fill={look.colour} />
    </g>
  );
}

type DotProps = Pick<LatencyLineProps, "points" | "look" | "chosen" | "x" | "y" | "palette"> & {
  readonly p: number;
};

/** The line at a promised percentile, with its value for the design that is judged. */
function PromiseDot({ p, points, look, chosen, x, y, palette }: DotProps) {
  const point = pointAt(points, p);
  if (point === undefined || !isDrawn(point)) return null;
  const [px, py] = [round(x(p)), round(y(point.value))];
  return (
    <g>
      <circle
        cx={px}
        cy={py}
        r={chosen ? 4 : 3}
        fill={look.colour}
        stroke={palette.paper}
        strokeWidth={1.5}
      />
      {chosen && (
        <text x={px + 8} y={py + 16} fontWeight={600}>
          {secondsLabel(point.value)}
        </text>
      )}
    </g>
  );
}
