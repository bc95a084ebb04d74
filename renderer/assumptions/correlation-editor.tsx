/** Two unknowns that go together, and how much: both chosen from what is unknown in the scenario. */
import { useMemo } from "react";
import { isList, type Json } from "../store/json.ts";
import { useDocument, useSession } from "../use-session.ts";
import { type Unknown, unknownsOf } from "./correlations.ts";
import type { Row } from "./outline.ts";
import { readTyped } from "./typed-number.ts";
import { ValueInput } from "./value-input.tsx";

interface CorrelationEditorProps {
  readonly row: Row;
  readonly value: Json | undefined;
  readonly problem: string | undefined;
  readonly describedBy: string;
}

export function CorrelationEditor({ row, value, problem, describedBy }: CorrelationEditorProps) {
  const { document } = useSession();
  const scenario = useDocument((state) => state.value);
  const unknowns = useMemo(() => unknownsOf(scenario), [scenario]);
  const [first, second, rank] = isList(value) ? value : [];
  const put = (at: 0 | 1 | 2, part: Json): void =>
    document.getState().edit([...row.path, at], part, "Correlation", undefined);
  return (
    <div className="correlation">
      <UnknownChoice
        label="One unknown"
        value={String(first)}
        unknowns={unknowns}
        onChange={(path) => put(0, path)}
      />
      <UnknownChoice
        label="The other"
        value={String(second)}
        unknowns={unknowns}
        onChange={(path) => put(1, path)}
      />
      <ValueInput
        label="Rank correlation"
        text={String(rank ?? "")}
        problem={problem}
        describedBy={describedBy}
        onTyped={(typed) => {
          const read = readTyped(typed, "factor");
          if (read.kind !== "number" || Math.abs(read.value) >= 1)
            return "A number above -1 and below 1: 0.3, -0.5.";
          put(2, read.value);
          return undefined;
        }}
      />
    </div>
  );
}

interface UnknownChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly unknowns: readonly Unknown[];
  readonly onChange: (path: string) => void;
}

function UnknownChoice({ label, value, unknowns, onChange }: UnknownChoiceProps) {
  const known = unknowns.some(({ path }) => path === value);
  return (
    <select
      className="value-select"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {!known && <option value={value}>{value}</option>}
      {unknowns.map(({ path, label: name }) => (
        <option key={path} value={path}>
          {name}
        </option>
      ))}
    </select>
  );
}
