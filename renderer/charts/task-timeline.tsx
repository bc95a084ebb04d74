/** The life of one task along the clock: where it waited, and every attempt at each model. */
import { evenSeconds } from "./even-seconds.ts";
import { BottomAxis, type Box, ChartFrame, round, textWidth } from "./frame.tsx";
import { designStyle, type Palette } from "./palette.ts";
import { linearScale } from "./scales.ts";
import type { Lane, LaneMark, LaneSpan, MarkKind, SpanKind } from "./task-timeline-lanes.ts";

export interface TaskTimelineProps {
  readonly width: number;
  readonly palette: Palette;
  readonly label: string;
  readonly lanes: readonly Lane[];
  /** Seconds from the arrival to the end. */
  readonly end: number;
  readonly order: number;
  /** The moment that is read, seconds. */
  readonly cursor?: number | undefined;
}

const ROW = 32;
const BAR = 16;
const NAMES = 136;

export const timelineHeight = (lanes: number): number => Math.max(1, lanes) * ROW + 52;

export function timelineBox(width: number, lanes: number): Box {
  return { left: NAMES, right: width - 16, top: 8, bottom: timelineHeight(lanes) - 44 };
}

export function TaskTimeline({ width, palette, label, lanes, end, order, cursor }: TaskTimelineProps) {
  const box = timelineBox(width, lanes.length);
  // A task that ends at once still has an axis.
  const x = linearScale({ low: 0, high: Math.max(end, 0.001) }, box.left, box.right);
  const most = Math.max(2, Math.floor((box.right - box.left) / 80));
  return (
    <ChartFrame width={width} height={timelineHeight(lanes.length)} palette={palette} label={label}>
      <BottomAxis
        ticks={evenSeconds(Math.max(end, 0.001), most)}
        place={x}
        box={box}
        palette={palette}
        title="Since its arrival"
      />
      {lanes.map((lane, index) => (
        <LaneRow
          key={lane.name}
          {...{ lane, x, palette, order }}
          left={box.left}
          middle={box.top + index * ROW + ROW / 2}
        />
      ))}
      {cursor !== undefined && (
        <line
          x1={round(x(Math.min(cursor, end)))}
          x2={round(x(Math.min(cursor, end)))}
          y1={box.top}
          y2={box.bottom}
          stroke={palette.accent}
        />
      )}
    </ChartFrame>
  );
}

interface LaneRowProps {
  readonly lane: Lane;
  readonly left: number;
  readonly middle: number;
  readonly x: (seconds: number) => number;
  readonly palette: Palette;
  readonly order: number;
}

function LaneRow({ lane, left, middle, x, palette, order }: LaneRowProps) {
  return (
    <g>
      <text x={left - 12} y={middle} dy="0.35em" textAnchor="end">
        {shortened(lane.name)}
      </text>
      {lane.spans.map((span) => (
        <Span
          key={`${span.kind} ${span.from} ${span.until}`}
          {...{ span, x, palette, order }}
          marks={lane.marks.map(({ at }) => x(at))}
          y={middle - BAR / 2}
        />
      ))}
      {lane.marks.map((mark) => (
        <Mark key={`${mark.kind} ${mark.at}`} {...{ mark, palette }} x={round(x(mark.at))} y={middle} />
      ))}
    </g>
  );
}

const LONGEST = 19;
const shortened = (name: string): string =>
  name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1)}…`;

interface SpanProps {
  readonly span: LaneSpan;
  /** Where the lane's marks are drawn. */
  readonly marks: readonly number[];
  readonly y: number;
  readonly x: (seconds: number) => number;
  readonly palette: Palette;
  readonly order: number;
}

function Span({ span, marks, y, x, palette, order }: SpanProps) {
  const [from, until] = [x(span.from), Math.max(x(span.until), x(span.from) + 1)];
  const { fill, opacity, ink } = spanLook(span.kind, palette, order);
  // What is written keeps clear of the marks: it begins behind the last that is not the span's end.
  const begins = Math.max(from, ...marks.filter((mark) => mark >= from - 4 && mark < until - 4)) + 8;
  const fits = span.text !== "" && until - 8 > begins + textWidth(span.text);
  return (
    <g>
      <rect
        x={round(from)}
        y={y}
        width={round(until - from)}
        height={BAR}
        fill={fill}
        fillOpacity={opacity}
        stroke={fill}
        strokeWidth={1}
      />
      {fits && (
        <text x={round(begins)} y={y + BAR / 2} dy="0.35em" fill={ink}>
          {span.text}
        </text>
      )}
    </g>
  );
}

/** Spans are pale, edged in their colour, so that what is written on them can be read. */
function spanLook(kind: SpanKind, palette: Palette, order: number) {
  const looks: Readonly<Record<SpanKind, { readonly fill: string; readonly opacity: number }>> = {
    outside: { fill: palette.quiet, opacity: 0.2 },
    wait: { fill: palette.unsure, opacity: 0.3 },
    backoff: { fill: palette.unsure, opacity: 0.15 },
    line: { fill: palette.unsure, opacity: 0.15 },
    attempt: { fill: designStyle(order, palette).colour, opacity: 0.28 },
    unheard: { fill: palette.broken, opacity: 0.1 },
    person: { fill: palette.ink, opacity: 0.16 },
  };
  return { ...looks[kind], ink: palette.ink };
}

interface MarkProps {
  readonly mark: LaneMark;
  readonly x: number;
  readonly y: number;
  readonly palette: Palette;
}

/** What marks mean, in the order of the key below the chart. */
export const MARK_WORDS: Readonly<Record<MarkKind, string>> = {
  throttled: "429",
  firstToken: "first token",
  answers: "answers",
  errors: "error",
  timesOut: "times out",
  turnedAway: "turned away",
};

export function Mark({ mark, x, y, palette }: MarkProps) {
  const cross = `M${x - 4},${y - 4}L${x + 4},${y + 4}M${x - 4},${y + 4}L${x + 4},${y - 4}`;
  switch (mark.kind) {
    case "throttled":
      return <path d={`M${x},${y - 8}V${y + 8}`} stroke={palette.broken} strokeWidth={2} />;
    case "turnedAway":
    case "errors":
      return <path d={cross} stroke={palette.broken} strokeWidth={2} fill="none" />;
    case "timesOut":
      return <rect x={x - 4} y={y - 4} width={8} height={8} fill={palette.broken} />;
    case "firstToken":
      return <circle cx={x} cy={y} r={3.5} fill={palette.paper} stroke={palette.ink} strokeWidth={1.5} />;
    case "answers":
      return <circle cx={x} cy={y} r={4} fill={palette.ink} stroke={palette.paper} strokeWidth={1} />;
  }
}
