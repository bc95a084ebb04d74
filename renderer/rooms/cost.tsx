/** What does a unit cost, how sure are we, where does it go, and what do the months bring? */
import { Segments } from "../ui/segments.tsx";
import { useView } from "../use-session.ts";
import { type Answered, answeredDesigns } from "./answered.ts";
import { Budget } from "./cost-budget.tsx";
import { PartsFigure } from "./cost-parts-figure.tsx";
import { CostWorldsFigure } from "./cost-worlds-figure.tsx";
import { ForecastSection } from "./forecast.tsx";

export function CostRoom({ answered }: { readonly answered: Answered }) {
  const wanted = useView((view) => view.costDesign);
  const setView = useView((view) => view.set);
  const designs = answeredDesigns(answered);
  const shown =
    designs.find((design) => design.name === wanted) ?? designs.find((design) => design.chosen) ?? designs[0];
  if (shown === undefined) return <p className="room-note">No design was simulated.</p>;
  return (
    <div className="cost">
      {designs.length > 1 && (
        <div className="room-tools">
          <span className="room-tools-label">Worlds and parts of</span>
          <Segments
            label="Design shown"
            value={shown.name}
            choices={designs.map(({ name }) => ({ value: name, label: name }))}
            onChange={(costDesign) => setView({ costDesign })}
          />
        </div>
      )}
      <div className="cost-pair">
        <CostWorldsFigure answered={answered} designs={designs} shown={shown} kind="month" />
        <CostWorldsFigure answered={answered} designs={designs} shown={shown} kind="unit" />
      </div>
      <Budget answered={answered} shown={shown} />
      <PartsFigure answered={answered} shown={shown} />
      <ForecastSection answered={answered} shown={shown} />
    </div>
  );
}
