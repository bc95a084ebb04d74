/**
 * Stands in for the `electron` module where Electron's program can't be had: as much of it as the app uses, for the
 * built main process and the built preload, unchanged. The pages are in a real Chromium, which the parent process
 * holds (`chromium-host.ts`); what Electron does between its processes goes over Node's channel to that parent.
 *
 * What it keeps of Electron's ways: what crosses between the processes is cloned; errors of handlers reach the page
 * in Electron's wrapping; the preload sees only what a sandboxed one sees.
 */
import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { pageApi, runPreload } from "./preload-world.mjs";
import { askHost, onHostMessage, tellHost } from "./wire.mjs";

const ORIGIN = "app://plimsoll";

/** @type {Map<string, (request: Request) => Promise<Response>>} */
const protocolHandlers = new Map();
/** @type {Map<string, (event: unknown, ...sent: unknown[]) => Promise<unknown>>} */
const requestHandlers = new Map();
/** @type {Set<BrowserWindow>} */
const windows = new Set();
/** @type {Map<string, string>} */
const paths = new Map([["appData", process.env["PLIMSOLL_DATA"] ?? ""]]);

class App extends EventEmitter {
  setName() {}

  /** @param {string} name @param {string} path */
  setPath(name, path) {
    // Electron refuses folders that are not there.
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path}`);
    paths.set(name, path);
  }

  /** @param {string} name */
  getPath(name) {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`The stand-in has no path "${name}".`);
    return path;
  }

  requestSingleInstanceLock() {
    return true;
  }

  async whenReady() {}

  quit() {
    tellHost({ type: "quit" });
    process.exit(0);
  }
}

export const app = new App();

export const protocol = {
  /** @param {{ scheme: string, privileges: { standard?: boolean, secure?: boolean } }[]} schemes */
  registerSchemesAsPrivileged(schemes) {
    for (const { scheme, privileges } of schemes) {
      if (!privileges.standard || !privileges.secure)
        throw new Error(`${scheme}: module workers would not load.`);
    }
  },
  /** @param {string} scheme @param {(request: Request) => Promise<Response>} handler */
  handle(scheme, handler) {
    protocolHandlers.set(scheme, handler);
  },
};

export const session = {
  defaultSession: {
    setPermissionRequestHandler() {},
    setPermissionCheckHandler() {},
    setDevicePermissionHandler() {},
  },
};

export const nativeTheme = { shouldUseDarkColors: false };

export const ipcMain = {
  /** @param {string} channel @param {(event: unknown, ...sent: unknown[]) => Promise<unknown>} handler */
  handle(channel, handler) {
    requestHandlers.set(channel, handler);
  },
};

/** @typedef {{ id?: string, label?: string, click?: () => void, submenu?: MenuItem[] }} MenuItem */

/** @type {MenuItem[]} */
let menu = [];

export const Menu = {
  /** @param {MenuItem[]} template */
  buildFromTemplate: (template) => template,
  /** @param {MenuItem[]} template */
  setApplicationMenu(template) {
    menu = template;
  },
};

/** @param {MenuItem[]} items @returns {MenuItem[]} */
const flatten = (items) => items.flatMap((item) => [item, ...flatten(item.submenu ?? [])]);

/** Dialogs come with their window first, or without one. @param {unknown[]} args */
const dialogOptions = (args) => args.at(-1);

export const dialog = {
  /** @param {unknown[]} args */
  showOpenDialog: (...args) => askHost({ type: "dialog", dialog: "open", options: dialogOptions(args) }),
  /** @param {unknown[]} args */
  showSaveDialog: (...args) => askHost({ type: "dialog", dialog: "save", options: dialogOptions(args) }),
  /** @param {unknown[]} args */
  showMessageBox: (...args) => askHost({ type: "dialog", dialog: "message", options: dialogOptions(args) }),
};

class WebContents extends EventEmitter {
  isLoadingNow = true;

  isLoading() {
    return this.isLoadingNow;
  }

  setWindowOpenHandler() {}

  /** @param {string} channel @param {unknown} sent */
  send(channel, sent) {
    pageApi.receive(channel, structuredClone(sent));
  }
}

export class BrowserWindow extends EventEmitter {
  webContents = new WebContents();
  #destroyed = false;

  /** @param {{ webPreferences: { preload: string } }} options */
  constructor(options) {
    super();
    windows.add(this);
    tellHost({ type: "window", options: structuredClone(options) });
    runPreload(options.webPreferences.preload, { invoke });
    app.emit("web-contents-created", {}, this.webContents);
  }

  /** @param {string} address */
  async loadURL(address) {
    const origin = await servedOrigin();
    await askHost({ type: "load", address: address.replace(ORIGIN, origin), api: pageApi.shape() });
    this.webContents.isLoadingNow = false;
    this.webContents.emit("did-finish-load");
    this.emit("ready-to-show");
  }

  show() {}
  focus() {}

  /** @param {boolean} edited */
  setDocumentEdited(edited) {
    tellHost({ type: "edited", edited });
  }

  isDestroyed() {
    return this.#destroyed;
  }

  close() {
    let prevented = false;
    this.emit("close", {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.destroy();
  }

  destroy() {
    this.#destroyed = true;
    windows.delete(this);
    this.emit("closed");
    if (windows.size === 0) app.emit("window-all-closed");
  }
}

/** @param {string} channel @param {unknown} sent @param {string} pageAddress @returns {Promise<unknown>} */
async function invoke(channel, sent, pageAddress) {
  const handler = requestHandlers.get(channel);
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const url = pageAddress.replace(await servedOrigin(), ORIGIN);
    const event = { senderFrame: { url, parent: null } };
    return structuredClone(await handler(event, structuredClone(sent)));
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${error}`);
  }
}

/** @type {Promise<string> | undefined} */
let origin;

/** Chromium knows no `app://` from outside: the same answers come from a loopback address. */
function servedOrigin() {
  origin ??= new Promise((resolve) => {
    const server = createServer(async (request, response) => {
      const handler = protocolHandlers.get("app");
      const answer = await handler?.(new Request(ORIGIN + request.url, { method: request.method ?? "GET" }));
      response.writeHead(answer?.status ?? 500, Object.fromEntries(answer?.headers ?? []));
      response.end(new Uint8Array((await answer?.arrayBuffer()) ?? []));
    });
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });
  return origin;
}

onHostMessage({
  menu: ({ id }) => {
    const item = flatten(menu).find((candidate) => candidate.id === id);
    if (item?.click === undefined) throw new Error(`The menu has no item "${id}".`);
    item.click();
  },
  "close-window": () => {
    for (const window of windows) window.close();
  },
  "page-starts": () => pageApi.startAgain(),
  call: ({ name, sent, listener, address }) => pageApi.call(String(name), sent, listener, String(address)),
});
