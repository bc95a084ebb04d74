import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Documents, type FileDialogs } from "../../electron/documents.ts";
import { RecentFiles } from "../../electron/recent-files.ts";
import { SCENARIO_SIZE_LIMIT } from "../../shared/desktop-contract.ts";
import { temporaryFolder } from "./temporary-folder.ts";

interface Desk {
  readonly folder: string;
  readonly path: string;
  readonly documents: Documents;
  /** What the person chooses in the next dialog; undefined = they close it. */
  choice: string | undefined;
  /** Where the last save dialog started. */
  suggested: string | undefined;
}

async function desk(): Promise<Desk> {
  const folder = await temporaryFolder();
  const path = join(folder, "scenario.json");
  await writeFile(path, "first");
  const state: { choice: string | undefined; suggested: string | undefined } = {
    choice: path,
    suggested: undefined,
  };
  const dialogs: FileDialogs = {
    askOpen: async () => state.choice,
    askSave: async (suggestedPath) => {
      state.suggested = suggestedPath;
      return state.choice;
    },
  };
  const documents = new Documents(dialogs, new RecentFiles(join(folder, "recent.json")));
  return Object.assign(state, { folder, path, documents });
}

async function opened(at: Desk): Promise<string> {
  const outcome = await at.documents.openChosen();
  if (outcome.kind !== "done") throw new Error("It should have opened.");
  return outcome.value.document;
}

describe("A document", () => {
  test("is opened, saved and opened again with the new text", async () => {
    const at = await desk();
    const document = await opened(at);
    expect(await at.documents.save({ document, text: "second" })).toMatchObject({
      kind: "done",
      value: { document, name: "scenario.json" },
    });
    expect(await at.documents.openChosen()).toMatchObject({ kind: "done", value: { text: "second" } });
  });

  test("is known to the window by a token that does not tell its path", async () => {
    const at = await desk();
    expect(await opened(at)).not.toContain(at.folder);
  });

  test("can be saved many times in a row", async () => {
    const at = await desk();
    const document = await opened(at);
    for (const text of ["a", "b", "c"]) {
      expect(await at.documents.save({ document, text })).toMatchObject({ kind: "done" });
    }
    expect(await readFile(at.path, "utf8")).toBe("c");
  });

  test("that another program changed is not overwritten unless the person says so", async () => {
    const at = await desk();
    const document = await opened(at);
    await writeFile(at.path, "somebody else's");
    expect(await at.documents.save({ document, text: "mine" })).toMatchObject({ problem: "changed-on-disk" });
    expect(await readFile(at.path, "utf8")).toBe("somebody else's");
    expect(await at.documents.save({ document, text: "mine", overwrite: true })).toMatchObject({
      kind: "done",
    });
    expect(await readFile(at.path, "utf8")).toBe("mine");
  });

  test("whose file was deleted is written anew", async () => {
    const at = await desk();
    const document = await opened(at);
    await rm(at.path);
    expect(await at.documents.save({ document, text: "again" })).toMatchObject({ kind: "done" });
    expect(await readFile(at.path, "utf8")).toBe("again");
  });

  test("is the same one after a save that failed, and saves once the reason is gone", async () => {
    const at = await desk();
    const document = await opened(at);
    await chmod(at.path, 0o444);
    expect(await at.documents.save({ document, text: "second" })).toMatchObject({ problem: "read-only" });
    await chmod(at.path, 0o644);
    expect(await at.documents.save({ document, text: "second" })).toMatchObject({
      kind: "done",
      value: { document },
    });
  });

  test("that nobody opened can't be saved or read beside", async () => {
    const at = await desk();
    const document = "made-up";
    expect(await at.documents.save({ document, text: "x" })).toMatchObject({ problem: "unknown-document" });
    expect(await at.documents.readBeside({ document, file: "scenario.json" })).toMatchObject({
      problem: "unknown-document",
    });
  });
});

describe("Save as", () => {
  test("starts in the document's folder, writes where the person chose, and leaves the first file alone", async () => {
    const at = await desk();
    const document = await opened(at);
    at.choice = join(at.folder, "copy.json");
    const outcome = await at.documents.saveAs({ document, suggestedName: "scenario.json", text: "second" });
    expect(outcome).toMatchObject({ kind: "done", value: { name: "copy.json" } });
    expect(at.suggested).toBe(join(at.folder, "scenario.json"));
    expect(await readFile(at.path, "utf8")).toBe("first");
    expect(await readFile(at.choice, "utf8")).toBe("second");
  });

  test.each(["../../elsewhere.json", "/etc/elsewhere.json", "..\\elsewhere.json"])(
    "suggests only the name out of %j",
    async (suggestedName) => {
      const at = await desk();
      const document = await opened(at);
      await at.documents.saveAs({ document, suggestedName, text: "x" });
      expect(at.suggested).toBe(join(at.folder, "elsewhere.json"));
    },
  );

  test("does nothing when the person closes the dialog", async () => {
    const at = await desk();
    at.choice = undefined;
    expect(await at.documents.saveAs({ suggestedName: "a.json", text: "x" })).toEqual({ kind: "cancelled" });
    expect(await at.documents.openChosen()).toEqual({ kind: "cancelled" });
  });
});

describe("Files beside a scenario", () => {
  test("are read from the folder where it was last saved", async () => {
    const at = await desk();
    const document = await opened(at);
    const other = join(at.folder, "other");
    await mkdir(other);
    await writeFile(join(other, "trace.csv"), "1,2,3");
    expect(await at.documents.readBeside({ document, file: "trace.csv" })).toMatchObject({
      problem: "missing",
    });
    at.choice = join(other, "scenario.json");
    const saved = await at.documents.saveAs({ document, suggestedName: "scenario.json", text: "x" });
    if (saved.kind !== "done") throw new Error("It should have been saved.");
    const there = await at.documents.readBeside({ document: saved.value.document, file: "trace.csv" });
    expect(there).toEqual({ kind: "done", value: { file: "trace.csv", text: "1,2,3" } });
  });
});

describe("Recent files", () => {
  test("list what was opened or saved, the newest first, each once", async () => {
    const at = await desk();
    const document = await opened(at);
    at.choice = join(at.folder, "second.json");
    await at.documents.saveAs({ document, suggestedName: "second.json", text: "x" });
    await at.documents.save({ document, text: "y" });
    const names = (await at.documents.recentFiles()).map((recent) => recent.name);
    expect(names).toEqual(["scenario.json", "second.json"]);
  });

  test("open by their token, and only those that are listed", async () => {
    const at = await desk();
    await opened(at);
    const [first] = await at.documents.recentFiles();
    expect(await at.documents.openRecent({ recent: first?.recent ?? "" })).toMatchObject({
      value: { text: "first" },
    });
    expect(await at.documents.openRecent({ recent: at.path })).toMatchObject({ kind: "refused" });
  });

  test("forget a file that has gone", async () => {
    const at = await desk();
    await opened(at);
    const [first] = await at.documents.recentFiles();
    await rm(at.path);
    expect(await at.documents.openRecent({ recent: first?.recent ?? "" })).toMatchObject({
      problem: "missing",
    });
    expect(await at.documents.recentFiles()).toEqual([]);
  });
});

test("A scenario as large as its limit allows is read", async () => {
  const at = await desk();
  await writeFile(at.path, " ".repeat(SCENARIO_SIZE_LIMIT));
  expect(await at.documents.openChosen()).toMatchObject({ kind: "done" });
  await writeFile(at.path, " ".repeat(SCENARIO_SIZE_LIMIT + 1));
  expect(await at.documents.openChosen()).toMatchObject({ problem: "too-large" });
});
