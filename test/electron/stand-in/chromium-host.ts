/** The parent of the stand-in: holds the Chromium, its page, and the person's answers to dialogs. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { launchChromium } from "../../../scripts/setup/chromium.mjs";
import type { DesktopUnderTest } from "../desktop-under-test.ts";

interface Message {
  readonly type: string;
  readonly question?: number;
  readonly [field: string]: unknown;
}

interface ApiPart {
  readonly name: string;
  readonly isFunction: boolean;
  readonly value?: unknown;
}

declare global {
  interface Window {
    standInCall?: (name: string, sent: unknown, listener: number | undefined) => Promise<unknown>;
    standInListeners?: ((event: unknown) => void)[];
    standInStarts?: () => Promise<unknown>;
  }
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Questions to the main process, and its answers. */
class Wire {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #asked = 0;

  constructor(child: ChildProcess, answer: (message: Message) => Promise<unknown>) {
    this.#child = child;
    child.on("message", (message: Message) => {
      if (message.type === "answer") this.#settle(message);
      else void this.#answer(message, answer);
    });
  }

  ask(message: Record<string, unknown> & { readonly type: string }): Promise<unknown> {
    const question = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(question, { resolve, reject });
      this.#child.send({ ...message, question });
    });
  }

  #settle({ question, error, value }: Message): void {
    const waiting = this.#waiting.get(question ?? 0);
    if (typeof error === "string") waiting?.reject(new Error(error));
    else waiting?.resolve(value);
  }

  async #answer(message: Message, answer: (message: Message) => Promise<unknown>): Promise<void> {
    const value = await answer(message);
    if (message.question !== undefined && this.#child.connected) {
      this.#child.send({ type: "answer", question: message.question, value });
    }
  }
}

/** Builds the page's side of the preload's API. Runs in the page, before any script of its own. */
function exposeApi(parts: readonly ApiPart[]): void {
  void window.standInStarts?.();
  const listeners: ((event: unknown) => void)[] = [];
  window.standInListeners = listeners;
  const api: Record<string, unknown> = {};
  for (const { name, isFunction, value } of parts) {
    api[name] = isFunction
      ? (sent: unknown) => {
          if (typeof sent !== "function") return window.standInCall?.(name, sent, undefined);
          const listener = listeners.push((event) => sent(event)) - 1;
          void window.standInCall?.(name, undefined, listener);
          return () => {
            listeners[listener] = () => {};
          };
        }
      : value;
  }
  Object.defineProperty(window, "plimsoll", { value: Object.freeze(api) });
}

/** @param data folder for what the app keeps. @param args files to open at the start */
export async function startStandIn(data: string, args: readonly string[] = []): Promise<DesktopUnderTest> {
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const main = here("../../../dist/electron/main.js");
  const child = fork(main, [...args], {
    execArgv: ["--import", new URL("./register.mjs", import.meta.url).href],
    env: { ...process.env, PLIMSOLL_DATA: data },
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const answers: Record<string, unknown[]> = { open: [], save: [], message: [] };
  let webPreferences: Readonly<Record<string, unknown>> | undefined;

  const wire = new Wire(child, async (message) => {
    if (message.type === "window") webPreferences = preferencesOf(message["options"]);
    if (message.type === "dialog") return nextAnswer(answers, String(message["dialog"]));
    if (message.type === "event") await passEvent(page, message);
    if (message.type === "load") {
      await wired;
      await load(page, message);
    }
    return undefined;
  });
  const wired = wirePage(page, wire);
  await page.waitForURL(/index\.html$/);

  return {
    page,
    webPreferences,
    nextOpen: async (path) => {
      answers["open"]?.push({ canceled: path === undefined, filePaths: path === undefined ? [] : [path] });
    },
    nextSave: async (path) => {
      answers["save"]?.push({ canceled: path === undefined, filePath: path ?? "" });
    },
    nextAnswer: async (button) => {
      answers["message"]?.push({ response: button });
    },
    answersHeard: async () => {
      // The reply to a question goes out before anything that is asked from here on: messages keep their order.
      while ((answers["message"]?.length ?? 0) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    chooseMenu: async (command) => {
      await wire.ask({ type: "menu", id: command });
    },
    closeWindow: async () => {
      // The answer may be lost in the app's end.
      void wire.ask({ type: "close-window" });
    },
    ended,
    kill: async () => {
      await browser.close();
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Gives the page its way to the preload's functions. */
async function wirePage(page: Page, wire: Wire): Promise<void> {
  await page.exposeBinding("standInStarts", () => wire.ask({ type: "page-starts" }));
  await page.exposeBinding(
    "standInCall",
    (_source, name: string, sent: unknown, listener: number | undefined) =>
      wire.ask({ type: "call", name, sent, listener, address: page.url() }),
  );
}

function preferencesOf(options: unknown): Readonly<Record<string, unknown>> {
  if (typeof options !== "object" || options === null || !("webPreferences" in options)) return {};
  return { ...(options.webPreferences as object) };
}

async function load(page: Page, message: Message): Promise<void> {
  await page.addInitScript(exposeApi, message["api"] as readonly ApiPart[]);
  await page.goto(String(message["address"]));
}

function nextAnswer(answers: Record<string, unknown[]>, dialog: string): unknown {
  const answer = answers[dialog]?.shift();
  if (answer === undefined) throw new Error(`A dialog (${dialog}) came up that the test did not expect.`);
  return answer;
}

async function passEvent(page: Page, { listener, event }: Message): Promise<void> {
  await page.evaluate(([at, sent]) => window.standInListeners?.[Number(at)]?.(sent), [
    listener,
    event,
  ] as const);
}
