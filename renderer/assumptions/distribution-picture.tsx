/** A tiny picture of what is not known: filled where it varies from task to task, an outline where we don't know. */
import type { Certainty } from "../../shared/scenario/fields.ts";
import { isList, type Json } from "../store/json.ts";
import { type Shape, shapeOf } from "./distribution-shape.ts";

const WIDTH = 44;
const HEIGHT = 16;

interface DistributionPictureProps {
  readonly value: Json | undefined;
  readonly certainty: Certainty;
}

export function DistributionPicture({ value, certainty }: DistributionPictureProps) {
  const shape = isList(value) ? weightsShape(value) : shapeOf(value);
  if (shape === undefined) return <span className="picture" />;
  return (
    <svg
      className="picture"
      data-certainty={certainty}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      {shape.discrete ? <Bars shape={shape} /> : <path d={outlinePath(shape)} />}
    </svg>
  );
}

/** Weights of hours or days, as the day or week they make. */
function weightsShape(list: readonly Json[]): Shape | undefined {
  const weights = list.flatMap((item) => (typeof item === "number" && item >= 0 ? [item] : []));
  const highest = Math.max(...weights);
  if (weights.length < 3 || weights.length !== list.length || !(highest > 0)) return undefined;
  return { heights: weights.map((weight) => weight / highest), discrete: true };
}

const tall = (height: number): number => Math.round((1 + height * (HEIGHT - 2)) * 10) / 10;

function Bars({ shape }: { readonly shape: Shape }) {
  const step = WIDTH / shape.heights.length;
  const bar = Math.max(1, Math.min(step - 1, 6));
  return shape.heights.map((height, at) => (
    <rect
      // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
      key={at}
      x={Math.round((at + 0.5) * step * 10 - bar * 5) / 10}
      y={HEIGHT - tall(height)}
      width={Math.round(bar * 10) / 10}
      height={tall(height)}
    />
  ));
}

function outlinePath({ heights }: Shape): string {
  const step = WIDTH / heights.length;
  const points = heights.map(
    (height, at) => `${Math.round((at + 0.5) * step * 10) / 10},${HEIGHT - tall(height)}`,
  );
  return `M0,${HEIGHT}L${points.join("L")}L${WIDTH},${HEIGHT}Z`;
}
