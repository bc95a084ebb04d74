/** The hours of a day or the days of a week as bars that are pulled up and down. */
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { Button, Dialog, DialogTrigger } from "react-aria-components";
import { isList, type Json } from "../store/json.ts";
import { DistributionPicture } from "./distribution-picture.tsx";
import { RowPopover } from "./row-popover.tsx";
import { stepped } from "./step-number.ts";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const HEIGHT = 120;

interface WeightsProps {
  readonly label: string;
  readonly value: Json | undefined;
  readonly onChange: (value: readonly number[], gesture: string) => void;
}

/** What a place of the list is called: `Tuesday`, `9 to 10 o’clock`. */
export const placeName = (at: number, count: number): string =>
  count === DAYS.length ? (DAYS[at] ?? "") : `${at} to ${at + 1} o’clock`;

export function WeightsButton(props: WeightsProps) {
  return (
    <DialogTrigger>
      <Button className="shape-button" aria-label={`Shape of ${props.label}`}>
        <DistributionPicture value={props.value} certainty="plain" />
      </Button>
      <RowPopover>
        <Dialog className="shape-dialog" aria-label={`Shape of ${props.label}`}>
          <h3 className="dialog-title">{props.label}</h3>
          <p className="dialog-note">Only the ratios matter. Pull a bar, or use the arrow keys on it.</p>
          <WeightBars {...props} />
        </Dialog>
      </RowPopover>
    </DialogTrigger>
  );
}

function WeightBars({ label, value, onChange }: WeightsProps) {
  const weights = isList(value) ? value.map(Number) : [];
  const held = useRef<number>(undefined);
  const highest = Math.max(...weights, Number.EPSILON);
  // The scale stands still under the hand and has room above the highest bar.
  const top = held.current ?? highest * 1.25;
  const put = (at: number, weight: number, gesture: string): void => {
    const next = weights.map((each, index) => (index === at ? weight : each));
    if (next.some((each) => each > 0)) onChange(next, gesture);
  };
  return (
    <div className="weights" data-count={weights.length}>
      {weights.map((weight, at) => (
        <WeightBar
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its hour
          key={at}
          name={`${placeName(at, weights.length)}, ${label}`}
          short={
            weights.length === DAYS.length ? (DAYS[at]?.slice(0, 2) ?? "") : at % 6 === 0 ? String(at) : ""
          }
          weight={weight}
          top={top}
          onHold={(holding) => {
            held.current = holding ? top : undefined;
          }}
          onWeight={(next) => put(at, next, `weight ${label} ${at}`)}
        />
      ))}
    </div>
  );
}

interface WeightBarProps {
  readonly name: string;
  readonly short: string;
  readonly weight: number;
  readonly top: number;
  readonly onHold: (holding: boolean) => void;
  readonly onWeight: (weight: number) => void;
}

const KEYS: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowDown: -1 };

function WeightBar({ name, short, weight, top, onHold, onWeight }: WeightBarProps) {
  const pull = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { bottom } = event.currentTarget.getBoundingClientRect();
    const share = (bottom - 20 - event.clientY) / HEIGHT;
    onWeight(Number((Math.min(1, Math.max(0, share)) * top).toPrecision(2)));
  };
  const press = (event: KeyboardEvent): void => {
    const direction = KEYS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    onWeight(Math.max(0, stepped(weight, direction, { minimum: 0 })));
  };
  return (
    <div
      className="weight"
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={Math.max(top, weight)}
      aria-valuenow={weight}
      title={`${name}: ${weight}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onHold(true);
        pull(event);
      }}
      onPointerMove={pull}
      onPointerUp={() => onHold(false)}
      onKeyDown={press}
    >
      <span className="weight-bar" style={{ height: `${Math.min(1, weight / top) * HEIGHT}px` }} />
      <span className="weight-name">{short}</span>
    </div>
  );
}
