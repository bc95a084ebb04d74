/** Everything that can be done or looked at, found by a few letters. */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import type { RecentFile } from "../host/host.ts";
import { onMac } from "../on-mac.ts";
import type { Overlay } from "../store/overlay-store.ts";
import type { Session } from "../store/session.ts";
import { Icon } from "../ui/icons.tsx";
import { useOverlay, useSession } from "../use-session.ts";
import {
  assumptionEntries,
  commandEntries,
  designEntries,
  type Entry,
  exampleEntries,
  recentEntries,
  roomEntries,
} from "./entries.ts";
import { found } from "./match.ts";

type Scope = Extract<Overlay, "palette" | "examples" | "recent">;

const SCOPES: Readonly<Record<Scope, { readonly label: string; readonly empty: string }>> = {
  palette: {
    label: "Find a command, room, assumption or design",
    empty: "Nothing is called that. Shorten the words.",
  },
  examples: { label: "Open an example", empty: "No example is called that. Shorten the words." },
  recent: {
    label: "Open a recent file",
    empty: "No file was opened here before. Close this and choose Open.",
  },
};

/** So many lines are drawn; nobody reads further. */
const MOST = 60;

export function CommandPalette() {
  const open = useOverlay((overlay) => overlay.open);
  const close = useOverlay((overlay) => overlay.close);
  const scope = open === "palette" || open === "examples" || open === "recent" ? open : undefined;
  return (
    <ModalOverlay
      className="modal-veil palette-veil"
      isOpen={scope !== undefined}
      onOpenChange={(now) => {
        if (!now) close();
      }}
      isDismissable
    >
      <Modal className="modal palette-modal">
        {scope !== undefined && (
          <Dialog className="palette" aria-label={SCOPES[scope].label}>
            <PaletteBox key={scope} scope={scope} onDone={close} />
          </Dialog>
        )}
      </Modal>
    </ModalOverlay>
  );
}

/** Every entry of a scope; assumptions only once something is looked for: they are many. */
function entriesOf(
  session: Session,
  scope: Scope,
  recent: readonly RecentFile[],
  searching: boolean,
): readonly Entry[] {
  if (scope === "examples") return exampleEntries();
  if (scope === "recent") return recentEntries(recent);
  const { value } = session.document.getState();
  return [
    ...commandEntries(session, onMac()),
    ...roomEntries(),
    ...designEntries(value),
    ...(searching ? [...assumptionEntries(value), ...exampleEntries(), ...recentEntries(recent)] : []),
  ];
}

function useRecentFiles(): readonly RecentFile[] {
  const { host } = useSession();
  const [recent, setRecent] = useState<readonly RecentFile[]>([]);
  useEffect(() => {
    let wanted = true;
    void host.recentFiles().then((files) => {
      if (wanted) setRecent(files);
    });
    return () => {
      wanted = false;
    };
  }, [host]);
  return recent;
}

function PaletteBox({ scope, onDone }: { readonly scope: Scope; readonly onDone: () => void }) {
  const session = useSession();
  const recent = useRecentFiles();
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const searching = words.trim() !== "";
  const entries = useMemo(
    () => entriesOf(session, scope, recent, searching),
    [session, scope, recent, searching],
  );
  const shown = useMemo(() => found(entries, words).slice(0, MOST), [entries, words]);
  const place = Math.min(at, shown.length - 1);
  const carryOut = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    onDone();
    entry.run(session);
  };
  const press = (event: KeyboardEvent): void => {
    const to = placeAfter(event.key, place, shown.length);
    if (to !== undefined) setAt(to);
    else if (event.key === "Enter") carryOut(shown[place]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="palette-find">
        <Icon name="search" />
        <input
          // biome-ignore lint/a11y/noAutofocus: a dialog that is asked for takes the keyboard
          autoFocus
          className="palette-input"
          role="combobox"
          aria-label={SCOPES[scope].label}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown.length > 0 ? `${id}-${place}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={SCOPES[scope].label}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
      </div>
      <EntryList
        id={id}
        entries={shown}
        at={place}
        label={SCOPES[scope].label}
        alone={scope !== "palette"}
        onChoose={carryOut}
      />
      {shown.length === 0 && (
        <p className="palette-empty" role="status">
          {SCOPES[scope].empty}
        </p>
      )}
    </>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** Around the ends with single steps, to them with longer ones; undefined for a key that goes nowhere. */
export function placeAfter(key: string, place: number, count: number): number | undefined {
  const step = STEPS[key];
  if (step === undefined || count === 0) return undefined;
  if (Math.abs(step) > 1) return Math.min(count - 1, Math.max(0, place + step));
  return (place + step + count) % count;
}

interface EntryListProps {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly at: number;
  readonly label: string;
  /** Whether all entries are of one kind, which then needs no saying. */
  readonly alone: boolean;
  readonly onChoose: (entry: Entry) => void;
}

function EntryList({ id, entries, at, label, alone, onChoose }: EntryListProps) {
  const current = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (at >= 0) current.current?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <div className="palette-list" data-alone={alone} id={`${id}-list`} role="listbox" aria-label={label}>
      {entries.map((entry, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys go to the box above, which names the entry in hand
        <div
          key={entry.id}
          id={`${id}-${index}`}
          ref={index === at ? current : undefined}
          className="palette-entry"
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onClick={() => onChoose(entry)}
        >
          <span className="palette-label">{entry.label}</span>
          <span className="palette-note">{entry.note}</span>
          {entry.keys === undefined ? (
            <span className="palette-kind">{alone || entry.kind === "command" ? "" : entry.kind}</span>
          ) : (
            <kbd className="keys">{entry.keys}</kbd>
          )}
        </div>
      ))}
    </div>
  );
}
