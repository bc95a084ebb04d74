/** How slow is the tail? Every design's percentiles against the promise. */
import { useState } from "react";
import { formatShare } from "../../shared/units/format.ts";
import { pointAt } from "../charts/latency-points.ts";
import {
  LAST_SHARE,
  type LatencyCurve,
  PercentilePlot,
  percentileBox,
  shareAt,
} from "../charts/percentile-plot.tsx";
import type { LatencyPromise } from "../charts/promise-stairs.tsx";
import { logDomain, logLength } from "../charts/scales.ts";
import { chartHeight } from "../ui/chart-height.ts";
import { Figure } from "../ui/figure.tsx";
import { PlotReader } from "../ui/plot-reader.tsx";
import { Segments } from "../ui/segments.tsx";
import { useHeldDomain } from "../ui/use-held-domain.ts";
import { usePalette } from "../ui/use-palette.ts";
import { useView } from "../use-session.ts";
import { type Answered, type AnsweredDesign, answeredDesigns } from "./answered.ts";
import {
  latencyNotes,
  latencyReadout,
  latencyTable,
  latencyTitle,
  readoutSentence,
} from "./latency-words.ts";
import { ReadOut } from "./read-out.tsx";
import { limitText, targetWords } from "./target-words.ts";

/** Where arrow keys stop. */
const PLACES = [0.25, 0.5, 0.75, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999];

export type Measured = "response" | "result";

const MEASURED = {
  response: "until a person sees a response",
  result: "until the answer is finished",
} as const;

export function LatencyRoom({ answered }: { readonly answered: Answered }) {
  const palette = usePalette();
  const chosenMeasure = useView((view) => view.timeMeasure);
  const setView = useView((view) => view.set);
  const [read, setRead] = useState<number>();
  const designs = answeredDesigns(answered);
  const measure = chosenMeasure ?? firstPromised(answered) ?? "result";
  const promises = promisesOf(answered, measure);
  const curves = designs.map((design) => curveOf(design, measure));
  const domain = useHeldDomain(`latency ${measure}`, logDomain(spanOf(curves, promises)), logLength);
  const at = read ?? promises[0]?.p ?? 0.95;
  const readouts = latencyReadout(designs, measure, at);
  const sentence = readoutSentence(at, readouts);
  const title = latencyTitle(answered, designs, measure);
  return (
    <Figure
      title={title}
      fileName={`latency-${measure}`}
      table={latencyTable(curves)}
      controls={
        <Segments
          label="What is measured"
          value={measure}
          choices={[
            { value: "response", label: "Response" },
            { value: "result", label: "Result" },
          ]}
          onChange={(timeMeasure) => setView({ timeMeasure })}
        />
      }
      readout={<ReadOut at={`${formatShare(at)} of tasks`} items={readouts} />}
      note={latencyNotes(answered, designs, measure)}
    >
      {(width) => (
        <PlotReader
          label="Share of tasks"
          places={PLACES}
          at={at}
          sentence={sentence}
          placeAt={(x) => Math.min(LAST_SHARE, shareAt(x, percentileBox(width, chartHeight(width))))}
          onMove={setRead}
        >
          <PercentilePlot
            width={width}
            height={chartHeight(width)}
            palette={palette}
            label={`${title}. ${sentence}`}
            curves={curves}
            promises={promises}
            domain={domain}
            measured={MEASURED[measure]}
            cursor={read}
          />
        </PlotReader>
      )}
    </Figure>
  );
}

function curveOf({ name, order, chosen, answer, series }: AnsweredDesign, measure: Measured): LatencyCurve {
  return {
    design: name,
    order,
    chosen,
    stable: answer.stable,
    served: (measure === "result" ? answer.resultSeconds : answer.responseSeconds).served,
    points: series?.[measure] ?? [],
  };
}

function latencyTargets(answered: Answered) {
  const { answer } = answered.snapshot;
  return (answer.designs[answer.chosen]?.targets ?? []).flatMap((target) => {
    const words = targetWords(target.name, answered.currency);
    return words.latency === undefined
      ? []
      : [{ ...words.latency, seconds: target.limit, limit: limitText(target.limit, words.measure) }];
  });
}

const firstPromised = (answered: Answered): Measured | undefined => latencyTargets(answered)[0]?.measure;

function promisesOf(answered: Answered, measure: Measured): readonly LatencyPromise[] {
  return latencyTargets(answered)
    .filter((target) => target.measure === measure)
    .map(({ p, seconds, limit }) => ({ p, seconds, words: `${formatShare(p)} within ${limit}` }));
}

/** What the axis has to hold: the promises, and the lines from the faster quarter on; what a cache answers at once is not the point. */
function spanOf(curves: readonly LatencyCurve[], promises: readonly LatencyPromise[]): readonly number[] {
  const drawn = curves.flatMap((curve) => {
    if (!curve.stable) return [];
    const start = pointAt(curve.points, 0.25)?.value;
    const rest = curve.points.filter((point) => point.p >= 0.25 && point.p <= LAST_SHARE && !point.tooFew);
    return [start ?? null, ...rest.map((point) => point.value)];
  });
  return [
    ...promises.map((promise) => promise.seconds),
    ...drawn.flatMap((value) => (value === null ? [] : [value])),
  ];
}
