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
  const palette = usePalette();
  const setView = useView((view) => view.set);
  const { chosen } = answered.snapshot.answer;
  const words = targetWords(target.name, answered.currency, answered.unitName);
  const { value, spread } = estimateText(target.value, words.measure);
  const share = shareText(target.worldsMeeting);
  const text = (number: number): string => shortText(number, words.measure);
  const { p5, p95 } = target.value.worlds;
  const unknown = target.worldsNotKnown ?? 0;
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
          {value} <span className="card-spread">{spread}</span>
        </span>
        <VerdictMark verdict={target.verdict} />
      </p>
      <SpanStrip
        palette={palette}
        worlds={target.value.worlds}
        limit={target.limit}
        bound={words.bound}
        limitWords={`${words.bound} ${limitText(target.limit, words.measure)}`}
        text={text}
        log={words.measure.unit === "seconds"}
      />
      <p className="card-worlds">
        Kept in <strong>{share.value}</strong> of worlds ({share.spread})
        <br />
        {p5 !== null && `9 worlds in 10: ${text(p5)} to ${p95 === null ? "no bound" : text(p95)}`}
        {unknown > 0 && (
          <span className="card-caveat">In {unknown} worlds there are too few tasks to say.</span>
        )}
        {!stable && words.room === "latency" && <span className="card-caveat">The design is unstable.</span>}
      </p>
    </article>
  );
}
