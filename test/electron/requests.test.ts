import { describe, expect, test } from "vitest";
import { answerRequests, type Handlers, type RequestEvent } from "../../electron/requests.ts";
import { channelOf, SCENARIO_SIZE_LIMIT } from "../../shared/desktop-contract.ts";

const done = async () => ({ kind: "cancelled" }) as const;

const handlers: Handlers = {
  openScenario: done,
  recentFiles: done,
  openRecent: done,
  openDropped: done,
  saveScenario: done,
  saveScenarioAs: done,
  readBeside: done,
  setEdited: done,
};

type Listener = (event: RequestEvent, ...sent: unknown[]) => Promise<unknown>;

function registered(): Map<string, Listener> {
  const listeners = new Map<string, Listener>();
  answerRequests({ handle: (channel, listener) => listeners.set(channel, listener) }, handlers);
  return listeners;
}

function send(name: keyof Handlers, event: RequestEvent, ...sent: unknown[]): Promise<unknown> {
  const listener = registered().get(channelOf(name));
  if (listener === undefined) throw new Error(`Nobody answers ${name}.`);
  return listener(event, ...sent);
}

const ownPage: RequestEvent = { senderFrame: { url: "app://plimsoll/index.html", parent: null } };

test("Every request of the contract is answered, and no other", () => {
  expect([...registered().keys()].sort()).toEqual(
    Object.keys(handlers)
      .map((name) => `plimsoll:${name}`)
      .sort(),
  );
});

describe("A request is answered", () => {
  test("to the app's own page", async () => {
    await expect(send("openScenario", ownPage, {})).resolves.toEqual({ kind: "cancelled" });
  });

  test("to its own page with a place in it", async () => {
    const event = { senderFrame: { url: "app://plimsoll/index.html?x=1#cost", parent: null } };
    await expect(send("openScenario", event, {})).resolves.toEqual({ kind: "cancelled" });
  });
});

describe("A request is refused", () => {
  test.each([
    "https://plimsoll/index.html",
    "app://other/index.html",
    "app://plimsoll.example/index.html",
    "app://plimsoll@example/index.html",
    "file:///index.html",
    "data:text/html,app://plimsoll/",
    "about:blank",
    "",
  ])("from a page at %j", async (url) => {
    await expect(send("openScenario", { senderFrame: { url, parent: null } }, {})).rejects.toThrow(
      "not the app's",
    );
  });

  test("from a frame inside the page", async () => {
    const event = { senderFrame: { url: "app://plimsoll/index.html", parent: {} } };
    await expect(send("openScenario", event, {})).rejects.toThrow("not the app's");
  });

  test("from a frame that has gone", async () => {
    await expect(send("openScenario", { senderFrame: null }, {})).rejects.toThrow("not the app's");
  });

  test.each<[keyof Handlers, ...unknown[]]>([
    ["openScenario"],
    ["openScenario", undefined],
    ["openScenario", {}, {}],
    ["openScenario", { path: "/etc/passwd" }],
    ["openRecent", { recent: "" }],
    ["openRecent", { recent: 7 }],
    ["openDropped", { path: "" }],
    ["saveScenario", { document: "a" }],
    ["saveScenario", { document: "a", text: 1 }],
    ["saveScenario", { document: "a", text: "x", path: "/etc/passwd" }],
    ["saveScenario", { document: "a", text: "x".repeat(SCENARIO_SIZE_LIMIT + 1) }],
    ["saveScenarioAs", { suggestedName: "", text: "x" }],
    ["readBeside", { document: "a", file: "" }],
    ["setEdited", { edited: "yes" }],
  ])("when %s is asked with something else than the contract's", async (name, ...sent) => {
    await expect(send(name, ownPage, ...sent)).rejects.toThrow("not what the contract asks for");
  });
});
