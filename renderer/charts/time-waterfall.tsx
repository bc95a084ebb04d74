/** Where the time of tasks went: a bar a percentile of the result, cut into the parts of its time. */
import type { TimePart } from "../../shared/simulate/tally.ts";
import { evenSeconds } from "./even-seconds.ts";
import { BottomAxis, type Box, ChartFrame, round, textWidth } from "./frame.tsx";
import { designStyle, type Palette } from "./palette.ts";
import { linearScale } from "./scales.ts";

export interface TimeSlice {
  readonly part: TimePart;
  /** As it is called: `backing off`. */
  readonly name: string;
  /** Mean seconds. */
  readonly seconds: number;
  /** `backing off 12.3 s`. */
  readonly text: string;
}

export interface TimeBar {
  /** `p99`. */
  readonly percentile: string;
  /** The percentile itself, and its interval. */
  readonly value: string;
  readonly spread: string;
  /** In the order in which they are drawn; none where nothing is known. */
  readonly slices: readonly TimeSlice[];
}

/** A slice of a bar, by their positions. */
export interface SlicePlace {
  readonly bar: number;
  readonly slice: number;
}

export interface TimeWaterfallProps {
  readonly width: number;
  readonly palette: Palette;
  readonly label: string;
  readonly bars: readonly TimeBar[];
  readonly order: number;
  /** Right end of the axis, seconds. */
  readonly high: number;
  readonly cursor?: SlicePlace | undefined;
}

const ROW = 64;
const BAR = 20;
const NAMES = 120;
const MARGIN = 16;

export const timeBarsHeight = (bars: number): number => bars * ROW + 48;

export function timeBarsBox(width: number, bars: number): Box {
  return { left: NAMES, right: width - MARGIN, top: 8, bottom: timeBarsHeight(bars) - 44 };
}

export interface SliceFill {
  readonly colour: string;
  readonly opacity: number;
}

/** Work in the colour of the design, waiting in that of doubt, what came to nothing in that of loss. */
export function sliceFill(part: TimePart, order: number, palette: Palette): SliceFill {
  const design = designStyle(order, palette).colour;
  const fills: Readonly<Record<TimePart, SliceFill>> = {
    outside: { colour: palette.quiet, opacity: 0.45 },
    slot: { colour: palette.unsure, opacity: 0.4 },
    quota: { colour: palette.unsure, opacity: 1 },
    backoff: { colour: palette.unsure, opacity: 0.7 },
    batch: { colour: palette.unsure, opacity: 0.55 },
    lost: { colour: palette.broken, opacity: 0.85 },
    firstToken: { colour: design, opacity: 0.5 },
    generation: { colour: design, opacity: 1 },
    people: { colour: palette.ink, opacity: 0.75 },
  };
  return fills[part];
}

export function TimeWaterfall({ width, palette, label, bars, order, high, cursor }: TimeWaterfallProps) {
  const box = timeBarsBox(width, bars.length);
  const x = linearScale({ low: 0, high }, box.left, box.right);
  const most = Math.max(2, Math.floor((box.right - box.left) / 80));
  return (
    <ChartFrame width={width} height={timeBarsHeight(bars.length)} palette={palette} label={label}>
      <BottomAxis
        ticks={evenSeconds(high, most)}
        place={x}
        box={box}
        palette={palette}
        title="Mean time of tasks near each percentile"
      />
      {bars.map((bar, index) => (
        <Bar
          key={bar.percentile}
          {...{ bar, x, box, palette, order }}
          top={box.top + index * ROW}
          read={cursor?.bar === index ? cursor.slice : undefined}
        />
      ))}
    </ChartFrame>
  );
}

interface BarProps {
  readonly bar: TimeBar;
  readonly top: number;
  readonly x: (seconds: number) => number;
  readonly box: Box;
  readonly palette: Palette;
  readonly order: number;
  /** The slice that is read. */
  readonly read: number | undefined;
}

