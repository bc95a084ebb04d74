/**
 * Lets a chart be read with the pointer and with arrow keys: a slider over the places of its axis, whose value in
 * words is the same sentence that stands above the chart.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from "react";

interface PlotReaderProps {
  /** What is being moved along: `Percentile`. */
  readonly label: string;
  /** Places of the axis that the keys step through, ascending. */
  readonly places: readonly number[];
  readonly at: number;
  readonly sentence: string;
  /** The place under a horizontal position of the chart, pixels from its left edge. */
  readonly placeAt: (x: number) => number;
  /** undefined = back to where reading began. */
  readonly onMove: (place: number | undefined) => void;
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

export function PlotReader({ label, places, at, sentence, placeAt, onMove, children }: PlotReaderProps) {
  const ref = useRef<HTMLDivElement>(null);
  const index = nearest(places, at);
  const move = (event: PointerEvent): void => {
    const left = ref.current?.getBoundingClientRect().left ?? 0;
    onMove(placeAt(event.clientX - left));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onMove(undefined);
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onMove(places[Math.min(places.length - 1, Math.max(0, index + step))]);
  };
  return (
    <div
      ref={ref}
      className="plot-reader"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, places.length - 1)}
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

/** Index of the place nearest to a value, 0 for none. */
export function nearest(places: readonly number[], value: number): number {
  let best = 0;
  places.forEach((place, index) => {
    if (Math.abs(place - value) < Math.abs((places[best] ?? 0) - value)) best = index;
  });
  return best;
}
