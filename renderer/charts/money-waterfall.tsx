/**
 * Where the money of a unit of value goes: from what its tokens would cost at list price, over what is saved (hollow)
 * and what is added (pale), to what it costs (full). Each bar begins where the one before it ended.
 */
import { BottomAxis, type Box, ChartFrame, round } from "./frame.tsx";
import { designStyle, type Palette } from "./palette.ts";
import { linearScale } from "./scales.ts";

export interface MoneyBar {
  readonly name: string;
  /** Below zero for what is saved. */
  readonly value: number;
  readonly text: string;
  /** `part` adds to the bars before, or takes from them; `start` and `total` stand by themselves from zero. */
  readonly kind: "start" | "part" | "total";
  /** The interval of a total. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export interface MoneyWaterfallProps {
  readonly width: number;
  readonly palette: Palette;
  readonly label: string;
  readonly bars: readonly MoneyBar[];
  readonly order: number;
  /** Right end of the axis. */
  readonly high: number;
  readonly tickText: (value: number) => string;
  readonly axisTitle: string;
}

const ROW = 24;
const NAMES = 132;
const TEXTS = 148;

export const waterfallHeight = (bars: number): number => bars * ROW + 56;

export function MoneyWaterfall(props: MoneyWaterfallProps) {
  const { width, palette, label, bars, order, high, tickText, axisTitle } = props;
  const height = waterfallHeight(bars.length);
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
          joined={index > 0 && bar.kind === "part"}
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

/** Where each bar begins; a start and a total begin at zero, and what follows them goes on from their end. */
export function barStarts(bars: readonly MoneyBar[]): readonly number[] {
  let sum = 0;
  return bars.map((bar) => {
    const from = bar.kind === "part" ? sum : 0;
    sum = from + bar.value;
    return from;
  });
}

interface BarProps {
  readonly bar: MoneyBar;
  readonly from: number;
  /** Whether it goes on from the bar above. */
  readonly joined: boolean;
  readonly top: number;
  readonly x: (value: number) => number;
  readonly box: Box;
  readonly palette: Palette;
  readonly colour: string;
  readonly width: number;
}

const OPACITY = { start: 0.3, part: 0.55, total: 1 } as const;

function Bar({ bar, from, joined, top, x, box, palette, colour, width }: BarProps) {
  const [left, right] = [x(Math.min(from, from + bar.value)), x(Math.max(from, from + bar.value))];
  const middle = top + ROW / 2;
  const weight = bar.kind === "part" ? 400 : 600;
  const saved = bar.value < 0;
  return (
    <g data-bar={bar.name}>
      <text x={box.left - 12} y={middle} dy="0.35em" textAnchor="end" fontWeight={weight}>
        {bar.name}
      </text>
      {joined && (
        <line x1={round(x(from))} x2={round(x(from))} y1={top - 5} y2={top + 5} stroke={palette.hair} />
      )}
      <rect
        x={round(left)}
        y={top + 5}
        width={round(Math.max(1, right - left))}
        height={ROW - 10}
        fill={saved ? palette.paper : colour}
        stroke={saved ? colour : "none"}
        strokeDasharray={saved ? "3 2" : undefined}
        opacity={saved ? 1 : OPACITY[bar.kind]}
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
