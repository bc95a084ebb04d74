/**
 * A cost over the worlds we believe possible: above, twenty equally likely ones as dots; below, the S-curve of
 * every design, with the share of worlds within the limit.
 */
import { formatShare } from "../../shared/units/format.ts";
import { BottomAxis, type Box, ChartFrame, LeftAxis, round, textWidth } from "./frame.tsx";
import { designStyle, type Palette } from "./palette.ts";
import { SCurve } from "./s-curve.tsx";
import { type Domain, dodged, linearScale, type Tick } from "./scales.ts";
import { WorldDots } from "./world-dots.tsx";
import { shareWithin } from "./worlds.ts";

export interface WorldCurve {
  readonly design: string;
  /** Place of the design in the scenario, which decides its colour and dash. */
  readonly order: number;
  /** One value a world, ascending. */
  readonly values: readonly number[];
}

export interface CostLimit {
  readonly value: number;
  /** `budget $35k`. */
  readonly words: string;
  /** Share of worlds within it, of the design that is shown, with its interval. */
  readonly kept?: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly words: string;
  };
}

export interface WorldCostsProps {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly label: string;
  readonly curves: readonly WorldCurve[];
  /** The design whose worlds are the dots. */
  readonly shown: string;
  readonly limit?: CostLimit | undefined;
  readonly domain: Domain;
  readonly tickText: (value: number) => string;
  /** `Cost of a month`. */
  readonly axisTitle: string;
  /** Cost at which the curves are being read. */
  readonly cursor?: number | undefined;
}

export interface CostBoxes {
  readonly dots: Box;
  readonly curve: Box;
}

const DOTS_SHARE = 0.34;

export function costBoxes(width: number, height: number): CostBoxes {
  const [left, right] = [56, width - 132];
  const middle = Math.round(28 + (height - 72) * DOTS_SHARE);
  return {
    dots: { left, right, top: 28, bottom: middle },
    curve: { left, right, top: middle + 32, bottom: height - 44 },
  };
}

const SHARES: readonly Tick[] = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: formatShare(at) }));

export function WorldCosts(props: WorldCostsProps) {
  const { width, height, palette, label, curves, shown, limit, domain, tickText, axisTitle, cursor } = props;
  const boxes = costBoxes(width, height);
  const box = boxes.curve;
  const x = linearScale(domain, box.left, box.right);
  const y = linearScale({ low: 0, high: 1 }, box.bottom, box.top);
  const ticks = x.ticks(Math.max(3, Math.floor((box.right - box.left) / 80)));
  const main = curves.find((curve) => curve.design === shown);
  const inside = limit !== undefined && limit.value >= domain.low && limit.value <= domain.high;
  return (
    <ChartFrame width={width} height={height} palette={palette} label={label}>
      <LeftAxis ticks={SHARES} place={y} box={box} palette={palette} title="" />
      <text x={0} y={box.top - 14} fill={palette.quiet}>
        Share of worlds that cost at most this
      </text>
      <BottomAxis
        ticks={ticks.map((at) => ({ at, label: tickText(at) }))}
        place={x}
        box={box}
        palette={palette}
        title={axisTitle}
        grid={false}
      />
      {inside && <LimitLine limit={limit} at={x(limit.value)} boxes={boxes} palette={palette} />}
      {main !== undefined && (
        <WorldDots curve={main} x={x} box={boxes.dots} palette={palette} limit={limit} />
      )}
      {[...curves]
        .sort((a, b) => Number(a.design === shown) - Number(b.design === shown))
        .map((curve) => (
          <SCurve
            key={curve.design}
            curve={curve}
            strong={curve.design === shown}
            x={x}
            y={y}
            box={box}
            palette={palette}
          />
        ))}
      {inside && limit.kept !== undefined && (
        <KeptMark kept={limit.kept} at={x(limit.value)} y={y} box={box} palette={palette} />
      )}
      <CurveLabels curves={curves} shown={shown} domain={domain} y={y} box={box} palette={palette} />
      {cursor !== undefined && (
        <line
          x1={round(x(cursor))}
          x2={round(x(cursor))}
          y1={boxes.dots.top}
          y2={box.bottom}
          stroke={palette.accent}
        />
      )}
    </ChartFrame>
  );
}

