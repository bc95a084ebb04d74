/** Names of the S-curves at the right, each beside a sample of its line. */
import { type Box, round } from "./frame.tsx";
import { designStyle, type Palette } from "./palette.ts";
import { type Domain, dodged } from "./scales.ts";
import type { WorldCurve } from "./world-costs.tsx";
import { shareWithin } from "./worlds.ts";

interface CurveLabelsProps {
  readonly curves: readonly WorldCurve[];
  readonly shown: string;
  readonly domain: Domain;
  readonly y: (share: number) => number;
  readonly box: Box;
  readonly palette: Palette;
}

/** Names at the right, at the height where each curve leaves the picture. */
export function CurveLabels({ curves, shown, domain, y, box, palette }: CurveLabelsProps) {
  const wanted = curves.map((curve) => y(shareWithin(curve.values, domain.high)));
  const places = dodged(wanted, 18, box.top, box.bottom - 8);
  return (
    <g>
      {curves.map((curve, index) => {
        const look = designStyle(curve.order, palette);
        const strong = curve.design === shown;
        return (
          <g key={curve.design} transform={`translate(${box.right + 10},${round(places[index] ?? box.top)})`}>
            <line
              x2={18}
              stroke={look.colour}
              strokeWidth={strong ? 2.5 : 1.75}
              strokeDasharray={look.dash}
            />
            <text x={24} dy="0.35em" fontWeight={strong ? 600 : 400}>
              {curve.design}
            </text>
          </g>
        );
      })}
    </g>
  );
}
