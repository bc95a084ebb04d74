import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RecentFiles } from "../../electron/recent-files.ts";
import { temporaryFolder } from "./temporary-folder.ts";

async function pathsIn(recent: RecentFiles): Promise<string[]> {
  return (await recent.list()).map(({ path }) => path);
}

test("The recent files are those of the last start", async () => {
  const store = join(await temporaryFolder(), "recent.json");
  await new RecentFiles(store).add("/a.json");
  expect(await pathsIn(new RecentFiles(store))).toEqual(["/a.json"]);
});

test("Only the ten newest are kept", async () => {
  const recent = new RecentFiles(join(await temporaryFolder(), "recent.json"));
  for (let i = 1; i <= 12; i++) await recent.add(`/${i}.json`);
  expect(await pathsIn(recent)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((i) => `/${i}.json`));
});

test("Files added at the same time are all kept", async () => {
  const store = join(await temporaryFolder(), "recent.json");
  const recent = new RecentFiles(store);
  await Promise.all([recent.add("/a.json"), recent.add("/b.json"), recent.add("/c.json")]);
  expect(await pathsIn(recent)).toEqual(["/c.json", "/b.json", "/a.json"]);
});

test.each(["", "not JSON", '{"a":1}', "[1,2]"])(
  "A damaged list (%j) is an empty one, and heals",
  async (text) => {
    const store = join(await temporaryFolder(), "recent.json");
    await writeFile(store, text);
    const recent = new RecentFiles(store);
    expect(await recent.list()).toEqual([]);
    await recent.add("/a.json");
    expect(JSON.parse(await readFile(store, "utf8"))).toEqual(["/a.json"]);
  },
);

test("A list that can't be kept stops nobody", async () => {
  const recent = new RecentFiles(join(await temporaryFolder(), "gone", "recent.json"));
  await recent.add("/a.json");
  expect(await pathsIn(recent)).toEqual(["/a.json"]);
});

test("Whoever shows the list hears of every change", async () => {
  const heard: number[] = [];
  const recent = new RecentFiles(join(await temporaryFolder(), "recent.json"), (list) =>
    heard.push(list.length),
  );
  await recent.add("/a.json");
  await recent.add("/b.json");
  await recent.remove("/a.json");
  expect(heard).toEqual([1, 2, 1]);
});
