/** A value that is edited where it stands: shown as it can be typed, taken at Enter or on leaving, put back by Escape. */
import { type KeyboardEvent, useId, useRef, useState } from "react";

interface ValueInputProps {
  readonly label: string;
  readonly text: string;
  /** What is wrong with the value that is there now. */
  readonly problem?: string | undefined;
  readonly describedBy?: string | undefined;
  /** Takes what was typed; a sentence says why it can't be. */
  readonly onTyped: (text: string) => string | undefined;
  /** One step up or down with the arrow keys. */
  readonly onStep?: ((direction: 1 | -1) => void) | undefined;
  readonly wide?: boolean;
}

export function ValueInput({
  label,
  text,
  problem,
  describedBy,
  onTyped,
  onStep,
  wide = false,
}: ValueInputProps) {
  const [draft, setDraft] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  // Leaving after Escape must not take what was given up.
  const givenUp = useRef(false);
  const problemId = useId();
  const shownProblem = refusal ?? problem;

  const take = (): void => {
    if (draft === undefined || draft === text) {
      setDraft(undefined);
      setRefusal(undefined);
      return;
    }
    const answer = onTyped(draft);
    setRefusal(answer);
    if (answer === undefined) setDraft(undefined);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Enter") take();
    if (event.key === "Escape") {
      givenUp.current = true;
      setDraft(undefined);
      setRefusal(undefined);
      event.currentTarget.blur();
    }
    const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : undefined;
    if (direction !== undefined && onStep !== undefined && (draft === undefined || draft === text)) {
      event.preventDefault();
      setDraft(undefined);
      onStep(direction);
    }
  };
  return (
    <>
      <input
        className="value-input"
        data-wide={wide}
        data-draft={draft !== undefined && draft !== text}
        type="text"
        spellCheck={false}
        autoComplete="off"
        aria-label={label}
        aria-invalid={shownProblem !== undefined}
        aria-describedby={
          [describedBy, shownProblem === undefined ? undefined : problemId].filter(Boolean).join(" ") ||
          undefined
        }
        value={draft ?? text}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setRefusal(undefined);
        }}
        onBlur={() => {
          if (!givenUp.current) take();
          givenUp.current = false;
        }}
        onKeyDown={press}
      />
      {shownProblem !== undefined && (
        <p id={problemId} className="row-problem">
          {shownProblem}
        </p>
      )}
    </>
  );
}
