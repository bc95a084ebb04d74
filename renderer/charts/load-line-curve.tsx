/** One figure against the traffic: its line and interval over the multiples looked at, the promise, and its breaking. */
import { BottomAxis, type Box, ChartFrame, LeftAxis, round, textWidth } from "./frame.tsx";
import { trafficTicks } from "./load-line-axis.ts";
import { TrafficLine } from "./load-line-points.tsx";
import { designStyle, type LineStyle, type Palette } from "./palette.ts";
import { type Domain, linearScale, logLength, logScale, type Tick } from "./scales.ts";

export interface TrafficPoint {
  /** Of today's traffic. */
  readonly multiple: number;
  readonly replications: number;
  /** False: more work arrives than can be done, and no figure of it means anything. */
  readonly stable: boolean;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Known far worse than its neighbours: the line passes it by. */
  readonly rough: boolean;
}

export interface TrafficCurveProps {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly label: string;
  readonly design: string;
  /** Place of the design in the scenario. */
  readonly order: number;
  readonly points: readonly TrafficPoint[];
  /** Of the traffic. */
  readonly traffic: Domain;
  readonly domain: Domain;
  readonly log: boolean;
  readonly ticks: readonly Tick[];
  readonly axisTitle: string;
  /** Promised: `promise: at most 13 s`. */
  readonly limit?: { readonly value: number; readonly words: string } | undefined;
  /** Where the promise breaks. */
  readonly breaks?:
    | {
        readonly multiple: number;
        readonly low: number | null;
        readonly high: number | null;
        readonly words: string;
      }
    | undefined;
  readonly cursor?: number | undefined;
}

export function curveBox(width: number, height: number): Box {
  return { left: 56, right: width - 16, top: 44, bottom: height - 44 };
}

export const curvePlace = (traffic: Domain, box: Box) => logScale(traffic, box.left, box.right);

/** A log axis where figures differ twentyfold. */
export const needsLog = (domain: Domain): boolean => domain.low > 0 && logLength(domain) > Math.log(20);

export function TrafficCurve(props: TrafficCurveProps) {
  const { width, height, palette, label, design, points, traffic, domain, log, limit, breaks, cursor } =
    props;
  const box = curveBox(width, height);
  const x = curvePlace(traffic, box);
  const y = log
    ? logScale(domain, box.bottom, box.top)
    : linearScale(domain, box.bottom, box.top).clamp(true);
  const look = designStyle(props.order, palette);
  return (
    <ChartFrame width={width} height={height} palette={palette} label={label}>
      <LeftAxis ticks={props.ticks} place={y} box={box} palette={palette} title={props.axisTitle} />
      <BottomAxis
        ticks={trafficTicks(traffic)}
        place={x}
        box={box}
        palette={palette}
        title="Traffic, in multiples of today's"
        grid={false}
      />
      <Unstable points={points} x={x} box={box} palette={palette} />
      <Today at={x(1)} box={box} palette={palette} />
      {breaks !== undefined && <Breaking breaks={breaks} x={x} box={box} palette={palette} />}
      {limit !== undefined && limit.value <= domain.high && (
        <Limit limit={limit} at={y(limit.value)} box={box} palette={palette} />
      )}
      <TrafficLine points={points} x={x} y={y} box={box} look={look} palette={palette} />
      <Name design={design} points={points} x={x} y={y} look={look} palette={palette} box={box} />
      {cursor !== undefined && (
        <line
          x1={round(x(cursor))}
          x2={round(x(cursor))}
          y1={box.top}
          y2={box.bottom}
          stroke={palette.accent}
        />
      )}
    </ChartFrame>
  );
}

interface PlacedProps {
  readonly box: Box;
  readonly palette: Palette;
}

/** Multiples between which more work arrives than can be done: from halfway to a steady neighbour. */
export function unstableSpans(
  points: readonly Pick<TrafficPoint, "multiple" | "stable">[],
): readonly (readonly [from: number, to: number])[] {
  const spans: [number, number][] = [];
  points.forEach(({ multiple, stable }, at) => {
    if (stable) return;
    const [before, after] = [points[at - 1], points[at + 1]];
    const from = before === undefined ? 0 : Math.sqrt(before.multiple * multiple);
    const to = after === undefined ? Number.POSITIVE_INFINITY : Math.sqrt(after.multiple * multiple);
    const last = spans.at(-1);
    if (last !== undefined && before?.stable === false) last[1] = to;
    else spans.push([from, to]);
  });
  return spans;
}

