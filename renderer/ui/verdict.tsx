/** A verdict as glyph, word and colour: none of the three has to be seen alone. */
import type { Verdict } from "../../shared/findings/answer.ts";

const LOOKS = {
  pass: { glyph: "✓", word: "met" },
  fail: { glyph: "✕", word: "broken" },
  inconclusive: { glyph: "?", word: "not sure yet" },
} as const;

export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const { glyph, word } = LOOKS[verdict];
  return (
    <span className="verdict" data-verdict={verdict}>
      <span aria-hidden="true">{glyph}</span> {word}
    </span>
  );
}
