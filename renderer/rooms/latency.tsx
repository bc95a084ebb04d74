/** How slow is the tail? Every design's percentiles against the promise. */
import { useState } from "react";
import { formatShare } from "../../shared/units/format.ts";
import {
  LAST_SHARE,
  PercentilePlot,
  type PercentilePlotProps,
  percentileBox,
  shareAt,
} from "../charts/percentile-plot.tsx";
import { logDomain, logLength } from "../charts/scales.ts";
import { chartHeight } from "../ui/chart-height.ts";
import { Figure } from "../ui/figure.tsx";
import { PlotReader } from "../ui/plot-reader.tsx";
import { Segments } from "../ui/segments.tsx";
import { useHeldDomain } from "../ui/use-held-domain.ts";
import { usePalette } from "../ui/use-palette.ts";
import { useView } from "../use-session.ts";
import { type Answered, answeredDesigns } from "./answered.ts";
import { latencyCurve, latencySpan, type Measured, promisedMeasure, promisesOf } from "./latency-curves.ts";
import { LatencyWhy } from "./latency-why.tsx";
import {
  latencyNotes,
  latencyReadout,
  latencyTable,
  latencyTitle,
  readoutSentence,
} from "./latency-words.ts";
import { ReadOut } from "./read-out.tsx";

const UNTIL = {
  response: "until a person sees a response",
  result: "until the answer is finished",
} as const;

export function LatencyRoom({ answered }: { readonly answered: Answered }) {
  return (
    <>
      <PercentilesFigure answered={answered} />
      <LatencyWhy answered={answered} />
    </>
  );
}

function PercentilesFigure({ answered }: { readonly answered: Answered }) {
  const palette = usePalette();
  const measure = useView((view) => view.timeMeasure) ?? promisedMeasure(answered);
  const [read, setRead] = useState<number>();
  const designs = answeredDesigns(answered);
  const promises = promisesOf(answered, measure);
  const curves = designs.map((design) => latencyCurve(design, measure));
  const needed = logDomain(latencySpan(curves, promises));
  const domain = useHeldDomain(`latency ${measure}`, needed, logLength);
  const at = read ?? promises[0]?.p ?? 0.95;
  const items = latencyReadout(designs, measure, at);
  const sentence = readoutSentence(at, items);
  const title = latencyTitle(answered, designs, measure);
  const label = `${title}. ${sentence}`;
  return (
    <Figure
      title={title}
      fileName={`latency-${measure}`}
      table={latencyTable(curves)}
      controls={<MeasureSwitch measure={measure} />}
      readout={<ReadOut at={`${formatShare(at)} of tasks`} items={items} />}
      note={latencyNotes(answered, designs, measure)}
    >
      {(width) => (
        <ReadablePlot
          {...{ width, palette, label, curves, promises, domain, at, sentence }}
          height={chartHeight(width)}
          measured={UNTIL[measure]}
          cursor={read}
          onRead={setRead}
        />
      )}
    </Figure>
  );
}

function MeasureSwitch({ measure }: { readonly measure: Measured }) {
  const setView = useView((view) => view.set);
  return (
    <Segments
      label="What is measured"
      value={measure}
      choices={[
        { value: "response", label: "Response" },
        { value: "result", label: "Result" },
      ]}
      onChange={(timeMeasure) => setView({ timeMeasure })}
    />
  );
}

/** Where arrow keys stop. */
const PLACES = [0.25, 0.5, 0.75, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999];

interface ReadablePlotProps extends PercentilePlotProps {
  readonly at: number;
  readonly sentence: string;
  readonly onRead: (share: number | undefined) => void;
}

function ReadablePlot({ at, sentence, onRead, ...plot }: ReadablePlotProps) {
  const box = percentileBox(plot.width, plot.height);
  return (
    <PlotReader
      label="Share of tasks"
      places={PLACES}
      at={at}
      sentence={sentence}
      placeAt={(x) => Math.min(LAST_SHARE, shareAt(x, box))}
      onMove={onRead}
    >
      <PercentilePlot {...plot} />
    </PlotReader>
  );
}
