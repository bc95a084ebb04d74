/** Runs the built preload with what a sandboxed one may require, and carries its API to the page. */
import { readFileSync } from "node:fs";
import { compileFunction } from "node:vm";
import { tellHost } from "./wire.mjs";

/** @typedef {(...args: unknown[]) => unknown} ApiFunction */

/** @type {Record<string, unknown>} */
let api = {};
/** @type {Map<string, ((event: unknown, sent: unknown) => void)[]>} */
const listeners = new Map();
/** Where the page is while one of its calls is under way. */
let callingPage = "";
/** Runs the preload again: every load of a page starts with one of its own. */
let startAgain = () => {};

/**
 * @param {string} path of the built preload
 * @param {{ invoke: (channel: string, sent: unknown, page: string) => Promise<unknown> }} main
 */
export function runPreload(path, main) {
  startAgain = () => runPreload(path, main);
  listeners.clear();
  const electron = {
    contextBridge: {
      /** @param {string} name @param {Record<string, unknown>} exposed */
      exposeInMainWorld(name, exposed) {
        if (name !== "plimsoll") throw new Error(`The contract's name is plimsoll, not ${name}.`);
        api = exposed;
      },
    },
    ipcRenderer: {
      /** @param {string} channel @param {unknown} sent */
      invoke: (channel, sent) => main.invoke(channel, sent, callingPage),
      /** @param {string} channel @param {(event: unknown, sent: unknown) => void} listener */
      on(channel, listener) {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      },
    },
    webUtils: {
      getPathForFile() {
        throw new Error("The stand-in's pages have no files of the system.");
      },
    },
  };
  /** @param {string} name */
  const require = (name) => {
    if (name === "electron") return electron;
    throw new Error(`A sandboxed preload can't require ${name}.`);
  };
  compileFunction(readFileSync(path, "utf8"), ["require", "module", "exports"])(require, { exports: {} }, {});
}

export const pageApi = {
  /** What the page's side of the API looks like: values as they are, functions by name. */
  shape: () =>
    Object.entries(api).map(([name, value]) =>
      typeof value === "function" ? { name, isFunction: true } : { name, isFunction: false, value },
    ),

  startAgain: () => startAgain(),

  /**
   * A call from the page.
   * @param {string} name @param {unknown} sent @param {unknown} listener number of the page's listener, if it passed one
   * @param {string} address of the page
   */
  async call(name, sent, listener, address) {
    const called = /** @type {ApiFunction} */ (api[name]);
    if (typeof listener === "number") {
      called((/** @type {unknown} */ event) => tellHost({ type: "event", listener, event }));
      return undefined;
    }
    callingPage = address;
    return called(sent);
  },

  /** Something that the main process sends to the page. @param {string} channel @param {unknown} sent */
  receive(channel, sent) {
    for (const listener of listeners.get(channel) ?? []) listener({}, sent);
  },
};
