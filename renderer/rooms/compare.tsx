/** Which design? All side by side, their paired differences from one of them, and what speed costs. */
import type { CompareAnswer } from "../../shared/findings/comparison-study.ts";
import { Segments } from "../ui/segments.tsx";
import { useView } from "../use-session.ts";
import { useStudy } from "../use-study.ts";
import { type Answered, answeredDesigns } from "./answered.ts";
import { DifferencesFigure, FrontierFigure } from "./compare-figures.tsx";
import { CompareTable } from "./compare-table.tsx";
import { stableNames } from "./compare-words.ts";
import { StudyProgressLine, StudyWaiting, useAskAgain } from "./load-line-waiting.tsx";

const DOING = "Holding the designs against each other";

export function CompareRoom({ answered }: { readonly answered: Answered }) {
  const wanted = useView((view) => view.compareBaseline);
  const designs = answeredDesigns(answered);
  const stable = designs.filter(({ answer }) => answer.stable);
  const baseline =
    stable.find(({ name }) => name === wanted) ??
    stable.find(({ chosen }) => chosen) ??
    stable[0] ??
    designs[0];
  const ask = { name: "compare", baseline: baseline?.name ?? "" } as const;
  const study = useStudy<"compare">(designs.length < 2 ? undefined : ask);
  const again = useAskAgain(study, ask);
  if (designs.length < 2) {
    return (
      <p className="room-note">
        There is only one design. Duplicate it on the left and change one thing, to see what that changes.
      </p>
    );
  }
  return (
    <div className="compare">
      <div className="room-tools compare-tools">
        <span className="room-tools-label">Which design? Held against</span>
        <BaselineSwitch
          names={(stable.length > 0 ? stable : designs).map(({ name }) => name)}
          baseline={ask.baseline}
        />
        {study?.answer !== undefined && <StudyProgressLine study={study} doing={DOING} />}
      </div>
      {study?.answer === undefined ? (
        <StudyWaiting study={study} subject="The comparison" doing={DOING} onAgain={again} />
      ) : (
        <Compared answered={answered} answer={study.answer} stale={study.stale} />
      )}
    </div>
  );
}

function BaselineSwitch({
  names,
  baseline,
}: {
  readonly names: readonly string[];
  readonly baseline: string;
}) {
  const setView = useView((view) => view.set);
  return (
    <Segments
      label="Baseline"
      value={baseline}
      choices={names.map((name) => ({ value: name, label: name }))}
      onChange={(compareBaseline) => setView({ compareBaseline })}
    />
  );
}

interface ComparedProps {
  readonly answered: Answered;
  readonly answer: CompareAnswer;
  readonly stale: boolean;
}

function Compared({ answered, answer, stale }: ComparedProps) {
  const orders = new Map(Object.keys(answered.scenario.designs).map((name, order) => [name, order]));
  const enough = stableNames(answer).length > 1;
  return (
    <div className="compared" data-stale={stale}>
      <CompareTable answered={answered} answer={answer} orders={orders} />
      {enough ? (
        <>
          <DifferencesFigure answered={answered} answer={answer} orders={orders} />
          <FrontierFigure answered={answered} answer={answer} orders={orders} />
        </>
      ) : (
        <p className="room-note">
          Fewer than two designs are stable, so there is nothing to hold against another.
        </p>
      )}
    </div>
  );
}
