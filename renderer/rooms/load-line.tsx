/** How much more can it carry? Each promise's line on a hull, and the figures against the traffic. */
import { useState } from "react";
import type { LoadLineAnswer } from "../../shared/findings/load-line-answer.ts";
import { Hull, hullBox, hullScale } from "../charts/hull.tsx";
import { trafficDomain } from "../charts/load-line-axis.ts";
import { Figure } from "../ui/figure.tsx";
import { nearestPoint, PlaceReader } from "../ui/place-reader.tsx";
import { Segments } from "../ui/segments.tsx";
import { usePalette } from "../ui/use-palette.ts";
import { useView } from "../use-session.ts";
import { useStudy } from "../use-study.ts";
import { type Answered, answeredDesigns } from "./answered.ts";
import { LoadLineCurveFigure } from "./load-line-curve-figure.tsx";
import { hullMarks } from "./load-line-marks.ts";
import { StudyProgressLine, StudyWaiting, useAskAgain } from "./load-line-waiting.tsx";
import { findingParts, hullNote, hullReading, linesTable, readingSentence } from "./load-line-words.ts";

const DOING = "Simulating less and more traffic";

export function LoadLineRoom({ answered }: { readonly answered: Answered }) {
  const wanted = useView((view) => view.loadDesign);
  const setView = useView((view) => view.set);
  const designs = answeredDesigns(answered);
  const shown =
    designs.find(({ name }) => name === wanted) ?? designs.find(({ chosen }) => chosen) ?? designs[0];
  const ask = { name: "loadLine", design: shown?.name ?? "" } as const;
  const study = useStudy<"loadLine">(shown === undefined ? undefined : ask);
  const again = useAskAgain(study, ask);
  if (shown === undefined) return <p className="room-note">No design was simulated.</p>;
  return (
    <div className="load-room">
      <div className="room-tools load-tools">
        <span className="room-tools-label">How much more can it carry?</span>
        {designs.length > 1 && (
          <Segments
            label="Design shown"
            value={shown.name}
            choices={designs.map(({ name }) => ({ value: name, label: name }))}
            onChange={(loadDesign) => setView({ loadDesign })}
          />
        )}
        {study?.answer !== undefined && <StudyProgressLine study={study} doing={DOING} />}
      </div>
      {study?.answer === undefined ? (
        <StudyWaiting study={study} subject="The load line" doing={DOING} onAgain={again} />
      ) : (
        <LoadLineFigures answered={answered} answer={study.answer} order={shown.order} stale={study.stale} />
      )}
    </div>
  );
}

interface FiguresProps {
  readonly answered: Answered;
  readonly answer: LoadLineAnswer;
  readonly order: number;
  readonly stale: boolean;
}

/** Both pictures are read at the same multiple, one of those that were looked at. */
function LoadLineFigures({ answered, answer, order, stale }: FiguresProps) {
  const [read, setRead] = useState<number>();
  const today = answer.points.findIndex(({ multiple }) => multiple === 1);
  const index = Math.min(answer.points.length - 1, read ?? today);
  const reading = { index, reading: read !== undefined, onRead: setRead };
  return (
    <div className="load-pair" data-stale={stale}>
      <HullFigure answered={answered} answer={answer} {...reading} />
      <LoadLineCurveFigure answered={answered} answer={answer} order={order} {...reading} />
    </div>
  );
}

export interface LoadReading {
  /** Of the point that is read; today's where nobody reads. */
  readonly index: number;
  readonly reading: boolean;
  readonly onRead: (index: number | undefined) => void;
}

type HullFigureProps = Pick<FiguresProps, "answered" | "answer"> & LoadReading;

function HullFigure({ answered, answer, index, reading, onRead }: HullFigureProps) {
  const palette = usePalette();
  const { title, rest } = findingParts(answer.finding);
  const marks = hullMarks(answer, answered.told);
  const domain = trafficDomain(answer.searched);
  const point = answer.points[index];
  const said = point === undefined ? undefined : hullReading(answer, point, answered);
  const sentence = said === undefined ? "" : readingSentence(said);
  const placeAt = (width: number, y: number): number | undefined => {
    const scale = hullScale(domain, hullBox(width, marks.length));
    return nearestPoint(
      answer.points.map(({ multiple }) => ({ x: 0, y: scale(multiple) })),
      0,
      y,
    );
  };
  return (
    <div className="load-hull">
      <Figure
        title={`“${answer.design}”: ${lowered(title)}`}
        fileName={`load-line-${answer.design}`}
        table={linesTable(answer, answered)}
        readout={
          <>
            {rest !== "" && <p className="load-rest">{rest}</p>}
            {said !== undefined && (
              <>
                <span className="readout-item">
                  {said.at} <strong>{said.value}</strong>{" "}
                  <span className="readout-spread">{said.spread}</span>
                </span>
                <span className="readout-item readout-spread">{said.weakest}</span>
              </>
            )}
          </>
        }
        note={hullNote(answer)}
      >
        {(width) => (
          <PlaceReader
            label="Traffic"
            count={answer.points.length}
            index={index}
            sentence={sentence}
            placeAt={(_x, y) => placeAt(width, y)}
            onMove={onRead}
          >
            <Hull
              {...{ width, palette, marks, domain }}
              label={`${title}. ${rest}`}
              searched={answer.searched}
              cursor={reading ? point?.multiple : undefined}
            />
          </PlaceReader>
        )}
      </Figure>
    </div>
  );
}

/** `P95` → `p95`, behind a design's name. */
const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
