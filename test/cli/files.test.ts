import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { MachineError } from "../../cli/file-errors.ts";
import { heapLimit } from "../../cli/node-port.ts";
import { readStream, readText } from "../../cli/read-file.ts";
import { writeWhole } from "../../cli/write-file.ts";
import { CancelledError } from "../../shared/errors.ts";
import { temporaryFolder } from "../electron/temporary-folder.ts";

describe("Writing an answer", () => {
  test("makes the file, and leaves nothing else behind", async () => {
    const folder = await temporaryFolder();
    await writeWhole(join(folder, "out.json"), "{}\n");
    expect(await readdir(folder)).toEqual(["out.json"]);
    expect(await readFile(join(folder, "out.json"), "utf8")).toBe("{}\n");
  });

  test("replaces an old file and keeps its permissions", async () => {
    const path = join(await temporaryFolder(), "out.json");
    await writeFile(path, "old");
    await chmod(path, 0o640);
    await writeWhole(path, "new");
    expect(await readFile(path, "utf8")).toBe("new");
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  test("follows a link and keeps it one", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "real.json"), "old");
    await symlink(join(folder, "real.json"), join(folder, "link.json"));
    await writeWhole(join(folder, "link.json"), "new");
    expect(await readFile(join(folder, "real.json"), "utf8")).toBe("new");
  });

  test("refuses a write-protected file, and leaves it as it was", async () => {
    const path = join(await temporaryFolder(), "out.json");
    await writeFile(path, "old");
    await chmod(path, 0o444);
    await expect(writeWhole(path, "new")).rejects.toThrow("write-protected");
    expect(await readFile(path, "utf8")).toBe("old");
  });

  test("says what is wrong with the place", async () => {
    const folder = await temporaryFolder();
    await expect(writeWhole(join(folder, "no", "out.json"), "")).rejects.toThrow("its folder does not exist");
    await expect(writeWhole(folder, "")).rejects.toThrow("it is a folder");
    await expect(writeWhole(join(folder, "no", "out.json"), "")).rejects.toBeInstanceOf(MachineError);
  });
});

describe("Reading", () => {
  test("drops a byte order mark", async () => {
    const path = join(await temporaryFolder(), "a.json");
    await writeFile(path, "\ufeff{}");
    expect(await readText(path, 100)).toBe("{}");
  });

  test.each([
    ["a missing file", "missing.json", "there is no such file. Put it there."],
    ["a folder", "folder", "it is a folder"],
    ["a file that is too large", "large", "too large"],
    ["a file that is no text", "binary", "no text in UTF-8"],
  ])("refuses %s", async (_what, name, words) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "folder"));
    await writeFile(join(folder, "large"), "x".repeat(101));
    await writeFile(join(folder, "binary"), Buffer.from([0xff, 0xfe, 0x00]));
    await expect(readText(join(folder, name), 100, "Put it there.")).rejects.toThrow(words);
  });

  test("takes what comes in on a stream, across its chunks", async () => {
    const bytes = Buffer.from("{ é }");
    const stream = Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]);
    expect(await readStream(stream, 100, new AbortController().signal)).toBe("{ é }");
  });

  test("stops waiting for a stream when the user asks for it", async () => {
    const stopping = new AbortController();
    const reading = readStream(new Readable({ read() {} }), 100, stopping.signal);
    stopping.abort("SIGINT");
    await expect(reading).rejects.toBeInstanceOf(CancelledError);
  });
});

describe("The memory of workers", () => {
  const GIGABYTE = 2 ** 30;

  test("is shared among them", () => {
    expect(heapLimit(4, 8 * GIGABYTE)).toBe(1536);
    expect(heapLimit(8, 8 * GIGABYTE)).toBe(768);
  });

  test("is enough for a run on a small machine, and bounded on a large one", () => {
    expect(heapLimit(64, 2 * GIGABYTE)).toBe(256);
    expect(heapLimit(1, 512 * GIGABYTE)).toBe(4096);
  });
});
