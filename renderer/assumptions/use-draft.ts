/** What is being typed into a field, until it is taken or given up. */
import { type KeyboardEvent, useRef, useState } from "react";

export interface Draft {
  /** What the field shows. */
  readonly shown: string;
  /** True while it differs from the value that is there. */
  readonly edited: boolean;
  /** Why what was typed was not taken. */
  readonly refusal: string | undefined;
  readonly type: (text: string) => void;
  readonly leave: () => void;
  readonly press: (event: KeyboardEvent<HTMLInputElement>) => void;
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowDown: -1 };

/**
 * A draft over a text: Enter and leaving take it, Escape puts the old text back.
 *
 * @param take takes what was typed; a sentence says why it can't be
 * @param step one step up or down with the arrow keys, while nothing is typed
 */
export function useDraft(
  text: string,
  take: (typed: string) => string | undefined,
  step: ((direction: 1 | -1) => void) | undefined,
): Draft {
  const [draft, setDraft] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  // Leaving after Escape must not take what was given up.
  const givenUp = useRef(false);
  const edited = draft !== undefined && draft !== text;

  const drop = (): void => {
    setDraft(undefined);
    setRefusal(undefined);
  };
  const takeIt = (): void => {
    const why = edited ? take(draft) : undefined;
    setRefusal(why);
    if (why === undefined) setDraft(undefined);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const direction = STEPS[event.key];
    if (event.key === "Enter") takeIt();
    else if (event.key === "Escape") {
      givenUp.current = true;
      drop();
      event.currentTarget.blur();
    } else if (direction !== undefined && step !== undefined && !edited) {
      event.preventDefault();
      step(direction);
    }
  };
  return {
    shown: draft ?? text,
    edited,
    refusal,
    type: (typed) => {
      setDraft(typed);
      setRefusal(undefined);
    },
    leave: () => {
      if (!givenUp.current) takeIt();
      givenUp.current = false;
    },
    press,
  };
}
