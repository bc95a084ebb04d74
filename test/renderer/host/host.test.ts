import { describe, expect, test } from "vitest";
import { createDesktopHost } from "../../../renderer/host/desktop-host.ts";
import { fileNameFor } from "../../../renderer/host/host.ts";
import type { DesktopApi, DesktopOutcome, SavedDocument } from "../../../shared/desktop-contract.ts";

const document = { document: "token-1", name: "a.json", place: "/documents/a.json" };
const cancelled = async () => ({ kind: "cancelled" }) as const;

function desktop(more: Partial<DesktopApi<File>>): DesktopApi<File> {
  return {
    platform: "linux",
    openScenario: async () => ({ kind: "done", value: { ...document, text: "{}" } }),
    recentFiles: cancelled,
    openRecent: cancelled,
    openDropped: cancelled,
    saveScenario: async () => ({ kind: "done", value: document }),
    saveScenarioAs: async () => ({
      kind: "done",
      value: { ...document, document: "token-2", name: "b.json" },
    }),
    readBeside: async ({ file }) => ({ kind: "done", value: { file, text: "x\n1\n" } }),
    setEdited: async () => ({ kind: "done", value: {} }),
    onMenu: () => () => {},
    onOpened: () => () => {},
    ...more,
  };
}

const NO_DRAFTS = { put: async () => {}, remove: async () => {}, leftBehind: async () => [] };

describe("the desktop as a host", () => {
  test("opens a file and keeps its token to save it again", async () => {
    const sent: unknown[] = [];
    const host = createDesktopHost(
      desktop({
        saveScenario: async (request): Promise<DesktopOutcome<SavedDocument>> => {
          sent.push(request);
          return { kind: "done", value: document };
        },
      }),
      NO_DRAFTS,
    );
    const opened = await host.open();
    expect(opened).toEqual({ kind: "done", value: { name: "a.json", text: "{}", handle: "token-1" } });
    await host.save("token-1", "a.json", "{ }", false);
    expect(sent).toEqual([{ document: "token-1", text: "{ }", overwrite: false }]);
  });

  test("asks where to save what was never saved", async () => {
    const host = createDesktopHost(desktop({}), NO_DRAFTS);
    const saved = await host.save(undefined, "new.json", "{}", false);
    expect(saved).toEqual({ kind: "done", value: { name: "b.json", handle: "token-2" } });
  });

  test("passes a refusal on as its sentence, and tells a file that another program wrote apart", async () => {
    const host = createDesktopHost(
      desktop({
        saveScenario: async () => ({ kind: "refused", problem: "changed-on-disk", message: "It changed." }),
      }),
      NO_DRAFTS,
    );
    expect(await host.save("token-1", "a.json", "{}", false)).toEqual({
      kind: "refused",
      message: "It changed.",
      changedOnDisk: true,
    });
  });

  test("reads data only beside a file that is saved", async () => {
    const host = createDesktopHost(desktop({}), NO_DRAFTS);
    expect(await host.readBeside("token-1", "data.csv")).toEqual({ kind: "done", value: "x\n1\n" });
    expect(await host.readBeside(undefined, "data.csv")).toMatchObject({ kind: "refused" });
  });
});

test("A scenario without a file gets its title as a name", () => {
  expect(fileNameFor("Support assistant")).toBe("support-assistant.json");
  expect(fileNameFor("  Ünïts & more! ")).toBe("ünïts-more.json");
  expect(fileNameFor("…")).toBe("scenario.json");
});
