/** The tasks of a run that stand out, as a list; each can be opened as the life that it had. */
import { useEffect, useRef, useState } from "react";
import { EXEMPLAR_KINDS, type ExemplarKind } from "../../shared/simulate/tally.ts";
import { tied } from "../format/tied.ts";
import { Icon } from "../ui/icons.tsx";
import { Segments } from "../ui/segments.tsx";
import { useView } from "../use-session.ts";
import type { Answered, AnsweredDesign } from "./answered.ts";
import { TaskLifeView } from "./tasks-life.tsx";
import { type Exemplar, KIND_LABELS, listTitle, standsOutBy, taskName } from "./tasks-words.ts";

interface TasksProps {
  readonly answered: Answered;
  readonly shown: AnsweredDesign;
}

const keyOf = ({ replication, task }: Pick<Exemplar, "replication" | "task">): string =>
  `${replication}:${task}`;

export function TasksThatStandOut({ answered, shown }: TasksProps) {
  const open = useView((view) => view.openTask);
  const setView = useView((view) => view.set);
  // Where the way back leads: the row that was opened.
  const [left, setLeft] = useState<string>();
  if (open !== undefined && open.design === shown.name)
    return (
      <TaskLifeView
        answered={answered}
        shown={shown}
        task={open}
        onBack={() => {
          setLeft(keyOf(open));
          setView({ openTask: undefined });
        }}
      />
    );
  return <TaskList answered={answered} shown={shown} focused={left} />;
}

interface TaskListProps extends TasksProps {
  /** The row that has the focus when the list comes back. */
  readonly focused: string | undefined;
}

function TaskList({ answered, shown, focused }: TaskListProps) {
  const setView = useView((view) => view.set);
  const wanted = useView((view) => view.taskKind);
  const kind: ExemplarKind = wanted ?? "slowest";
  const found = shown.answer.exemplars[kind];
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (focused === undefined) return;
    list.current?.querySelector<HTMLElement>(`[data-task="${focused}"]`)?.focus();
  }, [focused]);
  return (
    <section className="tasks" aria-label="Tasks that stand out">
      <header className="figure-head">
        <h2 className="figure-title">{tied(listTitle(shown.name, kind, found, answered.currency))}</h2>
        <div className="figure-tools">
          <Segments
            label="What tasks stand out by"
            value={kind}
            choices={EXEMPLAR_KINDS.map((each) => ({ value: each, label: KIND_LABELS[each] }))}
            onChange={(taskKind) => setView({ taskKind })}
          />
        </div>
      </header>
      {found.length === 0 ? (
        <p className="room-note">None has a result so far. More replications give more tasks.</p>
      ) : (
        <ol ref={list} className="task-list">
          {found.map((each) => (
            <li key={keyOf(each)}>
              <button
                type="button"
                className="task-row"
                data-task={keyOf(each)}
                onClick={() =>
                  setView({
                    openTask: { design: shown.name, replication: each.replication, task: each.task },
                  })
                }
              >
                <strong className="task-value">{standsOutBy(kind, each, answered.currency)}</strong>
                <span>{taskName(each)}</span>
                <Icon name="chevron" />
              </button>
            </li>
          ))}
        </ol>
      )}
      <p className="figure-note">
        The five that stand out most among all tasks simulated so far: single tasks, which have no interval.
        Open one for its waits and attempts.
      </p>
    </section>
  );
}
