/**
 * The months ahead as a fan: nine in ten worlds, three in five, the middle with its interval; the budget through it,
 * and what happens to models and prices above it. Unstable months are said, not drawn.
 */
import { area, line } from "d3";
import { FanBudget, FanEnds, FanMarks, markLanes } from "./fan-words.tsx";
import { BottomAxis, type Box, ChartFrame, LeftAxis, round } from "./frame.tsx";
import type { LineStyle, Palette } from "./palette.ts";
import { type Domain, linearScale, type Tick } from "./scales.ts";

/** Percentiles over worlds; null where there is none. */
export interface FanMonth {
  readonly month: number;
  readonly p5: number | null;
  readonly p20: number | null;
  readonly p50: number | null;
  readonly p80: number | null;
  readonly p95: number | null;
  /** The interval of the middle. */
  readonly low: number | null;
  readonly high: number | null;
  readonly stable: boolean;
}

export interface FanMark {
  /** In months: 1 is the middle of the first. */
  readonly at: number;
  readonly text: string;
}

export interface FanProps {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly label: string;
  readonly months: readonly FanMonth[];
  readonly look: LineStyle;
  readonly domain: Domain;
  readonly ticks: readonly Tick[];
  readonly tickText: (value: number) => string;
  readonly axisTitle: string;
  readonly budget?: { readonly value: number; readonly words: string } | undefined;
  readonly marks: readonly FanMark[];
  /** Names of the percentiles at the last month that is drawn: `p50 $29k`. */
  readonly endTexts: Readonly<Partial<Record<FanLevel, string>>>;
  readonly cursor?: number | undefined;
}

export const FAN_LEVELS = ["p95", "p80", "p50", "p20", "p5"] as const;
export type FanLevel = (typeof FAN_LEVELS)[number];

const LANE = 18;

export function fanBox(width: number, height: number, marks: readonly FanMark[], months: number): Box {
  const across = { left: 56, right: width - 108 };
  const lanes = markLanes(marks, monthScale(across, months), across).lanes;
  return { ...across, top: 28 + lanes * LANE, bottom: height - 44 };
}

/** A month is as wide as its cell, its point in the middle. */
export function monthScale({ left, right }: Pick<Box, "left" | "right">, months: number) {
  return linearScale({ low: 0.5, high: months + 0.5 }, left, right);
}

export function Fan(props: FanProps) {
  const { width, height, palette, label, months, look, domain, ticks, tickText, axisTitle } = props;
  const box = fanBox(width, height, props.marks, months.length);
  const x = monthScale(box, months.length);
  const y = linearScale(domain, box.bottom, box.top);
  return (
    <ChartFrame width={width} height={height} palette={palette} label={label}>
      <LeftAxis
        ticks={y.ticks(5).map((at) => ({ at, label: tickText(at) }))}
        place={y}
        box={box}
        palette={palette}
        title=""
      />
      <BottomAxis
        ticks={thinned(ticks, box)}
        place={x}
        box={box}
        palette={palette}
        title="Month"
        grid={false}
      />
      <Unstable months={months} x={x} box={box} palette={palette} />
      {runs(months).map((run) => (
        <FanRun key={run[0]?.month} months={run} {...{ x, y, look, palette }} />
      ))}
      {props.budget !== undefined && <FanBudget budget={props.budget} {...{ y, box, palette, domain }} />}
      <FanMarks marks={props.marks} {...{ x, box, palette }} />
      <text
        x={0}
        y={box.top - 12}
        fill={palette.quiet}
        stroke={palette.paper}
        strokeWidth={4}
        paintOrder="stroke"
      >
        {axisTitle}
      </text>
      <FanEnds months={months} texts={props.endTexts} {...{ y, box, palette }} />
      {props.cursor !== undefined && (
        <line
          x1={round(x(props.cursor))}
          x2={round(x(props.cursor))}
          y1={box.top}
          y2={box.bottom}
          stroke={palette.accent}
        />
      )}
    </ChartFrame>
  );
}

