/** The latency promise as a staircase: a curve that stays below and to the right of it keeps it. */
import { type Box, round, textWidth } from "./frame.tsx";
import type { Palette } from "./palette.ts";

export interface LatencyPromise {
  /** Share of tasks, 0…1. */
  readonly p: number;
  readonly seconds: number;
  /** `95 % within 13 s`. */
  readonly words: string;
}

export interface StairsProps {
  readonly promises: readonly LatencyPromise[];
  readonly x: (p: number) => number;
  readonly y: (seconds: number) => number;
  readonly box: Box;
  readonly palette: Palette;
}

/** Promises that mean something, from the mildest share up: a later one must allow more time. */
function steps(promises: readonly LatencyPromise[]): readonly LatencyPromise[] {
  const sorted = [...promises].sort((a, b) => a.p - b.p);
  return sorted.filter(
    (promise, at) => !sorted.slice(at + 1).some((later) => later.seconds <= promise.seconds),
  );
}

/** The corner points of the staircase, from the left edge up to the top. */
function stairPoints({ promises, x, y, box }: StairsProps): readonly (readonly [number, number])[] {
  let from = box.left;
  const points: (readonly [number, number])[] = [];
  for (const { p, seconds } of steps(promises)) {
    points.push([from, y(seconds)], [x(p), y(seconds)]);
    from = x(p);
  }
  return [...points, [from, box.top]];
}

export function PromiseStairs(props: StairsProps) {
  const { promises, x, y, box, palette } = props;
  if (promises.length === 0) return null;
  const points = stairPoints(props).map(([px, py]) => `${round(px)},${round(py)}`);
  return (
    <g>
      <polygon
        points={[...points, `${box.left},${box.top}`].join(" ")}
        fill={palette.broken}
        opacity={0.05}
      />
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke={palette.ink}
        strokeWidth={1.25}
        strokeDasharray="5 3"
      />
      {steps(promises).map((promise) => {
        const words = `promise: ${promise.words}`;
        const fits = x(promise.p) - box.left > textWidth(words) + 12;
        return (
          <text
            key={promise.words}
            x={round(fits ? box.left + 8 : x(promise.p) + 6)}
            y={round(y(promise.seconds)) - 6}
            fontWeight={600}
          >
            {words}
          </text>
        );
      })}
    </g>
  );
}