function Unstable({
  points,
  x,
  box,
  palette,
}: PlacedProps & Pick<TrafficCurveProps, "points"> & { x: (at: number) => number }) {
  return (
    <g>
      {unstableSpans(points).map(([from, to]) => {
        const left = from === 0 ? box.left : round(x(from));
        const right = Number.isFinite(to) ? round(x(to)) : box.right;
        const words = "unstable";
        return (
          <g key={from}>
            <rect
              x={left}
              y={box.top}
              width={round(right - left)}
              height={box.bottom - box.top}
              fill={palette.broken}
              opacity={0.08}
            />
            {right - left > textWidth(words) && (
              <text
                x={round((left + right) / 2)}
                y={box.bottom - 10}
                textAnchor="middle"
                fill={palette.broken}
              >
                {words}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

function Today({ at, box, palette }: PlacedProps & { readonly at: number }) {
  const px = round(at);
  return (
    <g>
      <line x1={px} x2={px} y1={box.top} y2={box.bottom} stroke={palette.ink} strokeWidth={1} />
      <text x={px - 6} y={box.bottom - 8} textAnchor="end">
        today
      </text>
    </g>
  );
}

interface LimitProps extends PlacedProps {
  readonly limit: NonNullable<TrafficCurveProps["limit"]>;
  readonly at: number;
}

function Limit({ limit, at, box, palette }: LimitProps) {
  const py = round(at);
  const above = py - box.top > 22;
  return (
    <g>
      <line
        x1={box.left}
        x2={box.right}
        y1={py}
        y2={py}
        stroke={palette.ink}
        strokeWidth={1.25}
        strokeDasharray="5 3"
      />
      <text
        x={box.left + 6}
        y={above ? py - 6 : py + 16}
        fontWeight={600}
        stroke={palette.paper}
        strokeWidth={4}
        paintOrder="stroke"
      >
        {limit.words}
      </text>
    </g>
  );
}

interface BreakingProps extends PlacedProps {
  readonly breaks: NonNullable<TrafficCurveProps["breaks"]>;
  readonly x: (multiple: number) => number;
}

/** The load line of this promise, with the small mark at its head. */
function Breaking({ breaks, x, box, palette }: BreakingProps) {
  const [px, from, to] = [
    round(x(breaks.multiple)),
    round(breaks.low === null ? box.left : x(breaks.low)),
    round(breaks.high === null ? box.right : x(breaks.high)),
  ];
  const head = box.top - 10;
  const onLeft = px + textWidth(breaks.words) + 16 > box.right;
  const bounded = breaks.low !== null || breaks.high !== null;
  return (
    <g>
      {bounded && (
        <rect
          x={from}
          y={box.top}
          width={round(to - from)}
          height={box.bottom - box.top}
          fill={palette.ink}
          opacity={0.06}
        />
      )}
      <line x1={px} x2={px} y1={head + 5} y2={box.bottom} stroke={palette.ink} strokeWidth={1.5} />
      <circle cx={px} cy={head} r={5} fill={palette.paper} stroke={palette.ink} strokeWidth={1.75} />
      <line x1={px - 9} x2={px + 9} y1={head} y2={head} stroke={palette.ink} strokeWidth={1.75} />
      <text
        x={px + (onLeft ? -14 : 14)}
        y={head}
        dy="0.35em"
        textAnchor={onLeft ? "end" : "start"}
        fontWeight={600}
      >
        {breaks.words}
      </text>
    </g>
  );
}

interface NameProps extends PlacedProps, Pick<TrafficCurveProps, "design" | "points"> {
  readonly x: (multiple: number) => number;
  readonly y: (value: number) => number;
  readonly look: LineStyle;
}

/** The design's name where its line ends, on the side away from the axis that is nearer. */
function Name({ design, points, x, y, look, palette, box }: NameProps) {
  const last = points.findLast(({ value, stable }) => value !== null && stable);
  if (last === undefined || last.value === null) return null;
  const at = y(last.value);
  const below = at - box.top < 60;
  return (
    <text
      x={round(Math.max(box.left + textWidth(design), x(last.multiple)))}
      y={round(below ? at + 26 : at - 16)}
      textAnchor="end"
      fontWeight={600}
      fill={look.colour === palette.ink ? palette.ink : undefined}
      stroke={palette.paper}
      strokeWidth={4}
      paintOrder="stroke"
    >
      {design}
    </text>
  );
}
