/** Takes hold of a distribution: its percentiles are sliders on its picture, by pointer and by keys. */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import type { Certainty, Range } from "../../shared/scenario/fields.ts";
import type { Json } from "../store/json.ts";
import { useWidth } from "../ui/use-width.ts";
import { axisOf, curveOf } from "./curve.ts";
import { CURVE_HEIGHT, CurvePicture, curveScale } from "./curve-picture.tsx";
import { type Handle, handlesOf, withHandle } from "./handles.ts";
import { stepped } from "./step-number.ts";

interface CurveEditorProps {
  readonly label: string;
  readonly value: Json;
  readonly certainty: Certainty;
  readonly range: Range;
  readonly format: (value: number) => string;
  /** `gesture` names what is one act to undo. */
  readonly onChange: (value: Json, gesture: string) => void;
}

/** What is held, from where, and on which axis: the axis stands still under the hand. */
interface Grip {
  readonly handle: string;
  readonly from: Json;
  readonly axis: readonly [number, number];
  readonly number: number;
}

let gripNumber = 0;

export function CurveEditor({ label, value, certainty, range, format, onChange }: CurveEditorProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [grip, setGrip] = useState<Grip>();
  const held = useRef<readonly [number, number]>(undefined);
  const axis = grip?.axis ?? heldAxis(held.current, value);
  held.current = axis;
  const curve = axis === undefined ? undefined : curveOf(value, axis);
  if (axis === undefined || curve === undefined) return <div ref={ref} />;
  const scale = curveScale(axis, width);
  const handles = handlesOf(value);
  const move = (handle: string, from: Json, to: number, gesture: string): void => {
    const next = withHandle(from, handle, within(to, range));
    if (next !== undefined) onChange(next, gesture);
  };
  const drag = (event: PointerEvent): void => {
    if (grip === undefined) return;
    const left = ref.current?.getBoundingClientRect().left ?? 0;
    move(grip.handle, grip.from, scale.invert(event.clientX - left), `drag ${grip.number}`);
  };
  return (
    <div ref={ref} className="curve-editor" onPointerMove={drag} onPointerUp={() => setGrip(undefined)}>
      {width > 0 && (
        <>
          <CurvePicture curve={curve} handles={handles} certainty={certainty} width={width} format={format} />
          {handles.map((handle) => (
            <Knob
              key={handle.name}
              of={label}
              handle={handle}
              axis={axis}
              x={scale(handle.value)}
              text={format(handle.value)}
              onGrip={() => {
                gripNumber += 1;
                setGrip({ handle: handle.name, from: value, axis, number: gripNumber });
              }}
              onStep={(direction) =>
                move(handle.name, value, stepped(handle.value, direction, {}), `keys ${label} ${handle.name}`)
              }
            />
          ))}
        </>
      )}
    </div>
  );
}

/** The axis from before as long as the curve fills a good part of it and stays inside. */
function heldAxis(
  before: readonly [number, number] | undefined,
  value: Json,
): readonly [number, number] | undefined {
  const wanted = axisOf(value);
  if (before === undefined || wanted === undefined) return wanted;
  const [low, high] = wanted;
  const fills = (high - low) / (before[1] - before[0]);
  return low >= before[0] - 1e-9 && high <= before[1] + 1e-9 && fills > 0.4 ? before : wanted;
}

function within(value: number, range: Range): number {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = range;
  const low = Math.max(minimum, range.exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
  const high = Math.min(maximum, range.exclusiveMaximum ?? Number.POSITIVE_INFINITY);
  return Math.min(high, Math.max(low, value));
}

interface KnobProps {
  readonly of: string;
  readonly handle: Handle;
  readonly axis: readonly [number, number];
  readonly x: number;
  readonly text: string;
  readonly onGrip: () => void;
  readonly onStep: (direction: 1 | -1) => void;
}

const KEYS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
const KNOB = 20;

function Knob({ of, handle, axis, x, text, onGrip, onStep }: KnobProps) {
  const press = (event: KeyboardEvent): void => {
    const direction = KEYS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    onStep(direction);
  };
  return (
    <div
      className="knob"
      role="slider"
      tabIndex={0}
      aria-label={`${handle.label}, ${of}`}
      aria-valuemin={axis[0]}
      aria-valuemax={axis[1]}
      aria-valuenow={handle.value}
      aria-valuetext={text}
      style={{ left: `${x - KNOB / 2}px`, top: `${CURVE_HEIGHT - 24 - KNOB / 2}px` }}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.focus();
        event.currentTarget.setPointerCapture(event.pointerId);
        onGrip();
      }}
      onKeyDown={press}
    />
  );
}
