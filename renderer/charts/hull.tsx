/**
 * The load line: traffic upwards along a hull, today's waterline, and on the hull a mark for each promise at the
 * traffic up to which it holds, with its interval. The Plimsoll mark is at the first that breaks.
 */
import { type Box, ChartFrame, round } from "./frame.tsx";
import { HullLabels } from "./hull-labels.tsx";
import { HullMarks } from "./hull-marks.tsx";
import { type HullShape, hullBelow, hullBelt, hullShape, inset } from "./hull-shape.ts";
import { trafficTicks } from "./load-line-axis.ts";
import type { Palette } from "./palette.ts";
import { type Domain, logScale } from "./scales.ts";

export interface HullMark {
  readonly name: string;
  /** `monthly budget`. */
  readonly noun: string;
  /** `3× (2.3–8)`, `beyond 8×`. */
  readonly words: string;
  /**
   * `holds`: broken above the mark; `broken`: broken today, the mark lies under water; `beyond`: met as far as was
   * looked; `never`: met nowhere; `unclear`: on which side of today it
   * breaks is not sure, or there is nowhere to draw it; `saturated`: above it more work arrives than
   * can be done.
   */
  readonly kind: "holds" | "broken" | "beyond" | "never" | "unclear" | "saturated";
  /** Multiples; null where not bounded or not known. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Carries the Plimsoll mark. */
  readonly first: boolean;
}

export interface HullProps {
  readonly width: number;
  readonly palette: Palette;
  readonly label: string;
  readonly marks: readonly HullMark[];
  readonly domain: Domain;
  /** What was looked at; the hull beyond is drawn as not known. */
  readonly searched: { readonly from: number; readonly to: number };
  /** Multiple that is being read. */
  readonly cursor?: number | undefined;
}

const LABEL_ROW = 36;
const SCALE = 48;
const LABELS = 192;

export function hullHeight(marks: number): number {
  return Math.max(440, marks * LABEL_ROW + 112);
}

export function hullBox(width: number, marks: number): Box {
  const right = Math.max(SCALE + 120, Math.min(SCALE + 248, width - LABELS));
  return { left: SCALE, right, top: 68, bottom: hullHeight(marks) - 40 };
}

export const hullScale = (domain: Domain, box: Box) => logScale(domain, box.bottom, box.top);

export function Hull({ width, palette, label, marks, domain, searched, cursor }: HullProps) {
  const height = hullHeight(marks.length);
  const box = hullBox(width, marks.length);
  const shape = hullShape(box);
  const y = hullScale(domain, box);
  return (
    <ChartFrame width={width} height={height} palette={palette} label={label}>
      <Water at={y(1)} width={width} height={height} palette={palette} />
      <Body shape={shape} waterline={y(1)} palette={palette} />
      <NotLooked shape={shape} domain={domain} searched={searched} y={y} palette={palette} />
      <Saturated marks={marks} shape={shape} y={y} palette={palette} />
      <DraughtScale domain={domain} shape={shape} y={y} palette={palette} />
      <line
        x1={0}
        x2={box.right + 8}
        y1={round(y(1))}
        y2={round(y(1))}
        stroke={palette.ink}
        strokeWidth={1.5}
      />
      <HullMarks marks={marks} shape={shape} box={box} most={searched.to} y={y} palette={palette} />
      <HullLabels
        marks={marks}
        box={box}
        most={searched.to}
        y={y}
        height={LABEL_ROW}
        bottom={height - 20}
        palette={palette}
      />
      {cursor !== undefined && (
        <line
          x1={box.left - 8}
          x2={box.right + 8}
          y1={round(y(cursor))}
          y2={round(y(cursor))}
          stroke={palette.accent}
        />
      )}
    </ChartFrame>
  );
}

interface WaterProps {
  readonly at: number;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
}

function Water({ at, width, height, palette }: WaterProps) {
  return <rect y={round(at)} width={width} height={round(height - at)} fill={palette.hair} opacity={0.16} />;
}

