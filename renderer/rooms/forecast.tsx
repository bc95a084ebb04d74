/** The months ahead of one design: the fan of its monthly cost, what happens to it, what it saves. */
import { useState } from "react";
import type { ForecastAnswer } from "../../shared/findings/forecast-schema.ts";
import { Fan, type FanProps, fanBox, monthScale } from "../charts/fan.tsx";
import { designStyle } from "../charts/palette.ts";
import { linearDomain } from "../charts/scales.ts";
import { money, shortText } from "../format/measure.ts";
import { tied } from "../format/tied.ts";
import { chartHeight } from "../ui/chart-height.ts";
import { Figure } from "../ui/figure.tsx";
import { PlotReader } from "../ui/plot-reader.tsx";
import { Segments } from "../ui/segments.tsx";
import { useHeldDomain } from "../ui/use-held-domain.ts";
import { usePalette } from "../ui/use-palette.ts";
import { useView } from "../use-session.ts";
import { useStudy } from "../use-study.ts";
import type { Answered, AnsweredDesign } from "./answered.ts";
import {
  endTexts,
  fanMarks,
  fanMonths,
  forecastNote,
  forecastTable,
  forecastTitle,
  type MonthWords,
  monthSentence,
  monthTicks,
  monthWords,
} from "./forecast-words.ts";
import { StudyWaiting } from "./study-waiting.tsx";

interface ForecastProps {
  readonly answered: Answered;
  readonly shown: AnsweredDesign;
}

const LENGTHS = ["12", "24", "36"] as const;
const WHAT = "the forecast";

export function ForecastSection({ answered, shown }: ForecastProps) {
  const months = useView((view) => view.forecastMonths);
  const setView = useView((view) => view.set);
  const ask = { name: "forecast", design: shown.name, months } as const;
  const study = useStudy(ask);
  const answer = study?.answer;
  return (
    <section className="forecast" aria-label="The months ahead">
      <div className="room-tools">
        <span className="room-tools-label">Months ahead</span>
        <Segments
          label="Months ahead"
          value={LENGTHS.find((length) => Number(length) === months) ?? "12"}
          choices={LENGTHS.map((length) => ({ value: length, label: length }))}
          onChange={(length) => setView({ forecastMonths: Number(length) })}
        />
        {answer !== undefined && <StudyWaiting ask={ask} study={study} what={WHAT} />}
      </div>
      {answer === undefined ? (
        <StudyWaiting ask={ask} study={study} what={WHAT} />
      ) : (
        <div className="study" data-stale={study?.stale ?? false}>
          <FanFigure answer={answer} currency={answered.currency} order={shown.order} />
          <ul className="money-words">
            {answer.sentences.map((sentence) => (
              <li key={sentence}>{tied(sentence)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

interface FanFigureProps {
  readonly answer: ForecastAnswer;
  readonly currency: string;
  readonly order: number;
}

function FanFigure({ answer, currency, order }: FanFigureProps) {
  const palette = usePalette();
  const [read, setRead] = useState<number>();
  const months = fanMonths(answer);
  const cash = money(currency);
  const { budget } = answer;
  const drawn = months.filter(({ stable }) => stable).flatMap(({ p95, p5, high }) => [p95, p5, high]);
  const needed = linearDomain([0, budget?.limit ?? 0, ...drawn.filter((value) => value !== null)]);
  const domain = useHeldDomain(`forecast ${answer.design} ${months.length}`, needed);
  const at = read ?? budget?.firstMonthOver ?? months.length;
  const month = answer.months.find((each) => each.month === at);
  const words = month === undefined ? undefined : monthWords(month, currency);
  const title = forecastTitle(answer, currency);
  const sentence = words === undefined ? "" : monthSentence(words);
  return (
    <Figure
      title={title}
      fileName={`forecast-${answer.design}-${months.length}-months`}
      table={forecastTable(answer, currency)}
      readout={words === undefined ? undefined : <MonthRead words={words} />}
      note={forecastNote(answer)}
    >
      {(width) => (
        <ReadableFan
          {...{ width, palette, months, domain, at, sentence }}
          height={chartHeight(width)}
          label={`${title}. ${sentence}`}
          look={designStyle(order, palette)}
          ticks={monthTicks(answer)}
          tickText={(value) => shortText(value, cash)}
          axisTitle="Cost of a month, one-off costs apart"
          budget={
            budget === undefined
              ? undefined
              : { value: budget.limit, words: `budget ${shortText(budget.limit, cash)}` }
          }
          marks={fanMarks(answer)}
          endTexts={endTexts(answer, currency)}
          cursor={read}
          onRead={setRead}
        />
      )}
    </Figure>
  );
}

function MonthRead({ words }: { readonly words: MonthWords }) {
  return (
    <>
      <span className="readout-at">{words.at}</span>
      {words.parts.map(({ name, value, spread }) => (
        <span key={name} className="readout-item">
          {name} <strong>{value}</strong> <span className="readout-spread">{spread}</span>
        </span>
      ))}
    </>
  );
}

interface ReadableFanProps extends FanProps {
  readonly at: number;
  readonly sentence: string;
  readonly onRead: (month: number | undefined) => void;
}

function ReadableFan({ at, sentence, onRead, ...chart }: ReadableFanProps) {
  const { months } = chart;
  const x = monthScale(fanBox(chart.width, chart.height, chart.marks, months.length), months.length);
  return (
    <PlotReader
      label="Month"
      places={months.map(({ month }) => month)}
      at={at}
      sentence={sentence}
      placeAt={(px) => Math.min(months.length, Math.max(1, Math.round(x.invert(px))))}
      onMove={onRead}
    >
      <Fan {...chart} />
    </PlotReader>
  );
}
