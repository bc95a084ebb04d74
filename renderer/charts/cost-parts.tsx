/** What a unit of value costs, part by part: each bar begins where the one before it ended. */
import { BottomAxis, type Box, ChartFrame, round } from "./frame.tsx";
import { designStyle, type Palette } from "./palette.ts";
import { linearScale } from "./scales.ts";

export interface CostBar {
  readonly name: string;
  readonly value: number;
  readonly text: string;
  /** `part` adds to the bars before; `total` stands by itself from zero. */
  readonly kind: "part" | "total";
  /** The interval of a total. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export interface CostPartsProps {
  readonly width: number;
  readonly palette: Palette;
  readonly label: string;
  readonly bars: readonly CostBar[];
  readonly order: number;
  /** Right end of the axis. */
  readonly high: number;
  readonly tickText: (value: number) => string;
  readonly axisTitle: string;
}

const ROW = 24;
const NAMES = 132;
const TEXTS = 148;

export const partsHeight = (bars: number): number => bars * ROW + 56;

export function CostParts(props: CostPartsProps) {
  const { width, palette, label, bars, order, high, tickText, axisTitle } = props;
  const height = partsHeight(bars.length);
  const box: Box = { left: NAMES, right: width - TEXTS, top: 4, bottom: height - 44 };
  const x = linearScale({ low: 0, high }, box.left, box.right);
  const starts = barStarts(bars);
  const ticks = x.ticks(Math.max(2, Math.floor((box.right - box.left) / 90)));
  return (
    <ChartFrame width={width} height={height} palette={palette} label={label}>
      <BottomAxis
        ticks={ticks.map((at) => ({ at, label: tickText(at) }))}
        place={x}
        box={box}
        palette={palette}
        title={axisTitle}
      />
      {bars.map((bar, index) => (
        <Bar
          key={bar.name}
          bar={bar}
          from={starts[index] ?? 0}
          top={box.top + index * ROW}
          x={x}
          box={box}
          palette={palette}
          colour={designStyle(order, palette).colour}
          width={width}
        />
      ))}
    </ChartFrame>
  );
}

/** Where each bar begins; a total begins at zero and what follows it goes on from its end. */
export function barStarts(bars: readonly CostBar[]): readonly number[] {
  let sum = 0;
  return bars.map((bar) => {
    if (bar.kind === "total") {
      sum = bar.value;
      return 0;
    }
    const from = sum;
    sum += bar.value;
    return from;
  });
}

interface BarProps {
  readonly bar: CostBar;
  readonly from: number;
  readonly top: number;
  readonly x: (value: number) => number;
  readonly box: Box;
  readonly palette: Palette;
  readonly colour: string;
  readonly width: number;
}

function Bar({ bar, from, top, x, box, palette, colour, width }: BarProps) {
  const total = bar.kind === "total";
  const [left, right] = [x(from), x(from + bar.value)];
  const middle = top + ROW / 2;
  const weight = total ? 600 : 400;
  return (
    <g>
      <text x={box.left - 12} y={middle} dy="0.35em" textAnchor="end" fontWeight={weight}>
        {bar.name}
      </text>
      <rect
        x={round(left)}
        y={top + 5}
        width={round(Math.max(1, right - left))}
        height={ROW - 10}
        fill={colour}
        opacity={total ? 1 : 0.55}
      />
      {bar.low !== undefined && bar.high !== undefined && (
        <line
          x1={round(x(bar.low))}
          x2={round(x(bar.high))}
          y1={middle}
          y2={middle}
          stroke={palette.ink}
          strokeWidth={3}
        />
      )}
      <text x={width - TEXTS + 12} y={middle} dy="0.35em" fontWeight={weight}>
        {bar.text}
      </text>
    </g>
  );
}
