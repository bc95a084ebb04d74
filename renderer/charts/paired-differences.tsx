/** Each design less the baseline, a panel a measure: intervals around a zero line, on the very same tasks. */
import { ChartFrame, round, textWidth } from "./frame.tsx";
import {
  type PairedPanel,
  type PairedRow,
  type PlacedPanel,
  pairedLayout,
  ROW,
  rowAt,
} from "./paired-layout.ts";
import { designStyle, type Palette } from "./palette.ts";

export interface PairedDifferencesProps {
  readonly width: number;
  readonly palette: Palette;
  readonly label: string;
  readonly baseline: string;
  readonly panels: readonly PairedPanel[];
  /** The row that is being read, counted through all panels. */
  readonly cursor?: number | undefined;
}

export function PairedDifferences({
  width,
  palette,
  label,
  baseline,
  panels,
  cursor,
}: PairedDifferencesProps) {
  const { placed, height } = pairedLayout(panels, width);
  const starts = startsOf(panels);
  return (
    <ChartFrame width={width} height={height} palette={palette} label={label}>
      {placed.map((place, index) => (
        <Panel
          key={place.panel.measure}
          place={place}
          baseline={baseline}
          palette={palette}
          cursor={cursor === undefined ? undefined : cursor - (starts[index] ?? 0)}
        />
      ))}
    </ChartFrame>
  );
}

/** The number of the first row of each panel. */
export function startsOf(panels: readonly PairedPanel[]): readonly number[] {
  let count = 0;
  return panels.map(({ rows }) => {
    const start = count;
    count += rows.length;
    return start;
  });
}

interface PanelProps {
  readonly place: PlacedPanel;
  readonly baseline: string;
  readonly palette: Palette;
  readonly cursor: number | undefined;
}

function Panel({ place, baseline, palette, cursor }: PanelProps) {
  const { panel, left, top, from, to, reach } = place;
  const zero = (from + to) / 2;
  const bottom = rowAt(place, panel.rows.length - 0.5);
  const x = (difference: number): number => zero + (difference / reach) * ((to - from) / 2);
  return (
    <g>
      <text x={left} y={top + 14} fontWeight={600}>
        {panel.title}
      </text>
      {cursor !== undefined && panel.rows[cursor] !== undefined && (
        <rect
          x={left - 4}
          y={rowAt(place, cursor) - ROW / 2}
          width={place.width + 8}
          height={ROW}
          rx={4}
          fill={palette.accent}
          opacity={0.1}
        />
      )}
      <line x1={round(zero)} x2={round(zero)} y1={top + 24} y2={bottom + 4} stroke={palette.ink} />
      <line x1={round(from)} x2={round(to)} y1={bottom + 4} y2={bottom + 4} stroke={palette.hair} />
      <Ends place={place} baseline={baseline} y={bottom + 18} palette={palette} />
      {panel.rows.map((row, index) => (
        <Row key={row.design} row={row} place={place} y={rowAt(place, index)} x={x} palette={palette} />
      ))}
    </g>
  );
}

/** What the ends of the axis mean, and which of them is the better one. */
function Ends({
  place: { panel, from, to, reach },
  baseline,
  y,
  palette,
}: Omit<PanelProps, "cursor"> & { readonly y: number }) {
  const half = Number((reach / 1.1).toPrecision(1));
  const zero = (from + to) / 2;
  const side = ((half / reach) * (to - from)) / 2;
  const worth = side > textWidth(panel.tickText(half)) + 8;
  const better = panel.better === "lower" ? from : to;
  return (
    <g fill={palette.quiet} textAnchor="middle">
      {worth &&
        [-half, half].map((at) => (
          <g key={at}>
            <line
              x1={round(zero + Math.sign(at) * side)}
              x2={round(zero + Math.sign(at) * side)}
              y1={y - 14}
              y2={y - 10}
              stroke={palette.hair}
            />
            <text x={round(zero + Math.sign(at) * side)} y={y + 3}>
              {panel.tickText(at)}
            </text>
          </g>
        ))}
      <text x={round(zero)} y={y + 3}>
        0
      </text>
      <text x={round(better)} y={y + 19} textAnchor={panel.better === "lower" ? "start" : "end"}>
        {panel.better === "lower" ? `← better than ${baseline}` : `better than ${baseline} →`}
      </text>
    </g>
  );
}

interface RowProps {
  readonly row: PairedRow;
  readonly place: PlacedPanel;
  readonly y: number;
  readonly x: (difference: number) => number;
  readonly palette: Palette;
}

function Row({ row, place, y, x, palette }: RowProps) {
  const { left, from, to } = place;
  const look = designStyle(row.order, palette);
  const most = Math.floor((from - left - 32) / 6.3);
  const name = row.design.length > most + 1 ? `${row.design.slice(0, most)}…` : row.design;
  return (
    <g>
      <line
        x1={left}
        x2={left + 18}
        y1={y}
        y2={y}
        stroke={look.colour}
        strokeWidth={2}
        strokeDasharray={look.dash}
      />
      <text x={left + 24} y={y} dy="0.35em">
        {name}
      </text>
      {row.value !== null && <Bar row={row} y={y} x={x} from={from} to={to} palette={palette} />}
      <text x={to + 12} y={y} dy="0.35em" fill={row.toldApart ? palette.ink : palette.quiet}>
        {row.words}
      </text>
    </g>
  );
}

interface BarProps extends Omit<RowProps, "place"> {
  readonly from: number;
  readonly to: number;
}

/** The interval as a bar and the difference as a dot, hollow where it can't be told from none; arrows leave the axis. */
function Bar({ row: { order, value, low, high, toldApart }, y, x, from, to, palette }: BarProps) {
  const { colour } = designStyle(order, palette);
  if (value === null) return null;
  const place = (difference: number): number => round(Math.min(to, Math.max(from, x(difference))));
  const [left, right] = [low === null ? from : place(low), high === null ? to : place(high)];
  const leavesLeft = low === null || x(low) < from;
  const leavesRight = high === null || x(high) > to;
  const at = place(value);
  const inside = x(value) >= from && x(value) <= to;
  return (
    <g>
      <rect
        x={left}
        y={y - 3}
        width={Math.max(2, round(right - left))}
        height={6}
        fill={colour}
        opacity={0.4}
      />
      {leavesLeft && (
        <path d={`M${from + 2},${y - 5}L${from - 5},${y}L${from + 2},${y + 5}Z`} fill={colour} />
      )}
      {leavesRight && <path d={`M${to - 2},${y - 5}L${to + 5},${y}L${to - 2},${y + 5}Z`} fill={colour} />}
      {inside && (
        <circle
          cx={at}
          cy={y}
          r={4}
          fill={toldApart ? colour : palette.paper}
          stroke={toldApart ? palette.paper : colour}
          strokeWidth={1.5}
        />
      )}
    </g>
  );
}
