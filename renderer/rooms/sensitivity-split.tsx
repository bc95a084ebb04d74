/** Why one simulated horizon differs from another: one strip of three shares, each with its words. */
import { percentText } from "../../shared/findings/wording.ts";
import { VarianceStrip } from "../charts/variance-strip.tsx";
import { Figure } from "../ui/figure.tsx";
import { usePalette } from "../ui/use-palette.ts";
import { type SplitPart, splitTitle } from "./sensitivity-tables.ts";
import type { Said } from "./sensitivity-words.ts";

interface SplitFigureProps {
  readonly parts: readonly SplitPart[];
  readonly measure: string;
  readonly said: Said;
}

export function SplitFigure({ parts, measure, said }: SplitFigureProps) {
  const palette = usePalette();
  const title = splitTitle(parts, measure, said);
  const texts = parts.map(({ share, words, name }) => ({
    name,
    share,
    words: `${percentText(share)} ${words}`,
  }));
  return (
    <Figure
      title={title}
      fileName={`why-horizons-differ-${measure.replace(".", "-")}`}
      table={{
        columns: [
          { name: "Because of", numeric: false },
          { name: "Share of the variance", numeric: true },
        ],
        rows: parts.map(({ words, share }) => [
          { text: words, raw: words },
          { text: percentText(share), raw: share },
        ]),
      }}
      note="More worlds and longer days wear down luck; only measuring wears down what we don't know. No interval is estimated for these shares."
    >
      {(width) => (
        <VarianceStrip
          width={width}
          palette={palette}
          label={`${title}: ${texts.map(({ words }) => words).join("; ")}.`}
          parts={texts}
        />
      )}
    </Figure>
  );
}
