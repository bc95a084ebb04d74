import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFileBeside, readTextFile } from "../../electron/read-file.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describe("Reading a file", () => {
  test("gives its text, without the byte order mark that some editors write", async () => {
    const path = join(await temporaryFolder(), "scenario.json");
    await writeFile(path, "\uFEFF{ “größe”: 1 }");
    expect(await readTextFile(path, 1000)).toEqual({ kind: "done", value: "{ “größe”: 1 }" });
  });

  test("takes a file of exactly the largest size, and refuses one byte more", async () => {
    const path = join(await temporaryFolder(), "scenario.json");
    await writeFile(path, "x".repeat(100));
    expect(await readTextFile(path, 100)).toMatchObject({ kind: "done" });
    expect(await readTextFile(path, 99)).toMatchObject({ kind: "refused", problem: "too-large" });
  });

  test.each([
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe])],
    ["a program", new Uint8Array([0x41, 0x00, 0x42])],
  ])("refuses %s as no text", async (_what, bytes) => {
    const path = join(await temporaryFolder(), "scenario.json");
    await writeFile(path, bytes);
    expect(await readTextFile(path, 1000)).toMatchObject({ kind: "refused", problem: "not-text" });
  });

  test("says that a file is gone, and names it", async () => {
    expect(await readTextFile(join(await temporaryFolder(), "lost.json"), 1000)).toEqual({
      kind: "refused",
      problem: "missing",
      message: "“lost.json” is no longer there.",
    });
  });

  test("refuses a folder", async () => {
    expect(await readTextFile(await temporaryFolder(), 1000)).toMatchObject({ problem: "not-a-file" });
  });

  test.runIf(process.platform !== "win32")("does not wait for a pipe that nobody writes into", async () => {
    const path = join(await temporaryFolder(), "pipe.json");
    execFileSync("mkfifo", [path]);
    expect(await readTextFile(path, 1000)).toMatchObject({ kind: "refused", problem: "not-a-file" });
  });
});

describe("Reading a file that a scenario names", () => {
  async function scenarioFolder(): Promise<string> {
    const outer = await temporaryFolder();
    const folder = join(outer, "scenario");
    await mkdir(join(folder, "data"), { recursive: true });
    await writeFile(join(folder, "trace.csv"), "beside");
    await writeFile(join(folder, "data", "trace.csv"), "below");
    await writeFile(join(outer, "secret.csv"), "secret");
    await symlink(join(outer, "secret.csv"), join(folder, "innocent.csv"));
    await symlink(join(folder, "data", "trace.csv"), join(folder, "short.csv"));
    return folder;
  }

  test.each([
    ["trace.csv", "beside"],
    ["data/trace.csv", "below"],
    ["./data/../trace.csv", "beside"],
    ["short.csv", "below"],
  ])("finds %s, beside it or below", async (file, text) => {
    expect(await readFileBeside(await scenarioFolder(), file, 1000)).toEqual({ kind: "done", value: text });
  });

  test.each(["../secret.csv", "data/../../secret.csv", "/etc/passwd", "innocent.csv", "..", ".", "a\0b"])(
    "refuses %j, which leads out of its folder",
    async (file) => {
      const outcome = await readFileBeside(await scenarioFolder(), file, 1000);
      expect(outcome).toMatchObject({ kind: "refused", problem: "outside" });
    },
  );

  test("says that a file it names is not there", async () => {
    const outcome = await readFileBeside(await scenarioFolder(), "data/other.csv", 1000);
    expect(outcome).toMatchObject({ kind: "refused", problem: "missing" });
  });
});
