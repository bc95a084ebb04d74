/**
 * A cost over the worlds we believe possible: above, twenty equally likely ones as dots; below, the S-curve of
 * every design, with the share of worlds within the limit.
 */
import { formatShare } from "../../shared/units/format.ts";
import { KeptMark, LimitLine } from "./cost-limit.tsx";
import { CurveLabels } from "./curve-labels.tsx";
import { BottomAxis, type Box, ChartFrame, LeftAxis, round } from "./frame.tsx";
import type { Palette } from "./palette.ts";
import { SCurve } from "./s-curve.tsx";
import { type Domain, linearScale, type Tick } from "./scales.ts";
import { WorldDots } from "./world-dots.tsx";

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
