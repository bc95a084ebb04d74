/** Where the worlds lie against a limit, on one line: p5 to p95 as a bar, the median as a dot, the limit dashed. */
import type { Palette } from "./palette.ts";
import { FONT } from "./palette.ts";

export interface SpanStripProps {
  readonly palette: Palette;
  readonly worlds: { readonly p5: number | null; readonly p50: number | null; readonly p95: number | null };
  readonly limit: number;
  readonly bound: "at most" | "at least";
  readonly limitWords: string;
  readonly text: (value: number) => string;
  /** Ratios matter rather than differences. */
  readonly log: boolean;
}

const HEIGHT = 46;
const MIDDLE = 14;

/** Horizontal places are per cents, so that the strip is as wide as its card. */
export function SpanStrip({ palette, worlds, limit, bound, limitWords, text, log }: SpanStripProps) {
  const { p5, p50, p95 } = worlds;
  const finite = [p5, p50, p95, limit].flatMap((value) => (value === null ? [] : [value]));
  const place = placing(finite, log);
  const end = (value: number | null): number => (value === null ? 100 : place(value));
  const at = place(limit);
  const broken = bound === "at most" ? { x: at, width: 100 - at } : { x: 0, width: at };
  const label = `Nine in ten worlds lie between ${p5 === null ? "beyond any number" : text(p5)} and ${p95 === null ? "beyond any number" : text(p95)}; the limit is ${limitWords}.`;
  return (
    <svg
      className="strip"
      width="100%"
      height={HEIGHT}
      role="img"
      aria-label={label}
      fontFamily={FONT}
      fontSize={12}
    >
      <rect
        x={`${broken.x}%`}
        width={`${broken.width}%`}
        y={4}
        height={20}
        fill={palette.broken}
        opacity={0.07}
      />
      <line x1="0%" x2="100%" y1={MIDDLE} y2={MIDDLE} stroke={palette.line} />
      {p5 !== null && (
        <rect
          x={`${place(p5)}%`}
          width={`${Math.max(0.8, end(p95) - place(p5))}%`}
          y={MIDDLE - 3}
          height={6}
          rx={3}
          fill={palette.ink}
          opacity={0.32}
        />
      )}
      {p50 !== null && <circle cx={`${place(p50)}%`} cy={MIDDLE} r={4} fill={palette.ink} />}
      <line
        x1={`${at}%`}
        x2={`${at}%`}
        y1={2}
        y2={26}
        stroke={palette.ink}
        strokeWidth={1.5}
        strokeDasharray="4 2.5"
      />
      <text
        x={`${Math.min(100, Math.max(0, at))}%`}
        y={40}
        fill={palette.quiet}
        textAnchor={at > 66 ? "end" : at < 34 ? "start" : "middle"}
      >
        {limitWords}
      </text>
    </svg>
  );
}

/** Per cents along the strip, with air at both ends. */
function placing(values: readonly number[], log: boolean): (value: number) => number {
  const useLog = log && values.every((value) => value > 0);
  const along = (value: number): number => (useLog ? Math.log(value) : value);
  const places = values.map(along);
  const low = Math.min(...places);
  const span = Math.max(...places) - low || 1;
  return (value) => Math.round((8 + ((along(value) - low) / span) * 84) * 10) / 10;
}
