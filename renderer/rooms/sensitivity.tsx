/** Which one matters? What to measure next, what moves each figure, and what would make it narrower. */
import type { SensitivityAnswer, SensitivityMeasure } from "../../shared/findings/sensitivity-answer.ts";
import { tied } from "../format/tied.ts";
import { Segments } from "../ui/segments.tsx";
import { useView } from "../use-session.ts";
import { useStudy } from "../use-study.ts";
import { type Answered, type AnsweredDesign, answeredDesigns } from "./answered.ts";
import { BuyTable, WorthTable } from "./sensitivity-next.tsx";
import { SplitFigure } from "./sensitivity-split.tsx";
import { nextWords, splitParts } from "./sensitivity-tables.ts";
import { TornadoFigure } from "./sensitivity-tornado.tsx";
import { measureLabel, measureNoun, type Said } from "./sensitivity-words.ts";
import { capitalised } from "./sentences.ts";
import { StudyWaiting } from "./study-waiting.tsx";

const WHAT = "what matters";

export function AssumptionsRoom({ answered }: { readonly answered: Answered }) {
  const wanted = useView((view) => view.costDesign);
  const designs = answeredDesigns(answered);
  const shown =
    designs.find((design) => design.name === wanted) ?? designs.find((design) => design.chosen) ?? designs[0];
  const ask = { name: "sensitivity", design: shown?.name ?? answered.snapshot.answer.chosen } as const;
  const study = useStudy(ask);
  if (shown === undefined) return <p className="room-note">No design was simulated.</p>;
  const answer = study?.answer;
  return (
    <div className="matters">
      <div className="room-tools">
        <DesignChoice designs={designs} shown={shown} />
        {answer !== undefined && <StudyWaiting ask={ask} study={study} what={WHAT} />}
      </div>
      {answer === undefined && <StudyWaiting ask={ask} study={study} what={WHAT} />}
      {answer !== undefined && (
        <div className="study" data-stale={study?.stale ?? false}>
          <Matters answered={answered} answer={answer} shown={shown} />
        </div>
      )}
    </div>
  );
}

interface DesignChoiceProps {
  readonly designs: readonly AnsweredDesign[];
  readonly shown: AnsweredDesign;
}

function DesignChoice({ designs, shown }: DesignChoiceProps) {
  const setView = useView((view) => view.set);
  if (designs.length < 2) return null;
  return (
    <>
      <span className="room-tools-label">What moves</span>
      <Segments
        label="Design shown"
        value={shown.name}
        choices={designs.map(({ name }) => ({ value: name, label: name }))}
        onChange={(costDesign) => setView({ costDesign })}
      />
    </>
  );
}

interface MattersProps {
  readonly answered: Answered;
  readonly answer: SensitivityAnswer;
  readonly shown: AnsweredDesign;
}

function Matters({ answered, answer, shown }: MattersProps) {
  const said: Said = { currency: answered.currency, unitName: answered.unitName };
  const wanted = useView((view) => view.movedMeasure);
  if (answer.why !== undefined)
    return (
      <p className="room-note">
        Nothing can be ranked for “{answer.design}”: {answer.why}. Write a range where a number is a guess, or
        simulate more replications.
      </p>
    );
  const { measures } = answer;
  const measure = measures.find((each) => each.measure === wanted) ?? measures[0];
  if (measure === undefined) return null;
  const parts = splitParts(shown.answer.variance, measure.measure);
  return (
    <>
      <NextWords answer={answer} />
      <MeasureChoice measures={measures} shown={measure} />
      {!shown.answer.stable && (
        <p className="room-note" data-unstable="true">
          “{shown.name}” is unstable: work arrives faster than it can be done. What it costs is that of the
          simulated days; its times have no percentiles to move.
        </p>
      )}
      {measure.why === undefined ? (
        <TornadoFigure answer={answer} measure={measure} said={said} order={shown.order} />
      ) : (
        <p className="room-note">
          No bars for {measureNoun(measure.measure, said.unitName)}: {measure.why}.
        </p>
      )}
      <div className="matters-pair">
        <WorthTable answer={answer} said={said} />
        <BuyTable answer={answer} measure={measure} said={said} />
      </div>
      {parts === undefined ? (
        <p className="room-note">
          {capitalised(measureNoun(measure.measure, said.unitName))} is not split into world, day and task:
          that is done for costs and for promised percentiles.
        </p>
      ) : (
        <SplitFigure parts={parts} measure={measure.measure} said={said} />
      )}
    </>
  );
}

/** The first sentence large: what to measure next. */
function NextWords({ answer }: { readonly answer: SensitivityAnswer }) {
  const [first, ...rest] = nextWords(answer);
  if (first === undefined) return null;
  return (
    <header className="matters-head">
      <h2 className="matters-next">{tied(first)}</h2>
      {rest.length > 0 && <p className="joint">{tied(rest.join(" "))}</p>}
    </header>
  );
}

interface MeasureChoiceProps {
  readonly measures: readonly SensitivityMeasure[];
  readonly shown: SensitivityMeasure;
}

function MeasureChoice({ measures, shown }: MeasureChoiceProps) {
  const setView = useView((view) => view.set);
  return (
    <div className="room-tools">
      <Segments
        label="What is moved"
        value={shown.measure}
        choices={measures.map(({ measure }) => ({ value: measure, label: measureLabel(measure) }))}
        onChange={(movedMeasure) => setView({ movedMeasure })}
      />
    </div>
  );
}
