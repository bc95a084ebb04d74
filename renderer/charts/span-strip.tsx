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
export function SpanStrip(props: SpanStripProps) {
  const { palette, worlds, limit, bound, limitWords, log } = props;
  const finite = [worlds.p5, worlds.p50, worlds.p95, limit].flatMap((value) =>
    value === null ? [] : [value],
  );
  const place = placing(finite, log);
  const at = place(limit);
  const [from, to] = bound === "at most" ? [at, 100] : [0, at];
  return (
    <svg
      className="strip"
      width="100%"
      height={HEIGHT}
      role="img"
      aria-label={sentence(props)}
      fontFamily={FONT}
      fontSize={12}
    >
      <rect x={`${from}%`} width={`${to - from}%`} y={4} height={20} fill={palette.broken} opacity={0.07} />
      <line x1="0%" x2="100%" y1={MIDDLE} y2={MIDDLE} stroke={palette.line} />
      <WorldsBar worlds={worlds} place={place} palette={palette} />
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
        x={`${at}%`}
        y={40}
        fill={palette.quiet}
        textAnchor={at > 66 ? "end" : at < 34 ? "start" : "middle"}
      >
        {limitWords}
      </text>
    </svg>
  );
}

function sentence({ worlds: { p5, p95 }, limitWords, text }: SpanStripProps): string {
  const end = (value: number | null): string => (value === null ? "beyond any number" : text(value));
  return `Nine in ten worlds lie between ${end(p5)} and ${end(p95)}; the limit is ${limitWords}.`;
}

interface WorldsBarProps extends Pick<SpanStripProps, "worlds" | "palette"> {
  readonly place: (value: number) => number;
}

/** From p5 to p95, off the right end where the worst worlds have no bound, with the median. */
function WorldsBar({ worlds: { p5, p50, p95 }, place, palette }: WorldsBarProps) {
  if (p5 === null) return null;
  const right = p95 === null ? 100 : place(p95);
  return (
    <g fill={palette.ink}>
      <rect
        x={`${place(p5)}%`}
        width={`${Math.max(0.8, right - place(p5))}%`}
        y={MIDDLE - 3}
        height={6}
        rx={3}
        opacity={0.32}
      />
      {p50 !== null && <circle cx={`${place(p50)}%`} cy={MIDDLE} r={4} />}
    </g>
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
