/** A figure of one design against the traffic, one at a time. */
import type { LoadLineAnswer } from "../../shared/findings/load-line-answer.ts";
import { trafficDomain } from "../charts/load-line-axis.ts";
import { curveBox, curvePlace, needsLog, TrafficCurve } from "../charts/load-line-curve.tsx";
import {
  type Domain,
  linearDomain,
  linearScale,
  logDomain,
  secondsTicks,
  type Tick,
} from "../charts/scales.ts";
import { type Measure, shortText } from "../format/measure.ts";
import type { TrafficMeasure } from "../store/view-store.ts";
import { Figure } from "../ui/figure.tsx";
import { nearestPoint, PlaceReader } from "../ui/place-reader.tsx";
import { Segments } from "../ui/segments.tsx";
import { useHeldDomain } from "../ui/use-held-domain.ts";
import { usePalette } from "../ui/use-palette.ts";
import { useView } from "../use-session.ts";
import type { Answered } from "./answered.ts";
import type { LoadReading } from "./load-line.tsx";
import {
  TRAFFIC_MEASURES,
  trafficPoints,
  trafficPromise,
  trafficSpan,
  trafficWords,
} from "./load-line-curves.ts";
import { curveReading, curveTitle, pointsTable, readingSentence } from "./load-line-words.ts";

interface CurveFigureProps extends LoadReading {
  readonly answered: Answered;
  readonly answer: LoadLineAnswer;
  readonly order: number;
}

const HEIGHT = 360;

export function LoadLineCurveFigure({ answered, answer, order, index, reading, onRead }: CurveFigureProps) {
  const palette = usePalette();
  const measure = useView((view) => view.trafficMeasure);
  const words = trafficWords(measure, answered);
  const points = trafficPoints(answer, measure);
  const promise = trafficPromise(answer, measure, answered);
  const traffic = trafficDomain(answer.searched);
  const span = trafficSpan(points, promise?.value);
  const log = needsLog(logDomain(span)) && measure !== "throttledShare";
  const needed = log ? logDomain(span) : linearDomain(span);
  const domain = useHeldDomain(`traffic ${answer.design} ${measure} ${log}`, needed);
  const point = answer.points[index];
  const said = point === undefined ? undefined : curveReading(words, measure, point);
  const sentence = said === undefined ? "" : readingSentence(said);
  const title = curveTitle(words, points, promise?.value);
  return (
    <div className="load-curve">
      <Figure
        title={title}
        fileName={`traffic-${measure}-${answer.design}`}
        table={pointsTable(answer, measure, answered)}
        controls={<MeasureSwitch measure={measure} />}
        readout={
          said !== undefined && (
            <span className="readout-item">
              {said.at} <strong>{said.value}</strong> <span className="readout-spread">{said.spread}</span>
            </span>
          )
        }
        note={curveNote(points)}
      >
        {(width) => (
          <PlaceReader
            label={words.axis}
            count={points.length}
            index={index}
            sentence={sentence}
            placeAt={(x) => {
              const place = curvePlace(traffic, curveBox(width, HEIGHT));
              return nearestPoint(
                points.map(({ multiple }) => ({ x: place(multiple), y: 0 })),
                x,
                0,
              );
            }}
            onMove={onRead}
          >
            <TrafficCurve
              {...{ width, palette, order, points, traffic, domain, log }}
              height={HEIGHT}
              label={`${title}. ${sentence}`}
              design={answer.design}
              ticks={valueTicks(domain, log, words.measure)}
              axisTitle={words.axis}
              limit={promise}
              breaks={promise?.breaks}
              cursor={reading ? point?.multiple : undefined}
            />
          </PlaceReader>
        )}
      </Figure>
    </div>
  );
}

function MeasureSwitch({ measure }: { readonly measure: TrafficMeasure }) {
  const setView = useView((view) => view.set);
  return (
    <Segments
      label="Figure against the traffic"
      value={measure}
      choices={TRAFFIC_MEASURES}
      onChange={(trafficMeasure) => setView({ trafficMeasure })}
    />
  );
}

function valueTicks(domain: Domain, log: boolean, measure: Measure): readonly Tick[] {
  if (log && measure.unit === "seconds") return secondsTicks(domain.low, domain.high, 7);
  const all = log ? decades(domain) : linearScale(domain, 0, 1).ticks(6);
  return all.map((at) => ({ at, label: shortText(at, measure) }));
}

/** 1, 2 and 5 of each decade. */
function decades({ low, high }: Domain): readonly number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const digit of [1, 2, 5]) {
      const at = digit * 10 ** power;
      if (at >= low && at <= high) ticks.push(at);
    }
  }
  return ticks;
}

function curveNote(points: readonly { readonly rough: boolean; readonly stable: boolean }[]): string {
  const notes = [
    "The band is the 95% interval of all worlds together; a promise has to hold in nearly all of them.",
  ];
  if (points.some(({ rough }) => rough))
    notes.push("Rings were simulated shortly, to find the way: the line passes them by.");
  if (points.some(({ stable }) => !stable))
    notes.push("Where it is unstable more work arrives than can be done, and no figure means anything.");
  return notes.join(" ");
}
