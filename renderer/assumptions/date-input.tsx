/** A day of the calendar: typed, or picked from the system's calendar; half a date is nothing yet. */
import { useState } from "react";

interface DateInputProps {
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly describedBy: string;
  /** undefined = emptied. */
  readonly onDay: (day: string | undefined) => void;
}

const DAY = /^[12]\d{3}-\d{2}-\d{2}$/;

export function DateInput({ label, value, problem, describedBy, onDay }: DateInputProps) {
  const [draft, setDraft] = useState<string>();
  const take = (): void => {
    if (draft !== undefined && draft !== value) onDay(draft === "" ? undefined : draft);
    setDraft(undefined);
  };
  return (
    <>
      <input
        className="value-input"
        type="date"
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={describedBy}
        value={draft ?? (DAY.test(value) ? value : "")}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Enter") take();
          if (event.key === "Escape") setDraft(undefined);
        }}
      />
      {problem !== undefined && <p className="row-problem">{problem}</p>}
    </>
  );
}
