/** The one window: how it is made, how it asks before work would be lost. */
import { join } from "node:path";
import { BrowserWindow, dialog, nativeTheme } from "electron";
import type { DesktopEventName, DesktopEvents } from "../shared/desktop-contract.ts";
import { channelOf } from "../shared/desktop-contract.ts";
import { APP_PAGE } from "./app-address.ts";
import { type CloseChoice, CloseGuard } from "./close-guard.ts";

/** Paper and ink, so that nothing flashes before the page is there. */
const PAPER = { light: "#fbfaf7", dark: "#14171a" };

/** The window and what it is told. */
export interface AppWindow {
  readonly window: BrowserWindow;
  readonly tell: <Name extends DesktopEventName>(name: Name, event: DesktopEvents[Name]) => void;
  readonly setEdited: (edited: boolean) => void;
  readonly saveEnded: CloseGuard["saveEnded"];
}

/** @param built folder of the built main process, where the preload is. */
export function createWindow(built: string): AppWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 920,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: "Plimsoll",
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences: {
      preload: join(built, "preload.cjs"),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  window.once("ready-to-show", () => window.show());
  const tell: AppWindow["tell"] = (name, event) => {
    if (!window.isDestroyed()) window.webContents.send(channelOf(name), event);
  };
  const guard = guardClosing(window, tell);
  offerReloadAfterCrash(window);
  void window.loadURL(APP_PAGE);
  return {
    window,
    tell,
    setEdited: (edited) => {
      window.setDocumentEdited(edited);
      guard.setEdited(edited);
    },
    saveEnded: (outcome) => guard.saveEnded(outcome),
  };
}

function guardClosing(window: BrowserWindow, tell: AppWindow["tell"]): CloseGuard {
  const guard = new CloseGuard({
    ask: () => askToSave(window),
    save: () => tell("menu", "save"),
    close: () => window.destroy(),
  });
  window.on("close", (event) => {
    if (!guard.mayClose()) event.preventDefault();
  });
  return guard;
}

async function askToSave(window: BrowserWindow): Promise<CloseChoice> {
  const choices = ["save", "discard", "cancel"] as const;
  const { response } = await dialog.showMessageBox(window, {
    type: "question",
    message: "Save the changes to this scenario?",
    detail: "They would be lost otherwise.",
    buttons: ["Save", "Don't Save", "Cancel"],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return choices[response] ?? "cancel";
}

function offerReloadAfterCrash(window: BrowserWindow): void {
  window.webContents.on("render-process-gone", (_event, details) => {
    if (details.reason === "clean-exit" || window.isDestroyed()) return;
    const asked = dialog.showMessageBox(window, {
      type: "error",
      message: "The window has stopped working.",
      detail: `Reloading brings back the last edits that were kept. (${details.reason})`,
      buttons: ["Reload", "Quit"],
      defaultId: 0,
    });
    void asked.then(({ response }) => (response === 0 ? window.reload() : window.destroy()));
  });
}
