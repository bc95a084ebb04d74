/** What a unit costs against the tail: a cross of intervals a design, and a line through those that none beats in both. */
import { BottomAxis, type Box, ChartFrame, LeftAxis, round, textWidth } from "./frame.tsx";
import { designStyle, type Palette } from "./palette.ts";
import { type Domain, dodged, linearScale, logScale, secondsTicks } from "./scales.ts";

export interface FrontierPoint {
  readonly design: string;
  readonly order: number;
  readonly chosen: boolean;
  readonly cost: { readonly value: number; readonly low: number | null; readonly high: number | null };
  readonly seconds: { readonly value: number; readonly low: number | null; readonly high: number | null };
}

export interface FrontierProps {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly label: string;
  readonly points: readonly FrontierPoint[];
  readonly costs: Domain;
  readonly seconds: Domain;
  readonly costText: (cost: number) => string;
  readonly costTitle: string;
  /** Index of the point that is being read. */
  readonly cursor?: number | undefined;
}

export function frontierBox(width: number, height: number): Box {
  return { left: 64, right: width - 24, top: 28, bottom: height - 44 };
}

/** Designs that no other beats or equals in both, by their estimates; fastest first. */
export function efficientPoints(points: readonly FrontierPoint[]): readonly FrontierPoint[] {
  const efficient = points.filter(
    (point) =>
      !points.some(
        (other) =>
          other !== point &&
          other.cost.value <= point.cost.value &&
          other.seconds.value <= point.seconds.value &&
          (other.cost.value < point.cost.value || other.seconds.value < point.seconds.value),
      ),
  );
  return efficient.sort((a, b) => a.seconds.value - b.seconds.value);
}

export function frontierPlaces({
  points,
  costs,
  seconds,
  width,
  height,
}: Omit<FrontierProps, "palette" | "label">) {
  const box = frontierBox(width, height);
  const x = logScale(seconds, box.left, box.right);
  const y = linearScale(costs, box.bottom, box.top).clamp(true);
  return points.map((point) => ({ x: x(point.seconds.value), y: y(point.cost.value) }));
}

export function Frontier(props: FrontierProps) {
  const { width, height, palette, label, points, costs, seconds, costText, costTitle, cursor } = props;
  const box = frontierBox(width, height);
  const x = logScale(seconds, box.left, box.right);
  const y = linearScale(costs, box.bottom, box.top).clamp(true);
  const front = efficientPoints(points).map((point) => [x(point.seconds.value), y(point.cost.value)]);
  const read = cursor === undefined ? undefined : points[cursor];
  return (
    <ChartFrame width={width} height={height} palette={palette} label={label}>
      <LeftAxis
        ticks={y.ticks(6).map((at) => ({ at, label: costText(at) }))}
        place={y}
        box={box}
        palette={palette}
        title={costTitle}
      />
      <BottomAxis
        ticks={secondsTicks(seconds.low, seconds.high, Math.floor((box.right - box.left) / 70))}
        place={x}
        box={box}
        palette={palette}
        title="Seconds until 99% of results are there"
      />
      <polyline
        points={front.map((place) => place.map((at) => round(at)).join(",")).join(" ")}
        fill="none"
        stroke={palette.hair}
        strokeWidth={1.5}
      />
      {points.map((point) => (
        <Cross key={point.design} point={point} x={x} y={y} box={box} palette={palette} />
      ))}
      {read !== undefined && (
        <circle
          cx={round(x(read.seconds.value))}
          cy={round(y(read.cost.value))}
          r={9}
          fill="none"
          stroke={palette.accent}
          strokeWidth={1.5}
        />
      )}
      <Names points={points} x={x} y={y} box={box} palette={palette} />
    </ChartFrame>
  );
}

interface PlacedProps {
  readonly x: (seconds: number) => number;
  readonly y: (cost: number) => number;
  readonly box: Box;
  readonly palette: Palette;
}

/** Both intervals; an end that is not bounded goes to the edge. */
function Cross({
  point: { order, chosen, cost, seconds },
  x,
  y,
  box,
  palette,
}: PlacedProps & { point: FrontierPoint }) {
  const look = designStyle(order, palette);
  const [px, py] = [round(x(seconds.value)), round(y(cost.value))];
  return (
    <g stroke={look.colour}>
      <line
        x1={seconds.low === null ? box.left : round(x(seconds.low))}
        x2={seconds.high === null ? box.right : round(x(seconds.high))}
        y1={py}
        y2={py}
        strokeWidth={2}
        opacity={0.55}
      />
      <line
        x1={px}
        x2={px}
        y1={cost.low === null ? box.bottom : round(y(cost.low))}
        y2={cost.high === null ? box.top : round(y(cost.high))}
        strokeWidth={2}
        opacity={0.55}
      />
      <circle
        cx={px}
        cy={py}
        r={chosen ? 5.5 : 4.5}
        fill={look.colour}
        stroke={palette.paper}
        strokeWidth={1.5}
      />
    </g>
  );
}

const NAME_ROW = 17;

/** Names beside their points, led to them where they had to make room. */
function Names({ points, x, y, box, palette }: PlacedProps & Pick<FrontierProps, "points">) {
  const sides = points.map(({ design, seconds }) => {
    const onLeft = x(seconds.value) + 14 + textWidth(design) + 28 > box.right;
    return onLeft ? -1 : 1;
  });
  const tops = new Array<number>(points.length).fill(0);
  for (const side of [-1, 1]) {
    const these = points.flatMap((_, index) => (sides[index] === side ? [index] : []));
    const wanted = these.map((index) => y(points[index]?.cost.value ?? 0) - 12);
    dodged(wanted, NAME_ROW, box.top, box.bottom - 8).forEach((top, at) => {
      tops[these[at] ?? 0] = top;
    });
  }
  return (
    <g>
      {points.map(({ design, order, chosen, cost, seconds }, index) => {
        const look = designStyle(order, palette);
        const [px, py] = [round(x(seconds.value)), round(y(cost.value))];
        const side = sides[index] ?? 1;
        const [nx, ny] = [px + side * 14, round(tops[index] ?? py)];
        return (
          <g key={design}>
            {Math.abs(ny - py) > 20 && (
              <line x1={px} x2={nx} y1={py} y2={ny} stroke={palette.hair} strokeWidth={1} />
            )}
            <line
              x1={nx}
              x2={nx + side * 18}
              y1={ny}
              y2={ny}
              stroke={look.colour}
              strokeWidth={chosen ? 2.5 : 1.75}
              strokeDasharray={look.dash}
            />
            <text
              x={nx + side * 23}
              y={ny}
              dy="0.35em"
              textAnchor={side < 0 ? "end" : "start"}
              fontWeight={chosen ? 600 : 400}
              stroke={palette.paper}
              strokeWidth={4}
              paintOrder="stroke"
            >
              {design}
            </text>
          </g>
        );
      })}
    </g>
  );
}
