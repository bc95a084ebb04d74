/** The words in a fan: the budget, what happens when, and the percentiles' names at its end. */
import { type Box, round, textWidth } from "./frame.tsx";
import type { Palette } from "./palette.ts";
import { type Domain, dodged } from "./scales.ts";

interface Mark {
  readonly at: number;
  readonly text: string;
}

interface PlacedMark extends Mark {
  readonly px: number;
  readonly anchor: "start" | "end";
  readonly lane: number;
}

/** More marks than these lanes hold are told in the table. */
const MOST_LANES = 4;

/** Marks in lanes so that no text covers another; what finds no lane is left out. */
export function markLanes(
  marks: readonly Mark[],
  x: (month: number) => number,
  { right }: Pick<Box, "left" | "right">,
): { readonly placed: readonly PlacedMark[]; readonly lanes: number } {
  const taken: (readonly [from: number, to: number])[][] = [];
  const placed = marks.flatMap((mark): readonly PlacedMark[] => {
    const px = x(mark.at);
    const wide = textWidth(mark.text) + 16;
    const anchor = px + wide <= right + 100 ? "start" : "end";
    const [from, to] = anchor === "start" ? [px - 4, px + wide] : [px - wide, px + 4];
    for (let lane = 0; lane < MOST_LANES; lane += 1) {
      const others = taken[lane] ?? [];
      taken[lane] = others;
      if (others.some(([start, end]) => from < end && to > start)) continue;
      others.push([from, to]);
      return [{ ...mark, px, anchor, lane }];
    }
    return [];
  });
  return { placed, lanes: placed.reduce((most, { lane }) => Math.max(most, lane + 1), 0) };
}

interface FanMarksProps {
  readonly marks: readonly Mark[];
  readonly x: (month: number) => number;
  readonly box: Box;
  readonly palette: Palette;
}

/** The lines first, so that none goes through a text. */
export function FanMarks({ marks, x, box, palette }: FanMarksProps) {
  const { placed } = markLanes(marks, x, box);
  return (
    <g>
      {placed.map(({ at, text, px, lane }) => (
        <line
          key={`${at} ${text}`}
          x1={round(px)}
          x2={round(px)}
          y1={4 + lane * 18}
          y2={box.bottom}
          stroke={palette.ink}
          strokeDasharray="1 3"
        />
      ))}
      {placed.map(({ at, text, px, lane, anchor }) => (
        <text
          key={`${at} ${text}`}
          data-mark={text}
          x={round(px + (anchor === "start" ? 6 : -6))}
          y={12 + lane * 18}
          textAnchor={anchor}
          stroke={palette.paper}
          strokeWidth={4}
          paintOrder="stroke"
        >
          {text}
        </text>
      ))}
    </g>
  );
}

interface FanBudgetProps {
  readonly budget: { readonly value: number; readonly words: string };
  readonly y: (value: number) => number;
  readonly box: Box;
  readonly palette: Palette;
  readonly domain: Domain;
}

export function FanBudget({ budget, y, box, palette, domain }: FanBudgetProps) {
  if (budget.value < domain.low || budget.value > domain.high) return null;
  const py = round(y(budget.value));
  return (
    <g>
      <rect
        x={box.left}
        y={box.top}
        width={box.right - box.left}
        height={round(Math.max(0, py - box.top))}
        fill={palette.broken}
        opacity={0.05}
      />
      <line
        data-line="budget"
        x1={box.left}
        x2={box.right}
        y1={py}
        y2={py}
        stroke={palette.ink}
        strokeWidth={1.25}
        strokeDasharray="5 3"
      />
      <text
        x={box.left + 8}
        y={py - 6}
        fontWeight={600}
        stroke={palette.paper}
        strokeWidth={3}
        paintOrder="stroke"
      >
        {budget.words}
      </text>
    </g>
  );
}

const LEVELS = ["p95", "p80", "p50", "p20", "p5"] as const;
type Level = (typeof LEVELS)[number];

interface FanEndsProps {
  readonly months: readonly (Readonly<Record<Level, number | null>> & { readonly stable: boolean })[];
  readonly texts: Readonly<Partial<Record<Level, string>>>;
  readonly y: (value: number) => number;
  readonly box: Box;
  readonly palette: Palette;
}

/** The percentiles' names at the right, where the fan ends there. */
export function FanEnds({ months, texts, y, box, palette }: FanEndsProps) {
  const last = months.at(-1);
  if (last === undefined || !last.stable) return null;
  const ends = LEVELS.flatMap((level) => {
    const [value, text] = [last[level], texts[level]];
    return value === null || text === undefined ? [] : [{ level, value, text }];
  });
  const places = dodged(
    ends.map(({ value }) => y(value)),
    16,
    box.top,
    box.bottom,
  );
  return (
    <g>
      {ends.map(({ level, text }, index) => (
        <text
          key={level}
          x={box.right + 10}
          y={round(places[index] ?? 0)}
          dy="0.35em"
          fontWeight={level === "p50" ? 600 : 400}
          fill={level === "p50" ? palette.ink : palette.quiet}
        >
          {text}
        </text>
      ))}
    </g>
  );
}
