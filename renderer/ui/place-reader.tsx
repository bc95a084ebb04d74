/**
 * Lets a picture be read whose places don't lie along one axis: the pointer reads the place nearest to it, arrow keys
 * go from one to the next. The value in words is the same sentence that stands above the picture.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from "react";

interface PlaceReaderProps {
  /** What is being gone through: `Traffic`. */
  readonly label: string;
  readonly count: number;
  /** The place that is read, from 0. */
  readonly index: number;
  readonly sentence: string;
  /** The place nearest to a point of the picture, pixels from its upper left corner. */
  readonly placeAt: (x: number, y: number) => number | undefined;
  /** undefined = back to where reading began. */
  readonly onMove: (index: number | undefined) => void;
  readonly children: ReactNode;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 5,
  PageDown: -5,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export function PlaceReader({ label, count, index, sentence, placeAt, onMove, children }: PlaceReaderProps) {
  const ref = useRef<HTMLDivElement>(null);
  const move = (event: PointerEvent): void => {
    const { left = 0, top = 0 } = ref.current?.getBoundingClientRect() ?? {};
    onMove(placeAt(event.clientX - left, event.clientY - top));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onMove(undefined);
    const step = STEPS[event.key];
    if (step === undefined || count === 0) return;
    event.preventDefault();
    onMove(Math.min(count - 1, Math.max(0, index + step)));
  };
  return (
    <div
      ref={ref}
      className="plot-reader"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, count - 1)}
      aria-valuenow={index}
      aria-valuetext={sentence}
      onPointerMove={move}
      onPointerLeave={() => onMove(undefined)}
      onKeyDown={press}
    >
      <div aria-hidden="true">{children}</div>
    </div>
  );
}

/** Index of the point nearest to a place; undefined where there is none. */
export function nearestPoint(
  points: readonly { readonly x: number; readonly y: number }[],
  x: number,
  y: number,
): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  points.forEach((point, index) => {
    const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
    if (distance >= least) return;
    least = distance;
    best = index;
  });
  return best;
}
