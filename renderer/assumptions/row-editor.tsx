/** The control of one field, by what stands in it. */
import { Switch } from "react-aria-components";
import type { Problem } from "../../shared/errors.ts";
import { isList, type Json, valueAt } from "../store/json.ts";
import { useDocument, useSession } from "../use-session.ts";
import { CorrelationEditor } from "./correlation-editor.tsx";
import { DateInput } from "./date-input.tsx";
import type { Row } from "./outline.ts";
import { problemSentence } from "./problems.ts";
import { insideQuantity } from "./quantity-parts.ts";
import { quantityText, typedQuantity } from "./quantity-text.ts";
import { referenceNames } from "./reference-names.ts";
import { nameProblem, renamed } from "./restructure.ts";
import { stepped } from "./step-number.ts";
import { readTyped } from "./typed-number.ts";
import { ValueInput } from "./value-input.tsx";

interface RowEditorProps {
  readonly row: Row;
  readonly value: Json | undefined;
  readonly problems: readonly Problem[];
  readonly describedBy: string;
}

export function RowEditor(props: RowEditorProps) {
  switch (props.row.editor) {
    case "quantity":
      return <QuantityEditor {...props} />;
    case "choice":
      return <ChoiceEditor {...props} />;
    case "switch":
      return <SwitchEditor {...props} />;
    case "weights":
    case "names":
      return <ListEditor {...props} />;
    case "text":
      return <TextEditor {...props} />;
    case "date":
      return <DateEditor {...props} />;
    case "correlation":
      return <CorrelationEditor {...props} problem={sentences(props.problems)} />;
    case "shown":
      return <span className="value-shown">{String(props.value)}</span>;
  }
}

/** Edits the row's field; undo will name it by its label. */
function useEdit(row: Row): (value: Json | undefined, gesture?: string) => void {
  const { document } = useSession();
  return (value, gesture) => document.getState().edit(row.path, value, row.label, gesture);
}

const sentences = (problems: readonly Problem[]): string | undefined =>
  problems.length === 0 ? undefined : problems.map(problemSentence).join(" ");

function QuantityEditor({ row, value, problems, describedBy }: RowEditorProps) {
  const edit = useEdit(row);
  const currency = useDocument((document) => valueAt(document.value, ["currency"]));
  const { unit } = row.field;
  const text = quantityText(value, { unit, currency: typeof currency === "string" ? currency : "USD" });
  return (
    <ValueInput
      label={row.label}
      text={text}
      problem={sentences(problems)}
      describedBy={describedBy}
      onTyped={(typed) => {
        // An optional field that is emptied goes: what its absence means stands in its description.
        if (typed.trim() === "" && row.field.optional) {
          edit(undefined);
          return undefined;
        }
        const read = readTyped(typed, unit);
        if (read.kind === "problem") return read.message;
        if (read.kind !== "number" && row.field.kind !== "quantity" && row.field.certainty === "plain") {
          return "This is a decision, not an estimate: it takes one number.";
        }
        const next = typedQuantity(read, value, unit);
        edit(row.field.kind === "quantity" ? insideQuantity(next) : next);
        return undefined;
      }}
      onStep={
        typeof value === "number"
          ? (direction) => edit(stepped(value, direction, row.field), `step ${row.path.join(".")}`)
          : undefined
      }
    />
  );
}

function ChoiceEditor({ row, value, describedBy }: RowEditorProps) {
  const edit = useEdit(row);
  const scenario = useDocument((document) => document.value);
  const current = String(value);
  const choices = row.field.choices ?? referenceNames(scenario, row.path) ?? [];
  return (
    <select
      className="value-select"
      aria-label={row.label}
      aria-describedby={describedBy}
      value={current}
      onChange={(event) => edit(event.currentTarget.value)}
    >
      {(choices.includes(current) ? choices : [current, ...choices]).map((choice) => (
        <option key={choice}>{choice}</option>
      ))}
    </select>
  );
}

function SwitchEditor({ row, value }: RowEditorProps) {
  const edit = useEdit(row);
  return (
    <Switch className="switch" aria-label={row.label} isSelected={value === true} onChange={(on) => edit(on)}>
      <span className="switch-track" />
      {value === true ? "yes" : "no"}
    </Switch>
  );
}

/** Numbers or names in a line: `1, 2, 3`, `large → backup → human`. */
function ListEditor({ row, value, problems, describedBy }: RowEditorProps) {
  const edit = useEdit(row);
  const names = row.editor === "names";
  const items = isList(value) ? value : [];
  return (
    <ValueInput
      label={row.label}
      text={items.map(String).join(names ? " → " : ", ")}
      problem={sentences(problems)}
      describedBy={describedBy}
      wide
      onTyped={(typed) => {
        const parts = typed.split(names ? /\s*(?:→|->|,)\s*/ : /[,;\s]+/).filter((part) => part !== "");
        const numbers = parts.map(Number);
        if (!names && numbers.some(Number.isNaN)) return "Type numbers with commas between them.";
        edit(names ? parts : numbers);
        return undefined;
      }}
    />
  );
}

function TextEditor(props: RowEditorProps) {
  const { row, value, problems, describedBy } = props;
  const edit = useEdit(row);
  const { document: store } = useSession();
  const renameStep = (to: string): string | undefined => {
    const { value: scenario, edit: put } = store.getState();
    const step = row.path.slice(0, 3);
    const problem = nameProblem(scenario, step, to);
    if (problem === undefined)
      put([], renamed(scenario, step, to), `Rename ${String(value)} to ${to.trim()}`);
    return problem;
  };
  const refers = useDocument((document) => referenceNames(document.value, row.path) !== undefined);
  if (refers) return <ChoiceEditor {...props} />;
  return (
    <ValueInput
      label={row.label}
      text={String(value ?? "")}
      problem={sentences(problems)}
      describedBy={describedBy}
      wide={row.field.kind === "text" && String(value).length > 18}
      onTyped={(typed) => {
        if (isStepName(row)) return renameStep(typed);
        edit(typed.trim() === "" && row.field.optional ? undefined : typed);
        return undefined;
      }}
    />
  );
}

/** A step's name is what routes call it by: they follow. */
const isStepName = ({ path }: Row): boolean =>
  path[0] === "task" && path[1] === "steps" && path.length === 4 && path[3] === "name";

function DateEditor({ row, value, problems, describedBy }: RowEditorProps) {
  const edit = useEdit(row);
  return (
    <DateInput
      label={row.label}
      value={String(value ?? "")}
      problem={sentences(problems)}
      describedBy={describedBy}
      onDay={(day) => (day !== undefined || row.field.optional ? edit(day) : undefined)}
    />
  );
}
