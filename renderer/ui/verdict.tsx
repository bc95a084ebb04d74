/** A verdict as glyph, word and colour: none of the three has to be seen alone. */
import type { Verdict } from "../../shared/findings/answer.ts";

const LOOKS = {
  pass: { glyph: "✓", word: "met" },
  fail: { glyph: "✕", word: "broken" },
  inconclusive: { glyph: "?", word: "not sure yet" },
} as const;

interface VerdictMarkProps {
  readonly verdict: Verdict;
  /** Another word that means the same where it stands. */
  readonly word?: string;
}

export function VerdictMark({ verdict, word = LOOKS[verdict].word }: VerdictMarkProps) {
  const { glyph } = LOOKS[verdict];
  return (
    <span className="verdict" data-verdict={verdict}>
      <span aria-hidden="true">{glyph}</span> {word}
    </span>
  );
}
