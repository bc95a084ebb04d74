/** One promise: what is estimated, how far the limit is, and in how many worlds it is kept. */
import type { TargetAnswer } from "../../shared/findings/answer.ts";
import { SpanStrip } from "../charts/span-strip.tsx";
import { estimateText, shareText } from "../format/estimate.ts";
import { shortText } from "../format/measure.ts";
import type { ViewState } from "../store/view-store.ts";
import { usePalette } from "../ui/use-palette.ts";
import { VerdictMark } from "../ui/verdict.tsx";
import { useView } from "../use-session.ts";
import type { Answered } from "./answered.ts";
import { capitalised } from "./sentences.ts";
import { limitText, type TargetWords, targetWords } from "./target-words.ts";

/** Where the cause is looked for: the room, showing the same design and what was promised. */
export function causeOf({ room, latency }: TargetWords, design: string): Partial<ViewState> {
  if (latency !== undefined) return { room, timeMeasure: latency.measure };
  return { room, costDesign: design };
}

interface TargetCardProps {
  readonly target: TargetAnswer;
  readonly answered: Answered;
  readonly stable: boolean;
}

export function TargetCard({ target, answered, stable }: TargetCardProps) {
  const setView = useView((view) => view.set);
  const { chosen } = answered.snapshot.answer;
  const words = targetWords(target.name, answered.currency, answered.unitName);
  const { value, spread } = estimateText(target.value, words.measure);
  const hasValue = target.value.value !== null;
  // Without a percentile there is nothing to draw against the limit.
  const isUnstable = !stable && !hasValue && words.room === "latency";
  return (
    <article className="card" data-verdict={target.verdict}>
      <h3 className="card-title">
        {words.room === "overview" ? (
          words.title
        ) : (
          <button type="button" className="card-link" onClick={() => setView(causeOf(words, chosen))}>
            {words.title}
          </button>
        )}
      </h3>
      <p className="card-value">
        <span>
          {isUnstable ? "unstable" : value} {hasValue && <span className="card-spread">{spread}</span>}
        </span>
        <VerdictMark verdict={target.verdict} />
      </p>
      {!hasValue && <p className="card-why">{capitalised(spread)}.</p>}
      {!isUnstable && <Worlds target={target} words={words} />}
      <Kept target={target} words={words} isUnstable={isUnstable} />
    </article>
  );
}

interface WorldsProps {
  readonly target: TargetAnswer;
  readonly words: TargetWords;
}

/** Where the worlds lie against the limit. */
function Worlds({ target, words }: WorldsProps) {
  const palette = usePalette();
  return (
    <SpanStrip
      palette={palette}
      worlds={target.value.worlds}
      limit={target.limit}
      bound={words.bound}
      limitWords={`${words.bound} ${limitText(target.limit, words.measure)}`}
      text={(number) => shortText(number, words.measure)}
      log={words.measure.unit === "seconds"}
    />
  );
}

/** In how many worlds it is kept, and how far they lie apart where that can be said. */
function Kept({ target, words, isUnstable }: WorldsProps & { readonly isUnstable: boolean }) {
  const share = shareText(target.worldsMeeting);
  const text = (number: number): string => shortText(number, words.measure);
  const { p5, p95 } = target.value.worlds;
  const unknown = target.worldsNotKnown ?? 0;
  return (
    <p className="card-worlds">
      Kept in <strong>{share.value}</strong> of worlds ({share.spread})
      <br />
      {isUnstable && `Promised: ${words.bound} ${text(target.limit)}`}
      {!isUnstable &&
        p5 !== null &&
        `9 worlds in 10: ${text(p5)} to ${p95 === null ? "no bound" : text(p95)}`}
      {unknown > 0 && (
        <span className="card-caveat">In {unknown} worlds there are too few tasks to say.</span>
      )}
    </p>
  );
}
