/** Through the day: panels one above the other on one clock, each a band over replications. */
import { area, line } from "d3";
import type { DayBand } from "../../shared/series/day-series.ts";
import { type Box, ChartFrame, round, textWidth } from "./frame.tsx";
import { designStyle, type LineStyle, type Palette } from "./palette.ts";
import { type Domain, linearScale } from "./scales.ts";

export interface DayPanel {
  /** Names it among the panels of a chart. */
  readonly id: string;
  /** What it shows, with its unit: `Arrivals, tasks a minute`. */
  readonly title: string;
  readonly band: DayBand;
  readonly domain: Domain;
  readonly text: (value: number) => string;
  /** A line that is not to be crossed, with its words. */
  readonly limit?: { readonly value: number; readonly words: string } | undefined;
  /** Said in place of a picture of nothing. */
  readonly nothing?: string | undefined;
}

export interface DayPanelsProps {
  readonly width: number;
  readonly palette: Palette;
  readonly label: string;
  readonly panels: readonly DayPanel[];
  readonly order: number;
  readonly binSeconds: number;
  /** How much of the day there is. */
  readonly seconds: number;
  /** The bin that is read. */
  readonly cursor?: number | undefined;
}

const LEFT = 64;
const RIGHT = 24;
const HEAD = 28;
const PLOT = 72;
const GAP = 16;
const BARE = 20;
const FOOT = 44;

const isDrawn = ({ nothing }: DayPanel): boolean => nothing === undefined;
const plotsHeight = (panels: readonly DayPanel[]): number =>
  panels.filter(isDrawn).length * (HEAD + PLOT + GAP);

export function dayHeight(panels: readonly DayPanel[]): number {
  const said = panels.filter((panel) => !isDrawn(panel)).length;
  return plotsHeight(panels) + FOOT + (said > 0 ? said * BARE + GAP : 0);
}

/** The clock's axis: from the left of the panels to their right. */
export function dayClock(width: number, seconds: number) {
  return linearScale({ low: 0, high: seconds }, LEFT, width - RIGHT);
}

export function DayPanels(props: DayPanelsProps) {
  const { width, palette, label, panels, order, binSeconds, seconds, cursor } = props;
  const height = dayHeight(panels);
  const x = dayClock(width, seconds);
  const middle = (bin: number): number => x(Math.min((bin + 0.5) * binSeconds, seconds));
  const bottom = plotsHeight(panels);
  return (
    <ChartFrame width={width} height={height} palette={palette} label={label}>
      <Clock {...{ x, seconds, palette, bottom }} right={width - RIGHT} />
      {panels.filter(isDrawn).map((panel, index) => {
        const top = index * (HEAD + PLOT + GAP) + HEAD;
        return (
          <Panel
            key={panel.id}
            {...{ panel, palette, middle, cursor }}
            box={{ left: LEFT, right: width - RIGHT, top, bottom: top + PLOT }}
            look={designStyle(order, palette)}
          />
        );
      })}
      {panels
        .filter((panel) => !isDrawn(panel))
        .map(({ id, title, nothing }, index) => (
          <text key={id} x={0} y={bottom + FOOT + GAP + index * BARE + 8}>
            {title}: <tspan fill={palette.quiet}>{nothing}</tspan>
          </text>
        ))}
      {cursor !== undefined && (
        <line
          x1={round(middle(cursor))}
          x2={round(middle(cursor))}
          y1={HEAD}
          y2={bottom}
          stroke={palette.accent}
        />
      )}
    </ChartFrame>
  );
}

interface ClockProps {
  readonly x: (seconds: number) => number;
  readonly seconds: number;
  readonly palette: Palette;
  readonly right: number;
  readonly bottom: number;
}

/** The hours below all panels, with lines through them. */
function Clock({ x, seconds, palette, right, bottom }: ClockProps) {
  const hours = seconds / 3600;
  const wide = (right - LEFT) / hours;
  const every = [0.25, 0.5, 1, 2, 3, 6, 12].find((step) => step * wide >= 56) ?? 12;
  const ticks = Array.from({ length: Math.floor(hours / every + 1e-9) + 1 }, (_, i) => i * every);
  return (
    <g fill={palette.quiet} textAnchor="middle">
      {ticks.map((hour) => (
        <g key={hour} transform={`translate(${round(x(3600 * hour))},0)`}>
          <line y1={HEAD} y2={bottom} stroke={palette.line} />
          <text y={bottom + 14}>{clockOf(3600 * hour)}</text>
        </g>
      ))}
      <text x={(LEFT + right) / 2} y={bottom + 34}>
        Time of day
      </text>
    </g>
  );
}

