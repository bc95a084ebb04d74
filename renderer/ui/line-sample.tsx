/** A piece of a design's line, as the charts draw it, beside its name. */
import { designStyle } from "../charts/palette.ts";
import { usePalette } from "./use-palette.ts";

export function LineSample({ order }: { readonly order: number }) {
  const { colour, dash } = designStyle(order, usePalette());
  return (
    <svg className="line-sample" width="20" height="8" aria-hidden="true">
      <line x1="0" x2="20" y1="4" y2="4" stroke={colour} strokeWidth="2.5" strokeDasharray={dash} />
    </svg>
  );
}
