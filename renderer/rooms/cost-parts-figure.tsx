/** Where the money of a unit goes, as a waterfall. */
import { MoneyWaterfall } from "../charts/money-waterfall.tsx";
import { linearDomain } from "../charts/scales.ts";
import { money, shortText } from "../format/measure.ts";
import { Figure } from "../ui/figure.tsx";
import { useHeldDomain } from "../ui/use-held-domain.ts";
import { usePalette } from "../ui/use-palette.ts";
import type { Answered, AnsweredDesign } from "./answered.ts";
import { listPriceOf, partBars, partsNote, partsTable, partsTitle } from "./cost-parts-words.ts";

interface PartsFigureProps {
  readonly answered: Answered;
  readonly shown: AnsweredDesign;
}

export function PartsFigure({ answered, shown }: PartsFigureProps) {
  const palette = usePalette();
  const bars = shown.answer.units === 0 ? [] : partBars(answered, shown);
  const needed = linearDomain([0, ...bars.flatMap((bar) => [bar.value, bar.high ?? bar.value])]);
  const { high } = useHeldDomain(`parts ${shown.name}`, needed);
  if (shown.answer.units === 0) {
    return (
      <p className="room-note">
        “{shown.name}” yields no {answered.unitName} at all, so there is no cost of one.
      </p>
    );
  }
  const title = partsTitle(answered, shown);
  const cash = money(answered.currency);
  return (
    <Figure
      title={title}
      fileName={`cost-parts-${shown.name}`}
      table={partsTable(bars)}
      note={partsNote(listPriceOf(answered, shown))}
    >
      {(width) => (
        <MoneyWaterfall
          width={width}
          palette={palette}
          label={title}
          bars={bars}
          order={shown.order}
          high={high}
          tickText={(value) => shortText(value, cash)}
          axisTitle={`Cost per ${answered.unitName}`}
        />
      )}
    </Figure>
  );
}
