/** The tornado with its rows: each can be pointed at, walked through with arrow keys, and leads to its assumption. */
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import type { SensitivityAnswer, SensitivityMeasure } from "../../shared/findings/sensitivity-answer.ts";
import { timeScale } from "../../shared/units/format.ts";
import { designStyle } from "../charts/palette.ts";
import type { Domain } from "../charts/scales.ts";
import { Tornado } from "../charts/tornado.tsx";
import type { TornadoRow } from "../charts/tornado-rows.ts";
import { shortText } from "../format/measure.ts";
import { Figure } from "../ui/figure.tsx";
import { useHeldDomain } from "../ui/use-held-domain.ts";
import { usePalette } from "../ui/use-palette.ts";
import { useSession } from "../use-session.ts";
import { findingWords } from "./sensitivity-place.ts";
import {
  measureNoun,
  measureOf,
  rowSentence,
  type Said,
  tornadoNotes,
  tornadoRows,
  tornadoTable,
  tornadoTitle,
} from "./sensitivity-words.ts";

interface TornadoFigureProps {
  readonly answer: SensitivityAnswer;
  readonly measure: SensitivityMeasure;
  readonly said: Said;
  /** Place of the design in the scenario. */
  readonly order: number;
}

export function TornadoFigure({ answer, measure, said, order }: TornadoFigureProps) {
  const palette = usePalette();
  const [read, setRead] = useState<string>();
  const rows = tornadoRows(answer, measure, said);
  const written = measureOf(measure, said.currency);
  const noun = measureNoun(measure.measure, said.unitName);
  const title = tornadoTitle(answer, measure, said);
  const domain = useHeldDomain(
    `tornado ${answer.design} ${measure.measure}`,
    tornadoDomain(rows, measure.noiseFloor),
  );
  // What the title is about, until another is pointed at.
  const titled = rows.find(({ told }) => told) ?? rows.find(({ byCurve }) => byCurve) ?? rows[0];
  const at = rows.find(({ path }) => path === read) ?? titled;
  const change = (value: number): string =>
    `${value > 0 ? "+" : ""}${value === 0 ? "0" : shortText(value, written)}`;
  return (
    <Figure
      title={title}
      fileName={`what-matters-${measure.measure.replace(".", "-")}-${answer.design}`}
      table={tornadoTable(answer, measure, said)}
      readout={at === undefined ? undefined : <span>{rowSentence(at, noun)}</span>}
      note={tornadoNotes(answer, measure)}
    >
      {(width) => (
        <Readable rows={rows} noun={noun} read={read} onRead={setRead}>
          <Tornado
            {...{ width, palette, rows, domain, read }}
            label={`${title}. ${rows.map((row) => rowSentence(row, noun)).join(" ")}`}
            noiseFloor={measure.noiseFloor}
            noiseText={`chance alone: up to ${shortText(Number((measure.noiseFloor ?? 0).toPrecision(2)), written)}`}
            colour={designStyle(order, palette).colour}
            tickText={change}
            tickUnit={written.unit === "seconds" ? timeScale(domain.high - domain.low).divisor : 1}
            axisTitle={`Change of ${noun} from where the assumption is in its middle`}
          />
        </Readable>
      )}
    </Figure>
  );
}

/** All bars, their intervals and the band, with room for the values at the ends. */
export function tornadoDomain(rows: readonly TornadoRow[], floor: number | undefined): Domain {
  const ends = rows.flatMap(({ atP10, atP90, low, high }) => [
    atP10,
    atP90,
    atP10 + (low ?? 0),
    atP10 + (high ?? 0),
  ]);
  const all = [0, ...ends, (floor ?? 0) / 2, -(floor ?? 0) / 2];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const air = (high - low || 1) * 0.14;
  return { low: low - air, high: high + air };
}

interface ReadableProps {
  readonly rows: readonly TornadoRow[];
  readonly noun: string;
  readonly read: string | undefined;
  readonly onRead: (path: string | undefined) => void;
  readonly children: ReactNode;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** Over each bar lies a button: one stop of the tab key for all of them, arrow keys between. */
function Readable({ rows, noun, read, onRead, children }: ReadableProps) {
  const session = useSession();
  const list = useRef<HTMLUListElement>(null);
  const current = Math.max(
    0,
    rows.findIndex(({ path }) => path === read),
  );
  const press = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const to = Math.min(rows.length - 1, Math.max(0, current + step));
    list.current?.querySelectorAll("button")[to]?.focus();
  };
  return (
    <div className="tornado-reader">
      <div aria-hidden="true">{children}</div>
      <ul ref={list} className="tornado-rows" onKeyDown={press} onPointerLeave={() => onRead(undefined)}>
        {rows.map((row, index) => (
          <li key={row.path}>
            <button
              type="button"
              tabIndex={index === current ? 0 : -1}
              aria-label={`${rowSentence(row, noun)} Go to the assumption.`}
              title="Go to the assumption"
              onFocus={() => onRead(row.path)}
              onPointerEnter={() => onRead(row.path)}
              onClick={() => session.focusFilter(findingWords(row.path, session.document.getState().value))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
