/** What does a unit cost, and how sure are we? Costs over the worlds, and the parts of one design's cost. */
import { CostParts } from "../charts/cost-parts.tsx";
import { linearDomain } from "../charts/scales.ts";
import { money, shortText } from "../format/measure.ts";
import { Figure } from "../ui/figure.tsx";
import { Segments } from "../ui/segments.tsx";
import { usePalette } from "../ui/use-palette.ts";
import { useView } from "../use-session.ts";
import { type Answered, type AnsweredDesign, answeredDesigns } from "./answered.ts";
import { partBars, partsTable, partsTitle } from "./cost-words.ts";
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
      <PartsFigure answered={answered} shown={shown} />
      <ForecastSection answered={answered} shown={shown} />
    </div>
  );
}

function PartsFigure({ answered, shown }: { readonly answered: Answered; readonly shown: AnsweredDesign }) {
  const palette = usePalette();
  const { units } = shown.answer;
  if (units === 0) {
    return (
      <p className="room-note">
        “{shown.name}” yields no {answered.unitName} at all, so there is no cost of one.
      </p>
    );
  }
  const bars = partBars(answered, shown);
  const title = partsTitle(answered, shown);
  const domain = linearDomain([
    0,
    ...bars.map((bar) => bar.high ?? bar.value),
    ...bars.map((bar) => bar.value),
  ]);
  const cash = money(answered.currency);
  return (
    <Figure
      title={title}
      fileName={`cost-parts-${shown.name}`}
      table={partsTable(bars)}
      note="Parts are sums over the simulated days, divided by all units; an interval is estimated for their total only."
    >
      {(width) => (
        <CostParts
          width={width}
          palette={palette}
          label={title}
          bars={bars}
          order={shown.order}
          high={domain.high}
          tickText={(value) => shortText(value, cash)}
          axisTitle={`Cost per ${answered.unitName}`}
        />
      )}
    </Figure>
  );
}