/** `14:15`. @param seconds since midnight */
export function clockOf(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

interface PanelProps {
  readonly panel: DayPanel;
  readonly box: Box;
  readonly palette: Palette;
  readonly look: LineStyle;
  readonly middle: (bin: number) => number;
  readonly cursor: number | undefined;
}

function Panel({ panel, box, palette, look, middle, cursor }: PanelProps) {
  const { band, domain, limit, text, title } = panel;
  const y = linearScale(domain, box.bottom, box.top).clamp(true);
  const bins = band.p50.map((_, bin) => bin);
  const spread = area<number>()
    .x((bin) => round(middle(bin)))
    .y0((bin) => round(y(band.p5[bin] ?? 0)))
    .y1((bin) => round(y(band.p95[bin] ?? 0)));
  const median = line<number>()
    .x((bin) => round(middle(bin)))
    .y((bin) => round(y(band.p50[bin] ?? 0)));
  return (
    <g>
      <text x={0} y={box.top - 12} stroke={palette.paper} strokeWidth={3} paintOrder="stroke">
        {title}
      </text>
      <Axis {...{ y, box, palette, text }} ticks={[domain.low, domain.high]} />
      {bins.length > 1 && <path d={spread(bins) ?? ""} fill={look.colour} opacity={0.2} />}
      {limit !== undefined && (
        <line
          x1={box.left}
          x2={box.right}
          y1={round(y(limit.value))}
          y2={round(y(limit.value))}
          stroke={palette.ink}
          strokeDasharray="4 3"
        />
      )}
      {bins.length > 1 ? (
        <path
          d={median(bins) ?? ""}
          fill="none"
          stroke={look.colour}
          strokeWidth={2}
          strokeDasharray={look.dash}
          strokeLinejoin="round"
        />
      ) : (
        <circle cx={round(middle(0))} cy={round(y(band.p50[0] ?? 0))} r={3} fill={look.colour} />
      )}
      {limit !== undefined && (
        <text x={box.right} y={box.top - 6} textAnchor="end" fill={palette.quiet}>
          {limit.words}
        </text>
      )}
      {cursor === undefined && Math.max(...band.p50) === 0 ? (
        <RarePeak {...{ panel, box, palette, middle, y }} />
      ) : (
        <Dot {...{ panel, box, palette, look, middle, y }} bin={cursor ?? peakBin(band.p50)} />
      )}
    </g>
  );
}

interface AxisProps {
  readonly ticks: readonly number[];
  readonly y: (value: number) => number;
  readonly box: Box;
  readonly palette: Palette;
  readonly text: (value: number) => string;
}

function Axis({ ticks, y, box, palette, text }: AxisProps) {
  return (
    <g fill={palette.quiet} textAnchor="end">
      {ticks.map((at) => (
        <g key={at} transform={`translate(0,${round(y(at))})`}>
          <line x1={box.left} x2={box.right} stroke={at === 0 ? palette.hair : palette.line} />
          <text x={box.left - 8} dy="0.35em">
            {text(at)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** The bin where a line is highest, the first of several. */
export function peakBin(values: readonly number[]): number {
  return values.reduce((best, value, bin) => (value > (values[best] ?? value) ? bin : best), 0);
}

type RarePeakProps = Pick<PanelProps, "panel" | "box" | "palette" | "middle"> & {
  readonly y: (value: number) => number;
};

/** Where the median is nothing all day: how far the band goes, in words. */
function RarePeak({ panel, box, palette, middle, y }: RarePeakProps) {
  const { p95 } = panel.band;
  const bin = peakBin(p95);
  const words = `1 replication in 20 over ${panel.text(p95[bin] ?? 0)}`;
  const left = middle(bin) + 8 + textWidth(words) > box.right;
  return (
    <text
      x={round(middle(bin) + (left ? -8 : 8))}
      y={round(Math.max(box.top + 12, y(p95[bin] ?? 0) + 4))}
      textAnchor={left ? "end" : "start"}
      stroke={palette.paper}
      strokeWidth={3}
      paintOrder="stroke"
    >
      {words}
    </text>
  );
}

type DotProps = Omit<PanelProps, "cursor"> & { readonly bin: number; readonly y: (value: number) => number };

/** The median where it is highest, or where it is read, with its value. */
function Dot({ panel, box, palette, look, middle, y, bin }: DotProps) {
  const value = panel.band.p50[bin] ?? 0;
  const [px, py] = [middle(bin), y(value)];
  const words = panel.text(value);
  const left = px + 8 + textWidth(words) > box.right;
  return (
    <g>
      <circle
        cx={round(px)}
        cy={round(py)}
        r={3.5}
        fill={look.colour}
        stroke={palette.paper}
        strokeWidth={1.5}
      />
      <text
        x={round(left ? px - 8 : px + 8)}
        y={round(Math.max(box.top + 10, py - 6))}
        textAnchor={left ? "end" : "start"}
        fontWeight={600}
        stroke={palette.paper}
        strokeWidth={3}
        paintOrder="stroke"
      >
        {words}
      </text>
    </g>
  );
}
