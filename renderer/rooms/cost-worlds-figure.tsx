/** A month's or a unit's cost over the worlds, with its read-out. */
import { useState } from "react";
import { linearDomain, linearScale } from "../charts/scales.ts";
import { costBoxes, WorldCosts, type WorldCurve } from "../charts/world-costs.tsx";
import { quantileOf, shareWithin } from "../charts/worlds.ts";
import { money, percentText, shortText } from "../format/measure.ts";
import { chartHeight } from "../ui/chart-height.ts";
import { Figure } from "../ui/figure.tsx";
import { PlotReader } from "../ui/plot-reader.tsx";
import { useHeldDomain } from "../ui/use-held-domain.ts";
import { usePalette } from "../ui/use-palette.ts";
import type { Answered, AnsweredDesign } from "./answered.ts";
import { type CostKind, costLimit, costTitle, worldsTable } from "./cost-words.ts";
import { ReadOut } from "./read-out.tsx";

interface CostWorldsFigureProps {
  readonly answered: Answered;
  readonly designs: readonly AnsweredDesign[];
  readonly shown: AnsweredDesign;
  readonly kind: CostKind;
}

export function CostWorldsFigure({ answered, designs, shown, kind }: CostWorldsFigureProps) {
  const palette = usePalette();
  const [read, setRead] = useState<number>();
  const curves = designs.flatMap((design) => curveOf(design, kind));
  const values = curves.find((curve) => curve.design === shown.name)?.values ?? [];
  const limit = costLimit(answered, shown, kind);
  const domain = useHeldDomain(`cost ${kind} ${shown.name}`, linearDomain(spanOf(values, limit?.value)));
  const cash = money(answered.currency);
  const title = costTitle(answered, shown, kind);
  const at = read ?? limit?.value ?? quantileOf(values, 0.5) ?? domain.low;
  const items = curves.map((curve) => ({
    design: curve.design,
    order: curve.order,
    value: percentText(shareWithin(curve.values, at)),
    spread: `of ${curve.values.length} worlds`,
  }));
  const atText = `At most ${shortText(at, cash)}`;
  const sentence = `${atText}: ${items.map(({ design, value, spread }) => `${design} ${value} ${spread}`).join("; ")}.`;
  return (
    <Figure
      title={title}
      fileName={kind === "month" ? "monthly-cost" : "cost-per-unit"}
      table={worldsTable(curves, cash)}
      readout={<ReadOut at={atText} items={items} />}
    >
      {(width) => (
        <PlotReader
          label={kind === "month" ? "Cost of a month" : "Cost per unit"}
          places={Array.from(
            { length: 21 },
            (_, step) => domain.low + ((domain.high - domain.low) * step) / 20,
          )}
          at={at}
          sentence={sentence}
          placeAt={(x) => {
            const { left, right } = costBoxes(width, chartHeight(width)).curve;
            const place = linearScale(domain, left, right).invert(x);
            return Math.min(domain.high, Math.max(domain.low, place));
          }}
          onMove={setRead}
        >
          <WorldCosts
            width={width}
            height={chartHeight(width)}
            palette={palette}
            label={`${title}. ${sentence}`}
            curves={curves}
            shown={shown.name}
            limit={limit}
            domain={domain}
            tickText={(value) => shortText(value, cash)}
            axisTitle={kind === "month" ? "Cost of a month" : `Cost per ${answered.unitName}`}
            cursor={read}
          />
        </PlotReader>
      )}
    </Figure>
  );
}

function curveOf({ name, order, series }: AnsweredDesign, kind: CostKind): readonly WorldCurve[] {
  const values = kind === "month" ? series?.monthlyCostByWorld : series?.costPerUnitByWorld;
  return values === undefined || values.length === 0 ? [] : [{ design: name, order, values }];
}

/** The axis is made for the design that is shown and its limit; others may leave the paper. */
function spanOf(values: readonly number[], limit: number | undefined): readonly number[] {
  const [first, last] = [values[0], values.at(-1)];
  const own = first === undefined || last === undefined ? [] : [first, last];
  return limit === undefined ? own : [...own, limit];
}
