/**
 * How slow the tail is: seconds on a log axis against the nines, one line a design with the band of its interval,
 * and the promise as a staircase.
 */
import type { LatencyPoint } from "../../shared/series/series.ts";
import { DesignLabels } from "./design-labels.tsx";
import { BottomAxis, type Box, ChartFrame, LeftAxis, round } from "./frame.tsx";
import { LatencyLine } from "./latency-line.tsx";
import { designStyle, type Palette } from "./palette.ts";
import { type LatencyPromise, PromiseStairs } from "./promise-stairs.tsx";
import { type Domain, logScale, ninesOf, ninesTicks, secondsTicks } from "./scales.ts";

export interface LatencyCurve {
  readonly design: string;
  /** Place of the design in the scenario, which decides its colour and dash. */
  readonly order: number;
  readonly chosen: boolean;
  readonly stable: boolean;
  /** Share of arrived tasks that were answered at all. */
  readonly served: number;
  readonly points: readonly LatencyPoint[];
}

export interface PercentilePlotProps {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly label: string;
  readonly curves: readonly LatencyCurve[];
  readonly promises: readonly LatencyPromise[];
  readonly domain: Domain;
  /** What the seconds are of: `until the first token`, `until the answer is finished`. */
  readonly measured: string;
  /** Share at which the curves are being read. */
  readonly cursor?: number | undefined;
}

/** The axis ends here; the estimates beyond ask for more tasks than a person waits for. */
export const LAST_SHARE = 0.999;

export function percentileBox(width: number, height: number): Box {
  return { left: 56, right: width - 184, top: 28, bottom: height - 44 };
}

/** The share under a horizontal place of the plot. */
export function shareAt(x: number, box: Box): number {
  const along = Math.min(1, Math.max(0, (x - box.left) / (box.right - box.left)));
  return 1 - 10 ** (-along * ninesOf(LAST_SHARE));
}

export function PercentilePlot(props: PercentilePlotProps) {
  const { width, height, palette, label, curves, promises, domain, measured, cursor } = props;
  const box = percentileBox(width, height);
  const x = (p: number): number => box.left + (ninesOf(p) / ninesOf(LAST_SHARE)) * (box.right - box.left);
  const y = logScale(domain, box.bottom, box.top);
  // The chosen design is drawn last, above the others.
  const ordered = [...curves].sort((a, b) => Number(a.chosen) - Number(b.chosen));
  return (
    <ChartFrame width={width} height={height} palette={palette} label={label}>
      <LeftAxis
        ticks={secondsTicks(domain.low, domain.high, 8)}
        place={y}
        box={box}
        palette={palette}
        title={`Seconds ${measured}`}
      />
      <BottomAxis
        ticks={ninesTicks(LAST_SHARE)}
        place={x}
        box={box}
        palette={palette}
        title="Share of all arrived tasks that are at least this fast"
      />
      <PromiseStairs promises={promises} x={x} y={y} box={box} palette={palette} />
      {ordered.map((curve) =>
        curve.stable ? (
          <LatencyLine
            key={curve.design}
            points={curve.points}
            look={designStyle(curve.order, palette)}
            chosen={curve.chosen}
            x={x}
            y={y}
            box={box}
            palette={palette}
            domain={domain}
            marks={promises.map((promise) => promise.p)}
          />
        ) : null,
      )}
      {cursor !== undefined && (
        <line
          x1={round(x(cursor))}
          x2={round(x(cursor))}
          y1={box.top}
          y2={box.bottom}
          stroke={palette.accent}
          strokeWidth={1}
        />
      )}
      <DesignLabels curves={curves} y={y} box={box} palette={palette} lastShare={LAST_SHARE} />
    </ChartFrame>
  );
}
