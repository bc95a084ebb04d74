/** Puts the contract at `window.plimsoll`: the only way from the page to the desktop. */
import { contextBridge, ipcRenderer, webUtils } from "electron";
import {
  channelOf,
  type DesktopApi,
  type DesktopEventName,
  type DesktopEvents,
  type DesktopOutcome,
  type DesktopRequest,
  type DesktopRequestName,
  type DesktopResponse,
} from "../shared/desktop-contract.ts";

type DroppedFile = Parameters<typeof webUtils.getPathForFile>[0];

const ask =
  <Name extends DesktopRequestName>(name: Name) =>
  (request: DesktopRequest<Name>): Promise<DesktopOutcome<DesktopResponse<Name>>> =>
    ipcRenderer.invoke(channelOf(name), request);

/** Passes an event on. What comes before the page listens is kept for its first listener. */
function on<Name extends DesktopEventName>(
  name: Name,
): (listener: (event: DesktopEvents[Name]) => void) => () => void {
  const listeners = new Set<(event: DesktopEvents[Name]) => void>();
  let early: DesktopEvents[Name][] = [];
  // Electron's own event object stays on this side: it would give the page more than the contract does.
  ipcRenderer.on(channelOf(name), (_event: unknown, sent: DesktopEvents[Name]) => {
    if (listeners.size === 0) early.push(sent);
    else for (const listener of listeners) listener(sent);
  });
  return (listener) => {
    listeners.add(listener);
    for (const sent of early) listener(sent);
    early = [];
    return () => listeners.delete(listener);
  };
}

const PLATFORMS: Readonly<Record<string, DesktopApi<DroppedFile>["platform"]>> = {
  darwin: "mac",
  win32: "windows",
};

const api: DesktopApi<DroppedFile> = {
  platform: PLATFORMS[process.platform] ?? "linux",
  openScenario: ask("openScenario"),
  recentFiles: ask("recentFiles"),
  openRecent: ask("openRecent"),
  openDropped: (file) => ask("openDropped")({ path: webUtils.getPathForFile(file) }),
  saveScenario: ask("saveScenario"),
  saveScenarioAs: ask("saveScenarioAs"),
  readBeside: ask("readBeside"),
  setEdited: ask("setEdited"),
  onMenu: on("menu"),
  onOpened: on("opened"),
};

contextBridge.exposeInMainWorld("plimsoll", api);
