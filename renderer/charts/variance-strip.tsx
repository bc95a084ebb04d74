/** Shares of a whole on one strip, each named under its piece; names of thin pieces make room for one another. */
import { ChartFrame, round, textWidth } from "./frame.tsx";
import type { Palette } from "./palette.ts";

export interface StripPart {
  readonly name: string;
  readonly share: number;
  readonly words: string;
}

export interface VarianceStripProps {
  readonly width: number;
  readonly palette: Palette;
  readonly label: string;
  readonly parts: readonly StripPart[];
}

const THICK = 20;
const TOP = 12;
const HEIGHT = TOP + 46;
const GAP = 16;
/** From what is not known, darkest, to the luck of single tasks. */
const TONES = [0.72, 0.42, 0.2] as const;

export function VarianceStrip({ width, palette, label, parts }: VarianceStripProps) {
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, { share }) => sum + share, 0));
  const places = wordPlaces(
    parts.map(({ words }) => textWidth(words) + 16),
    starts.map((start) => start * width),
    width,
  );
  return (
    <ChartFrame width={width} height={HEIGHT} palette={palette} label={label}>
      {parts.map(({ name, share }, index) => (
        <rect
          key={name}
          data-part={name}
          x={round((starts[index] ?? 0) * width)}
          y={TOP}
          width={round(Math.max(0, share * width - (share * width > 2 ? 1 : 0)))}
          height={THICK}
          fill={palette.ink}
          opacity={TONES[index % TONES.length]}
        />
      ))}
      {parts.map(({ name, words }, index) => (
        <g key={name} transform={`translate(${round(places[index] ?? 0)},${TOP + 38})`}>
          <rect y={-9} width={10} height={10} fill={palette.ink} opacity={TONES[index % TONES.length]} />
          <text x={16}>{words}</text>
        </g>
      ))}
    </ChartFrame>
  );
}

/** Each under the beginning of its piece, moved just so far that none covers another or leaves the paper. */
function wordPlaces(widths: readonly number[], wanted: readonly number[], width: number): readonly number[] {
  const placed = [...wanted];
  let next = 0;
  placed.forEach((at, index) => {
    placed[index] = Math.max(next, at);
    next = (placed[index] ?? 0) + (widths[index] ?? 0) + GAP;
  });
  let limit = width;
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    placed[index] = Math.max(0, Math.min(placed[index] ?? 0, limit - (widths[index] ?? 0)));
    limit = (placed[index] ?? 0) - GAP;
  }
  return placed;
}
