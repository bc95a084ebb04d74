/** Everything that can be done from the keyboard, the header and the desktop's menu, each said once. */

import { redoName, undoName } from "./document-store.ts";
import type { Session } from "./session.ts";

export type CommandId =
  | "new"
  | "open"
  | "openRecent"
  | "openExample"
  | "save"
  | "saveAs"
  | "undo"
  | "redo"
  | "find"
  | "stop"
  | "again"
  | "print"
  | "palette"
  | "shortcuts"
  | "tour";

export interface Command {
  /** As the desktop's menu sends it. */
  readonly id: CommandId;
  readonly label: (session: Session) => string;
  /** `mod` is ⌘ on a Mac and Ctrl elsewhere; a key without it counts where nothing is being typed. */
  readonly keys?: string;
  readonly enabled: (session: Session) => boolean;
  readonly run: (session: Session) => void;
}

const always = (): boolean => true;

export const COMMANDS: readonly Command[] = [
  {
    id: "new",
    label: () => "New from a pilot …",
    enabled: always,
    run: ({ overlay }) => overlay.getState().show("new"),
  },
  {
    id: "open",
    label: () => "Open …",
    keys: "mod+o",
    enabled: always,
    run: ({ files }) => void files.open(),
  },
  {
    id: "openRecent",
    label: () => "Open a recent file …",
    enabled: always,
    run: ({ overlay }) => overlay.getState().show("recent"),
  },
  {
    id: "openExample",
    label: () => "Open an example …",
    enabled: always,
    run: ({ overlay }) => overlay.getState().show("examples"),
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
  {
    id: "again",
    label: () => "Run again",
    enabled: ({ run }) => run.getState().status !== "running",
    run: ({ run }) => run.getState().again(),
  },
  {
    id: "print",
    label: () => "Print this room …",
    keys: "mod+p",
    enabled: always,
    run: ({ host }) => host.print(),
  },
  {
    id: "palette",
    label: () => "Find a command, room, assumption or design",
    keys: "mod+k",
    enabled: always,
    run: ({ overlay }) => overlay.getState().show("palette"),
  },
  {
    id: "shortcuts",
    label: () => "Keyboard",
    keys: "?",
    enabled: always,
    run: ({ overlay }) => overlay.getState().show("shortcuts"),
  },
  {
    id: "tour",
    label: () => "Take the tour",
    enabled: always,
    run: ({ overlay }) => overlay.getState().tour(0),
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

/**
 * The command that a key press means.
 *
 * @param typing whether the keys go into a text: then a key without the system's modifier is part of it
 */
export function commandFor(press: Keys, mac: boolean, typing = false): Command | undefined {
  const mod = mac ? press.metaKey : press.ctrlKey;
  if (press.altKey) return undefined;
  if (!mod) {
    const plain = !typing && !press.metaKey && !press.ctrlKey;
    return plain ? COMMANDS.find(({ keys }) => keys === press.key) : undefined;
  }
  const text = `mod+${press.shiftKey ? "shift+" : ""}${press.key.toLowerCase()}`;
  // Where Ctrl+Y means redo, people expect it.
  return COMMANDS.find((command) => command.keys === (text === "mod+y" ? "mod+shift+z" : text));
}

/** The keys as they are written in a tooltip: `⇧⌘S`, `Ctrl+Shift+S`. */
export function keysText(keys: string, mac: boolean): string {
  if (!keys.includes("mod+")) return keys;
  const shift = keys.includes("shift+");
  const key = (keys.split("+").at(-1) ?? "").toUpperCase();
  return mac ? `${shift ? "⇧" : ""}⌘${key}` : `Ctrl+${shift ? "Shift+" : ""}${key}`;
}
