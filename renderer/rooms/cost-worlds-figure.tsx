/** A month's or a unit's cost over the worlds, with its read-out. */
import { useState } from "react";
import { percentText } from "../../shared/findings/wording.ts";
import { type Domain, linearDomain, linearScale } from "../charts/scales.ts";
import { costBoxes, WorldCosts, type WorldCostsProps, type WorldCurve } from "../charts/world-costs.tsx";
import { quantileOf, shareWithin } from "../charts/worlds.ts";
import { money, shortText } from "../format/measure.ts";
import { chartHeight } from "../ui/chart-height.ts";
import { Figure } from "../ui/figure.tsx";
import { PlotReader } from "../ui/plot-reader.tsx";
import { useHeldDomain } from "../ui/use-held-domain.ts";
import { usePalette } from "../ui/use-palette.ts";
import type { Answered, AnsweredDesign } from "./answered.ts";
import { type CostKind, costLimit, costTitle, worldsTable } from "./cost-words.ts";
import { ReadOut, type ReadOutItem } from "./read-out.tsx";

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
  const needed = linearDomain(spanOf(values, limit?.value));
  const domain = useHeldDomain(`cost ${kind} ${shown.name}`, needed);
  const cash = money(answered.currency);
  const tickText = (value: number): string => shortText(value, cash);
  const title = costTitle(answered, shown, kind);
  const at = read ?? limit?.value ?? quantileOf(values, 0.5) ?? domain.low;
  const items = curves.map((curve) => readOf(curve, at));
  const atText = `At most ${tickText(at)}`;
  const sentence = `${atText}: ${items.map(({ design, value, spread }) => `${design} ${value} ${spread}`).join("; ")}.`;
  const label = `${title}. ${sentence}`;
  return (
    <Figure
      title={title}
      fileName={kind === "month" ? "monthly-cost" : "cost-per-unit"}
      table={worldsTable(curves, cash)}
      readout={<ReadOut at={atText} items={items} />}
      note={
        limit === undefined
          ? "Shares are counted over the worlds simulated so far; no interval is estimated for them."
          : "Shares are counted over the worlds simulated so far; the one at the limit has its 95% interval."
      }
    >
      {(width) => (
        <ReadableCosts
          {...{ width, palette, label, curves, limit, domain, tickText, at, sentence }}
          height={chartHeight(width)}
          shown={shown.name}
          axisTitle={kind === "month" ? "Cost of a month" : `Cost per ${answered.unitName}`}
          cursor={read}
          onRead={setRead}
        />
      )}
    </Figure>
  );
}

interface ReadableCostsProps extends WorldCostsProps {
  readonly at: number;
  readonly sentence: string;
  readonly onRead: (cost: number | undefined) => void;
}

function ReadableCosts({ at, sentence, onRead, ...chart }: ReadableCostsProps) {
  const { left, right } = costBoxes(chart.width, chart.height).curve;
  const x = linearScale(chart.domain, left, right).clamp(true);
  return (
    <PlotReader
      label={chart.axisTitle}
      places={steps(chart.domain)}
      at={at}
      sentence={sentence}
      placeAt={(px) => x.invert(px)}
      onMove={onRead}
    >
      <WorldCosts {...chart} />
    </PlotReader>
  );
}

/** Where arrow keys stop: twentieths of the axis. */
function steps({ low, high }: Domain): readonly number[] {
  return Array.from({ length: 21 }, (_, step) => low + ((high - low) * step) / 20);
}

function readOf({ design, order, values }: WorldCurve, at: number): ReadOutItem {
  return { design, order, value: percentText(shareWithin(values, at)), spread: `of ${values.length} worlds` };
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
