/** Why is the tail slow? Where time went at three percentiles of one design, and its tasks that stand out. */
import { useState } from "react";
import { linearDomain, linearScale } from "../charts/scales.ts";
import {
  type SlicePlace,
  sliceStarts,
  type TimeBar,
  TimeWaterfall,
  timeBarsBox,
  timeBarsHeight,
} from "../charts/time-waterfall.tsx";
import { Figure } from "../ui/figure.tsx";
import { PlaceReader } from "../ui/place-reader.tsx";
import { Segments } from "../ui/segments.tsx";
import { useHeldDomain } from "../ui/use-held-domain.ts";
import { usePalette } from "../ui/use-palette.ts";
import { useView } from "../use-session.ts";
import { type Answered, type AnsweredDesign, answeredDesigns } from "./answered.ts";
import {
  firstPlace,
  slicePlaces,
  sliceWords,
  timeBars,
  WHY_NOTE,
  whyTable,
  whyTitle,
} from "./latency-why-words.ts";
import { TasksThatStandOut } from "./tasks.tsx";

export function LatencyWhy({ answered }: { readonly answered: Answered }) {
  const designs = answeredDesigns(answered);
  const wanted = useView((view) => view.whyDesign);
  const shown =
    designs.find(({ name }) => name === wanted) ?? designs.find(({ chosen }) => chosen) ?? designs[0];
  if (shown === undefined) return null;
  return (
    <div className="why">
      {Object.keys(answered.scenario.designs).length > 1 && (
        <DesignChoice designs={designs} shown={shown} label="Why, in" />
      )}
      <WhereTimeWent shown={shown} />
      <TasksThatStandOut answered={answered} shown={shown} />
    </div>
  );
}

interface DesignChoiceProps {
  readonly designs: readonly AnsweredDesign[];
  readonly shown: AnsweredDesign;
  readonly label: string;
}

/** The design whose why is shown: here and in the day the same. */
export function DesignChoice({ designs, shown, label }: DesignChoiceProps) {
  const setView = useView((view) => view.set);
  return (
    <div className="room-tools">
      <span className="room-tools-label">{label}</span>
      <Segments
        label="Design shown"
        value={shown.name}
        choices={designs.map(({ name }) => ({ value: name, label: name }))}
        onChange={(whyDesign) => setView({ whyDesign })}
      />
    </div>
  );
}

function WhereTimeWent({ shown }: { readonly shown: AnsweredDesign }) {
  const palette = usePalette();
  const [read, setRead] = useState<number>();
  const bars = timeBars(shown);
  const places = slicePlaces(bars);
  const lengths = bars.map(({ slices }) => slices.reduce((sum, { seconds }) => sum + seconds, 0));
  const needed = linearDomain([0, ...lengths]);
  const { high } = useHeldDomain(`time ${shown.name}`, { low: 0, high: needed.high });
  const title = whyTitle(shown);
  const place = read === undefined ? firstPlace(bars) : places[read];
  if (!shown.answer.stable || place === undefined)
    return (
      <p className="room-note" data-unstable={!shown.answer.stable}>
        {title}.{" "}
        {shown.answer.stable
          ? "More replications give more tasks."
          : "Give it more workers, slots or quota, or send it less traffic."}
      </p>
    );
  const words = sliceWords(shown, bars, place);
  const sentence = `${words.at}: ${words.value}, ${words.detail}.`;
  const index = places.findIndex(({ bar, slice }) => bar === place.bar && slice === place.slice);
  return (
    <Figure
      title={title}
      fileName="where-time-went"
      table={whyTable(shown)}
      readout={
        <>
          <span className="readout-at">{words.at}</span>
          <span className="readout-item">
            <strong>{words.value}</strong> <span className="readout-spread">{words.detail}</span>
          </span>
        </>
      }
      note={WHY_NOTE}
    >
      {(width) => (
        <PlaceReader
          label="Parts of the time"
          count={places.length}
          index={index}
          sentence={sentence}
          placeAt={(x, y) => placeUnder(bars, places, high, width, x, y)}
          onMove={setRead}
        >
          <TimeWaterfall
            {...{ width, palette, bars, high }}
            label={`${title}. ${sentence}`}
            order={shown.order}
            cursor={read === undefined ? undefined : place}
          />
        </PlaceReader>
      )}
    </Figure>
  );
}

/** The slice at a point of the picture, or the last one of its bar. */
function placeUnder(
  bars: readonly TimeBar[],
  places: readonly SlicePlace[],
  high: number,
  width: number,
  px: number,
  py: number,
): number | undefined {
  const box = timeBarsBox(width, bars.length);
  const row = (timeBarsHeight(bars.length) - 48) / bars.length;
  const bar = Math.min(bars.length - 1, Math.max(0, Math.floor((py - box.top) / row)));
  const slices = bars[bar]?.slices ?? [];
  if (slices.length === 0) return undefined;
  const seconds = linearScale({ low: 0, high }, box.left, box.right).invert(px);
  const slice = Math.max(
    0,
    sliceStarts(slices).findLastIndex((start) => start <= seconds),
  );
  return places.findIndex((place) => place.bar === bar && place.slice === slice);
}
