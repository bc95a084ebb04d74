/** Whom a step asks, in order: models and, at the end, a last resort; typed in a line or put together here. */
import { Button, Dialog, DialogTrigger } from "react-aria-components";
import { LAST_RESORTS } from "../../shared/scenario/schema.ts";
import { isList, isObject, type Json, valueAt } from "../store/json.ts";
import { Icon } from "../ui/icons.tsx";
import { useDocument } from "../use-session.ts";
import { RowPopover } from "./row-popover.tsx";

const RESORT_WORDS: Readonly<Record<string, string>> = {
  human: "a person answers",
  cached: "a stored answer",
  canned: "a fixed text",
  error: "an error message",
};

interface RouteEditorProps {
  readonly label: string;
  readonly value: Json | undefined;
  readonly onChange: (value: readonly string[]) => void;
}

export function RouteButton(props: RouteEditorProps) {
  return (
    <DialogTrigger>
      <Button
        className="shape-button"
        data-certain="true"
        aria-label={`Put together the route of ${props.label}`}
      >
        ⇢
      </Button>
      <RowPopover>
        <Dialog className="row-dialog" aria-label={`Route of ${props.label}`}>
          <RouteForm {...props} />
        </Dialog>
      </RowPopover>
    </DialogTrigger>
  );
}

/** The route with an entry moved by one place. */
export function entryMoved(entries: readonly string[], from: number, by: 1 | -1): readonly string[] {
  const entry = entries[from];
  const other = entries[from + by];
  if (entry === undefined || other === undefined) return entries;
  return entries.map((each, at) => (at === from ? other : at === from + by ? entry : each));
}

function RouteForm({ label, value, onChange }: RouteEditorProps) {
  const models = useDocument((state) => valueAt(state.value, ["models"]));
  const entries = isList(value) ? value.map(String) : [];
  const offered = [...(isObject(models) ? Object.keys(models) : []), ...LAST_RESORTS];
  const left = offered.filter((name) => !entries.includes(name));
  return (
    <>
      <h3 className="dialog-title">Whom “{label}” asks, in order</h3>
      <ol className="route-list">
        {entries.map((entry, at) => (
          <li key={entry} className="route-entry">
            <span className="route-name">{entry}</span>
            <span className="route-words">
              {RESORT_WORDS[entry] ?? (at === 0 ? "asked first" : "when that fails")}
            </span>
            <Button
              className="tiny-button"
              aria-label={`Ask ${entry} earlier`}
              isDisabled={at === 0}
              onPress={() => onChange(entryMoved(entries, at, -1))}
            >
              ↑
            </Button>
            <Button
              className="tiny-button"
              aria-label={`Ask ${entry} later`}
              isDisabled={at === entries.length - 1}
              onPress={() => onChange(entryMoved(entries, at, 1))}
            >
              ↓
            </Button>
            <Button
              className="tiny-button"
              aria-label={`Don't ask ${entry}`}
              isDisabled={entries.length === 1}
              onPress={() => onChange(entries.filter((name) => name !== entry))}
            >
              <Icon name="close" />
            </Button>
          </li>
        ))}
      </ol>
      {left.length > 0 && (
        <select
          className="value-select"
          aria-label={`Ask somebody else in ${label}`}
          value=""
          onChange={(event) => onChange([...entries, event.currentTarget.value])}
        >
          <option value="">Then ask …</option>
          {left.map((name) => (
            <option key={name} value={name}>
              {RESORT_WORDS[name] === undefined ? name : `${name} – ${RESORT_WORDS[name]}`}
            </option>
          ))}
        </select>
      )}
    </>
  );
}
