/** The short findings under the promises, each with the way to its room. */
import { tied } from "../format/tied.ts";
import { useRun, useView } from "../use-session.ts";
import { useStudy } from "../use-study.ts";
import type { Answered } from "./answered.ts";
import { notes } from "./overview-words.ts";

export function OverviewNotes({ answered }: { readonly answered: Answered }) {
  const setView = useView((view) => view.set);
  const done = useRun((run) => run.status === "done");
  const { chosen } = answered.snapshot.answer;
  // It takes as much as four runs: only asked for when the run itself is whole.
  const loadLine = useStudy(done ? { name: "loadLine", design: chosen } : undefined);
  const found = loadLine?.status === "done" && !loadLine.stale ? loadLine.answer : undefined;
  return (
    <section className="notes" aria-label="What follows">
      {notes(answered, found).map(({ title, sentence, room }) => (
        <div key={title} className="note">
          <h3 className="card-title">
            <button type="button" className="card-link" onClick={() => setView({ room })}>
              {title}
            </button>
          </h3>
          <p>{tied(sentence)}</p>
          {room === "load" && loadLine?.status === "running" && (
            <p className="note-doing">The load line is being looked for.</p>
          )}
        </div>
      ))}
    </section>
  );
}
