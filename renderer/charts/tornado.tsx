/**
 * How far a measure goes with each assumption: a bar from where the assumption is low (p10) to where it is high (p90),
 * around where it is in its middle. What is no longer than chance alone makes a bar is pale.
 */
import { BottomAxis, type Box, ChartFrame, round } from "./frame.tsx";
import type { Palette } from "./palette.ts";
import { type Domain, linearScale } from "./scales.ts";
import { TornadoBar } from "./tornado-bar.tsx";
import { TORNADO_ROW, type TornadoRow } from "./tornado-rows.ts";

export interface TornadoProps {
  readonly width: number;
  readonly palette: Palette;
  readonly label: string;
  readonly rows: readonly TornadoRow[];
  readonly noiseFloor: number | undefined;
  readonly noiseText: string;
  readonly domain: Domain;
  readonly colour: string;
  readonly tickText: (value: number) => string;
  /** What ticks are round in: 3600 for seconds that are told in hours. */
  readonly tickUnit?: number;
  readonly axisTitle: string;
  /** Path of the row that is being read. */
  readonly read?: string | undefined;
}

export const TORNADO_TOP = 44;
const BELOW = 44;

export const tornadoHeight = (rows: number): number => TORNADO_TOP + rows * TORNADO_ROW + BELOW;

export function tornadoBox(width: number, rows: number): Box {
  const names = Math.min(260, Math.max(176, width * 0.26));
  return {
    left: Math.round(names) + 16,
    right: width - 128,
    top: TORNADO_TOP,
    bottom: TORNADO_TOP + rows * TORNADO_ROW,
  };
}

export function Tornado(props: TornadoProps) {
  const { width, palette, label, rows, noiseFloor, noiseText, domain, colour, tickText, axisTitle, read } =
    props;
  const box = tornadoBox(width, rows.length);
  const x = linearScale(domain, box.left, box.right);
  const { tickUnit = 1 } = props;
  const ticks = linearScale({ low: domain.low / tickUnit, high: domain.high / tickUnit }, box.left, box.right)
    .ticks(Math.max(3, Math.floor((box.right - box.left) / 90)))
    .map((at) => at * tickUnit);
  return (
    <ChartFrame width={width} height={tornadoHeight(rows.length)} palette={palette} label={label}>
      {noiseFloor !== undefined && (
        <NoiseBand floor={noiseFloor} words={noiseText} x={x} box={box} palette={palette} />
      )}
      <BottomAxis
        ticks={ticks.map((at) => ({ at, label: tickText(at) }))}
        place={x}
        box={box}
        palette={palette}
        title={axisTitle}
      />
      <line x1={round(x(0))} x2={round(x(0))} y1={box.top} y2={box.bottom} stroke={palette.ink} />
      <text x={width} y={box.top - 10} textAnchor="end" fill={palette.quiet}>
        p10 to p90
      </text>
      {rows.map((row, index) => (
        <TornadoBar
          key={row.path}
          row={row}
          top={box.top + index * TORNADO_ROW}
          {...{ x, box, width, palette, colour }}
          strong={read === row.path}
        />
      ))}
    </ChartFrame>
  );
}

interface NoiseBandProps {
  readonly floor: number;
  readonly words: string;
  readonly x: (value: number) => number;
  readonly box: Box;
  readonly palette: Palette;
}

/** A bar that is no longer than this band may be chance. */
function NoiseBand({ floor, words, x, box, palette }: NoiseBandProps) {
  const left = Math.max(box.left, x(-floor / 2));
  const right = Math.min(box.right, x(floor / 2));
  const middle = (left + right) / 2;
  return (
    <g>
      <rect
        data-part="noise"
        x={round(left)}
        y={box.top}
        width={round(right - left)}
        height={box.bottom - box.top}
        fill={palette.hair}
        opacity={0.28}
      />
      <path d={`M${round(left)},${box.top - 2}v-5H${round(right)}v5`} fill="none" stroke={palette.quiet} />
      <text x={round(middle)} y={box.top - 14} textAnchor="middle" fill={palette.quiet}>
        {words}
      </text>
    </g>
  );
}
