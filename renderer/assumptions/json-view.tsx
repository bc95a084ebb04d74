/** The scenario as the text of its file: what is typed counts as soon as it is sound, and until then says where not. */
import { useEffect, useRef, useState } from "react";
import type { Problem } from "../../shared/errors.ts";
import { parseScenario } from "../../shared/scenario/parse.ts";
import type { Json } from "../store/json.ts";
import { useDocument, useSession } from "../use-session.ts";
import { helpAt, offsetOf, type PlaceHelp, problemLines } from "./json-help.ts";
import { problemSentence } from "./problems.ts";

/** Typing has paused for so long, milliseconds. */
const PAUSE = 350;
let editing = 0;

export function JsonView() {
  const area = useRef<HTMLTextAreaElement>(null);
  const { text, problems, type, flush } = useJsonText();
  const scenario = useDocument((state) => state.value);
  const [help, setHelp] = useState<PlaceHelp>();
  const lines = text.split("\n");
  const wrong = problemLines(problems);
  const look = (): void => setHelp(helpAt(text, area.current?.selectionStart ?? 0, scenario));
  const go = ({ line = 1, column = 1 }: Problem): void => {
    const at = offsetOf(text, line, column);
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  };
  return (
    <>
      <div className="json-scroll">
        <div className="json-gutter" aria-hidden="true">
          {lines.map((_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <span key={at} data-wrong={wrong.has(at + 1)}>
              {wrong.has(at + 1) ? `✕ ${at + 1}` : at + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          className="json-text"
          aria-label="The scenario as JSON"
          aria-invalid={problems.length > 0}
          spellCheck={false}
          wrap="off"
          rows={lines.length + 1}
          cols={Math.max(40, ...lines.map((line) => line.length)) + 2}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          data-draft={problems.length > 0}
          onSelect={look}
          onBlur={flush}
        />
      </div>
      <div className="json-help" role="status">
        {problems.length > 0 ? <Wrong problems={problems} go={go} /> : <Help help={help} />}
      </div>
    </>
  );
}

/** The text as it is being typed, and what is wrong with it. */
function useJsonText() {
  const { document } = useSession();
  const value = useDocument((state) => state.value);
  const [text, setText] = useState(() => document.getState().text());
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const applied = useRef<Json>(value);
  const timer = useRef<number>(undefined);
  const waiting = useRef<() => void>(undefined);
  const gesture = useRef("");
  // Undo, or an edit elsewhere: the text follows.
  useEffect(() => {
    if (value === applied.current) return;
    applied.current = value;
    setText(document.getState().text());
    setProblems([]);
  }, [value, document]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const apply = (typed: string): void => {
    const read = parseScenario(typed);
    setProblems(read.ok ? [] : read.error);
    if (!read.ok) return;
    const next: Json = JSON.parse(typed);
    applied.current = next;
    document.getState().edit([], next, "Edit as JSON", gesture.current);
    applied.current = document.getState().value;
  };
  const type = (typed: string): void => {
    setText(typed);
    if (timer.current === undefined) {
      editing += 1;
      gesture.current = `json ${editing}`;
    }
    window.clearTimeout(timer.current);
    waiting.current = () => {
      timer.current = undefined;
      waiting.current = undefined;
      apply(typed);
    };
    timer.current = window.setTimeout(waiting.current, PAUSE);
  };
  const flush = (): void => {
    window.clearTimeout(timer.current);
    waiting.current?.();
  };
  return { text, problems, type, flush };
}

interface WrongProps {
  readonly problems: readonly Problem[];
  readonly go: (problem: Problem) => void;
}

const MOST_SHOWN = 20;

function Wrong({ problems, go }: WrongProps) {
  const more = problems.length - MOST_SHOWN;
  return (
    <>
      <p>
        <strong>
          {problems.length === 1 ? "One thing is wrong" : `${problems.length} things are wrong`}
        </strong>
        ; until it is mended the answer on the right is the last one that was sound.
      </p>
      <ul className="json-problems">
        {problems.slice(0, MOST_SHOWN).map((problem) => (
          <li key={`${problem.line} ${problem.column} ${problem.message}`}>
            <button type="button" className="json-problem" onClick={() => go(problem)}>
              {problem.line === undefined ? "" : `Line ${problem.line}: `}
              {problemSentence(problem)}
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && <p>And {more} more.</p>}
    </>
  );
}

function Help({ help }: { readonly help: PlaceHelp | undefined }) {
  if (help === undefined) return <p>Put the cursor on a field to read what it means.</p>;
  return (
    <>
      <p>
        <strong>{help.label}</strong> <span className="json-path">{help.path}</span>
      </p>
      <p>{help.words}</p>
      {help.further.length > 0 && <p className="json-path">Could say besides: {help.further.join(", ")}</p>}
    </>
  );
}
