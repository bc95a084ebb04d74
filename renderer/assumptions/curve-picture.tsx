/** A distribution as it is edited: its curve, its axis, and the percentiles that can be taken hold of. */
import { scaleLinear } from "d3";
import type { Certainty } from "../../shared/scenario/fields.ts";
import type { Curve } from "./curve.ts";
import type { Handle } from "./handles.ts";

export const CURVE_HEIGHT = 116;
const TOP = 22;
const BOTTOM = 24;
const SIDE = 12;

/** From values to pixels across the picture. */
export function curveScale(axis: readonly [number, number], width: number) {
  return scaleLinear([axis[0], axis[1]], [SIDE, width - SIDE]);
}

interface CurvePictureProps {
  readonly curve: Curve;
  readonly handles: readonly Handle[];
  readonly certainty: Certainty;
  readonly width: number;
  readonly format: (value: number) => string;
}

export function CurvePicture({ curve, handles, certainty, width, format }: CurvePictureProps) {
  const x = curveScale([curve.low, curve.high], width);
  const floor = CURVE_HEIGHT - BOTTOM;
  return (
    <svg
      className="curve"
      data-certainty={certainty}
      width={width}
      height={CURVE_HEIGHT}
      viewBox={`0 0 ${width} ${CURVE_HEIGHT}`}
      aria-hidden="true"
    >
      {curve.discrete ? (
        <Bars curve={curve} width={width} />
      ) : (
        <path className="curve-shape" d={shapePath(curve, width)} />
      )}
      <path className="curve-axis" d={`M${SIDE},${floor}H${width - SIDE}`} />
      {x.ticks(4).map((tick) => (
        <g key={tick} transform={`translate(${round(x(tick))},${floor})`}>
          <path className="curve-axis" d="M0,0V4" />
          <text className="curve-tick" y={18} textAnchor="middle">
            {format(tick)}
          </text>
        </g>
      ))}
      {handles.map(({ name, value }) => (
        <g key={name} transform={`translate(${round(x(value))},0)`}>
          <path className="curve-stem" d={`M0,${TOP}V${floor}`} />
          <text className="curve-name" y={TOP - 10} textAnchor="middle">
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;
const heightAt = (height: number): number =>
  round(CURVE_HEIGHT - BOTTOM - height * (CURVE_HEIGHT - BOTTOM - TOP));

function shapePath(curve: Curve, width: number): string {
  const step = (width - 2 * SIDE) / curve.heights.length;
  const points = curve.heights.map((height, at) => `${round(SIDE + (at + 0.5) * step)},${heightAt(height)}`);
  const floor = CURVE_HEIGHT - BOTTOM;
  return `M${SIDE},${floor}L${points.join("L")}L${width - SIDE},${floor}Z`;
}

function Bars({ curve, width }: { readonly curve: Curve; readonly width: number }) {
  const x = curveScale([curve.low, curve.high], width);
  const first = Math.ceil(curve.low);
  const span = (Math.floor(curve.high) - first + 1) / curve.heights.length;
  const bar = Math.max(1, Math.min(12, (x(span) - x(0)) * 0.7));
  return curve.heights.map((height, at) => (
    <rect
      // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
      key={at}
      className="curve-shape"
      x={round(x(first + (at + 0.5) * span - 0.5) - bar / 2)}
      y={heightAt(height)}
      width={round(bar)}
      height={round(CURVE_HEIGHT - BOTTOM - heightAt(height))}
    />
  ));
}
