/** The menu, as data: what stands where, with which keys, and what each item does. */
import type { MenuItemConstructorOptions } from "electron";
import type { MenuCommand } from "../shared/desktop-contract.ts";
import type { RecentPath } from "./recent-files.ts";

export interface MenuState {
  readonly platform: NodeJS.Platform;
  readonly recent: readonly RecentPath[];
  /** Tells the window that a command was chosen. */
  readonly send: (command: MenuCommand) => void;
  readonly openRecent: (path: string) => void;
  /** Prints what the window shows. */
  readonly print: () => void;
}

type Item = MenuItemConstructorOptions;
const SEPARATOR: Item = { type: "separator" };

export function menuTemplate(state: MenuState): Item[] {
  const isMac = state.platform === "darwin";
  const item = (label: string, command: MenuCommand, accelerator?: string): Item => ({
    id: command,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => state.send(command),
  });
  const file: Item[] = [
    item("Open…", "open", "CmdOrCtrl+O"),
    { label: "Open Recent", enabled: state.recent.length > 0, submenu: recentItems(state) },
    SEPARATOR,
    item("Save", "save", "CmdOrCtrl+S"),
    item("Save As…", "saveAs", "CmdOrCtrl+Shift+S"),
    SEPARATOR,
    { label: "Print…", accelerator: "CmdOrCtrl+P", click: () => state.print() },
    SEPARATOR,
    isMac ? { role: "close" } : { role: "quit" },
  ];
  const edit: Item[] = [
    item("Undo", "undo", "CmdOrCtrl+Z"),
    item("Redo", "redo", isMac ? "Cmd+Shift+Z" : "Ctrl+Y"),
    SEPARATOR,
    { role: "cut" },
    { role: "copy" },
    { role: "paste" },
    { role: "selectAll" },
    SEPARATOR,
    item("Find Assumption…", "find", "CmdOrCtrl+F"),
    SEPARATOR,
    item("Stop Calculating", "stop", isMac ? "Cmd+." : "Ctrl+."),
  ];
  const view: Item[] = [
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    SEPARATOR,
    { role: "togglefullscreen" },
    { role: "toggleDevTools" },
  ];
  return [
    ...(isMac ? [{ role: "appMenu" } satisfies Item] : []),
    { label: "File", submenu: file },
    { label: "Edit", submenu: edit },
    { label: "View", submenu: view },
    { role: "windowMenu" },
  ];
}

function recentItems({ recent, openRecent }: MenuState): Item[] {
  // An ampersand would mark a key in a menu's label.
  return recent.map(({ path }) => ({ label: path.replaceAll("&", "&&"), click: () => openRecent(path) }));
}