function Bar({ bar, top, x, box, palette, order, read }: BarProps) {
  const starts = sliceStarts(bar.slices);
  return (
    <g>
      <text x={0} y={top + 12} fontWeight={600}>
        {bar.percentile} {bar.value}
      </text>
      <text x={0} y={top + 28} fill={palette.quiet}>
        {bar.spread}
      </text>
      {bar.slices.map(({ part, seconds }, index) => {
        const fill = sliceFill(part, order, palette);
        const [left, right] = [x(starts[index] ?? 0), x((starts[index] ?? 0) + seconds)];
        return (
          <rect
            key={part}
            x={round(left)}
            y={top}
            width={round(Math.max(0.5, right - left - 1))}
            height={BAR}
            fill={fill.colour}
            fillOpacity={fill.opacity}
            stroke={read === index ? palette.ink : "none"}
            strokeWidth={read === index ? 1.5 : 0}
          />
        );
      })}
      {bar.slices.length === 0 && (
        <text x={box.left} y={top + 14} fill={palette.quiet}>
          not known
        </text>
      )}
      <SliceLabels {...{ bar, starts, x, box, palette, order }} y={top + BAR + 18} />
    </g>
  );
}

interface SliceLabelsProps extends Pick<BarProps, "bar" | "x" | "box" | "palette" | "order"> {
  readonly starts: readonly number[];
  readonly y: number;
}

/** Each part's name below it, beside a piece of its colour; the smallest are left to the read-out where room is short. */
function SliceLabels({ bar, starts, x, box, palette, order, y }: SliceLabelsProps) {
  const whole = bar.slices.reduce((sum, { seconds }) => sum + seconds, 0);
  const wanted = bar.slices.map((slice, index) => ({
    at: x(starts[index] ?? 0),
    told: slice.seconds >= LEAST_TOLD * whole,
    width: textWidth(slice.text) + SWATCH,
    weight: slice.seconds,
  }));
  return labelPlaces(wanted, box.left, box.right).map((at, index) => {
    const slice = bar.slices[index];
    if (at === undefined || slice === undefined) return null;
    const fill = sliceFill(slice.part, order, palette);
    return (
      <g key={slice.part} transform={`translate(${round(at)},${y})`}>
        <rect y={-8} width={8} height={8} fill={fill.colour} fillOpacity={fill.opacity} />
        <text x={SWATCH} stroke={palette.paper} strokeWidth={3} paintOrder="stroke">
          {slice.text}
        </text>
      </g>
    );
  });
}

const SWATCH = 13;
/** Share of a bar from which a part is named beside it. */
const LEAST_TOLD = 0.01;
const GAP = 14;

/** Where each slice of a bar begins, seconds. */
export function sliceStarts(slices: readonly TimeSlice[]): readonly number[] {
  let sum = 0;
  return slices.map(({ seconds }) => {
    sum += seconds;
    return sum - seconds;
  });
}

interface WantedLabel {
  /** Whether it is to be written at all. */
  readonly told: boolean;
  readonly at: number;
  readonly width: number;
  readonly weight: number;
}

/** Places for labels side by side, each as near as can be to where it belongs; undefined for those without room. */
export function labelPlaces(
  wanted: readonly WantedLabel[],
  left: number,
  right: number,
): readonly (number | undefined)[] {
  const kept = keptLabels(wanted, right - left);
  const places: (number | undefined)[] = wanted.map(() => undefined);
  let from = left;
  for (const index of kept) {
    places[index] = Math.max(from, wanted[index]?.at ?? left);
    from = (places[index] ?? left) + (wanted[index]?.width ?? 0) + GAP;
  }
  let until = right;
  for (const index of [...kept].reverse()) {
    const width = wanted[index]?.width ?? 0;
    places[index] = Math.min(places[index] ?? left, until - width);
    until = (places[index] ?? left) - GAP;
  }
  return places;
}

/** Positions of the labels that have room together: the heaviest, in order. */
function keptLabels(wanted: readonly WantedLabel[], room: number): readonly number[] {
  const kept = wanted.flatMap(({ told }, index) => (told ? [index] : []));
  const taken = (): number => kept.reduce((sum, index) => sum + (wanted[index]?.width ?? 0) + GAP, -GAP);
  while (kept.length > 0 && taken() > room) {
    const weights = kept.map((index) => wanted[index]?.weight ?? 0);
    kept.splice(weights.indexOf(Math.min(...weights)), 1);
  }
  return kept;
}
