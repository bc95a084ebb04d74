import {
  chmod,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Disk, writeTextFile } from "../../electron/write-file.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const realDisk: Disk = { open, rename, unlink };

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A disk on which writing a file's content ends with an error of the system. */
function diskThatFails(code: string, at: "write" | "sync"): Disk {
  return {
    ...realDisk,
    open: async (path, flags) => {
      const file = await open(path, flags);
      if (flags === "r") return file;
      return {
        chmod: (mode) => file.chmod(mode),
        close: () => file.close(),
        writeFile: async (data) => {
          await file.writeFile(String(data).slice(0, 3));
          if (at === "write") throw systemError(code);
        },
        sync: () => Promise.reject(systemError(code)),
      };
    },
  };
}

describe("Saving a file", () => {
  test("makes a new file with exactly the text, and leaves nothing else behind", async () => {
    const folder = await temporaryFolder();
    const path = join(folder, "scenario.json");
    expect(await writeTextFile(path, "{ “Größe”: 1 }\n")).toEqual({ kind: "done", value: path });
    expect(await readFile(path, "utf8")).toBe("{ “Größe”: 1 }\n");
    expect(await readdir(folder)).toEqual(["scenario.json"]);
  });

  test("replaces the text of a file and keeps who may read it", async () => {
    const path = join(await temporaryFolder(), "scenario.json");
    await writeFile(path, "old and longer");
    await chmod(path, 0o640);
    await writeTextFile(path, "new");
    expect(await readFile(path, "utf8")).toBe("new");
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  test("writes through a link and leaves the link a link", async () => {
    const folder = await temporaryFolder();
    const real = join(folder, "real.json");
    const link = join(folder, "link.json");
    await writeFile(real, "old");
    await symlink(real, link);
    await writeTextFile(link, "new");
    expect(await readFile(real, "utf8")).toBe("new");
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
  });

  test.each([
    ["ENOSPC", "write", "disk-full"],
    ["EDQUOT", "sync", "disk-full"],
    ["EIO", "sync", "failed"],
  ] as const)(
    "that fails with %s at its %s leaves the old file whole and no other file",
    async (code, at, problem) => {
      const folder = await temporaryFolder();
      const path = join(folder, "scenario.json");
      await writeFile(path, "old");
      const outcome = await writeTextFile(path, "new and longer", diskThatFails(code, at));
      expect(outcome).toMatchObject({ kind: "refused", problem });
      expect(await readFile(path, "utf8")).toBe("old");
      expect(await readdir(folder)).toEqual(["scenario.json"]);
    },
  );

  test("puts the text on the disk before it takes the name, and the name after that", async () => {
    const folder = await temporaryFolder();
    const happened: string[] = [];
    const disk: Disk = {
      ...realDisk,
      open: async (path, flags) => {
        const file = await open(path, flags);
        const what = path === folder ? "folder" : "file";
        return {
          chmod: (mode) => file.chmod(mode),
          close: () => file.close(),
          writeFile: (data) => {
            happened.push("write file");
            return file.writeFile(String(data));
          },
          sync: () => {
            happened.push(`sync ${what}`);
            return file.sync();
          },
        };
      },
      rename: (from, to) => {
        happened.push("rename");
        return rename(from, to);
      },
    };
    await writeTextFile(join(folder, "scenario.json"), "text", disk);
    expect(happened).toEqual(["write file", "sync file", "rename", "sync folder"]);
  });

  test("refuses a write-protected file, and says that nothing was changed", async () => {
    const path = join(await temporaryFolder(), "signed-off.json");
    await writeFile(path, "signed");
    await chmod(path, 0o444);
    const outcome = await writeTextFile(path, "new");
    expect(outcome).toMatchObject({
      kind: "refused",
      problem: "read-only",
      message: expect.stringMatching(/“signed-off\.json” is write-protected.*still open here/),
    });
    expect(await readFile(path, "utf8")).toBe("signed");
  });

  test("says that the folder is gone when it is", async () => {
    const folder = join(await temporaryFolder(), "stick");
    await mkdir(folder);
    const path = join(folder, "scenario.json");
    await writeTextFile(path, "old");
    await rm(folder, { recursive: true });
    expect(await writeTextFile(path, "new")).toMatchObject({
      kind: "refused",
      problem: "folder-missing",
      message: expect.stringContaining(folder),
    });
  });

  test("does not take a folder's place", async () => {
    const folder = await temporaryFolder();
    expect(await writeTextFile(folder, "text")).toMatchObject({ kind: "refused", problem: "not-a-file" });
  });

  test("lets a bug be a bug", async () => {
    const path = join(await temporaryFolder(), "scenario.json");
    const disk: Disk = { ...realDisk, rename: () => Promise.reject(new TypeError("a bug")) };
    await expect(writeTextFile(path, "text", disk)).rejects.toThrow("a bug");
  });
});
