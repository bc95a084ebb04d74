/** Differences from the baseline, and the frontier of cost against the tail. */
import { useState } from "react";
import type { CompareAnswer } from "../../shared/findings/comparison-study.ts";
import { Frontier, frontierPlaces } from "../charts/frontier.tsx";
import { PairedDifferences } from "../charts/paired-differences.tsx";
import { pairedLayout, rowAt } from "../charts/paired-layout.ts";
import { linearDomain, logDomain, logLength } from "../charts/scales.ts";
import { money, shortText } from "../format/measure.ts";
import { Figure } from "../ui/figure.tsx";
import { LineSample } from "../ui/line-sample.tsx";
import { nearestPoint, PlaceReader } from "../ui/place-reader.tsx";
import { useHeldDomain } from "../ui/use-held-domain.ts";
import { usePalette } from "../ui/use-palette.ts";
import type { Answered } from "./answered.ts";
import {
  differenceReading,
  differenceSentence,
  differencesTable,
  differencesTitle,
  frontierPoints,
  frontierReading,
  frontierTable,
  frontierTexts,
  frontierTitle,
  pairedPanels,
} from "./compare-words.ts";

interface CompareFigureProps {
  readonly answered: Answered;
  readonly answer: CompareAnswer;
  readonly orders: ReadonlyMap<string, number>;
}

export function DifferencesFigure({ answered, answer, orders }: CompareFigureProps) {
  const palette = usePalette();
  const [read, setRead] = useState<number>();
  const panels = pairedPanels(answer, answered, orders);
  const rows = panels.flatMap((panel) => panel.rows.map((row) => ({ panel, row })));
  const index = Math.min(rows.length - 1, read ?? 0);
  const at = rows[index];
  const title = differencesTitle(answer, answered);
  const reading = at === undefined ? undefined : differenceReading(answer, at.panel, at.row, answered);
  const sentence = reading === undefined ? "" : differenceSentence(reading);
  return (
    <Figure
      title={title}
      fileName={`differences-from-${answer.baseline}`}
      table={differencesTable(answer, answered)}
      readout={
        reading !== undefined && (
          <>
            <span className="readout-at">{reading.measure}</span>
            <span className="readout-item">
              <LineSample order={reading.order} /> {reading.design} <strong>{reading.value}</strong>{" "}
              <span className="readout-spread">{reading.spread}</span>
            </span>
          </>
        )
      }
      note={differencesNote(answer)}
    >
      {(width) => (
        <PlaceReader
          label="Differences"
          count={rows.length}
          index={index}
          sentence={sentence}
          placeAt={(x, y) => nearestPoint(rowPlaces(panels, width), x, y)}
          onMove={setRead}
        >
          <PairedDifferences
            {...{ width, palette, panels }}
            label={`${title}. ${sentence}`}
            baseline={answer.baseline}
            cursor={read}
          />
        </PlaceReader>
      )}
    </Figure>
  );
}

/** The middles of all rows, far apart sideways so that the pointer stays in its column. */
function rowPlaces(panels: ReturnType<typeof pairedPanels>, width: number) {
  return pairedLayout(panels, width).placed.flatMap((place) =>
    place.panel.rows.map((_, row) => ({ x: place.left + place.width / 2, y: rowAt(place, row) })),
  );
}

function differencesNote(answer: CompareAnswer): string {
  const notes = [
    "Every design met the same tasks, so their differences are far more certain than either figure. The intervals of one panel hold together with 95%; an arrow leaves the axis, and a ring can't be told from zero.",
  ];
  const designs = Object.entries(answer.designs).filter(([, { stable }]) => stable);
  const acknowledging = designs.filter(([, { acknowledges }]) => acknowledges).map(([name]) => name);
  if (acknowledging.length > 0 && acknowledging.length < designs.length)
    notes.push(
      `⚑ ${acknowledging.join(", ")}: the response is an acknowledgement, which is not compared with an answer.`,
    );
  return notes.join(" ");
}

const HEIGHT = 380;

export function FrontierFigure({ answered, answer, orders }: CompareFigureProps) {
  const palette = usePalette();
  const [read, setRead] = useState<number>();
  const { points, missing } = frontierPoints(answer, orders);
  const costs = useHeldDomain(
    "frontier costs",
    linearDomain(points.flatMap(({ cost }) => [cost.value, cost.low ?? cost.value, cost.high ?? cost.value])),
  );
  const seconds = useHeldDomain(
    "frontier seconds",
    logDomain(points.flatMap(({ seconds: { value, low, high } }) => [value, low ?? value, high ?? value])),
    logLength,
  );
  const index = Math.max(0, read ?? points.findIndex(({ chosen }) => chosen));
  const at = points[index];
  const title = frontierTitle(points, answered);
  const note = [
    "Crosses are 95% intervals of each design by itself; where they overlap the differences above may still tell them apart.",
    ...missing,
  ].join(" ");
  if (at === undefined) return <p className="room-note">{[`${title}.`, ...missing].join(" ")}</p>;
  const sentence = frontierReading(at, answered);
  const texts = frontierTexts(at, answered);
  const drawn = { points, costs, seconds, costTitle: `Cost per ${answered.unitName}` };
  const costText = (cost: number): string => shortText(cost, money(answered.currency));
  return (
    <Figure
      title={title}
      fileName="cost-against-p99"
      table={frontierTable(points, answered)}
      readout={
        <>
          <span className="readout-item">
            <LineSample order={at.order} /> {at.design} <strong>{texts.cost}</strong>{" "}
            <span className="readout-spread">per {answered.unitName}</span>
          </span>
          <span className="readout-item">
            <span className="readout-spread">p99 of the result</span> <strong>{texts.seconds}</strong>
          </span>
        </>
      }
      note={note}
    >
      {(width) => (
        <PlaceReader
          label="Designs"
          count={points.length}
          index={index}
          sentence={sentence}
          placeAt={(x, y) =>
            nearestPoint(frontierPlaces({ ...drawn, costText, width, height: HEIGHT }), x, y)
          }
          onMove={setRead}
        >
          <Frontier
            {...drawn}
            {...{ width, palette, costText }}
            height={HEIGHT}
            label={`${title}. ${sentence}`}
            cursor={read}
          />
        </PlaceReader>
      )}
    </Figure>
  );
}