interface LabelsProps {
  readonly curves: readonly WorldCurve[];
  readonly shown: string;
  readonly domain: Domain;
  readonly y: (share: number) => number;
  readonly box: Box;
  readonly palette: Palette;
}

/** Names at the right, at the height where each curve leaves the picture. */
function CurveLabels({ curves, shown, domain, y, box, palette }: LabelsProps) {
  const wanted = curves.map((curve) => y(shareWithin(curve.values, domain.high)));
  const places = dodged(wanted, 18, box.top, box.bottom - 8);
  return (
    <g>
      {curves.map((curve, index) => {
        const look = designStyle(curve.order, palette);
        const strong = curve.design === shown;
        return (
          <g key={curve.design} transform={`translate(${box.right + 10},${round(places[index] ?? box.top)})`}>
            <line
              x2={18}
              stroke={look.colour}
              strokeWidth={strong ? 2.5 : 1.75}
              strokeDasharray={look.dash}
            />
            <text x={24} dy="0.35em" fontWeight={strong ? 600 : 400}>
              {curve.design}
            </text>
          </g>
        );
      })}
    </g>
  );
}

interface LimitLineProps {
  readonly limit: CostLimit;
  readonly at: number;
  readonly boxes: CostBoxes;
  readonly palette: Palette;
}

/** The limit through both pictures, and the ground beyond it. */
function LimitLine({ limit, at, boxes, palette }: LimitLineProps) {
  const { dots, curve } = boxes;
  const onLeft = at + textWidth(limit.words) + 8 > curve.right;
  const px = round(at);
  return (
    <g>
      <rect
        x={px}
        y={dots.top}
        width={round(curve.right - at)}
        height={dots.bottom - dots.top}
        fill={palette.broken}
        opacity={0.05}
      />
      <rect
        x={px}
        y={curve.top}
        width={round(curve.right - at)}
        height={curve.bottom - curve.top}
        fill={palette.broken}
        opacity={0.05}
      />
      <line
        x1={px}
        x2={px}
        y1={dots.top - 8}
        y2={curve.bottom}
        stroke={palette.ink}
        strokeWidth={1.25}
        strokeDasharray="5 3"
      />
      <text x={px + (onLeft ? -6 : 6)} y={dots.top} textAnchor={onLeft ? "end" : "start"} fontWeight={600}>
        {limit.words}
      </text>
    </g>
  );
}

interface KeptMarkProps {
  readonly kept: NonNullable<CostLimit["kept"]>;
  readonly at: number;
  readonly y: (share: number) => number;
  readonly box: Box;
  readonly palette: Palette;
}

/** The share of worlds within the limit, with its interval, where curve and limit cross. */
function KeptMark({ kept, at, y, box, palette }: KeptMarkProps) {
  const px = round(at);
  const onLeft = at + textWidth(kept.words) + 16 > box.right;
  return (
    <g>
      <line
        x1={px}
        x2={px}
        y1={round(y(kept.low))}
        y2={round(y(kept.high))}
        stroke={palette.ink}
        strokeWidth={4}
        opacity={0.35}
      />
      <circle
        cx={px}
        cy={round(y(kept.value))}
        r={4}
        fill={palette.ink}
        stroke={palette.paper}
        strokeWidth={1.5}
      />
      <text
        x={px + (onLeft ? -10 : 10)}
        y={round(y(kept.value)) + 18}
        textAnchor={onLeft ? "end" : "start"}
        fontWeight={600}
        stroke={palette.paper}
        strokeWidth={4}
        paintOrder="stroke"
      >
        {kept.words}
      </text>
    </g>
  );
}
