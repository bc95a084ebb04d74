/** Do we ship? The question answered in a sentence, every promise with its evidence, the designs side by side. */

import { tied } from "../format/tied.ts";
import { VerdictMark } from "../ui/verdict.tsx";
import { type Answered, answeredDesigns } from "./answered.ts";
import { DesignTable } from "./design-table.tsx";
import { OverviewNotes } from "./overview-notes.tsx";
import { NoPromise } from "./overview-promise.tsx";
import { Trust } from "./overview-trust.tsx";
import { headline } from "./sentences.ts";
import { TargetCard } from "./target-card.tsx";

export function OverviewRoom({ answered }: { readonly answered: Answered }) {
  const { scenario, snapshot } = answered;
  const { answer } = snapshot;
  const chosen = answer.designs[answer.chosen];
  const { word, answer: said, detail } = headline(answered);
  return (
    <div className="overview">
      <header className="overview-head">
        {scenario.question !== undefined && <p className="question">{scenario.question}</p>}
        <h2 className="answer">
          {word !== undefined && chosen !== undefined && (
            <VerdictMark verdict={chosen.allTargets.verdict} word={`${word}:`} />
          )}{" "}
          {tied(said)}
        </h2>
        {detail !== undefined && <p className="joint">{detail}</p>}
      </header>
      {chosen !== undefined && (
        <section className="cards" aria-label={`What “${answer.chosen}” promises`}>
          {chosen.targets.map((target) => (
            <TargetCard key={target.name} target={target} answered={answered} stable={chosen.stable} />
          ))}
        </section>
      )}
      {chosen !== undefined && chosen.targets.length === 0 && <NoPromise answered={answered} />}
      <OverviewNotes answered={answered} />
      <DesignTable answered={answered} designs={answeredDesigns(answered)} />
      <Trust answered={answered} />
    </div>
  );
}
