/** The life of one task: its timeline, and every moment in words. */
import { useEffect, useRef, useState } from "react";
import { linearScale } from "../charts/scales.ts";
import { MARK_WORDS, Mark, TaskTimeline, timelineBox } from "../charts/task-timeline.tsx";
import { type Lane, lanesOf, type MarkKind } from "../charts/task-timeline-lanes.ts";
import { Figure } from "../ui/figure.tsx";
import { nearestPoint, PlaceReader } from "../ui/place-reader.tsx";
import { usePalette } from "../ui/use-palette.ts";
import { useStudy } from "../use-study.ts";
import type { StudyAnswers, TaskName } from "../workers/studies.ts";
import type { Answered, AnsweredDesign } from "./answered.ts";
import { StudyWaiting } from "./study-waiting.tsx";
import {
  lifeFacts,
  lifeTable,
  lifeTitle,
  momentWords,
  sinceText,
  taskName,
  toldMoments,
} from "./tasks-words.ts";

interface TaskLifeViewProps {
  readonly answered: Answered;
  readonly shown: AnsweredDesign;
  readonly task: TaskName;
  readonly onBack: () => void;
}

export function TaskLifeView({ answered, shown, task, onBack }: TaskLifeViewProps) {
  const { replication, task: number } = task;
  const ask = { name: "lives", design: shown.name, tasks: [{ replication, task: number }] } as const;
  const study = useStudy(ask);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus({ preventScroll: true }), []);
  const life = study?.answer?.[0];
  return (
    <section className="tasks" aria-label={taskName(task)}>
      <div className="room-tools">
        <button ref={back} type="button" className="quiet-button" onClick={onBack}>
          ← Tasks that stand out
        </button>
        <span className="room-tools-label">
          {taskName(task)}, “{shown.name}”
        </span>
      </div>
      <StudyWaiting ask={ask} study={study} what="the life of this task" />
      {study?.answer !== undefined && life === undefined && (
        <p className="room-note">
          This replication has no task of that number any more: go back for those that stand out now.
        </p>
      )}
      {life !== undefined && (
        <div className="study" data-stale={study?.stale ?? false}>
          <LifeFigure life={life} currency={answered.currency} order={shown.order} />
        </div>
      )}
    </section>
  );
}

interface LifeFigureProps {
  readonly life: StudyAnswers["lives"][number];
  readonly currency: string;
  readonly order: number;
}

function LifeFigure({ life, currency, order }: LifeFigureProps) {
  const palette = usePalette();
  const [read, setRead] = useState<number>();
  const moments = toldMoments(life.moments);
  const { lanes, end } = lanesOf(life.moments);
  const index = Math.min(read ?? 0, moments.length - 1);
  const moment = moments[index];
  const words = moment === undefined ? "" : momentWords(moment, currency);
  const at = moment === undefined ? "" : sinceText(moment.at);
  const title = lifeTitle(life);
  const sentence = `${at}: ${words}.`;
  return (
    <>
      <Figure
        title={title}
        fileName={`task-${life.replication}-${life.task}`}
        table={lifeTable(moments, currency)}
        readout={
          <>
            <span className="readout-at">{at}</span>
            <span className="readout-words">{words}</span>
          </>
        }
        note={
          <>
            {lifeFacts(life, currency)} One task as it was simulated: nothing here is an estimate.
            <MarkKey lanes={lanes} />
          </>
        }
      >
        {(width) => (
          <PlaceReader
            label="Moments of the task"
            count={moments.length}
            index={index}
            sentence={sentence}
            placeAt={(px) => {
              const { left, right } = timelineBox(width, lanes.length);
              const x = linearScale({ low: 0, high: Math.max(end, 0.001) }, left, right);
              return nearestPoint(
                moments.map((each) => ({ x: x(each.at), y: 0 })),
                px,
                0,
              );
            }}
            onMove={setRead}
          >
            <TaskTimeline
              {...{ width, palette, lanes, end, order }}
              label={`${title}. ${sentence}`}
              cursor={read === undefined ? undefined : moment?.at}
            />
          </PlaceReader>
        )}
      </Figure>
      <MomentList
        moments={moments.map((each) => ({ at: sinceText(each.at), words: momentWords(each, currency) }))}
        read={read}
      />
    </>
  );
}

/** What the signs of the timeline mean: those that are on it. */
function MarkKey({ lanes }: { readonly lanes: readonly Lane[] }) {
  const palette = usePalette();
  const kinds = new Set(lanes.flatMap(({ marks }) => marks.map(({ kind }) => kind)));
  const shown = (Object.keys(MARK_WORDS) as MarkKind[]).filter((kind) => kinds.has(kind));
  if (shown.length === 0) return null;
  return (
    <span className="mark-key">
      {shown.map((kind) => (
        <span key={kind}>
          <svg width="16" height="18" aria-hidden="true">
            <Mark mark={{ kind, at: 0 }} x={8} y={9} palette={palette} />
          </svg>
          {MARK_WORDS[kind]}
        </span>
      ))}
    </span>
  );
}

interface MomentListProps {
  readonly moments: readonly { readonly at: string; readonly words: string }[];
  readonly read: number | undefined;
}

/** Every moment in words; the one that is read on the timeline is marked. */
function MomentList({ moments, read }: MomentListProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (read === undefined || list.current === null) return;
    const row = list.current.children[read];
    if (!(row instanceof HTMLElement)) return;
    // Within the list alone: the page stays where it is.
    const { scrollTop, clientHeight } = list.current;
    if (row.offsetTop < scrollTop || row.offsetTop + row.offsetHeight > scrollTop + clientHeight)
      list.current.scrollTop = row.offsetTop - clientHeight / 2;
  }, [read]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <ol ref={list} className="moments" aria-label="Every moment of the task" tabIndex={0}>
      {moments.map(({ at, words }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: moments never change places
        <li key={index} data-read={index === read}>
          <span className="moment-at">{at}</span>
          <span>{words}</span>
        </li>
      ))}
    </ol>
  );
}
