/** Everything that can be done from the keyboard, the header and the desktop's menu, each said once. */

import { redoName, undoName } from "./document-store.ts";
import type { Session } from "./session.ts";

export interface Command {
  /** As the desktop's menu sends it. */
  readonly id: "open" | "save" | "saveAs" | "undo" | "redo" | "find" | "stop";
  readonly label: (session: Session) => string;
  /** `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys?: string;
  readonly enabled: (session: Session) => boolean;
  readonly run: (session: Session) => void;
}

const always = (): boolean => true;

export const COMMANDS: readonly Command[] = [
  {
    id: "open",
    label: () => "Open …",
    keys: "mod+o",
    enabled: always,
    run: ({ files }) => void files.open(),
  },
  { id: "save", label: () => "Save", keys: "mod+s", enabled: always, run: ({ files }) => void files.save() },
  {
    id: "saveAs",
    label: () => "Save as …",
    keys: "mod+shift+s",
    enabled: always,
    run: ({ files }) => void files.saveAs(),
  },
  {
    id: "undo",
    label: ({ document }) => named("Undo", undoName(document.getState())),
    keys: "mod+z",
    enabled: ({ document }) => undoName(document.getState()) !== undefined,
    run: ({ document }) => document.getState().undo(),
  },
  {
    id: "redo",
    label: ({ document }) => named("Redo", redoName(document.getState())),
    keys: "mod+shift+z",
    enabled: ({ document }) => redoName(document.getState()) !== undefined,
    run: ({ document }) => document.getState().redo(),
  },
  {
    id: "find",
    label: () => "Find an assumption",
    keys: "mod+f",
    enabled: always,
    run: ({ focusFilter }) => focusFilter(),
  },
  {
    id: "stop",
    label: () => "Stop the run",
    enabled: ({ run }) => run.getState().status === "running",
    run: ({ run }) => run.getState().stop(),
  },
];

const named = (verb: string, name: string | undefined): string =>
  name === undefined ? verb : `${verb}: ${name}`;

export function commandNamed(id: string): Command | undefined {
  return COMMANDS.find((command) => command.id === id);
}

interface Keys {
  readonly key: string;
  readonly metaKey: boolean;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The command that a key press means. */
export function commandFor(press: Keys, mac: boolean): Command | undefined {
  const mod = mac ? press.metaKey : press.ctrlKey;
  if (!mod || press.altKey) return undefined;
  const text = `mod+${press.shiftKey ? "shift+" : ""}${press.key.toLowerCase()}`;
  // Where Ctrl+Y means redo, people expect it.
  return COMMANDS.find((command) => command.keys === (text === "mod+y" ? "mod+shift+z" : text));
}

/** The keys as they are written in a tooltip: `⇧⌘S`, `Ctrl+Shift+S`. */
export function keysText(keys: string, mac: boolean): string {
  const shift = keys.includes("shift+");
  const key = (keys.split("+").at(-1) ?? "").toUpperCase();
  return mac ? `${shift ? "⇧" : ""}⌘${key}` : `Ctrl+${shift ? "Shift+" : ""}${key}`;
}