interface BodyProps {
  readonly shape: HullShape;
  readonly waterline: number;
  readonly palette: Palette;
}

/** The hull, darker under water, with its bulwark and the house on deck. */
function Body({ shape, waterline, palette }: BodyProps) {
  const { left, right, deck } = shape;
  const beam = right - left;
  const house = (share: number, from: number, height: number): string => {
    const [a, b] = [left + beam * share, right - beam * share].map(round);
    return `M${a},${deck - from}V${deck - from - height}H${b}V${deck - from}`;
  };
  return (
    <g stroke={palette.ink} strokeLinejoin="round" fill="none" strokeWidth={1.5}>
      <path d={`${house(0.3, 0, 14)}${house(0.38, 14, 10)}`} stroke={palette.hair} />
      <path d={hullBelow(shape, deck)} fill={palette.paper} />
      <path d={hullBelow(shape, waterline)} fill={palette.ink} opacity={0.1} stroke="none" />
      <path d={`M${left},${deck}L${left - 2},${deck - 8}M${right},${deck}L${right + 2},${deck - 8}`} />
    </g>
  );
}

interface PartProps {
  readonly shape: HullShape;
  readonly y: (multiple: number) => number;
  readonly palette: Palette;
}

/** Where nothing was simulated: no promise is known to hold or to break. */
function NotLooked({
  shape,
  domain,
  searched,
  y,
  palette,
}: PartProps & Pick<HullProps, "domain" | "searched">) {
  const middle = (shape.left + shape.right) / 2;
  const above = searched.to < domain.high / 1.01;
  const below = searched.from > domain.low * 1.01;
  return (
    <g fill={palette.quiet} textAnchor="middle">
      {above && (
        <>
          <polygon points={hullBelt(shape, shape.deck, y(searched.to))} fill={palette.hair} opacity={0.22} />
          <text x={middle} y={round((shape.deck + y(searched.to)) / 2)} dy="0.35em">
            not looked at
          </text>
        </>
      )}
      {below && <path d={hullBelow(shape, y(searched.from))} fill={palette.hair} opacity={0.22} />}
    </g>
  );
}

/** Above the saturation more work arrives than can be done. */
function Saturated({ marks, shape, y, palette }: PartProps & Pick<HullProps, "marks">) {
  const mark = marks.find(({ kind, value }) => kind === "saturated" && value !== null);
  if (mark === undefined || mark.value === null) return null;
  const at = y(mark.value);
  const lines: number[] = [];
  for (let line = shape.deck + 6; line < Math.min(at, shape.bilge); line += 6) lines.push(round(line));
  return (
    <g>
      <polygon points={hullBelt(shape, shape.deck, at)} fill={palette.broken} opacity={0.1} />
      {lines.map((line) => (
        <line
          key={line}
          x1={round(shape.left + inset(shape, line))}
          x2={round(shape.right - inset(shape, line))}
          y1={line}
          y2={line}
          stroke={palette.broken}
          opacity={0.28}
        />
      ))}
    </g>
  );
}

/** Multiples as a ship has her draught: figures at the side. */
function DraughtScale({ domain, shape, y, palette }: PartProps & Pick<HullProps, "domain">) {
  return (
    <g fill={palette.quiet} textAnchor="end">
      {trafficTicks(domain).map(({ at, label }) => {
        const py = round(y(at));
        const side = round(shape.left + inset(shape, py));
        const today = at === 1;
        return (
          <g key={label}>
            <line x1={side} x2={side + 6} y1={py} y2={py} stroke={palette.ink} />
            <text
              x={SCALE - 8}
              y={today ? py - 6 : py}
              dy={today ? undefined : "0.35em"}
              fontWeight={today ? 600 : 400}
              fill={today ? palette.ink : undefined}
            >
              {label}
            </text>
            {today && (
              <text x={SCALE - 8} y={py + 15} fill={palette.ink}>
                today
              </text>
            )}
          </g>
        );
      })}
      <text x={0} y={12} textAnchor="start">
        Traffic
      </text>
    </g>
  );
}
