/** The words of the load marks, beside the hull, each led to its line. */
import { type Box, round } from "./frame.tsx";
import type { HullMark } from "./hull.tsx";
import { isPlaced, markColour } from "./hull-marks.tsx";
import type { Palette } from "./palette.ts";
import { dodged } from "./scales.ts";

interface HullLabelsProps {
  readonly marks: readonly HullMark[];
  readonly box: Box;
  /** The most traffic that was looked at. */
  readonly most: number;
  readonly y: (multiple: number) => number;
  /** Of one label. */
  readonly height: number;
  readonly bottom: number;
  readonly palette: Palette;
}

const GLYPHS: Readonly<Record<HullMark["kind"], string>> = {
  holds: "✓",
  beyond: "✓",
  broken: "✕",
  never: "✕",
  unclear: "?",
  saturated: "✕",
};
/** Between the hull's side and the words. */
const LEADER = 16;

export function HullLabels({ marks, box, most, y, height, bottom, palette }: HullLabelsProps) {
  const lines = marks.map((mark) => (isPlaced(mark) ? y(mark.value ?? most) : bottom));
  // Those that leave the top have the room above for their words.
  const open = marks.filter((mark) => isPlaced(mark) && mark.value === null);
  const wanted = marks.map((mark, index) => {
    const above = open.includes(mark) ? open.length - 1 - open.indexOf(mark) : 0;
    return (lines[index] ?? bottom) - above * height;
  });
  const places = dodged(wanted, height, box.top - 8, bottom);
  return (
    <g>
      {marks.map((mark, index) => {
        const top = round(places[index] ?? box.top);
        const at = round(lines[index] ?? box.top);
        const x = box.right + LEADER;
        const colour = markColour(mark.kind, palette);
        return (
          <g key={mark.name}>
            {isPlaced(mark) && (
              <path
                d={`M${box.right},${at}L${box.right + LEADER - 4},${top}`}
                fill="none"
                stroke={colour}
                opacity={0.55}
              />
            )}
            <text x={x} y={top - 2} fontWeight={mark.first ? 600 : 400}>
              {mark.noun}
            </text>
            <text x={x} y={top + 14} fill={palette.quiet}>
              <tspan
                fill={mark.kind === "holds" || mark.kind === "beyond" ? palette.met : colour}
                fontWeight={600}
              >
                {GLYPHS[mark.kind]}
              </tspan>{" "}
              <tspan fontWeight={mark.first ? 600 : 400} fill={mark.first ? palette.ink : undefined}>
                {mark.words}
              </tspan>
            </text>
          </g>
        );
      })}
    </g>
  );
}
