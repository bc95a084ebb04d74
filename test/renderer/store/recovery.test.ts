import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DraftShelf, KeptDraft } from "../../../renderer/host/host.ts";
import { createDocumentStore, isDirty } from "../../../renderer/store/document-store.ts";
import { Files } from "../../../renderer/store/files.ts";
import { createNoticeStore } from "../../../renderer/store/notice-store.ts";
import { ageText, createRecoveryStore } from "../../../renderer/store/recovery.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { parseScenario } from "../../../shared/scenario/parse.ts";

/** A shelf in memory, and a window on it. */
function windowOn(drafts: Map<string, KeptDraft>, id: string, alive: ReadonlySet<string> = new Set([id])) {
  const shelf: DraftShelf = {
    put: async (draft) => {
      if (draft === undefined) drafts.delete(id);
      else drafts.set(id, { ...draft, id });
    },
    remove: async (of) => void drafts.delete(of),
    leftBehind: async () => [...drafts.values()].filter((draft) => !alive.has(draft.id)),
  };
  const never = async (): Promise<never> => {
    throw new Error("Nobody asked for that.");
  };
  const document = createDocumentStore(parseScenario);
  const files = new Files(
    {
      kind: "browser",
      open: never,
      openDropped: never,
      recentFiles: never,
      openRecent: never,
      save: never,
      saveAs: never,
      readBeside: never,
      drafts: shelf,
      print: () => {},
      setEdited: () => {},
      listen: () => {},
    },
    document,
    createNoticeStore(),
  );
  return { document, recovery: createRecoveryStore({ shelf, document, files, now: () => 1000 }) };
}

describe("edits that are not saved", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("are kept a moment after they were made, and offered by the next window", async () => {
    const drafts = new Map<string, KeptDraft>();
    const first = windowOn(drafts, "first");
    first.document.getState().load(example, "support.json", "handle");
    first.document.getState().edit(["traffic", "users"], 50_000, "Users");
    await vi.advanceTimersByTimeAsync(1000);

    const second = windowOn(drafts, "second");
    await second.recovery.getState().look();
    const [draft] = second.recovery.getState().offered;
    expect(draft).toMatchObject({ title: "Support assistant", fileName: "support.json", at: 1000 });
    if (draft === undefined) throw new Error("Nothing was offered.");
    await second.recovery.getState().keep(draft);
    const state = second.document.getState();
    expect(state.scenario?.traffic.users).toBe(50_000);
    expect(isDirty(state)).toBe(true);
    expect(state.handle).toBe("handle");
    expect(second.recovery.getState().offered).toEqual([]);
    state.undo();
    expect(second.document.getState().text()).toBe(example);
  });

  test("are not offered while the window that makes them lives", async () => {
    const drafts = new Map<string, KeptDraft>();
    const first = windowOn(drafts, "first");
    first.document.getState().load(example, undefined, undefined);
    first.document.getState().edit(["traffic", "users"], 50_000, "Users");
    await vi.advanceTimersByTimeAsync(1000);
    const second = windowOn(drafts, "second", new Set(["first", "second"]));
    await second.recovery.getState().look();
    expect(drafts.size).toBe(1);
    expect(second.recovery.getState().offered).toEqual([]);
  });

  test("are forgotten once they are saved or undone", async () => {
    const drafts = new Map<string, KeptDraft>();
    const { document } = windowOn(drafts, "first");
    document.getState().load(example, undefined, undefined);
    document.getState().edit(["traffic", "users"], 50_000, "Users");
    await vi.advanceTimersByTimeAsync(1000);
    expect(drafts.size).toBe(1);
    document.getState().saved(document.getState().text(), "a.json", "handle");
    await vi.advanceTimersByTimeAsync(1000);
    expect(drafts.size).toBe(0);
    document.getState().edit(["traffic", "users"], 60_000, "Users");
    document.getState().undo();
    await vi.advanceTimersByTimeAsync(1000);
    expect(drafts.size).toBe(0);
  });

  test("go for good when they are discarded", async () => {
    const drafts = new Map<string, KeptDraft>();
    const first = windowOn(drafts, "first");
    first.document.getState().load(example, undefined, undefined);
    first.document.getState().edit(["traffic", "users"], 50_000, "Users");
    await vi.advanceTimersByTimeAsync(1000);
    const second = windowOn(drafts, "second");
    await second.recovery.getState().look();
    const [draft] = second.recovery.getState().offered;
    if (draft !== undefined) await second.recovery.getState().discard(draft);
    expect(drafts.size).toBe(0);
  });
});

test("The age of a draft is said in the unit that fits", () => {
  expect(ageText(20_000)).toBe("less than a minute old");
  expect(ageText(60_000)).toBe("1 minute old");
  expect(ageText(3 * 60_000)).toBe("3 minutes old");
  expect(ageText(5 * 3_600_000)).toBe("5 hours old");
  expect(ageText(3 * 86_400_000)).toBe("3 days old");
});
