/** The paper, axes and words that every chart is drawn with. */
import type { ReactNode } from "react";
import { FONT, type Palette } from "./palette.ts";
import type { Tick } from "./scales.ts";

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface ChartFrameProps {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  /** What the picture says, for those who can't see it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** The root of a chart: carries the face and its tabular figures, so that an export looks the same. */
export function ChartFrame({ width, height, palette, label, children }: ChartFrameProps) {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      fontFamily={FONT}
      fontSize={12}
      fill={palette.ink}
      style={{ fontVariantNumeric: "tabular-nums" }}
    >
      {children}
    </svg>
  );
}

interface AxisProps {
  readonly ticks: readonly Tick[];
  readonly place: (at: number) => number;
  readonly box: Box;
  readonly palette: Palette;
  /** What the axis measures, with its unit. */
  readonly title: string;
  readonly grid?: boolean;
}

/** The axis below, its title at the right end under the labels. */
export function BottomAxis({ ticks, place, box, palette, title, grid = true }: AxisProps) {
  return (
    <g fill={palette.quiet} textAnchor="middle">
      <line x1={box.left} x2={box.right} y1={box.bottom} y2={box.bottom} stroke={palette.hair} />
      {ticks.map(({ at, label }) => (
        <g key={label} transform={`translate(${round(place(at))},0)`}>
          {grid && <line y1={box.top} y2={box.bottom} stroke={palette.line} />}
          <line y1={box.bottom} y2={box.bottom + 4} stroke={palette.hair} />
          <text y={box.bottom + 17}>{label}</text>
        </g>
      ))}
      <text x={(box.left + box.right) / 2} y={box.bottom + 35}>
        {title}
      </text>
    </g>
  );
}

/** The axis at the left; its title stands above, where it can be read. */
export function LeftAxis({ ticks, place, box, palette, title, grid = true }: AxisProps) {
  return (
    <g fill={palette.quiet}>
      {ticks.map(({ at, label }) => (
        <g key={label} transform={`translate(0,${round(place(at))})`}>
          {grid && <line x1={box.left} x2={box.right} stroke={palette.line} />}
          <text x={box.left - 8} dy="0.35em" textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      <text x={0} y={12}>
        {title}
      </text>
    </g>
  );
}

/** A tenth of a pixel is finer than any screen, and keeps the pictures' text short. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** About how wide a text is at 12 px; charts are drawn where nothing can be measured. */
export const textWidth = (text: string): number => text.length * 6.3;
