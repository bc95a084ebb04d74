/** The host in the desktop app: every request goes over the contract at `window.plimsoll`. */
import type { DesktopApi, DesktopOutcome } from "../../shared/desktop-contract.ts";
import {
  type DraftShelf,
  type Host,
  type OpenedFile,
  type Outcome,
  refused,
  type SavedFile,
} from "./host.ts";

declare global {
  interface Window {
    readonly plimsoll?: DesktopApi<File>;
  }
}

/** A file's token is good for one window only: what was left behind is saved under a name that is asked for. */
function desktopShelf(shelf: DraftShelf): DraftShelf {
  return {
    ...shelf,
    put: (draft) => shelf.put(draft && { ...draft, handle: undefined }),
  };
}

/** @param drafts where unsaved edits are kept: in the window's own database, as in a browser */
export function createDesktopHost(desktop: DesktopApi<File>, drafts: DraftShelf): Host {
  const saveAs = async (handle: unknown, name: string, text: string): Promise<Outcome<SavedFile>> => {
    const known = typeof handle === "string" ? { document: handle } : {};
    return saved(await desktop.saveScenarioAs({ ...known, suggestedName: name, text }));
  };
  return {
    kind: "desktop",
    open: async () => opened(await desktop.openScenario({})),
    openDropped: async (file) => opened(await desktop.openDropped(file)),
    save: async (handle, name, text, overwrite) =>
      typeof handle === "string"
        ? saved(await desktop.saveScenario({ document: handle, text, overwrite }))
        : saveAs(undefined, name, text),
    saveAs,
    recentFiles: async () => {
      const known = await desktop.recentFiles({});
      return known.kind === "done" ? known.value : [];
    },
    openRecent: async (recent) =>
      typeof recent === "string"
        ? opened(await desktop.openRecent({ recent }))
        : refused("This file is no longer known here: open it once more."),
    drafts: desktopShelf(drafts),
    print: () => window.print(),
    readBeside: async (handle, file) => {
      if (typeof handle !== "string") return refused(`Save the scenario beside “${file}” first.`);
      return mapped(await desktop.readBeside({ document: handle, file }), ({ text }) => text);
    },
    setEdited: (edited) => void desktop.setEdited({ edited }),
    listen: (listener) => {
      desktop.onMenu(listener.command);
      desktop.onOpened((outcome) => listener.opened(opened(outcome)));
    },
  };
}

function mapped<From, To>(outcome: DesktopOutcome<From>, to: (value: From) => To): Outcome<To> {
  if (outcome.kind === "done") return { kind: "done", value: to(outcome.value) };
  if (outcome.kind === "cancelled") return outcome;
  return { kind: "refused", message: outcome.message, changedOnDisk: outcome.problem === "changed-on-disk" };
}

const opened = (
  outcome: DesktopOutcome<{ readonly name: string; readonly text: string; readonly document: string }>,
): Outcome<OpenedFile> => mapped(outcome, ({ name, text, document }) => ({ name, text, handle: document }));

const saved = (
  outcome: DesktopOutcome<{ readonly name: string; readonly document: string }>,
): Outcome<SavedFile> => mapped(outcome, ({ name, document }) => ({ name, handle: document }));
