/** A value that is edited where it stands, shown as it can be typed; what is wrong with it stands below. */
import { useId } from "react";
import { useDraft } from "./use-draft.ts";

interface ValueInputProps {
  readonly label: string;
  readonly text: string;
  /** What is wrong with the value that is there now. */
  readonly problem?: string | undefined;
  readonly describedBy: string;
  /** Takes what was typed; a sentence says why it can't be. */
  readonly onTyped: (text: string) => string | undefined;
  /** One step up or down with the arrow keys. */
  readonly onStep?: ((direction: 1 | -1) => void) | undefined;
  readonly wide?: boolean;
}

export function ValueInput(props: ValueInputProps) {
  const { label, text, problem, describedBy, onTyped, onStep, wide = false } = props;
  const draft = useDraft(text, onTyped, onStep);
  const problemId = useId();
  const shownProblem = draft.refusal ?? problem;
  return (
    <>
      <input
        className="value-input"
        data-wide={wide}
        data-draft={draft.edited}
        type="text"
        spellCheck={false}
        autoComplete="off"
        aria-label={label}
        aria-invalid={shownProblem !== undefined}
        aria-describedby={shownProblem === undefined ? describedBy : `${describedBy} ${problemId}`}
        value={draft.shown}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => draft.type(event.currentTarget.value)}
        onBlur={draft.leave}
        onKeyDown={draft.press}
      />
      {shownProblem !== undefined && (
        <p id={problemId} className="row-problem">
          {shownProblem}
        </p>
      )}
    </>
  );
}
