/** The desktop app from start to end, in the order in which things happen. */
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { app, ipcMain, Menu, protocol, session } from "electron";
import { APP_SCHEME } from "./app-address.ts";
import { answerAppRequest } from "./app-files.ts";
import { fileDialogs } from "./dialogs.ts";
import { Documents } from "./documents.ts";
import { guardContents, guardSession } from "./guards.ts";
import { menuTemplate } from "./menu.ts";
import { RecentFiles, type RecentPath } from "./recent-files.ts";
import { answerRequests, documentHandlers } from "./requests.ts";
import { type AppWindow, createWindow } from "./window.ts";

const BUILT = dirname(fileURLToPath(import.meta.url));
const WINDOW_FILES = resolve(BUILT, "..", "renderer");

app.setName("Plimsoll");
// Before anything asks for it: started from a clone, Electron would use a folder of its own name.
const data = process.env["PLIMSOLL_DATA"] ?? join(app.getPath("appData"), "Plimsoll");
mkdirSync(data, { recursive: true });
app.setPath("userData", data);

let current: AppWindow | undefined;
const recentFiles = new RecentFiles(join(data, "recent-files.json"), showMenu);
const documents = new Documents(
  fileDialogs(() => current?.window),
  recentFiles,
);

protocol.registerSchemesAsPrivileged([
  {
    scheme: APP_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
]);

if (app.requestSingleInstanceLock()) {
  app.on("web-contents-created", (_event, contents) => guardContents(contents));
  app.on("open-file", (event, path) => {
    event.preventDefault();
    void openFromOutside(path);
  });
  app.on("second-instance", (_event, args, folder) => {
    if (current?.window.isMinimized() === true) current.window.restore();
    current?.window.focus();
    openArguments(args, folder);
  });
  app.on("activate", () => showWindow());
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  void app.whenReady().then(start);
} else {
  app.quit();
}

async function start(): Promise<void> {
  guardSession(session.defaultSession);
  protocol.handle(APP_SCHEME, (request) => answerAppRequest(WINDOW_FILES, request));
  answerRequests(
    ipcMain,
    documentHandlers(documents, {
      setEdited: (edited) => current?.setEdited(edited),
      saveEnded: (outcome) => current?.saveEnded(outcome),
    }),
  );
  showMenu(await recentFiles.list());
  showWindow();
  openArguments(process.argv, process.cwd());
}

function showWindow(): AppWindow {
  if (current === undefined) {
    current = createWindow(BUILT);
    current.window.on("closed", () => {
      current = undefined;
    });
  }
  return current;
}

function showMenu(recent: readonly RecentPath[]): void {
  const template = menuTemplate({
    platform: process.platform,
    recent,
    send: (command) => current?.tell("menu", command),
    openRecent: (path) => void openFromOutside(path),
    print: () => current?.window.webContents.print(),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Opens the scenarios among a command line's arguments. */
function openArguments(args: readonly string[], folder: string): void {
  for (const arg of args.slice(1)) {
    if (arg.endsWith(".json")) void openFromOutside(resolve(folder, arg));
  }
}

async function openFromOutside(path: string): Promise<void> {
  await app.whenReady();
  const { window, tell } = showWindow();
  const outcome = await documents.openPath(path);
  if (window.webContents.isLoading())
    window.webContents.once("did-finish-load", () => tell("opened", outcome));
  else tell("opened", outcome);
}
