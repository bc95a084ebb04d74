import { describe, expect, test } from "vitest";
import type { DraftShelf, Host, OpenedFile, Outcome } from "../../../renderer/host/host.ts";
import { createSession } from "../../../renderer/store/session.ts";
import type { LiveRequest } from "../../../renderer/workers/messages.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { parseScenario } from "../../../shared/scenario/parse.ts";

interface Desk {
  toOpen: Outcome<OpenedFile>;
  saves: { name: string; text: string; overwrite: boolean }[];
  saveOutcome: Awaited<ReturnType<Host["save"]>>;
  edited: boolean;
  readonly files: Record<string, string>;
  readonly drafts: DraftShelf;
}

function sessionOn(desk: Desk) {
  const started: LiveRequest[] = [];
  const host: Host = {
    kind: "browser",
    open: async () => desk.toOpen,
    openDropped: async () => desk.toOpen,
    recentFiles: async () => [],
    openRecent: async () => desk.toOpen,
    drafts: desk.drafts,
    print: () => {},
    save: async (_handle, name, text, overwrite) => {
      desk.saves.push({ name, text, overwrite });
      return overwrite ? { kind: "done", value: { name, handle: "h" } } : desk.saveOutcome;
    },
    saveAs: async (_handle, name, text) => {
      desk.saves.push({ name, text, overwrite: false });
      return { kind: "done", value: { name, handle: "h2" } };
    },
    readBeside: async (_handle, file) => {
      const text = desk.files[file];
      return text === undefined
        ? { kind: "refused", message: `There is no ${file}.` }
        : { kind: "done", value: text };
    },
    setEdited: (edited) => {
      desk.edited = edited;
    },
    listen: () => {},
  };
  const session = createSession({
    host,
    read: parseScenario,
    keep: undefined,
    startRun: (request) => {
      started.push(request);
      return { cancel: () => {}, study: () => {} };
    },
  });
  return { session, started };
}

const desk = (): Desk => ({
  toOpen: { kind: "cancelled" },
  saves: [],
  saveOutcome: { kind: "done", value: { name: "support.json", handle: "h" } },
  edited: false,
  files: {},
  drafts: { put: async () => {}, remove: async () => {}, leftBehind: async () => [] },
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("a session", () => {
  test("runs what is opened, and again after every edit that is right", async () => {
    const { session, started } = sessionOn(desk());
    session.document.getState().load(example, undefined, undefined);
    await settled();
    session.document.getState().edit(["traffic", "users"], 50_000, "Users");
    session.document.getState().edit(["traffic", "users"], -1, "Users");
    await settled();
    expect(started.map((request) => request.scenario.traffic.users)).toEqual([100_000, 50_000]);
  });

  test("runs nothing again for what people only stand for", async () => {
    const { session, started } = sessionOn(desk());
    session.document.getState().load(example, undefined, undefined);
    await settled();
    const said = { answer: "yes", by: "security", on: "2026-11-10" };
    session.document.getState().edit(["readiness", "security review"], said, "Security review");
    await settled();
    expect(session.document.getState().scenario?.readiness).toEqual({ "security review": said });
    expect(started).toHaveLength(1);
  });

  test("tells the host when closing would lose edits", () => {
    const place = desk();
    const { session } = sessionOn(place);
    session.document.getState().load(example, undefined, undefined);
    session.document.getState().edit(["traffic", "users"], 50_000, "Users");
    expect(place.edited).toBe(true);
    session.document.getState().undo();
    expect(place.edited).toBe(false);
  });

  test("saves the text with the edits, under a name made of the title where it has none", async () => {
    const place = desk();
    const { session } = sessionOn(place);
    session.document.getState().load(example, undefined, undefined);
    session.document.getState().edit(["traffic", "users"], 50_000, "Users");
    expect(await session.files.save()).toBe(true);
    expect(place.saves[0]?.name).toBe("support-assistant.json");
    expect(place.saves[0]?.text).toContain('"users": 50000');
  });

  test("asks before it writes over what another program wrote", async () => {
    const place = desk();
    place.saveOutcome = { kind: "refused", message: "changed", changedOnDisk: true };
    const { session } = sessionOn(place);
    session.document.getState().load(example, "support.json", "h");
    const saving = session.files.save();
    await settled();
    expect(session.notices.getState().question?.title).toContain("support.json");
    session.notices.getState().answer("overwrite");
    expect(await saving).toBe(true);
    expect(place.saves.map((save) => save.overwrite)).toEqual([false, true]);
  });

  test("asks before edits are lost to another file, and stays where the person turns away", async () => {
    const place = desk();
    place.toOpen = { kind: "done", value: { name: "other.json", text: example, handle: "o" } };
    const { session } = sessionOn(place);
    session.document.getState().load(example, "support.json", "h");
    session.document.getState().edit(["traffic", "users"], 50_000, "Users");
    const opening = session.files.open();
    await settled();
    session.notices.getState().answer(undefined);
    await opening;
    expect(session.document.getState().fileName).toBe("support.json");
  });

  test("reads the data that a scenario names, once for many edits, and says what is wrong with it", async () => {
    const place = desk();
    const scenario = JSON.parse(example);
    scenario.task.steps[0].input = { empirical: { file: "sizes.csv", column: "tokens" } };
    const { session, started } = sessionOn(place);
    session.document.getState().load(JSON.stringify(scenario), "a.json", "h");
    await settled();
    expect(session.run.getState()).toMatchObject({ status: "failed", message: "There is no sizes.csv." });
    place.files["sizes.csv"] = "tokens\n10\n20\n";
    session.document.getState().edit(["traffic", "users"], 50_000, "Users");
    await settled();
    expect(started.map((request) => Object.keys(request.columns))).toEqual([["sizes.csv#tokens"]]);
    expect(Array.from(started[0]?.columns["sizes.csv#tokens"] ?? [])).toEqual([10, 20]);
  });
});