/** As many names of months as have room. */
function thinned(ticks: readonly Tick[], box: Box): readonly Tick[] {
  const every = Math.max(1, Math.ceil((ticks.length * 60) / (box.right - box.left)));
  return ticks.filter((_, index) => index % every === 0);
}

type Drawn = FanMonth & Readonly<Record<FanLevel, number>>;

const isDrawn = (month: FanMonth): month is Drawn =>
  month.stable && FAN_LEVELS.every((level) => month[level] !== null);

/** Months in a row that can be drawn. */
function runs(months: readonly FanMonth[]): readonly (readonly Drawn[])[] {
  const found: Drawn[][] = [];
  let open: Drawn[] | undefined;
  for (const month of months) {
    if (!isDrawn(month)) {
      open = undefined;
      continue;
    }
    if (open === undefined) {
      open = [];
      found.push(open);
    }
    open.push(month);
  }
  return found;
}

interface FanRunProps {
  readonly months: readonly Drawn[];
  readonly x: (month: number) => number;
  readonly y: (value: number) => number;
  readonly look: LineStyle;
  readonly palette: Palette;
}

type Point = readonly [month: number, at: Drawn];

function FanRun({ months, x, y, look, palette }: FanRunProps) {
  const points = widened(months);
  const band = (low: FanLevel, high: FanLevel) =>
    area<Point>()
      .x(([month]) => round(x(month)))
      .y0(([, at]) => round(y(at[low])))
      .y1(([, at]) => round(y(at[high])))(points) ?? "";
  const middle = line<Point>()
    .x(([month]) => round(x(month)))
    .y(([, at]) => round(y(at.p50)))(points);
  return (
    <g>
      <path data-band="p5-p95" d={band("p5", "p95")} fill={look.colour} opacity={0.16} />
      <path data-band="p20-p80" d={band("p20", "p80")} fill={look.colour} opacity={0.26} />
      {months.map(({ month, low, high }) =>
        low === null || high === null ? null : (
          <line
            key={month}
            data-month={month}
            x1={round(x(month))}
            x2={round(x(month))}
            y1={round(y(low))}
            y2={round(y(high))}
            stroke={palette.ink}
            strokeWidth={3}
            opacity={0.4}
          />
        ),
      )}
      <path
        data-line="p50"
        d={middle ?? ""}
        fill="none"
        stroke={look.colour}
        strokeWidth={2.5}
        strokeDasharray={look.dash}
        strokeLinejoin="round"
      />
    </g>
  );
}

/** To both edges of the first and the last month, so that a single month has a width. */
function widened(months: readonly Drawn[]): readonly Point[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [
    [first.month - 0.5, first],
    ...months.map((month): Point => [month.month, month]),
    [last.month + 0.5, last],
  ];
}

type UnstableProps = Pick<FanProps, "months" | "palette"> & {
  readonly x: (month: number) => number;
  readonly box: Box;
};

/** Where more arrives than can be done, costs of simulated days would be a lie. */
function Unstable({ months, x, box, palette }: UnstableProps) {
  const unstable = months.filter(({ stable }) => !stable);
  const first = unstable[0];
  if (first === undefined) return null;
  const from = x(first.month - 0.5);
  return (
    <g>
      {unstable.map(({ month }) => (
        <rect
          key={month}
          data-unstable={month}
          x={round(x(month - 0.5))}
          y={box.top}
          width={round(x(month + 0.5) - x(month - 0.5))}
          height={box.bottom - box.top}
          fill={palette.broken}
          opacity={0.1}
        />
      ))}
      <text
        x={round(Math.min(from + 8, box.right - 168))}
        y={(box.top + box.bottom) / 2}
        fill={palette.broken}
        fontWeight={600}
      >
        unstable: no cost to tell
      </text>
    </g>
  );
}
