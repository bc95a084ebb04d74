/** What happens at the peak? One design's day: traffic, tasks under way and in line, 429s, and the limits. */
import { useRef, useState } from "react";
import type { DaySeries } from "../../shared/series/day-series.ts";
import { type DayPanel, DayPanels, dayClock } from "../charts/day-panels.tsx";
import { type Domain, heldDomain } from "../charts/scales.ts";
import { Figure } from "../ui/figure.tsx";
import { PlotReader } from "../ui/plot-reader.tsx";
import { usePalette } from "../ui/use-palette.ts";
import { useView } from "../use-session.ts";
import { type Answered, type AnsweredDesign, answeredDesigns } from "./answered.ts";
import {
  type DayItem,
  dayAt,
  dayItems,
  dayNotes,
  dayPanels,
  daySentence,
  dayTable,
  dayTitle,
  peakOf,
} from "./day-words.ts";
import { DesignChoice } from "./latency-why.tsx";

export function DayRoom({ answered }: { readonly answered: Answered }) {
  const designs = answeredDesigns(answered);
  const wanted = useView((view) => view.whyDesign);
  const shown =
    designs.find(({ name }) => name === wanted) ?? designs.find(({ chosen }) => chosen) ?? designs[0];
  if (shown === undefined) return <p className="room-note">No design was simulated.</p>;
  const day = shown.series?.day;
  return (
    <div className="day">
      {Object.keys(answered.scenario.designs).length > 1 && (
        <DesignChoice designs={designs} shown={shown} label="The day of" />
      )}
      {day === undefined ? (
        <p className="room-note">The day of “{shown.name}” is not known yet: its replications come next.</p>
      ) : (
        <DayFigure answered={answered} shown={shown} day={day} />
      )}
    </div>
  );
}

interface DayFigureProps {
  readonly answered: Answered;
  readonly shown: AnsweredDesign;
  readonly day: DaySeries;
}

function DayFigure({ answered, shown, day }: DayFigureProps) {
  const palette = usePalette();
  const [read, setRead] = useState<number>();
  const panels = useHeldPanels(shown.name, dayPanels(day));
  const bin = Math.min(read ?? peakOf(shown, day), day.arrivals.p50.length - 1);
  const items = dayItems(panels, bin);
  const at = dayAt(day, bin);
  const title = dayTitle(shown, day);
  const sentence = daySentence(at, items);
  return (
    <Figure
      title={title}
      fileName="day"
      table={dayTable(day)}
      readout={<DayReadOut at={at} items={items} />}
      note={dayNotes(answered, shown, day)}
    >
      {(width) => (
        <PlotReader
          label="Time of day"
          places={day.arrivals.p50.map((_, place) => place)}
          at={bin}
          sentence={sentence}
          placeAt={(px) => {
            const seconds = dayClock(width, day.seconds).clamp(true).invert(px);
            return Math.min(day.arrivals.p50.length - 1, Math.floor(seconds / day.binSeconds));
          }}
          onMove={setRead}
        >
          <DayPanels
            {...{ width, palette, panels }}
            label={`${title}. ${sentence}`}
            order={shown.order}
            binSeconds={day.binSeconds}
            seconds={day.seconds}
            cursor={read === undefined ? undefined : bin}
          />
        </PlotReader>
      )}
    </Figure>
  );
}

/** Axes that stay while a run refines, each panel's its own. */
function useHeldPanels(design: string, panels: readonly DayPanel[]): readonly DayPanel[] {
  const held = useRef(new Map<string, Domain>());
  return panels.map((panel) => {
    const key = `${design} ${panel.id}`;
    const domain = heldDomain(held.current.get(key), panel.domain);
    held.current.set(key, domain);
    return { ...panel, domain };
  });
}

function DayReadOut({ at, items }: { readonly at: string; readonly items: readonly DayItem[] }) {
  return (
    <>
      <span className="readout-at">{at}</span>
      {items.map(({ name, value, spread }) => (
        <span key={name} className="readout-item">
          {name} <strong>{value}</strong> <span className="readout-spread">{spread}</span>
        </span>
      ))}
    </>
  );
}
