/** Load marks on the hull: a line with its interval for each promise, and the Plimsoll mark at the first to break. */
import { type Box, round } from "./frame.tsx";
import type { HullMark } from "./hull.tsx";
import { type HullShape, inset } from "./hull-shape.ts";
import type { Palette } from "./palette.ts";

interface MarksProps {
  readonly marks: readonly HullMark[];
  readonly shape: HullShape;
  readonly box: Box;
  /** The most traffic that was looked at. */
  readonly most: number;
  readonly y: (multiple: number) => number;
  readonly palette: Palette;
}

const DISC = 13;
/** From the ship's side to the middle of the disc. */
const DISC_AT = 38;
const LANE = 15;

export function markColour(kind: HullMark["kind"], palette: Palette): string {
  if (kind === "broken" || kind === "never" || kind === "saturated") return palette.broken;
  return kind === "unclear" ? palette.unsure : palette.ink;
}

/** Marks that have a place on the hull. */
export const isPlaced = ({ kind, value, low }: HullMark): boolean =>
  value !== null || kind === "beyond" || (kind !== "unclear" && kind !== "never" && low !== null);

export function HullMarks(props: MarksProps) {
  const { marks, shape, palette } = props;
  const others = marks.filter((mark) => isPlaced(mark) && !mark.first);
  const first = marks.find((mark) => mark.first);
  const from = shape.left + DISC_AT + DISC + 22;
  const step = Math.min(LANE, (shape.right - 16 - from) / Math.max(1, others.length - 1));
  return (
    <g>
      {others.map((mark, index) => (
        <LoadMark key={mark.name} {...props} mark={mark} lane={round(from + index * step)} />
      ))}
      {first !== undefined && (
        <Plimsoll {...props} mark={first} lane={shape.left + DISC_AT} palette={palette} />
      )}
    </g>
  );
}

interface MarkProps extends Omit<MarksProps, "marks"> {
  readonly mark: HullMark;
  readonly lane: number;
}

/** The interval as a bar, open ends as arrows; a line from it to the side, where its words stand. */
function LoadMark(props: MarkProps) {
  const { mark, lane, shape, most, y, palette } = props;
  const colour = markColour(mark.kind, palette);
  const at = round(y(mark.value ?? most));
  return (
    <g>
      <Interval {...props} width={5} />
      <line
        x1={lane}
        x2={round(shape.right - inset(shape, at))}
        y1={at}
        y2={at}
        stroke={colour}
        strokeWidth={1}
        opacity={0.55}
      />
      {mark.value !== null && (
        <line x1={lane - 5} x2={lane + 5} y1={at} y2={at} stroke={colour} strokeWidth={2.5} />
      )}
    </g>
  );
}

function Interval({ mark, lane, box, most, y, palette, width }: MarkProps & { readonly width: number }) {
  const { value, low, high, kind } = mark;
  const colour = markColour(kind, palette);
  if (low === null && high === null && kind !== "beyond") return null;
  const end = round(y(most));
  const top = high === null ? end : round(y(high));
  const bottom = low === null ? (value === null ? end + 24 : box.bottom) : round(y(low));
  return (
    <g fill={colour}>
      <rect
        x={lane - width / 2}
        y={top}
        width={width}
        height={Math.max(1, round(bottom - top))}
        opacity={0.3}
      />
      {high === null && <path d={`M${lane - 5},${top + 3}L${lane},${top - 7}L${lane + 5},${top + 3}Z`} />}
      {low === null && value !== null && (
        <path d={`M${lane - 5},${bottom - 3}L${lane},${bottom + 7}L${lane + 5},${bottom - 3}Z`} />
      )}
    </g>
  );
}

/** The circle with the line through it, as it stands on ships. */
function Plimsoll(props: MarkProps) {
  const { mark, lane, shape, y, palette } = props;
  if (mark.value === null) return null;
  const at = round(y(mark.value));
  return (
    <g>
      <Interval {...props} width={8} />
      <line
        x1={lane + DISC}
        x2={round(shape.right - inset(shape, at))}
        y1={at}
        y2={at}
        stroke={palette.ink}
        opacity={0.55}
      />
      <circle cx={lane} cy={at} r={DISC} fill={palette.paper} stroke={palette.ink} strokeWidth={3.5} />
      <line x1={lane - 24} x2={lane + 24} y1={at} y2={at} stroke={palette.ink} strokeWidth={3.5} />
    </g>
  );
}
