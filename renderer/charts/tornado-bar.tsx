/** One assumption of a tornado: its name, its bar with the values at both ends, and what it moves the measure by. */
import { type Box, round, textWidth } from "./frame.tsx";
import type { Palette } from "./palette.ts";
import { TORNADO_ROW, type TornadoRow } from "./tornado-rows.ts";

interface TornadoBarProps {
  readonly row: TornadoRow;
  readonly top: number;
  readonly x: (value: number) => number;
  readonly box: Box;
  readonly width: number;
  readonly palette: Palette;
  readonly colour: string;
  readonly strong: boolean;
}

const THICK = 14;

export function TornadoBar({ row, top, x, box, width, palette, colour, strong }: TornadoBarProps) {
  const middle = top + TORNADO_ROW / 2;
  const names = Math.floor((box.left - 20) / 6.1);
  return (
    <g data-path={row.path} data-told={row.told}>
      {strong && (
        <rect x={0} y={top} width={width} height={TORNADO_ROW} fill={palette.accent} opacity={0.08} />
      )}
      <text
        x={0}
        y={row.note === "" ? middle : middle - 4}
        dy={row.note === "" ? "0.35em" : undefined}
        fontWeight={row.told ? 600 : 400}
      >
        {cut(row.label, names)}
      </text>
      <text x={0} y={middle + 11} fill={palette.quiet}>
        {cut(row.note, names)}
      </text>
      <Bar {...{ row, x, middle, palette, colour }} />
      <EndTexts {...{ row, x, middle, box, palette }} />
      <text
        x={width}
        y={row.told ? middle : middle - 4}
        dy={row.told ? "0.35em" : undefined}
        textAnchor="end"
        fontWeight={row.told ? 600 : 400}
      >
        {row.effectText}
      </text>
      {!row.told && (
        <text x={width} y={middle + 11} textAnchor="end" fill={palette.quiet}>
          {row.byCurve ? "by its curve only" : "not told from chance"}
        </text>
      )}
    </g>
  );
}

type BarProps = Pick<TornadoBarProps, "row" | "x" | "palette" | "colour"> & { readonly middle: number };

/** Lighter towards p10, darker towards p90; the dark line is the interval of its length, from the p10 end. */
function Bar({ row, x, middle, palette, colour }: BarProps) {
  const { atP10, atP90, low, high, told } = row;
  const half = (to: number, opacity: number, end: string) => (
    <rect
      data-end={end}
      x={round(Math.min(x(0), x(to)))}
      y={middle - THICK / 2}
      width={round(Math.max(0.5, Math.abs(x(to) - x(0))))}
      height={THICK}
      fill={colour}
      opacity={told ? opacity : opacity * 0.4}
    />
  );
  const ends = low === null || high === null ? undefined : [x(atP10 + low), x(atP10 + high)];
  return (
    <g>
      {half(atP10, 0.45, "p10")}
      {half(atP90, 0.95, "p90")}
      {ends !== undefined && (
        <line
          x1={round(ends[0] ?? 0)}
          x2={round(ends[1] ?? 0)}
          y1={middle}
          y2={middle}
          stroke={palette.ink}
          strokeWidth={told ? 3 : 1.5}
          opacity={told ? 1 : 0.5}
        />
      )}
    </g>
  );
}

type EndTextsProps = Pick<TornadoBarProps, "row" | "x" | "box" | "palette"> & { readonly middle: number };

/** The assumption's values, each beyond its end of the bar and of the interval. */
function EndTexts({ row, x, middle, box, palette }: EndTextsProps) {
  const { atP10, atP90, low, high } = row;
  const reach = [0, atP10, atP90, ...(low === null || high === null ? [] : [atP10 + low, atP10 + high])].map(
    x,
  );
  const left = Math.min(...reach);
  const right = Math.max(...reach);
  const [onLeft, onRight] = atP10 <= atP90 ? [row.p10Text, row.p90Text] : [row.p90Text, row.p10Text];
  const text = (at: number, anchor: "start" | "end", words: string) => (
    <text
      x={round(at)}
      y={middle}
      dy="0.35em"
      textAnchor={anchor}
      fill={palette.quiet}
      stroke={palette.paper}
      strokeWidth={3}
      paintOrder="stroke"
    >
      {words}
    </text>
  );
  return (
    <g>
      {left - textWidth(onLeft) - 8 >= box.left && text(left - 8, "end", onLeft)}
      {right + textWidth(onRight) + 8 <= box.right && text(right + 8, "start", onRight)}
    </g>
  );
}

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…`;
